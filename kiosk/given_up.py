"""What was asked for and not heard of in time: its person was sent to the desk, and it must not come true behind him.

As soon as the site answers it is taken back, before the printer is told what waits. What the site has not heard cannot
happen any more; a ticket that it has made is withdrawn, and its slip with it. Unless the slip has come out: then its
person holds it, and his ticket stands. Whoever came back to a visit of before keeps it and his place, without a slip.
"""

import logging
import threading
from collections import OrderedDict
from typing import Any, Protocol

from kiosk.link import Link, Unreachable
from server.printing.site import Answer, Job, Site, Unanswered
from server.printing.status import Fault

log = logging.getLogger("kezek.kiosk")

_REMEMBERED = 200  # keys
_AGAIN_SECONDS = 1.0


class EndsSlips(Protocol):
    """What is needed of `server.printing.site.Site`."""

    def tell_outcome(self, printer: str, job: str, state: str, fault: Fault | None) -> Answer: ...


class GivenUp:
    """Takes back from `start` to `stop`. May be shared by threads."""

    def __init__(self, link: Link, site: EndsSlips, printer: str) -> None:
        self._link = link
        self._site = site
        self._printer = printer
        self._known: OrderedDict[str, dict[str, Any] | None] = OrderedDict()  # None: it was taken back
        self._guard = threading.Lock()
        self._settling = threading.Lock()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._take_all_back, name="given up", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()
        self._thread.join(5)

    def give_up(self, key: str, body: dict[str, Any]) -> None:
        with self._guard:
            self._known[key] = body
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._wake.set()

    def holds(self, key: str) -> bool:
        """It was given up, and is never asked for again."""
        with self._guard:
            return key in self._known

    def settle(self) -> None:
        """Returns when nothing is left to be taken back. Raises Unreachable or Unanswered while the site is silent."""
        with self._settling:
            for key, body in self._left():
                self._take_back(key, body)
                with self._guard:
                    self._known[key] = None

    def _left(self) -> list[tuple[str, dict[str, Any]]]:
        with self._guard:
            return [(key, body) for key, body in self._known.items() if body is not None]

    def _take_back(self, key: str, body: dict[str, Any]) -> None:
        if self._link.forbid(key):
            return
        opened = self._link.open_visit(body, key, "kk")  # it was done: this is its reply, and does nothing
        if not opened.accepted or opened.body["job"] is None:
            return
        job = opened.body["job"]["id"]
        if not self._site.tell_outcome(self._printer, job, "failed", Fault.TOO_LATE).accepted:
            return  # it was printed, or is being printed
        if "service" in body:
            self._link.take_back(opened.body["visit"]["id"], f"take-back-{key}"[:64])
            log.info("a ticket that came too late was taken back")

    def _take_all_back(self) -> None:
        while not self._stopping.is_set():
            try:
                self.settle()
                self._wake.wait()
                self._wake.clear()
            except (Unreachable, Unanswered):
                self._stopping.wait(_AGAIN_SECONDS)


class SiteBehind(Site):
    """The site as the printer hears of it: what was given up is taken back before a slip of it can be printed."""

    def __init__(self, url: str, token: str, given_up: GivenUp) -> None:
        super().__init__(url, token)
        self._given_up = given_up

    def waiting(self, printer: str, wait: int = 20) -> list[Job]:
        jobs = super().waiting(printer, wait)
        try:
            self._given_up.settle()
        except Unreachable as error:
            raise Unanswered("what was given up is not taken back yet") from error
        return jobs
