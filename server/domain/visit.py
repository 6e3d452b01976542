"""A visit: one person's walk through the steps of one service.

A step opens when all that it comes `after` is settled. Fork, join, *same sitting*, a step skipped because the
service is free: they all fall out of that one sentence and of the regulation, none of them is a case of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from server.domain import ticket as tickets
from server.domain.event import Event
from server.domain.language import Language
from server.domain.line import due_on_entry, due_when_booked, head_start_of
from server.domain.refusal import Refusal
from server.domain.regulation import Channel, Presence, Regulation, Step
from server.domain.ticket import Ticket, TicketState

# The grounds that the house itself gives.
DAY_ENDED = "day_ended"
NO_SLIP = "no_slip"
GROUNDS_OF_HOUSE = frozenset({DAY_ENDED, NO_SLIP})


class VisitState(StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Category(StrEnum):
    """What a person chose at the kiosk, and a counter may withdraw: served out of turn by law."""

    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class Visit:
    """`number` belongs to `day`; None by telephone. `adjourned`: that day ended, and the visit was not taken up since.

    `ground` is why it was refused or withdrawn. It is also set on an open visit whose paper was refused at a step
    without its patient: then what is left of the route hands over the refusal.
    """

    id: str
    service: str
    kind: str | None
    language: Language
    category: Category | None
    channel: Channel
    state: VisitState
    number: str | None
    day: date | None
    opened_at: datetime
    tickets: tuple[Ticket, ...]
    ended_at: datetime | None = None
    ground: str | None = None
    adjourned: bool = False

    @property
    def number_today(self) -> str | None:
        return None if self.adjourned else self.number

    def ticket(self, ticket_id: str) -> Ticket:
        return next(ticket for ticket in self.tickets if ticket.id == ticket_id)

    @property
    def open_tickets(self) -> tuple[Ticket, ...]:
        return tuple(ticket for ticket in self.tickets if ticket.is_open)

    def with_ticket(self, changed: Ticket) -> "Visit":
        """The same visit, with `changed` in the place of the ticket that bears its id."""
        return self.with_tickets(
            tuple(changed if ticket.id == changed.id else ticket for ticket in self.tickets)
        )

    def with_tickets(self, tickets: tuple[Ticket, ...]) -> "Visit":
        """The same visit with these tickets; spelt out, since every command comes by and `replace` is slow."""
        return Visit(
            self.id,
            self.service,
            self.kind,
            self.language,
            self.category,
            self.channel,
            self.state,
            self.number,
            self.day,
            self.opened_at,
            tickets,
            self.ended_at,
            self.ground,
            self.adjourned,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What a move made of a visit: its new value, the tickets that it opened, the events that it caused."""

    visit: Visit
    opened: tuple[Ticket, ...]
    events: tuple[Event, ...]


def open_visit(visit: Visit, regulation: Regulation, now: datetime) -> Change:
    """Open the first steps of `visit`, which comes without tickets."""
    return _open_steps(visit, regulation, None, now, (Event("visit_opened", _facts_of_visit(visit)),))


def _facts_of_visit(visit: Visit) -> dict[str, str | None]:
    return {
        "visit": visit.id,
        "service": visit.service,
        "channel": visit.channel.value,
        "number": visit.number,
    }


def open_at_counter(visit: Visit, regulation: Regulation, counter: str, now: datetime) -> Change:
    """By telephone: the first ticket is born *serving* at `counter`, without line, call or number.

    Its patient is *absent*: he is on the line, and the person at the window may be another.
    """
    change = open_visit(visit, regulation, now)
    serving = tuple(
        replace(ticket, presence=Presence.ABSENT, state=TicketState.SERVING, counter=counter, started_at=now)
        for ticket in change.opened
    )
    opened = change.visit.with_tickets(serving)
    event = Event(
        "visit_opened", {**_facts_of_visit(visit), "opened": [_facts_of(ticket) for ticket in serving]}
    )
    return Change(opened, serving, (event,))


def open_booked(
    visit: Visit, regulation: Regulation, booked_for: datetime, counter: str | None, now: datetime
) -> Change:
    """Who has a booked time is due at it, not when he comes; only `counter` may call him, if there is one."""
    change = open_visit(visit, regulation, now)
    due, head_start = due_when_booked(booked_for, now)
    waiting = tuple(
        replace(ticket, due=due, head_start=head_start, counter=counter) for ticket in change.opened
    )
    event = Event(
        "visit_opened", {**_facts_of_visit(visit), "opened": [_facts_of(ticket) for ticket in waiting]}
    )
    return Change(change.visit.with_tickets(waiting), waiting, (event,))


def finish_step(visit: Visit, ticket_id: str, regulation: Regulation, staff: str, now: datetime) -> Change:
    done, event = tickets.finish(visit.ticket(ticket_id), staff, now)
    return _open_steps(visit.with_ticket(done), regulation, done, now, (event,))


