"""Played time: minutes of the invented day, passing as fast as one likes."""

import threading
import time
from dataclasses import dataclass, field

LIVELY = 5.0  # a played minute in twelve seconds: a call every ten, and time to speak it in two languages
HURRY = 30.0


class Ended(Exception):
    """The play was asked to end; everybody drops what he does."""


@dataclass(slots=True)
class Clock:
    """`speed` played minutes pass in a real one; the first `hurried` minutes `HURRY` times as fast.

    `until` ends the play when it is set.
    """

    speed: float
    until: threading.Event
    hurried: float = 0.0
    _began: float = field(default_factory=time.monotonic)

    def now(self) -> float:
        """Played minutes since the opening."""
        passed = (time.monotonic() - self._began) / 60 * self.speed
        in_hurry = self.hurried / HURRY
        return passed * HURRY if passed < in_hurry else self.hurried + passed - in_hurry

    def seconds_to(self, minute: float) -> float:
        """Real seconds until `minute`, at the least 0."""
        now = self.now()
        hurried = max(min(minute, self.hurried) - now, 0.0)
        return (hurried / HURRY + max(minute - max(now, self.hurried), 0.0)) * 60 / self.speed

    def sleep(self, minutes: float) -> None:
        """Raises Ended."""
        self.pause(self.seconds_to(self.now() + minutes))

    def pause(self, seconds: float) -> None:
        """Wait for real seconds. Raises Ended."""
        if self.until.wait(seconds):
            raise Ended
