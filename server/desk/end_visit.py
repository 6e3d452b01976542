"""End a whole visit: refused with a ground, or withdrawn because its person left or never saw his ticket."""

from server.desk.house import House, Staff
from server.desk.keep import keep
from server.desk.move_ticket import MoveWanted, move_ticket
from server.domain import visit as visits
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.ticket import AT_COUNTER, Move, Ticket, TicketState
from server.domain.visit import Change, Visit, VisitState


def end_visit(house: House, visit_id: str, move: Move, ground: str | None, staff: Staff) -> Change:
    """Refusing is done from the sitting with the person or his paper; withdrawing by whoever serves an open step.

    Raises Refusal `visit_closed` (409), `not_seated` (403), and those of `move_ticket`.
    """
    visit = house.visit(visit_id)
    if visit.state is not VisitState.OPEN:
        raise Refusal("visit_closed", state=visit.state.value)
    ticket = _ticket_to_move(house, visit, move, staff)
    return move_ticket(house, ticket.id, MoveWanted(move, ground=ground), staff)


def take_back(house: House, visit_id: str, device: str) -> Change:
    """Withdraw a visit whose person was sent to the desk before the kiosk heard of his ticket: nobody is to call it.

    Raises Refusal `visit_closed`, and `move_refused` where somebody has called him already (409).
    """
    before = house.visit(visit_id)
    for ticket in before.tickets:
        if ticket.times_called or ticket.started_at:
            raise Refusal("move_refused", state=ticket.state.value, move=Move.WITHDRAW.value)
    change = visits.end_visit(before, VisitState.WITHDRAWN, "left", device, house.now)
    keep(house, before, change.visit, change.events)
    return change


def _ticket_to_move(house: House, visit: Visit, move: Move, staff: Staff) -> Ticket:
    seat = house.seat_of(staff.id)
    if seat is None:
        raise Refusal("not_seated", 403)
    roles = house.counter(seat.counter).roles_shared_with(staff.roles)
    for ticket in visit.open_tickets:
        if _movable(ticket, move, seat.counter, roles):
            return ticket
    raise Refusal("not_seated", 403)


def _movable(ticket: Ticket, move: Move, counter: str, roles: tuple[Role, ...]) -> bool:
    if ticket.state in AT_COUNTER:
        return ticket.counter == counter and (move is Move.WITHDRAW or ticket.state is TicketState.SERVING)
    return move is Move.WITHDRAW and ticket.role in roles
