"""*Next*: the one key that a clerk presses eighty times a day."""

from dataclasses import dataclass

from server.desk.house import House, Staff
from server.desk.keep import keep
from server.desk.seats import person_at, seated_at
from server.domain import ticket as tickets
from server.domain.refusal import Refusal
from server.domain.regulation import Presence
from server.domain.role import Role
from server.domain.ticket import Move, Ticket, TicketState
from server.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class Called:
    """`ticket` None: nobody waits. `changed` False: the counter was busy with `ticket` already."""

    visit: Visit | None
    ticket: Ticket | None
    changed: bool


def call_next(house: House, counter_id: str, staff: Staff, ticket_id: str | None = None) -> Called:
    """Call the ticket that is due first, or the named one; where its patient is absent, start it unannounced.

    Raises Refusal `not_seated` (403), `ticket_elsewhere`, `move_refused` (409).
    """
    _, roles = seated_at(house, counter_id, staff)
    if busy := _busy_with(house, counter_id, ticket_id):
        return Called(house.visit(busy.visit), busy, changed=False)
    ticket = (
        _named(house, ticket_id, counter_id, roles) if ticket_id else house.first_in_line(roles, counter_id)
    )
    if ticket is None:
        return Called(None, None, changed=False)
    move = tickets.start if ticket.presence is Presence.ABSENT else tickets.call
    moved, event = move(ticket, counter_id, house.now)
    before = house.visit(ticket.visit)
    after = before.with_ticket(moved)
    keep(house, before, after, (event,))
    return Called(after, moved, changed=True)


def _busy_with(house: House, counter_id: str, ticket_id: str | None) -> Ticket | None:
    """A person at the counter comes before anything else; papers may be worked on several at once."""
    person = person_at(house, counter_id)
    if person is not None or (ticket_id is not None and _is_paper(house, ticket_id)):
        return person
    return next(iter(house.at_counter(counter_id)), None)


def _is_paper(house: House, ticket_id: str) -> bool:
    return house.visit_of(ticket_id).ticket(ticket_id).presence is Presence.ABSENT


def _named(house: House, ticket_id: str, counter_id: str, roles: tuple[Role, ...]) -> Ticket:
    ticket = house.visit_of(ticket_id).ticket(ticket_id)
    if ticket.role not in roles or (
        ticket.state is TicketState.WAITING and ticket.counter not in (None, counter_id)
    ):
        raise Refusal("ticket_elsewhere", ticket=ticket.id)
    if ticket.state is not TicketState.WAITING:
        raise Refusal("move_refused", state=ticket.state.value, move=Move.CALL.value)
    return ticket
