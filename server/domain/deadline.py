"""Two clocks a step: how long its person waits, and how long the procedure takes.

The law limits the procedure only; the limit of waiting is ours. They are two clocks because mixing them would
let a slow hall hide behind a quick window, or the other way round.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

from server.domain.regulation import Limit, LimitUnit


class WorkingCalendar(Protocol):
    """Which days are worked on, and in which time zone days begin."""

    @property
    def zone(self) -> tzinfo: ...
    def is_working_day(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs from `since` and must stop before `until`."""

    since: datetime
    until: datetime


def waiting_clock(entered_at: datetime, limit_minutes: int) -> Clock:
    return Clock(entered_at, entered_at + timedelta(minutes=limit_minutes))


def procedure_clock(since: datetime, limit: Limit, calendar: WorkingCalendar) -> Clock:
    """Minutes are counted to the second. A working day is over at midnight of the site's zone.

    The day on which the clock starts does not count, as with every term that the law gives in days.
    """
    if limit.unit is LimitUnit.MINUTES:
        return Clock(since, since + timedelta(minutes=limit.amount))
    day = since.astimezone(calendar.zone).date()
    left = limit.amount
    while left > 0:
        day += timedelta(days=1)
        left -= calendar.is_working_day(day)
    end_of_day = datetime.combine(day + timedelta(days=1), time(), calendar.zone)
    return Clock(since, end_of_day.astimezone(since.tzinfo))
