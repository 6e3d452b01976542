"""A clerk at his counter: takes his seat, presses Next, starts, does the tasks, finishes, and goes for lunch.

He is polite: where somebody else sits on his chair, has his counter open in a browser, or works there under his name,
he steps aside until the counter has been quiet for a while.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from deploy.visitors.cash_desk import SHIFT_LOST, begin_shift
from deploy.visitors.errands import Errands
from deploy.visitors.floor import Floor
from deploy.visitors.link import Link, Refused, SignedOut, Unexpected
from deploy.visitors.place import Post
from deploy.visitors.plan import Break
from deploy.visitors.sitting import Sittings

LOOK_SECONDS = 0.5  # how often an idle clerk looks whether somebody came whom nobody announced
QUIET_SECONDS = 40.0
AFTER_A_FAULT_SECONDS = 2.0
SEAT_LOST = frozenset({"not_seated", "seat_taken", "seated_elsewhere"})


@dataclass(slots=True)
class Clerk:
    post: Post
    floor: Floor
    link: Link
    breaks: Sequence[Break]
    colleagues: Sequence[str]
    quiet_seconds: float = QUIET_SECONDS
    _seated: bool = False
    _needs_shift: bool = False
    _inherits: bool = True  # what lies at the counter when he comes is his to finish
    _bell: threading.Event = field(init=False)
    _sittings: Sittings = field(init=False)
    _errands: Errands = field(init=False)

    def __post_init__(self) -> None:
        self._bell = self.floor.bell(self.post.roles)
        self._sittings = Sittings(self.floor, self.link, self.post.counter, self.colleagues)
        self._errands = Errands(self.floor, self.link, self._sittings)

    def work(self) -> None:
        """Until the day is over. Raises Ended."""
        self.link.sign_in(self.post.staff, self.post.password)
        while not self.floor.over():
            self._carefully(self._work_a_little)
        if self._seated:
            self._carefully(self._clear_up)

    def _carefully(self, do: Any) -> None:
        try:
            do()
        except SignedOut:
            self.link.sign_in(self.post.staff, self.post.password)
        except Refused as refused:
            if refused.code in SEAT_LOST:
                self._seated = False
            elif refused.code in SHIFT_LOST:
                self._needs_shift = self._inherits = True  # the person who was to pay still sits there
            else:
                self._step_aside()
        except Unexpected:
            self.floor.clock.pause(AFTER_A_FAULT_SECONDS)

    def _work_a_little(self) -> None:
        if self.floor.is_left_alone(self.post.counter):
            self._step_aside()
            return
        if self._on_break() or not self._is_seated():
            return
        if self._needs_shift:
            self._needs_shift = False
            begin_shift(self.link, self.post.counter)
        asked = self.floor.errand(self.post.roles)
        if asked is not None:
            self._errands.do(asked)
            return
        self._bell.clear()
        called = self.link.command("call", f"{self._path}/calls", {})
        ticket = called.body["ticket"]
        if ticket is None:
            self._wait()
        elif called.status == 201 or self._inherits:
            self._inherits = False
            self._sittings.serve(ticket)
        else:
            self._step_aside()

    @property
    def _path(self) -> str:
        return f"/api/counters/{self.post.counter}"

    def _on_break(self) -> bool:
        """Whether he was; he is back when this returns."""
        now = self.floor.clock.now()
        ends = next((pause.ends for pause in self.breaks if pause.begins <= now < pause.ends), None)
        if ends is None or now > self.floor.day.closes:
            return False
        if self._seated:
            self.link.command("stand_up", f"{self._path}/seat", {}, "DELETE")
            self._seated = False
        self.floor.clock.sleep(ends - now)
        return True

    def _is_seated(self) -> bool:
        """Sit down if nobody else does. Raises Refused `seated_elsewhere`, and `seat_taken` to the slower one."""
        if self._seated:
            return True
        seat = self.link.read(self._path)["seat"]
        if seat is not None and seat["staff"]["name"] != self.post.staff:
            self.floor.clock.pause(LOOK_SECONDS)
            return False
        self.link.command("sit_down", f"{self._path}/seat", {}, "PUT")
        self._seated = self._inherits = True
        return True

    def _wait(self) -> None:
        """Until the bell rings, or somebody is there whom nobody announced, or something else is to be done."""
        self._inherits = False
        clock = self.floor.clock
        while not self._bell.wait(LOOK_SECONDS) and not self.floor.over():
            clock.pause(0)
            if self.floor.is_asked(self.post.roles):
                return
            seen = self.link.read(self._path)
            if seen["waiting"] or seen["tickets"] or not self._is_mine(seen) or self._has_to_go():
                return

    def _is_mine(self, seen: dict[str, Any]) -> bool:
        return seen["seat"] is not None and seen["seat"]["staff"]["name"] == self.post.staff

    def _has_to_go(self) -> bool:
        now = self.floor.clock.now()
        return any(pause.begins <= now < pause.ends for pause in self.breaks)

    def _step_aside(self) -> None:
        """Somebody is here, or works under our name: let him, until he is gone and nothing has changed for a while."""
        seen, since = None, time.monotonic()
        while time.monotonic() - since < self.quiet_seconds and not self.floor.over():
            counter = self.link.read(self._path)
            tickets = [(ticket["id"], ticket["state"]) for ticket in counter["tickets"]]
            if seen != (tickets, counter["seat"]) or self.floor.is_left_alone(self.post.counter):
                seen, since = (tickets, counter["seat"]), time.monotonic()
            self.floor.clock.pause(min(LOOK_SECONDS, self.quiet_seconds))
        self._inherits = True
        self._seated = False  # look again who sits here

    def _clear_up(self) -> None:
        """The day is over: whoever is still set aside will not come any more."""
        for aside in self.link.read(self._path)["aside"]:
            ticket = aside["ticket"]
            if ticket["state"] in ("missed", "held"):
                self._errands.withdraw(ticket["id"], "no_show")
