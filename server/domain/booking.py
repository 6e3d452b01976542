"""A booking of a slot, and a call to a home: what state they are in and what may follow.

A booking is *booked*, then *arrived* when its person checks in, or *cancelled*; a moved one is the same booking with
another slot. A house call is *told* (day and round were told to the caller), then *done* with an outcome, or
*cancelled*.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from server.domain.refusal import Refusal
from server.domain.timetable import clock_text

CHECK_IN_EARLIEST_MINUTES = 120  # before the booked time [setting]
CHECK_IN_EARLIEST = timedelta(minutes=CHECK_IN_EARLIEST_MINUTES)


class BookingState(StrEnum):
    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


class HouseCallState(StrEnum):
    TOLD = "told"
    DONE = "done"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """How a doctor's visit at home ended [setting]."""

    TREATED_AT_HOME = "treated_at_home"
    SENT_TO_HOSPITAL = "sent_to_hospital"
    NOBODY_HOME = "nobody_home"
    REFUSED_BY_PATIENT = "refused_by_patient"


@dataclass(frozen=True, slots=True)
class Booking:
    """`visit`: in which it was made, whose return code checks in. `reception`: the visit that came of it."""

    id: str
    visit: str
    doctor: str
    day: date
    opens: int
    minutes: int
    state: BookingState
    booked_at: datetime
    reception: str | None = None


@dataclass(frozen=True, slots=True)
class HouseCall:
    """`opens`, `closes`: the round in which the doctor comes. `done_at`: when he was there."""

    id: str
    visit: str
    doctor: str
    district: str
    day: date
    opens: int
    closes: int
    state: HouseCallState
    told_at: datetime
    done_at: datetime | None = None


def check_open(booking: Booking) -> None:
    """May it be moved or cancelled? Raises Refusal `booking_closed` (409)."""
    if booking.state is not BookingState.BOOKED:
        raise Refusal("booking_closed")


def check_arrival(booking: Booking, booked_for: datetime, today: date, now: datetime) -> None:
    """Raises Refusal `booking_cancelled`, `booking_other_day`, `booking_too_early` (409)."""
    if booking.state is BookingState.CANCELLED:
        raise Refusal("booking_cancelled")
    day, time = f"{booking.day:%d.%m.%Y}", clock_text(booking.opens)
    if booking.day != today:
        raise Refusal("booking_other_day", day=day, time=time)
    if now < booked_for - CHECK_IN_EARLIEST:
        raise Refusal("booking_too_early", time=clock_text(booking.opens - CHECK_IN_EARLIEST_MINUTES))
