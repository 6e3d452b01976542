"""The player: puts a planned day on a real site, every clerk and every door on a thread of its own."""

import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from deploy.visitors.clerk import QUIET_SECONDS, Clerk
from deploy.visitors.clock import Clock, Ended
from deploy.visitors.door import KioskDoor
from deploy.visitors.floor import Floor
from deploy.visitors.link import Link
from deploy.visitors.lookout import Lookout
from deploy.visitors.place import Place
from deploy.visitors.plan import Day
from deploy.visitors.tally import Heard, Summary, Tally

END_SECONDS = 2.0  # a thread that waits for an answer longer than this is left behind


def play(
    day: Day,
    place: Place,
    speed: float,
    until: threading.Event | None = None,
    *,
    heard: Heard | None = None,
    doors: int = 1,
) -> Summary:
    """Play `day` at `place`, `speed` played minutes in a real one, to its end or until `until` is set.

    `heard` is told each command and its answer, on the thread that gave it. `doors`: how many people can take
    their tickets at once.
    """
    company = Company(place, until or threading.Event(), heard=heard, doors=doors)
    company.play(day, speed)
    return company.summary()


@dataclass(slots=True)
class Company:
    """All who play at one place, day after day; what is unfinished in the evening goes on in the morning."""

    place: Place
    until: threading.Event
    heard: Heard | None = None
    doors: int = 1
    quiet_seconds: float = QUIET_SECONDS
    _tally: Tally = field(init=False)
    _floor: Floor | None = None

    def __post_init__(self) -> None:
        self._tally = Tally(self.heard)

    def play(self, day: Day, speed: float, hurried: float = 0.0) -> None:
        """Returns when the day is over or the play was ended. The first `hurried` minutes pass faster."""
        clock = Clock(speed, self.until, hurried)
        self._floor = self._floor or Floor(day, clock, self._tally)
        self._floor.begin(day, clock)
        deeds = [
            *self._lookouts(self._floor, clock),
            *self._doors(self._floor, clock),
            *self._clerks(self._floor, clock),
        ]
        threads = [threading.Thread(target=self._safely, args=deed, daemon=True) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive() and not self.until.is_set():
                thread.join(0.2)
        for thread in threads:
            thread.join(END_SECONDS / len(threads))

    def _safely(self, link: Link, deed: Callable[[], None]) -> None:
        """A fault of ours is reported as loudly as one of the site's."""
        try:
            with suppress(Ended):
                deed()
        except Exception:
            self._tally.unexpected(traceback.format_exc(limit=-4))
        finally:
            link.close()

    def summary(self) -> Summary:
        inside, awaiting = self._floor.counts() if self._floor else (0, 0)
        return self._tally.summary(inside, awaiting)

    def _doors(self, floor: Floor, clock: Clock) -> list[tuple[Link, Callable[[], None]]]:
        if self.place.kiosk is not None:
            links = [Link(self.place.kiosk, clock, self._tally) for _ in range(self.doors)]
        else:
            token = {"Authorization": f"Bearer {self.place.kiosk_token}"}
            links = [Link(self.place.server, clock, self._tally, token) for _ in range(self.doors)]
        return [(link, KioskDoor(floor, link).let_in) for link in links]

    def _lookouts(self, floor: Floor, clock: Clock) -> list[tuple[Link, Callable[[], None]]]:
        if not self.place.tells_who_is_here:
            return []
        lookout = Lookout(floor, Link(self.place.server, clock, self._tally))
        with suppress(Ended):
            lookout.look()  # before any clerk begins
        return [(lookout.link, lookout.keep_looking)]

    def _clerks(self, floor: Floor, clock: Clock) -> list[tuple[Link, Callable[[], None]]]:
        clerks = []
        for post in self.place.posts:
            same = [other.counter for other in self.place.posts if set(other.roles) & set(post.roles)]
            link = Link(
                self.place.server,
                clock,
                self._tally,
                is_left_alone=partial(floor.is_left_alone, post.counter),
            )
            breaks = floor.day.breaks_of(post.staff, same.index(post.counter))
            colleagues = [counter for counter in same if counter != post.counter]
            clerk = Clerk(post, floor, link, breaks, colleagues, self.quiet_seconds)
            clerks.append((link, clerk.work))
        return clerks
