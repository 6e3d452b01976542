"""How long personal data are kept: as long as the journal of their service must be, and not a day longer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Keeping:
    """`years` after a visit ended, or those `of_service` where its journal has a duty of its own [setting]."""

    years: int
    of_service: Mapping[str, int] = field(default_factory=dict)

    def ended_before(self, service: str, now: datetime) -> datetime:
        """What ended before this moment is kept no longer."""
        return _years_before(now, self.of_service.get(service, self.years))


def _years_before(moment: datetime, years: int) -> datetime:
    """The same day and time of that year; of 29 February, the day after it: nothing goes a day too early."""
    earlier = moment.year - years
    try:
        return moment.replace(year=earlier)
    except ValueError:
        return moment.replace(year=earlier, day=28)
