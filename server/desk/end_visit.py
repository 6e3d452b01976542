"""End a whole visit: refused with a ground, or withdrawn because its person left."""

from server.desk.house import House, Staff
from server.desk.move_ticket import MoveWanted, move_ticket
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
