"""A booked person is here: he stands in the line of his doctor, with his booked time as due time.

At the kiosk he is known by the code of his booking slip, which is the return code of the visit in which he was
booked; at a desk by his IIN too. An eighth route of our own, `reception`.
"""

from dataclasses import replace

from server.desk.house import House
from server.desk.journal import note_in_journal
from server.desk.open_visit import Opened, next_number, opened_of, take_up_visit
from server.domain.booking import Booking, BookingState, check_arrival
from server.domain.event import Event
from server.domain.number import is_number
from server.domain.regulation import Channel
from server.domain.role import Role
from server.domain.timetable import moment_of
from server.domain.visit import Visit, VisitState, open_booked

RECEPTION = "reception"


def take_up(house: House, code: str, printer: str | None) -> Opened:
    """One field for every code: that of a booking checks in, any other, or a number of today, takes its visit up again.

    Raises Refusal as `check_in` and `take_up_visit` do.
    """
    if is_number(code.upper()):
        return take_up_visit(house, code, printer)
    visit = house.visit_of_code(code)
    booking = house.booking_of_visit(visit.id) if visit.state is not VisitState.OPEN else None
    return take_up_visit(house, code, printer) if booking is None else check_in(house, booking, printer)


def check_in(house: House, booking: Booking, printer: str | None) -> Opened:
    """Who has checked in already gets his slip again, and is back in line if he was missed.

    Raises Refusal `booking_cancelled`, `booking_other_day`, `booking_too_early`, `service_closed`,
    `visit_closed` (409).
    """
    if booking.state is BookingState.ARRIVED and booking.reception is not None:
        return take_up_visit(house, house.return_code(booking.reception), printer)
    zone, day = house.site.calendar.zone, house.site.day(house.now)
    booked_for = moment_of(booking.day, booking.opens, zone)
    check_arrival(booking, booked_for, day, house.now)
    regulation = house.site.regulation(RECEPTION)
    visit = Visit(
        id=house.new_id(),
        service=RECEPTION,
        kind=None,
        language=house.visit(booking.visit).language,
        category=None,
        channel=Channel.IN_PERSON,
        state=VisitState.OPEN,
        number=next_number(house, day),
        day=day,
        opened_at=house.now,
        tickets=(),
    )
    change = open_booked(visit, regulation, booked_for, _counter_of(house, booking), house.now)
    house.add_visit(change.visit, house.booked_person(booking.id).iin or None)
    house.record(*change.events)
    house.save_booking(replace(booking, state=BookingState.ARRIVED, reception=visit.id))
    house.record(Event("booking_arrived", {"booking": booking.id, "visit": visit.id}))
    note_in_journal(house, booking.visit, arrived=True)
    return opened_of(house, change.visit, regulation, change.opened, printer)


def _counter_of(house: House, booking: Booking) -> str | None:
    """Where the doctor sits and serves as one. While he does not, any doctor may call: nobody waits in vain.

    As soon as he sits down, whoever waits for him still is his: `seats.take_seat`.
    """
    staff = house.doctor(booking.doctor).staff
    seat = house.seat_of(staff) if staff else None
    if seat is None or Role.DOCTOR not in house.counter(seat.counter).roles_shared_with(seat.staff.roles):
        return None
    return seat.counter
