"""Timetables, free slots, bookings and house calls as they are answered. Times are of the site's own clock."""

from datetime import date, datetime

from typing_extensions import TypedDict

from server.desk.bookings import BookingsOfPerson, BookingView, slot_id_of
from server.desk.free_slots import DayView, RowOfPicture
from server.desk.house_calls import HouseCallView, Offer
from server.desk.list_of_day import ListOfDay
from server.domain.district import District
from server.domain.job import Job
from server.domain.timetable import Doctor, Hours, Timetable, WhyNoSlot, clock_text
from server.web.answers.papers import JobAnswer, job_answer
from server.web.answers.said import Said, said
from server.words.bookings import DOCTOR_KINDS, OUTCOMES, WHY_NO_SLOT


class DoctorAnswer(TypedDict):
    id: str
    name: str
    speciality: str
    cabinet: str


class HoursAnswer(TypedDict):
    opens: str
    closes: str
    minutes: int


class DayHoursAnswer(TypedDict):
    """Other hours on that very day; none: a day off."""

    day: date
    hours: list[HoursAnswer]


class LeaveAnswer(TypedDict):
    first: date
    last: date


class RoundAnswer(TypedDict):
    opens: str
    closes: str
    capacity: int


class TimetableAnswer(TypedDict):
    """`weekly`: the hours of the seven weekdays, Monday first."""

    doctor: DoctorAnswer
    staff: str | None
    calls_a_day: int
    weekly: list[list[HoursAnswer]]
    days: list[DayHoursAnswer]
    leaves: list[LeaveAnswer]
    rounds: list[RoundAnswer]


class TimetablesAnswer(TypedDict):
    timetables: list[TimetableAnswer]


class StreetAnswer(TypedDict):
    name: str
    side: str
    first: int
    last: int


class DistrictAnswer(TypedDict):
    id: str
    name: str
    streets: list[StreetAnswer]
    doctors: dict[str, str]


class DistrictsAnswer(TypedDict):
    districts: list[DistrictAnswer]


class DayAnswer(TypedDict):
    """`why`: he does not receive at all on this day."""

    day: date
    free: int
    why: Said | None


class RowAnswer(TypedDict):
    doctor: DoctorAnswer
    days: list[DayAnswer]


class PictureAnswer(TypedDict):
    """Doctors by days: how many slots are free."""

    today: date
    rows: list[RowAnswer]


class SlotAnswer(TypedDict):
    slot: str
    time: str
    minutes: int
    free: bool


class DayOfDoctorAnswer(TypedDict):
    doctor: DoctorAnswer
    day: date
    why: Said | None
    slots: list[SlotAnswer]


class FreeRoundAnswer(TypedDict):
    """`left`: how many calls it still takes."""

    round: str
    day: date
    opens: str
    closes: str
    left: int


class OfferAnswer(TypedDict):
    district: str
    kind: str
    kind_name: Said
    doctor: DoctorAnswer
    rounds: list[FreeRoundAnswer]


class PersonAnswer(TypedDict):
    full_name: str
    phone: str
    iin: str
    birth_date: str
    address: str
    complaint: str


class BookingAnswer(TypedDict):
    id: str
    slot: str
    doctor: DoctorAnswer
    day: date
    time: str
    state: str
    person: PersonAnswer


class BookingsAnswer(TypedDict):
    """Those that stand first, at most 100 in all; `more`: there are others."""

    bookings: list[BookingAnswer]
    more: bool


class BookingMovedAnswer(TypedDict):
    """`job`: the notice slip on its way to the clerk's printer, if he sits."""

    booking: BookingAnswer
    job: JobAnswer | None


class HouseCallAnswer(TypedDict):
    id: str
    day: date
    opens: str
    closes: str
    state: str
    person: PersonAnswer
    done_at: datetime | None
    outcome: str | None
    outcome_name: Said | None
    note: str


class ListAnswer(TypedDict):
    """A doctor's day: who is booked, and to whom he goes."""

    doctor: DoctorAnswer
    day: date
    bookings: list[BookingAnswer]
    house_calls: list[HouseCallAnswer]


def doctor_answer(doctor: Doctor) -> DoctorAnswer:
    return {
        "id": doctor.id,
        "name": doctor.name,
        "speciality": doctor.speciality,
        "cabinet": doctor.cabinet,
    }


