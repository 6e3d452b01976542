"""The entry in the pre-booking journal: a slot is booked, and its slip printed for who stands at the window."""

from typing import Any

from server.desk.bookings import book, booking_slip
from server.desk.free_slots import bookable
from server.desk.house import House
from server.desk.house_of_timetables import person_of
from server.desk.journal import enter
from server.desk.tasks.applicant import applicant_text
from server.desk.tasks.doing import Doing
from server.domain.paper import Paper
from server.domain.regulation import Channel
from server.domain.timetable import clock_text


def complete(house: House, answers: dict[str, Any]) -> dict[str, Any]:
    """Doctor, cabinet, day and time follow from the slot. Raises Refusal as `bookable` does."""
    slot = bookable(house, answers["slot"])
    doctor = house.doctor(slot.doctor)
    return answers | {
        "doctor": doctor.name,
        "speciality": doctor.speciality,
        "cabinet": doctor.cabinet,
        "day": slot.day.isoformat(),
        "time": clock_text(slot.opens),
    }


def leave(doing: Doing) -> Paper | None:
    """By telephone there is nobody to hand a slip to: he checks in at a desk, by his document."""
    house, visit = doing.house, doing.visit
    enter(house, visit, {**doing.answers, "applicant": applicant_text(doing.answers)}, doing.staff)
    booking = book(house, visit, bookable(house, doing.answers["slot"]), person_of(doing.answers))
    return None if visit.channel is Channel.TELEPHONE else booking_slip(house, booking, visit.language)
