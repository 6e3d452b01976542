"""The moves of a ticket that staff make by hand. What each does stands in `domain/ticket.py`; here is who may."""

from collections.abc import Callable
from dataclasses import dataclass

from server.desk.certificates import has_left, note_issue
from server.desk.grounds import check_refusal_ground, check_withdrawal_ground, print_refusal
from server.desk.house import House, Staff
from server.desk.journal import note_refusal
from server.desk.keep import keep
from server.desk.payments import check_paid
from server.desk.prices import regulation_of
from server.desk.seats import person_at, seat_for_role, seated_at
from server.desk.turn_of_day import when_not_served_any_more
from server.domain import ticket as tickets
from server.domain import visit as visits
from server.domain.event import Event
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.ticket import AT_COUNTER, Move, Ticket, TicketState, next_state
from server.domain.visit import Change, Visit, VisitState


@dataclass(frozen=True, slots=True)
class MoveWanted:
    """`counter` goes with *redirect*, `ground` with *refuse* and *withdraw*."""

    move: Move
    counter: str | None = None
    ground: str | None = None


def move_ticket(house: House, ticket_id: str, wanted: MoveWanted, staff: Staff) -> Change:
    """Make one move; the change names the tickets that it opened.

    Raises Refusal `not_seated`, `role_missing` (403), `move_refused`, `tasks_open`, `counter_busy`,
    `ticket_elsewhere`, `paper_handed_over` (409), `counter_unsuitable`, `ground_required`, `ground_unknown` (422).
    """
    before = house.visit_of(ticket_id)
    ticket = before.ticket(ticket_id)
    counter = _seat_for(house, ticket, staff)
    next_state(ticket, wanted.move)
    if wanted.move not in _MOVES:  # those are made by the person's return, and by the end of the day
        raise Refusal("move_refused", state=ticket.state.value, move=wanted.move.value)
    change = _MOVES[wanted.move](_Asked(house, before, ticket, wanted, staff, counter))
    if ticket.state is TicketState.SERVING:
        change = when_not_served_any_more(house, change)
    if change.visit.state is VisitState.REFUSED:
        print_refusal(house, change.visit, counter)
    keep(house, before, change.visit, change.events)
    if change.visit.state is VisitState.DONE:
        note_issue(house, change.visit, staff)
    return change


def _seat_for(house: House, ticket: Ticket, staff: Staff) -> Counter:
    """A ticket at a counter is moved from that counter only; any other by whoever serves its role."""
    if ticket.state in AT_COUNTER and ticket.counter is not None:
        return seated_at(house, ticket.counter, staff)[0]
    return seat_for_role(house, ticket.role, staff)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything that one move may need to know; `at` is the counter of who asks."""

    house: House
    visit: Visit
    ticket: Ticket
    wanted: MoveWanted
    staff: Staff
    at: Counter


def _changed(visit: Visit, moved: tuple[Ticket, Event]) -> Change:
    ticket, event = moved
    return Change(visit.with_ticket(ticket), (), (event,))


def _recall(asked: _Asked) -> Change:
    if asked.ticket.state is TicketState.WAITING:  # that is *Next*, which asks whether the counter is free
        raise Refusal("move_refused", state=asked.ticket.state.value, move=asked.wanted.move.value)
    return _changed(asked.visit, tickets.call(asked.ticket, asked.at.id, asked.house.now))


def _start(asked: _Asked) -> Change:
    if asked.ticket.state is TicketState.WAITING:
        if asked.ticket.counter not in (None, asked.at.id):
            raise Refusal("ticket_elsewhere", ticket=asked.ticket.id)
        if person_at(asked.house, asked.at.id):
            raise Refusal("counter_busy")
    return _changed(asked.visit, tickets.start(asked.ticket, asked.at.id, asked.house.now))


def _finish(asked: _Asked) -> Change:
    regulation = regulation_of(asked.house, asked.visit)
    done = {task.task for task in asked.house.tasks_of(asked.visit.id) if task.ticket == asked.ticket.id}
    left = [task for task in regulation.step(asked.ticket.step).tasks if task not in done]
    if left:
        raise Refusal("tasks_open", tasks=left)
    check_paid(asked.house, asked.visit, regulation, asked.ticket.step)
    return visits.finish_step(asked.visit, asked.ticket.id, regulation, asked.staff.id, asked.house.now)


def _put_back(asked: _Asked) -> Change:
    _check_in_house(asked)
    return _changed(asked.visit, tickets.put_back(asked.ticket))


def _dismiss(asked: _Asked) -> Change:
    return _changed(asked.visit, tickets.dismiss(asked.ticket, asked.house.now))


def _hold(asked: _Asked) -> Change:
    _check_in_house(asked)
    return _changed(asked.visit, tickets.hold(asked.ticket, asked.house.now))


def _reinstate(asked: _Asked) -> Change:
    return _changed(asked.visit, tickets.reinstate(asked.ticket, asked.house.now))


def _redirect(asked: _Asked) -> Change:
    _check_in_house(asked)
    target = asked.wanted.counter
    if target is None or target == asked.ticket.counter or not _serves(asked.house, target, asked.ticket):
        raise Refusal("counter_unsuitable", 422, counter=target)
    return _changed(asked.visit, tickets.redirect(asked.ticket, target))


def _serves(house: House, counter_id: str, ticket: Ticket) -> bool:
    """Somebody sits there who serves the role: nobody is sent to wait before an empty chair."""
    seat = house.seat_at(counter_id)
    return seat is not None and ticket.role in house.counter(counter_id).roles_shared_with(seat.staff.roles)


def _refuse(asked: _Asked) -> Change:
    house, visit, ticket = asked.house, asked.visit, asked.ticket
    if ticket.state is not TicketState.SERVING:  # nobody is refused unseen
        raise Refusal("move_refused", state=ticket.state.value, move=asked.wanted.move.value)
    ground = check_refusal_ground(asked.wanted.ground)
    _check_in_house(asked)
    note_refusal(house, visit, ground, asked.staff)
    regulation = regulation_of(house, visit)
    return visits.refuse_step(visit, ticket.id, ground, regulation, asked.staff.id, house.now)


def _withdraw(asked: _Asked) -> Change:
    check_withdrawal_ground(asked.wanted.ground)
    _check_in_house(asked)
    return visits.end_visit(
        asked.visit, VisitState.WITHDRAWN, asked.wanted.ground, asked.staff.id, asked.house.now
    )


def _check_in_house(asked: _Asked) -> None:
    """Once his paper was handed over nothing is left but to finish: it is not undone by ending the visit otherwise, and
    whoever leaves the counter with it does not come back. Raises Refusal `paper_handed_over` (409)."""
    if has_left(asked.house, asked.visit):
        raise Refusal("paper_handed_over")


_MOVES: dict[Move, Callable[[_Asked], Change]] = {
    Move.CALL: _recall,
    Move.START: _start,
    Move.FINISH: _finish,
    Move.PUT_BACK: _put_back,
    Move.DISMISS: _dismiss,
    Move.HOLD: _hold,
    Move.REINSTATE: _reinstate,
    Move.REDIRECT: _redirect,
    Move.REFUSE: _refuse,
    Move.WITHDRAW: _withdraw,
}
