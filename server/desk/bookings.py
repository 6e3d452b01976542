"""Book a slot, move a booking, cancel it: each leaves a paper for the person."""

from dataclasses import dataclass, replace

from server.desk import booking_papers
from server.desk.free_slots import bookable
from server.desk.house import House, Staff
from server.desk.house_of_timetables import Person
from server.desk.journal import amend_in_journal, note_in_journal
from server.desk.paperwork import track_url_of
from server.domain.booking import Booking, BookingState, check_open
from server.domain.event import Event
from server.domain.job import Job
from server.domain.language import Language
from server.domain.paper import Paper
from server.domain.refusal import Refusal
from server.domain.timetable import Doctor, Slot, clock_text, slot_id
from server.domain.visit import Visit
from server.words.bookings import BOOKING_MOVED

MOST_OF_PERSON = 100  # so many of his bookings are told at once


@dataclass(frozen=True, slots=True)
class BookingView:
    booking: Booking
    doctor: Doctor
    person: Person


@dataclass(frozen=True, slots=True)
class BookingsOfPerson:
    """`more`: there are others, which are not told."""

    views: tuple[BookingView, ...]
    more: bool


def book(house: House, visit: Visit, slot: Slot, person: Person) -> Booking:
    """Raises Refusal `slot_taken`, `booked_already`, `booked_that_day` (409)."""
    if house.booking_of_visit(visit.id) is not None:
        raise Refusal("booked_already")
    booking = Booking(
        house.new_id(),
        visit.id,
        slot.doctor,
        slot.day,
        slot.opens,
        slot.minutes,
        BookingState.BOOKED,
        house.now,
    )
    house.add_booking(booking, person)
    house.record(Event("booking_made", _facts(booking)))
    return booking


def booking_slip(house: House, booking: Booking, language: Language) -> Paper:
    return booking_papers.booking_slip(
        organisation=house.site.name,
        doctor=house.doctor(booking.doctor),
        day=booking.day,
        opens=booking.opens,
        code=house.return_code(booking.visit),
        code_url=track_url_of(house, house.track_token(booking.visit)),
        language=language,
    )


def move_booking(house: House, booking_id: str, slot: str, staff: Staff) -> tuple[BookingView, Job | None]:
    """Raises Refusal `booking_closed`, `slot_same`, `booked_that_day` (409), and those of `bookable`."""
    before = house.booking(booking_id)
    check_open(before)
    if slot == slot_id(before.doctor, before.day, before.opens):
        raise Refusal("slot_same")
    to = bookable(house, slot, leaving=(before.doctor, before.day, before.opens))
    after = replace(before, doctor=to.doctor, day=to.day, opens=to.opens, minutes=to.minutes)
    house.save_booking(after)
    house.record(Event("booking_moved", {**_facts(after), "from": slot_id_of(before)}))
    _correct_journal(house, after, staff)
    language = house.visit(after.visit).language
    notice = booking_papers.as_moved(booking_slip(house, after, language), before.day, before.opens, language)
    return view_of(house, after), _print(house, notice, after, staff)


def cancel_booking(house: House, booking_id: str, staff: Staff) -> tuple[BookingView, Job | None]:
    """Raises Refusal `booking_closed` (409)."""
    before = house.booking(booking_id)
    check_open(before)
    after = give_back(house, before)
    note_in_journal(house, after.visit, arrived=False)
    notice = booking_papers.cancelled_slip(
        organisation=house.site.name,
        doctor=house.doctor(after.doctor),
        day=after.day,
        opens=after.opens,
        language=house.visit(after.visit).language,
    )
    return view_of(house, after), _print(house, notice, after, staff)


def _correct_journal(house: House, booking: Booking, staff: Staff) -> None:
    """The row of the pre-booking journal stays as it was; a new one says when and to whom he comes now."""
    doctor = house.doctor(booking.doctor)
    amend_in_journal(
        house,
        booking.visit,
        f"{BOOKING_MOVED.kk} / {BOOKING_MOVED.ru}",
        staff,
        doctor=doctor.name,
        speciality=doctor.speciality,
        cabinet=doctor.cabinet,
        day=booking.day,
        time=clock_text(booking.opens),
    )


def give_back(house: House, booking: Booking) -> Booking:
    """The slot is free again."""
    cancelled = replace(booking, state=BookingState.CANCELLED)
    house.save_booking(cancelled)
    house.record(Event("booking_cancelled", _facts(cancelled)))
    return cancelled


def _print(house: House, notice: Paper, booking: Booking, staff: Staff) -> Job | None:
    """At the counter where the clerk sits; nobody prints for who does not sit."""
    seat = house.seat_of(staff.id)
    printer = house.counter(seat.counter).printer if seat else None
    return house.add_job(printer, notice, booking.visit) if printer else None


def bookings_of(house: House, iin: str) -> BookingsOfPerson:
    """The bookings of a person from today on, cancelled ones last: asked at a desk only, with his document."""
    found = house.bookings_of(iin, house.site.day(house.now), MOST_OF_PERSON + 1)
    views = tuple(view_of(house, booking) for booking in found[:MOST_OF_PERSON])
    return BookingsOfPerson(views, more=len(found) > MOST_OF_PERSON)


def view_of(house: House, booking: Booking) -> BookingView:
    return BookingView(booking, house.doctor(booking.doctor), house.booked_person(booking.id))


def slot_id_of(booking: Booking) -> str:
    return slot_id(booking.doctor, booking.day, booking.opens)


def _facts(booking: Booking) -> dict[str, str]:
    return {
        "booking": booking.id,
        "visit": booking.visit,
        "doctor": booking.doctor,
        "day": booking.day.isoformat(),
        "time": clock_text(booking.opens),
    }
