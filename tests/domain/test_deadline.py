"""The two clocks, over weekends and holidays of Kazakhstan in 2026 and 2027."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.clock import Calendar
from server.domain.deadline import Clock, procedure_clock, waiting_clock
from server.domain.regulation import Limit, LimitUnit
from tests.domain.builders import NINE, at

ATYRAU = ZoneInfo("Asia/Atyrau")
CALENDAR = Calendar(ATYRAU)


def days(amount: int) -> Limit:
    return Limit(amount, LimitUnit.WORKING_DAYS, "documents")


def in_atyrau(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ATYRAU).astimezone(UTC)


def test_the_clock_of_waiting_runs_from_the_entry() -> None:
    assert waiting_clock(NINE, 30) == Clock(NINE, at(30))


@pytest.mark.parametrize("amount", [10, 15, 20, 30])
def test_minutes_are_counted_to_the_second(amount: int) -> None:
    since = NINE + timedelta(seconds=17)
    limit = Limit(amount, LimitUnit.MINUTES, "start")
    assert procedure_clock(since, limit, CALENDAR).until - since == timedelta(minutes=amount)


@pytest.mark.parametrize(
    ("since", "amount", "last_day"),
    [
        ("2026-11-23 09:00", 1, "2026-11-24"),  # Monday: over on Tuesday
        ("2026-11-23 00:00", 1, "2026-11-24"),
        ("2026-11-23 23:59", 1, "2026-11-24"),
        ("2026-11-27 16:00", 1, "2026-11-30"),  # Friday: over on Monday
        ("2026-11-28 11:00", 1, "2026-11-30"),  # a Saturday counts as little as a Sunday
        ("2026-11-26 10:00", 3, "2026-12-01"),
        ("2026-12-15 10:00", 1, "2026-12-17"),  # Independence Day lies between
        ("2026-12-31 10:00", 1, "2027-01-05"),  # the second day of New Year fell on a Saturday and moved
        ("2027-03-05 12:00", 1, "2027-03-09"),  # a weekend and Women's Day
        ("2027-03-19 12:00", 3, "2027-03-29"),  # Nauryz takes three days
    ],
)
def test_a_working_day_is_over_at_midnight_of_the_site(since: str, amount: int, last_day: str) -> None:
    clock = procedure_clock(in_atyrau(since), days(amount), CALENDAR)
    worked = [
        day
        for n in range(1, 30)
        if CALENDAR.is_working_day(day := in_atyrau(since).astimezone(ATYRAU).date() + timedelta(days=n))
    ]
    assert worked[amount - 1] == date.fromisoformat(last_day)
    assert clock.until == in_atyrau(f"{last_day} 00:00") + timedelta(days=1)
    assert clock.since == in_atyrau(since)


def test_the_day_on_which_a_term_starts_does_not_count() -> None:
    early, late = (
        procedure_clock(in_atyrau(f"2026-11-23 {hour}"), days(1), CALENDAR) for hour in ("00:01", "23:58")
    )
    assert early.until == late.until == in_atyrau("2026-11-25 00:00")


def test_a_day_begins_in_the_zone_of_the_site_and_not_in_greenwich() -> None:
    """At 20:00 UTC on a Sunday it is Monday already in Atyrau: the term ends on Tuesday."""
    since = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert procedure_clock(since, days(1), CALENDAR).until == in_atyrau("2026-11-25 00:00")
    assert procedure_clock(since, days(1), CALENDAR).until.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-11-23", True),
        ("2026-11-28", False),
        ("2026-11-29", False),
        ("2026-12-16", False),
        ("2026-08-30", False),
        ("2026-08-31", True),  # a Monday: the Sunday before it is no holiday any more
        ("2027-03-15", False),
        ("2027-03-22", False),
    ],
)
def test_the_calendar_knows_weekends_and_holidays(day: str, worked: bool) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is worked