def refuse_step(
    visit: Visit, ticket_id: str, ground: str, regulation: Regulation, staff: str, now: datetime
) -> Change:
    """Refuse the service at the step of `ticket_id`.

    With the patient there it ends the visit. Without him it cannot: the steps that lead to him go on, and hand
    over the refusal; a payment that is still open is not asked for any more.
    """
    ticket = visit.ticket(ticket_id)
    if ticket.presence is Presence.PRESENT:
        return end_visit(visit, VisitState.REFUSED, ground, staff, now)
    refused, event = tickets.refuse(ticket, staff, now)
    event = Event(event.kind, {**event.facts, "ground": ground})
    visit = replace(visit.with_ticket(refused), ground=ground)
    visit, events = _end_tickets(visit, tickets.withdraw, staff, now)
    return _open_steps(visit, regulation, None, now, (event, *events))


def end_visit(visit: Visit, state: VisitState, ground: str | None, staff: str, now: datetime) -> Change:
    """Refuse or withdraw the whole visit, wherever its tickets stand; or end it as done though a step of it, which is
    withdrawn then, was not finished. Raises Refusal `visit_closed`."""
    if visit.state is not VisitState.OPEN:
        raise Refusal("visit_closed", state=visit.state.value)
    end = tickets.refuse if state is VisitState.REFUSED else tickets.withdraw
    visit, events = _end_tickets(visit, end, staff, now)
    ended = replace(visit, state=state, ground=ground, ended_at=now)
    event = Event(f"visit_{state.value}", {"visit": visit.id, "ground": ground})
    return Change(ended, (), (*events, event))


def _end_tickets(
    visit: Visit, end: Callable[[Ticket, str, datetime], tuple[Ticket, Event]], staff: str, now: datetime
) -> tuple[Visit, tuple[Event, ...]]:
    events: list[Event] = []
    for ticket in visit.open_tickets:
        ended, event = end(ticket, staff, now)
        visit = visit.with_ticket(ended)
        events.append(event)
    return visit, tuple(events)


def _open_steps(
    visit: Visit,
    regulation: Regulation,
    finished: Ticket | None,
    now: datetime,
    events: tuple[Event, ...],
) -> Change:
    opened = tuple(
        _ticket_for(step, visit, nth, finished, now)
        for nth, step in enumerate(steps_to_open(visit, regulation), start=len(visit.tickets) + 1)
    )
    visit = visit.with_tickets(visit.tickets + opened)
    if opened:
        cause, *others = events
        cause = Event(cause.kind, {**cause.facts, "opened": [_facts_of(ticket) for ticket in opened]})
        events = (cause, *others)
    if not visit.open_tickets:
        visit = replace(visit, state=outcome(visit), ended_at=now)
        events = (*events, Event(f"visit_{visit.state.value}", {"visit": visit.id}))
    return Change(visit, opened, events)


def _facts_of(ticket: Ticket) -> dict[str, str | datetime]:
    return {
        "ticket": ticket.id,
        "step": ticket.step,
        "state": ticket.state.value,
        "due": ticket.due,
    }


def outcome(visit: Visit) -> VisitState:
    """What a visit comes to whose steps are all behind it: a refusal is handed over like a certificate."""
    return VisitState.DONE if visit.ground is None else VisitState.REFUSED


def steps_to_open(visit: Visit, regulation: Regulation) -> tuple[Step, ...]:
    """The steps that have no ticket yet and for which everything they come after is settled."""
    begun = {ticket.step for ticket in visit.tickets}
    settled = {ticket.step for ticket in visit.tickets if not ticket.is_open}
    while passed := {code for code in skipped(regulation) if _opens(regulation.step(code), settled)}:
        settled |= passed
    return tuple(step for step in regulation.steps if step.code not in begun and _opens(step, settled))


def _opens(step: Step, settled: set[str]) -> bool:
    """A step that is skipped is settled at the moment at which it would open, and not before."""
    return step.code not in settled and settled.issuperset(step.after)


def skipped(regulation: Regulation) -> tuple[str, ...]:
    """Where the service is free nobody is sent to the cash desk."""
    return tuple(step.code for step in regulation.steps if step.fee and regulation.price == 0)


def _ticket_for(step: Step, visit: Visit, nth: int, finished: Ticket | None, now: datetime) -> Ticket:
    """The visit's `nth` ticket: its id begins with the visit's, so that a visit's tickets lie side by side."""
    absent = step.presence is Presence.ABSENT
    gone_home = visit.adjourned and not absent
    here = finished is not None and step.same_sitting and not gone_home
    head_start = head_start_of(visit.category is not None and not absent, bool(visit.tickets) and not absent)
    return Ticket(
        id=f"{visit.id}-{nth:02}",
        visit=visit.id,
        step=step.code,
        role=step.role,
        presence=step.presence,
        state=_state_at_birth(step, here, gone_home),
        entered_at=now,
        due=due_on_entry(now, head_start),
        head_start=head_start,
        counter=finished.counter if here and finished is not None else None,
        started_at=now if here else None,
    )


def _state_at_birth(step: Step, here: bool, gone_home: bool) -> TicketState:
    """Whoever went home when the day ended has no number to be called by until he is back with his paper."""
    if here:
        return TicketState.SERVING
    return TicketState.PENDING if step.gate or gone_home else TicketState.WAITING
