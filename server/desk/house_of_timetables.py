"""What a use case may ask of the house about doctors, their bookings and house calls.

A part of `house.House`. Whatever is looked up by its id raises Refusal `not_found` (404) when it is not there.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from server.domain.booking import Booking, HouseCall, Outcome
from server.domain.district import District
from server.domain.timetable import Doctor, Hours, Leave, Round, Timetable

Taken = Mapping[tuple[str, date], tuple[tuple[int, int], ...]]
"""By doctor and day: when its bookings begin and how long they are, in minutes."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is booked, or called for. Sealed where it is kept."""

    full_name: str
    phone: str
    iin: str = ""
    birth_date: str = ""
    address: str = ""
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class HouseCallDone:
    """`note`: in the doctor's words. Sealed where it is kept."""

    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """How much of a doctor's is still to come, and on which day the first of it; None where nothing is."""

    bookings: int
    house_calls: int
    first: date | None


class TimetableHouse(Protocol):
    # doctors and their timetables
    def timetables(self) -> Sequence[Timetable]:
        """Of all doctors who are here, by speciality and name."""

    def timetable(self, doctor_id: str) -> Timetable: ...
    def next_doctor(self) -> str:
        """An id that no doctor has or had."""

    def save_doctor(self, doctor: Doctor) -> None:
        """Raises Refusal `doctor_gone` (409): what was another's never becomes his."""

    def ahead_of_doctor(self, doctor_id: str, since: date) -> Ahead:
        """Who is booked and has not come, and who waits for him at home, from that day on."""

    def remove_doctor(self, doctor_id: str) -> None:
        """He receives no more; his bookings keep his name."""

    def doctor(self, doctor_id: str) -> Doctor:
        """Also one who is gone."""

    def set_hours(self, doctor_id: str, weekday: int, hours: Sequence[Hours]) -> None: ...
    def set_day(self, doctor_id: str, day: date, hours: Sequence[Hours] | None) -> None:
        """Other hours on that very day; None: those of its weekday again."""

    def set_leave(self, doctor_id: str, leave: Leave) -> None: ...
    def end_leave(self, doctor_id: str, first: date) -> None: ...
    def set_rounds(self, doctor_id: str, rounds: Sequence[Round]) -> None: ...

    # districts
    def districts(self) -> Sequence[District]: ...
    def save_district(self, district: District) -> None: ...
    def remove_district(self, district_id: str) -> None: ...

    # bookings
    def taken(self, first: date, last: date) -> Taken: ...
    def add_booking(self, booking: Booking, person: Person) -> None:
        """Raises Refusal `slot_taken` (409): the database keeps one booking a slot; and `booked_that_day` (409): one
        of a person with a doctor on a day, for as long as he has not come. Who has no IIN is compared with nobody."""

    def save_booking(self, booking: Booking) -> None:
        """Raises Refusal `slot_taken`, `booked_that_day` (409)."""

    def booking(self, booking_id: str) -> Booking: ...
    def booking_of_visit(self, visit_id: str) -> Booking | None: ...
    def bookings_on(self, doctor_id: str, day: date) -> Sequence[Booking]:
        """Those that stand, by time; cancelled ones are not among them."""

    def bookings_of(self, iin: str, since: date, most: int) -> Sequence[Booking]:
        """Those that stand, by day, and behind them the cancelled ones, by day; `most` of them together."""

    def days_awaited(self, iin: str, since: date) -> Set[tuple[str, date]]:
        """Doctor and day of each booking for which its person has not come yet."""

    def booked_person(self, booking_id: str) -> Person: ...

    # house calls
    def calls_taken(self, doctor_id: str, first: date, last: date) -> Mapping[tuple[date, int], int]:
        """How many calls stand, by day and by the minute at which their round begins."""

    def add_house_call(self, house_call: HouseCall, person: Person) -> None: ...
    def save_house_call(self, house_call: HouseCall, done: HouseCallDone | None) -> None: ...
    def house_call(self, house_call_id: str) -> HouseCall: ...
    def house_calls_of_visit(self, visit_id: str) -> Sequence[HouseCall]: ...
    def house_calls_on(self, doctor_id: str, day: date) -> Sequence[HouseCall]: ...
    def called_person(self, house_call_id: str) -> Person: ...
    def outcome_of(self, house_call_id: str) -> HouseCallDone | None: ...


def person_of(answers: Mapping[str, Any]) -> Person:
    """The person of a task's answers."""
    return Person(**{name: str(answers[name]) for name in Person.__slots__ if answers.get(name)})
