"""Small values for the tests of the domain: a moment, a ticket, a visit that walks its route."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from server.domain import ticket as tickets
from server.domain import visit as visits
from server.domain.language import Language
from server.domain.line import HeadStart
from server.domain.regulation import Channel, Presence, Regulation
from server.domain.role import Role
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Category, Change, Visit, VisitState
from tests.domain.test_regulations import HOUSE as REGULATIONS

NINE = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # in Atyrau, on a Monday


def at(minutes: float) -> datetime:
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def a_ticket(
    state: TicketState = TicketState.WAITING,
    presence: Presence = Presence.PRESENT,
    *,
    name: str = "t1",
    entered: float = 0,
    due: float | None = None,
    head_start: HeadStart = HeadStart.NONE,
    counter: str | None = None,
    ended: float | None = None,
) -> Ticket:
    return Ticket(
        id=name,
        visit="v1",
        step="check",
        role=Role.OPERATOR,
        presence=presence,
        state=state,
        entered_at=at(entered),
        due=at(entered if due is None else due),
        head_start=head_start,
        counter=counter,
        ended_at=None if ended is None else at(ended),
    )


@dataclass
class Walk:
    """One visit on its way: `walk.finish("check")` seats its person if need be and finishes the step."""

    regulation: Regulation
    category: Category | None = None
    now: datetime = NINE
    last: Change = field(init=False)

    def __post_init__(self) -> None:
        self.last = visits.open_visit(self._blank(), self.regulation, self.now)

    def _blank(self) -> Visit:
        return Visit(
            id="v1",
            service=self.regulation.service,
            kind=None,
            language=Language.KK,
            category=self.category,
            channel=Channel.IN_PERSON,
            state=VisitState.OPEN,
            number="A001",
            day=self.now.date(),
            opened_at=self.now,
            tickets=(),
        )

    @property
    def visit(self) -> Visit:
        return self.last.visit

    def at(self, step: str) -> Ticket:
        return next(ticket for ticket in self.visit.tickets if ticket.step == step)

    def open_steps(self) -> dict[str, str]:
        return {ticket.step: ticket.state.value for ticket in self.visit.open_tickets}

    def seat(self, step: str) -> None:
        ticket = self.at(step)
        if ticket.state is TicketState.PENDING:
            ticket, _ = tickets.take_up(ticket, self.now, HeadStart.NONE, self.now)
        if ticket.state is TicketState.WAITING and ticket.presence is Presence.PRESENT:
            ticket, _ = tickets.call(ticket, "c1", self.now)
        if ticket.state is not TicketState.SERVING:
            ticket, _ = tickets.start(ticket, "c1", self.now)
        self.last = replace(self.last, visit=self.visit.with_ticket(ticket))

    def finish(self, step: str) -> Change:
        self.seat(step)
        self.last = visits.finish_step(self.visit, self.at(step).id, self.regulation, "staff", self.now)
        return self.last

    def refuse(self, step: str) -> Change:
        self.seat(step)
        self.last = visits.refuse_step(
            self.visit, self.at(step).id, "no_consent", self.regulation, "staff", self.now
        )
        return self.last


def a_walk(service: str, price: int | None = None, category: Category | None = None) -> Walk:
    regulation = next(one for name, one in REGULATIONS.items() if name.startswith(service))
    return Walk(regulation if price is None else replace(regulation, price=price), category)
