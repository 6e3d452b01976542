"""Bookings and house calls: found, moved, cancelled, checked in, and how a visit at home ended."""

from server.desk import bookings, house_calls
from server.desk.check_in import check_in
from server.desk.house import House
from server.desk.house_of_timetables import HouseCallDone
from server.desk.list_of_day import list_of_day
from server.domain.iin import fault_of_iin
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.timetable import minute_of, moment_of
from server.web import bodies_of_timetables as bodies
from server.web.answers.timetables import (
    BookingMovedAnswer,
    BookingsAnswer,
    HouseCallAnswer,
    ListAnswer,
    OfferAnswer,
    booking_moved_answer,
    bookings_answer,
    house_call_answer,
    list_answer,
    offer_answer,
)
from server.web.answers.visits import OpenedAnswer, opened_answer
from server.web.route import Answer, Asked, Deed, asks, commands, reads
from server.web.timetables import day_in
from server.web.visits import printer_of

REGISTRY = frozenset({Role.REGISTRY_CLERK.value})
REGISTRY_AND_DOCTORS = REGISTRY | {Role.DOCTOR.value}


@asks("/api/bookings/search", REGISTRY, {200: BookingsAnswer}, bodies.AskBookings)
def find_bookings(asked: Asked[bodies.AskBookings]) -> Deed:
    """The bookings of a person from today on, by his IIN: at a desk, never at a kiosk."""
    iin = asked.body.iin
    if reason := fault_of_iin(iin):
        raise Refusal("iin_wrong", 422, field="iin", reason=reason)
    return lambda house: Answer(200, bookings_answer(bookings.bookings_of(house, iin)))


@commands("POST", "/api/bookings/<booking>/moves", REGISTRY, {200: BookingMovedAnswer}, bodies.MoveBooking)
def move_booking(asked: Asked[bodies.MoveBooking]) -> Deed:
    """Move a booking to another slot, or cancel it; the notice is printed at the clerk's counter."""
    booking, slot, staff = asked.ids["booking"], asked.body.slot, asked.actor.member

    def deed(house: House) -> Answer:
        if asked.body.move == "cancel":
            return Answer(200, booking_moved_answer(bookings.cancel_booking(house, booking, staff)))
        if slot is None:
            raise Refusal("malformed", 400, field="slot")
        return Answer(200, booking_moved_answer(bookings.move_booking(house, booking, slot, staff)))

    return deed


@commands("POST", "/api/bookings/<booking>/arrivals", REGISTRY, {201: OpenedAnswer})
def arrive(asked: Asked[None]) -> Deed:
    """Check a booked person in at the desk: he stands in the line of his doctor."""

    def deed(house: House) -> Answer:
        booking = house.booking(asked.ids["booking"])
        return Answer(201, opened_answer(check_in(house, booking, printer_of(house, asked.actor))))

    return deed


@asks("/api/house-calls/offers", REGISTRY, {200: OfferAnswer}, bodies.AskRounds)
def offer_rounds(asked: Asked[bodies.AskRounds]) -> Deed:
    """Which doctor comes to an address, and in which of his rounds there is room."""
    body = asked.body
    return lambda house: Answer(
        200, offer_answer(house_calls.offer(house, body.address, body.birth_date, body.iin))
    )


@commands(
    "POST",
    "/api/house-calls/<call>/outcome",
    REGISTRY_AND_DOCTORS,
    {200: HouseCallAnswer},
    bodies.RecordOutcome,
)
def record_outcome(asked: Asked[bodies.RecordOutcome]) -> Deed:
    """How a doctor's visit at home ended, and when he was there."""
    body, call, staff = asked.body, asked.ids["call"], asked.actor.member

    def deed(house: House) -> Answer:
        day = body.day or house.house_call(call).day
        at = moment_of(day, minute_of(body.time), house.site.calendar.zone)
        done = HouseCallDone(body.outcome, body.note)
        return Answer(200, house_call_answer(house_calls.record_outcome(house, call, done, at, staff)))

    return deed


@reads("/api/doctors/<doctor>/list/<day>", REGISTRY_AND_DOCTORS, {200: ListAnswer})
def show_list(asked: Asked[None]) -> Deed:
    """A doctor's list of the day: who is booked with him, and to whom he goes."""
    day, staff = day_in(asked, "day"), asked.actor.member
    return lambda house: Answer(200, list_answer(list_of_day(house, asked.ids["doctor"], day, staff)))
