"""Who sits where. One counter a clerk, one clerk a counter: everything that staff do, they do from a seat."""

from server.desk.house import House, Seat, Staff
from server.domain.event import Event
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.regulation import Presence
from server.domain.role import Role
from server.domain.ticket import Ticket


def take_seat(house: House, counter_id: str, staff: Staff) -> Seat:
    """Sit down at a counter; again by the same clerk changes nothing. Who is booked with him waits for him again.

    Raises Refusal `seat_taken`, `seated_elsewhere` (409), `role_missing` (403).
    """
    counter = house.counter(counter_id)
    if seat := house.seat_at(counter_id):
        if seat.staff.id != staff.id:
            raise Refusal("seat_taken")
        return seat
    if not counter.roles_shared_with(staff.roles):
        raise Refusal("role_missing", 403, roles=[role.value for role in counter.roles])
    if elsewhere := house.seat_of(staff.id):
        raise Refusal("seated_elsewhere", counter=elsewhere.counter)
    house.take_seat(counter_id, staff)
    if Role.DOCTOR in counter.roles_shared_with(staff.roles):
        house.reserve_booked(counter_id, staff.id, house.site.day(house.now))
    house.record(Event("seat_taken", {"counter": counter_id}))
    return Seat(counter_id, staff, house.now)


def leave_seat(house: House, counter_id: str, staff: Staff) -> None:
    """Stand up. What only this counter might call goes back to everybody's line.

    Raises Refusal `counter_busy` while a ticket is open there, `not_seated` (403).
    """
    seated_at(house, counter_id, staff)
    if house.at_counter(counter_id):
        raise Refusal("counter_busy")
    house.leave_seat(counter_id)
    house.release_reserved(counter_id)
    house.record(Event("seat_left", {"counter": counter_id}))


def seated_at(house: House, counter_id: str, staff: Staff) -> tuple[Counter, tuple[Role, ...]]:
    """The counter, and the roles in which `staff` serves there. Raises Refusal `not_seated` (403)."""
    counter = house.counter(counter_id)
    seat = house.seat_at(counter_id)
    if seat is None or seat.staff.id != staff.id:
        raise Refusal("not_seated", 403, counter=counter_id)
    return counter, counter.roles_shared_with(staff.roles)


def seat_for_role(house: House, role: Role, staff: Staff) -> Counter:
    """The counter at which `staff` sits and serves `role`.

    Raises Refusal `not_seated` or `role_missing` (403).
    """
    seat = house.seat_of(staff.id)
    if seat is None:
        raise Refusal("not_seated", 403)
    counter, roles = seated_at(house, seat.counter, staff)
    if role not in roles:
        raise Refusal("role_missing", 403, roles=[role.value])
    return counter


def person_at(house: House, counter_id: str) -> Ticket | None:
    """The ticket of the person who is called to the counter or sits there. Papers do not count."""
    return next((t for t in house.at_counter(counter_id) if t.presence is Presence.PRESENT), None)
