"""Who looks out for people of flesh and blood: a counter that is open in somebody's browser is his."""

from contextlib import suppress
from dataclasses import dataclass

from deploy.visitors.floor import Floor
from deploy.visitors.link import Link, Unexpected

LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Lookout:
    floor: Floor
    link: Link

    def look(self) -> None:
        """Raises Ended."""
        with suppress(Unexpected):  # has been reported; he looks again
            counters = self.link.read("/api/try-out")["counters"]
            self.floor.leave_alone(counter["id"] for counter in counters if counter["is_open"])

    def keep_looking(self) -> None:
        """Until the day is over. Raises Ended."""
        while not self.floor.over():
            self.look()
            self.floor.clock.pause(LOOK_SECONDS)