def _hours_answer(hours: tuple[Hours, ...]) -> list[HoursAnswer]:
    return [
        {"opens": clock_text(one.opens), "closes": clock_text(one.closes), "minutes": one.minutes}
        for one in hours
    ]


def timetable_answer(timetable: Timetable) -> TimetableAnswer:
    return {
        "doctor": doctor_answer(timetable.doctor),
        "staff": timetable.doctor.staff,
        "calls_a_day": timetable.doctor.calls_a_day,
        "weekly": [_hours_answer(timetable.weekly.get(weekday, ())) for weekday in range(7)],
        "days": [
            {"day": day, "hours": _hours_answer(hours)} for day, hours in sorted(timetable.days.items())
        ],
        "leaves": [{"first": leave.first, "last": leave.last} for leave in timetable.leaves],
        "rounds": [
            {"opens": clock_text(one.opens), "closes": clock_text(one.closes), "capacity": one.capacity}
            for one in timetable.rounds
        ],
    }


def district_answer(district: District) -> DistrictAnswer:
    return {
        "id": district.id,
        "name": district.name,
        "streets": [
            {"name": one.name, "side": one.side.value, "first": one.first, "last": one.last}
            for one in district.streets
        ],
        "doctors": {kind.value: doctor for kind, doctor in district.doctors.items()},
    }


def _why(why: WhyNoSlot | None) -> Said | None:
    return said(WHY_NO_SLOT[why]) if why else None


def picture_answer(rows: tuple[RowOfPicture, ...], today: date) -> PictureAnswer:
    return {
        "today": today,
        "rows": [
            {
                "doctor": doctor_answer(row.doctor),
                "days": [{"day": day.day, "free": day.free, "why": _why(day.why)} for day in row.days],
            }
            for row in rows
        ],
    }


def day_answer(view: DayView) -> DayOfDoctorAnswer:
    return {
        "doctor": doctor_answer(view.doctor),
        "day": view.day,
        "why": _why(view.why),
        "slots": [
            {"slot": slot.id, "time": clock_text(slot.opens), "minutes": slot.minutes, "free": free}
            for slot, free in view.slots
        ],
    }


def offer_answer(offer: Offer) -> OfferAnswer:
    return {
        "district": offer.district.name,
        "kind": offer.kind.value,
        "kind_name": said(DOCTOR_KINDS[offer.kind]),
        "doctor": doctor_answer(offer.doctor),
        "rounds": [
            {
                "round": free.id,
                "day": free.day,
                "opens": clock_text(free.opens),
                "closes": clock_text(free.closes),
                "left": free.left,
            }
            for free in offer.rounds
        ],
    }


def booking_answer(view: BookingView) -> BookingAnswer:
    booking = view.booking
    return {
        "id": booking.id,
        "slot": slot_id_of(booking),
        "doctor": doctor_answer(view.doctor),
        "day": booking.day,
        "time": clock_text(booking.opens),
        "state": booking.state.value,
        "person": _person(view),
    }


def bookings_answer(found: BookingsOfPerson) -> BookingsAnswer:
    return {"bookings": [booking_answer(view) for view in found.views], "more": found.more}


def _person(view: BookingView | HouseCallView) -> PersonAnswer:
    person = view.person
    return {
        "full_name": person.full_name,
        "phone": person.phone,
        "iin": person.iin,
        "birth_date": person.birth_date,
        "address": person.address,
        "complaint": person.complaint,
    }


def booking_moved_answer(moved: tuple[BookingView, Job | None]) -> BookingMovedAnswer:
    view, job = moved
    return {"booking": booking_answer(view), "job": job_answer(job) if job else None}


def house_call_answer(view: HouseCallView) -> HouseCallAnswer:
    call, done = view.house_call, view.done
    return {
        "id": call.id,
        "day": call.day,
        "opens": clock_text(call.opens),
        "closes": clock_text(call.closes),
        "state": call.state.value,
        "person": _person(view),
        "done_at": call.done_at,
        "outcome": done.outcome.value if done else None,
        "outcome_name": said(OUTCOMES[done.outcome]) if done else None,
        "note": done.note if done else "",
    }


def list_answer(found: ListOfDay) -> ListAnswer:
    return {
        "doctor": doctor_answer(found.doctor),
        "day": found.day,
        "bookings": [booking_answer(view) for view in found.bookings],
        "house_calls": [house_call_answer(view) for view in found.house_calls],
    }
