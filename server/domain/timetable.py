"""When a doctor receives, as slots that can be booked, and when he goes to homes, as rounds that take calls.

A day of a doctor follows from four things, the first that speaks decides: he is on leave; the administrator wrote
other hours for that very day; the day is not worked on; the hours of its weekday. Nothing of it is stored as slots,
so a changed timetable changes no booking, and whoever was booked keeps his time.

Days and minutes are those of the site's own clock: "2026-11-23" and 540 for nine o'clock.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from server.domain.deadline import WorkingCalendar
from server.domain.refusal import Refusal

DAY_MINUTES = 24 * 60
BOOKED_AHEAD = timedelta(days=60)  # how far ahead a slot may be booked [setting]
CALLED_AHEAD = timedelta(days=14)  # how far ahead a house call may be put [setting]

_SLOT = re.compile(r"([a-z0-9-]{1,40})@([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})")


class DoctorKind(StrEnum):
    """The doctors who go to homes: the decree names them, age and address choose among them."""

    THERAPIST = "therapist"
    PAEDIATRICIAN = "paediatrician"
    GENERAL_PRACTITIONER = "general_practitioner"


@dataclass(frozen=True, slots=True)
class Hours:
    """From `opens` to `closes`, in slots of `minutes` each."""

    opens: int
    closes: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Round:
    """From `opens` to `closes` the doctor goes to homes and takes so many calls."""

    opens: int
    closes: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Leave:
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Doctor:
    """`staff`: the member of staff who he is, None for a doctor who does not sign in.

    `calls_a_day`: at most so many house calls, whatever his rounds would take.
    """

    id: str
    name: str
    speciality: str
    cabinet: str
    staff: str | None = None
    calls_a_day: int = 0


@dataclass(frozen=True, slots=True)
class Timetable:
    """`weekly` by weekday, Monday 0; `days`: other hours on that very day, none for a day off."""

    doctor: Doctor
    weekly: Mapping[int, tuple[Hours, ...]] = field(default_factory=dict)
    days: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
    leaves: tuple[Leave, ...] = ()
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    doctor: str
    day: date
    opens: int
    minutes: int

    @property
    def id(self) -> str:
        return slot_id(self.doctor, self.day, self.opens)


class WhyNoSlot(StrEnum):
    """Why a doctor does not receive at all on a day."""

    LEAVE = "leave"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    NO_HOURS = "no_hours"


def hours_on(
    timetable: Timetable, day: date, calendar: WorkingCalendar
) -> tuple[tuple[Hours, ...], WhyNoSlot | None]:
    """His hours on `day`, or why he has none. Hours written for a holiday are meant: they count."""
    if is_on_leave(timetable, day):
        return (), WhyNoSlot.LEAVE
    if day in timetable.days:
        hours = timetable.days[day]
        return hours, None if hours else WhyNoSlot.DAY_OFF
    hours = timetable.weekly.get(day.weekday(), ())
    if not hours:
        return (), WhyNoSlot.NO_HOURS
    if not calendar.is_working_day(day):
        return (), WhyNoSlot.HOLIDAY
    return hours, None


def is_on_leave(timetable: Timetable, day: date) -> bool:
    return any(leave.first <= day <= leave.last for leave in timetable.leaves)


@lru_cache(maxsize=512)
def starts_of(hours: tuple[Hours, ...]) -> tuple[tuple[int, int], ...]:
    """Where each slot begins and how long it is. What is left at the end and too short for a slot is none."""
    return tuple(
        (opens, one.minutes)
        for one in hours
        for opens in range(one.opens, one.closes - one.minutes + 1, one.minutes)
    )


@lru_cache(maxsize=512)
def _grid(hours: tuple[Hours, ...]) -> frozenset[tuple[int, int]]:
    return frozenset(starts_of(hours))


def free_starts(
    hours: tuple[Hours, ...], taken: Collection[tuple[int, int]], earliest: int = 0
) -> list[tuple[int, int]]:
    """Of the slots of these hours those that begin at `earliest` or later and touch no booking.

    `taken`: when the bookings of that day begin and how long they are. A booking made before the timetable was
    changed may lie across two of the slots of today: both are taken.
    """
    starts = starts_of(hours)
    if taken:
        mine = set(taken)
        odd = mine - _grid(hours)
        starts = tuple(one for one in starts if one not in mine and not (odd and _meets(*one, odd)))
    if not earliest:
        return list(starts)
    return [one for one in starts if one[0] >= earliest]


@lru_cache(maxsize=2048)
def count_free(hours: tuple[Hours, ...], taken: tuple[tuple[int, int], ...], earliest: int) -> int:
    """How many `free_starts` finds: kept, since a picture of weeks asks it of a thousand days at once."""
    return len(free_starts(hours, taken, earliest))


def free_slots(
    timetable: Timetable,
    day: date,
    calendar: WorkingCalendar,
    taken: Collection[tuple[int, int]],
    earliest: int = 0,
) -> tuple[Slot, ...]:
    """The slots of `day` that may be booked, as `free_starts` finds them."""
    hours, _ = hours_on(timetable, day, calendar)
    doctor = timetable.doctor.id
    return tuple(Slot(doctor, day, *start) for start in free_starts(hours, taken, earliest))


def _meets(opens: int, minutes: int, taken: Collection[tuple[int, int]]) -> bool:
    return any(opens < other + length and other < opens + minutes for other, length in taken)


@dataclass(frozen=True, slots=True)
class KnownDays:
    """A calendar that has looked each of its days up once: asked for every doctor, it costs more than the rest."""

    zone: tzinfo
    working: Mapping[date, bool]

    def is_working_day(self, day: date) -> bool:
        return self.working[day]


def known_days(calendar: WorkingCalendar, days: Sequence[date]) -> KnownDays:
    return KnownDays(calendar.zone, {day: calendar.is_working_day(day) for day in days})


def earliest_on(day: date, now: datetime, zone: tzinfo) -> int:
    """The first minute of `day` that is not over yet; more than the day has, if all of it is."""
    local = now.astimezone(zone)
    if day > local.date():
        return 0
    return local.hour * 60 + local.minute + 1 if day == local.date() else DAY_MINUTES + 1


def slot_id(doctor: str, day: date, opens: int) -> str:
    """`d-3@2026-11-23T09:20`. Rounds are named alike."""
    return f"{doctor}@{day.isoformat()}T{clock_text(opens)}"


def read_slot(text: str) -> tuple[str, date, int]:
    """Doctor, day, minute. Raises Refusal `slot_unknown` (422)."""
    found = _SLOT.fullmatch(text)
    day = date_or_none(found[2]) if found else None
    if found is None or day is None or int(found[3]) > 23 or int(found[4]) > 59:
        raise Refusal("slot_unknown", 422)
    return found[1], day, int(found[3]) * 60 + int(found[4])


def date_or_none(text: str) -> date | None:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def clock_text(minute: int) -> str:
    """540 → "09:00"; the end of the day is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_of(text: str) -> int:
    """The inverse. Raises Refusal `malformed` (400) for what is no time of the day."""
    found = re.fullmatch(r"([01][0-9]|2[0-4]):([0-5][0-9])", text)
    minute = int(found[1]) * 60 + int(found[2]) if found else DAY_MINUTES + 1
    if minute > DAY_MINUTES:
        raise Refusal("unacceptable", 422, field="time")
    return minute


