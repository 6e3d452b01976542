"""Which slots are free: the picture of a week, the times of a day, and whether one may still be booked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

from server.desk.house import House
from server.desk.house_of_timetables import Taken
from server.domain.deadline import WorkingCalendar
from server.domain.refusal import Refusal
from server.domain.timetable import (
    BOOKED_AHEAD,
    Doctor,
    Slot,
    Timetable,
    WhyNoSlot,
    count_free,
    earliest_on,
    free_slots,
    hours_on,
    known_days,
    moment_of,
    read_slot,
    starts_of,
)

LONGEST_PICTURE = 28  # days


@dataclass(frozen=True, slots=True)
class DayOfDoctor:
    """`why`: he does not receive at all on this day; None where he does, even if all is booked."""

    day: date
    free: int
    why: WhyNoSlot | None


@dataclass(frozen=True, slots=True)
class RowOfPicture:
    doctor: Doctor
    days: tuple[DayOfDoctor, ...]


def picture(house: House, first: date, last: date) -> tuple[RowOfPicture, ...]:
    """Of every doctor how much is free on each day. Raises Refusal `days_wrong` (422): none, or more than 28."""
    if not 0 <= (last - first).days < LONGEST_PICTURE:
        raise Refusal("days_wrong", 422)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    calendar = known_days(house.site.calendar, days)
    earliest = {day: earliest_on(day, house.now, calendar.zone) for day in days}
    taken = house.taken(first, last)

    def day_of(timetable: Timetable, day: date) -> DayOfDoctor:
        hours, why = hours_on(timetable, day, calendar)
        if why is not None:
            return DayOfDoctor(day, 0, why)
        booked = taken.get((timetable.doctor.id, day), ())
        return DayOfDoctor(day, count_free(hours, booked, earliest[day]), None)

    return tuple(
        RowOfPicture(timetable.doctor, tuple(day_of(timetable, day) for day in days))
        for timetable in house.timetables()
    )


@dataclass(frozen=True, slots=True)
class DayView:
    """`slots`: all of the day that are not over yet, each with whether it is free."""

    doctor: Doctor
    day: date
    slots: tuple[tuple[Slot, bool], ...]
    why: WhyNoSlot | None


def day_of_doctor(house: House, doctor_id: str, day: date) -> DayView:
    timetable = house.timetable(doctor_id)
    hours, why = hours_on(timetable, day, house.site.calendar)
    free = {
        slot.opens for slot in _free_on(timetable, day, house.site.calendar, house.taken(day, day), house.now)
    }
    earliest = earliest_on(day, house.now, house.site.calendar.zone)
    slots = tuple(
        (Slot(doctor_id, day, opens, minutes), opens in free)
        for opens, minutes in starts_of(hours)
        if opens >= earliest
    )
    return DayView(timetable.doctor, day, slots, why)


def _free_on(
    timetable: Timetable, day: date, calendar: WorkingCalendar, taken: Taken, now: datetime
) -> tuple[Slot, ...]:
    booked = taken.get((timetable.doctor.id, day), ())
    return free_slots(timetable, day, calendar, booked, earliest_on(day, now, calendar.zone))


def bookable(house: House, slot: str, leaving: tuple[str, date, int] | None = None) -> Slot:
    """The slot, if it is free. `leaving`: doctor, day and minute of the booking that would leave its own.

    Raises Refusal `slot_unknown` (422), `slot_past`, `slot_too_far`, `slot_closed`, `slot_taken` (409).
    """
    doctor_id, day, opens = read_slot(slot)
    timetable = next((one for one in house.timetables() if one.doctor.id == doctor_id), None)
    if timetable is None:
        raise Refusal("slot_unknown", 422)
    calendar = house.site.calendar
    today = house.site.day(house.now)
    if day > today + BOOKED_AHEAD:
        raise Refusal("slot_too_far", days=BOOKED_AHEAD.days)
    if day < today or moment_of(day, opens, calendar.zone) <= house.now:
        raise Refusal("slot_past")
    hours, why = hours_on(timetable, day, calendar)
    if why is not None:
        raise Refusal("slot_closed", why=why.value)
    if opens not in {start for start, _ in starts_of(hours)}:
        raise Refusal("slot_unknown", 422)
    taken = house.taken(day, day).get((doctor_id, day), ())
    if leaving is not None:
        taken = tuple(one for one in taken if (doctor_id, day, one[0]) != leaving)
    for free in free_slots(timetable, day, calendar, taken):
        if free.opens == opens:
            return free
    raise Refusal("slot_taken")


def first_free_slot(house: House, iin: str) -> str:
    """An example that may be booked for `iin`, now: with a doctor who does not await him that day; "" while there is
    none. It looks at a week at a time, since nearly always the first has one."""
    today = house.site.day(house.now)
    days = [today + timedelta(days=ahead) for ahead in range(BOOKED_AHEAD.days + 1)]
    calendar = known_days(house.site.calendar, days)
    timetables, awaited = house.timetables(), house.days_awaited(iin, today)
    for begin in range(0, len(days), 7):
        week = days[begin : begin + 7]
        taken = house.taken(week[0], week[-1])
        for day, timetable in product(week, timetables):
            if (timetable.doctor.id, day) in awaited:
                continue
            if free := _free_on(timetable, day, calendar, taken, house.now):
                return free[0].id
    return ""
