"""The only file that reads the wall clock, and the calendar of working days.

Everybody else is handed what they say as values, or the clock as a callable.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import monotonic as monotonic
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays import HolidayBase


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Calendar:
    """Working days of Kazakhstan: no weekends but the swapped Saturdays, no public holidays."""

    zone: ZoneInfo
    _holidays: "HolidayBase | None" = field(default=None, repr=False)

    def is_working_day(self, day: date) -> bool:
        known = self._known()
        if day in known:
            return False
        return day.weekday() < 5 or day in known.weekend_workdays

    def _known(self) -> "HolidayBase":
        """Read when it is first asked for: it takes longer to load than the rest of the start."""
        if self._holidays is None:
            import holidays

            self._holidays = holidays.country_holidays("KZ")
        return self._holidays