def moment_of(day: date, minute: int, zone: tzinfo) -> datetime:
    """That minute of the site's own clock, in UTC.

    Raises Refusal `unacceptable` (422) for the first or last day of the calendar, whose UTC is on none of its days.
    """
    try:
        return datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)
    except OverflowError:
        raise Refusal("unacceptable", 422, field="day") from None


def check_hours(hours: Sequence[Hours]) -> None:
    """Raises Refusal `hours_wrong` (422): they end before a slot is over, or meet each other."""
    for one in hours:
        if not (0 <= one.opens < one.closes <= DAY_MINUTES and 5 <= one.minutes <= one.closes - one.opens):
            raise Refusal("hours_wrong", 422)
    _check_apart([(one.opens, one.closes) for one in hours])


def check_rounds(rounds: Sequence[Round]) -> None:
    """Raises Refusal `hours_wrong` (422)."""
    if any(not 0 <= one.opens < one.closes <= DAY_MINUTES for one in rounds):
        raise Refusal("hours_wrong", 422)
    _check_apart([(one.opens, one.closes) for one in rounds])


def _check_apart(spans: list[tuple[int, int]]) -> None:
    ordered = sorted(spans)
    if any(later < ended for (_, ended), (later, _) in pairwise(ordered)):
        raise Refusal("hours_wrong", 422)
