"""End a whole visit: refused with a ground, or withdrawn because its person left."""

from server.desk.house import House, Staff, ticket_ids
from server.desk.keep import keep
from server.desk.seats import seated_at
from server.domain import visit as visits
from server.domain.refusal import Refusal
from server.domain.ticket import AT_COUNTER, Ticket, TicketState
from server.domain.visit import Change, Visit, VisitState


def end_visit(house: House, visit_id: str, state: VisitState, ground: str | None, staff: Staff) -> Change:
    """Refusing is done from the sitting with the person or his paper; withdrawing by whoever serves an open step.

    Raises Refusal `visit_closed` (409), `ground_required` (422), `not_seated`, `role_missing` (403).
    """
    before = house.visit(visit_id)
    if before.state is not VisitState.OPEN:
        raise Refusal("visit_closed", state=before.state.value)
    if state is VisitState.REFUSED:
        change = _refuse(house, before, ground, staff)
    else:
        _serving_one_of(house, before, staff)
        change = visits.end_visit(before, state, ground, staff.id, house.now)
    keep(house, before, change.visit, change.events)
    return change


def _refuse(house: House, visit: Visit, ground: str | None, staff: Staff) -> Change:
    if ground is None:
        raise Refusal("ground_required", 422)
    ticket = _sitting_of(house, visit, staff)
    regulation = house.site.regulation(visit.service)
    return visits.refuse_step(visit, ticket.id, ground, regulation, staff.id, ticket_ids(house), house.now)


def _sitting_of(house: House, visit: Visit, staff: Staff) -> Ticket:
    seat = house.seat_of(staff.id)
    for ticket in visit.open_tickets:
        if ticket.state is TicketState.SERVING and seat is not None and ticket.counter == seat.counter:
            return ticket
    raise Refusal("not_seated", 403)


def _serving_one_of(house: House, visit: Visit, staff: Staff) -> None:
    seat = house.seat_of(staff.id)
    if seat is None:
        raise Refusal("not_seated", 403)
    _, roles = seated_at(house, seat.counter, staff)
    for ticket in visit.open_tickets:
        if ticket.role in roles and (ticket.state not in AT_COUNTER or ticket.counter == seat.counter):
            return
    raise Refusal("role_missing", 403, roles=sorted({ticket.role.value for ticket in visit.open_tickets}))
