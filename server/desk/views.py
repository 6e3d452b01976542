"""What the screens read: a counter, a hall's board, the lines, the services on offer, a visit's route.

Frozen values, made inside one read transaction; the same functions answer a GET and fill the news.
"""

from dataclasses import dataclass
from datetime import datetime

from server.desk.house import DoneTask, House, Seat, Staff, Waiting
from server.desk.where import place_of_role
from server.domain.board import Call, on_board
from server.domain.certificate import Certificate, CertificateState, state_of
from server.domain.deadline import Clock, procedure_clock, waiting_clock
from server.domain.language import Words
from server.domain.line import Reason, reason
from server.domain.place import Counter, Hall
from server.domain.regulation import Presence, Regulation, Step
from server.domain.role import SERVING_ROLES, Role
from server.domain.task import TASKS
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Visit, skipped
from server.words.places import place_name

LINE_SHOWN = 8
ASIDE_SHOWN = 50
LINES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ServiceOnOffer:
    regulation: Regulation
    open: bool
    ahead: int


def services_on_offer(house: House) -> list[ServiceOnOffer]:
    today = house.site.day(house.now)
    return [
        ServiceOnOffer(
            regulation, regulation.adopted_on(today), house.waiting((regulation.steps[0].role,), None)
        )
        for regulation in house.site.regulations.values()
    ]


@dataclass(frozen=True, slots=True)
class CounterView:
    """`open` are the tickets at the counter: one of a person, or several of papers."""

    counter: Counter
    seat: Seat | None
    open: tuple[tuple[Ticket, Visit], ...]
    line: tuple[Waiting, ...]
    aside: tuple[Waiting, ...]  # held, missed, or waiting for a result
    waiting: int


def counter_view(house: House, counter_id: str) -> CounterView:
    counter = house.counter(counter_id)
    seat = house.seat_at(counter_id)
    roles = counter.roles_shared_with(seat.staff.roles) if seat else counter.roles
    return CounterView(
        counter,
        seat,
        tuple((ticket, house.visit(ticket.visit)) for ticket in house.at_counter(counter_id)),
        tuple(house.line(roles, counter_id, LINE_SHOWN)),
        tuple(house.set_aside(roles, ASIDE_SHOWN)),
        house.waiting(roles, counter_id),
    )


@dataclass(frozen=True, slots=True)
class BoardView:
    hall: Hall
    zone: str
    calls: tuple[Call, ...]


def board_view(house: House, hall_id: str) -> BoardView:
    calls = tuple(on_board(house.calls(hall_id), house.now))
    return BoardView(house.hall(hall_id), str(house.site.calendar.zone), calls)


@dataclass(frozen=True, slots=True)
class Line:
    role: Role
    waiting: int
    tickets: tuple[Waiting, ...]


def lines_view(house: House) -> list[Line]:
    """Who waits where, in order."""
    return [_line(house, role) for role in SERVING_ROLES]


def _line(house: House, role: Role) -> Line:
    line = house.line((role,), None, LINES_SHOWN)
    waiting = len(line) if len(line) < LINES_SHOWN else house.waiting((role,), None)
    return Line(role, waiting, tuple(line))


def reason_of(ticket: Ticket) -> Reason:
    return reason(ticket.entered_at, ticket.due, ticket.head_start)


@dataclass(frozen=True, slots=True)
class Clocks:
    """Both clocks of a ticket; `procedure` None until it runs."""

    waiting: Clock
    procedure: Clock | None


def clocks_of(house: House, visit: Visit, ticket: Ticket) -> Clocks:
    step = house.site.regulation(visit.service).step(ticket.step)
    since = _counted_from(visit, ticket, step)
    procedure = procedure_clock(since, step.limit, house.site.calendar) if since else None
    return Clocks(waiting_clock(ticket.entered_at, step.waiting_limit), procedure)


def _counted_from(visit: Visit, ticket: Ticket, step: Step) -> datetime | None:
    """Documents are handed in when the person sits down [reading]; so both of those clocks start there."""
    if step.limit.counted_from in ("start", "documents"):
        return ticket.started_at
    earlier = next((t for t in visit.tickets if t.step == step.limit.counted_from), None)
    return earlier.ended_at if earlier else None


@dataclass(frozen=True, slots=True)
class RouteStep:
    """`ticket` None: the step is not open yet, or `skipped` because the service is free. `place`: where it is."""

    step: Step
    place: Words
    ticket: Ticket | None
    skipped: bool
    clocks: Clocks | None


@dataclass(frozen=True, slots=True)
class Route:
    visit: Visit
    regulation: Regulation
    steps: tuple[RouteStep, ...]


def route_of(house: House, visit_id: str) -> Route:
    visit = house.visit(visit_id)
    regulation = house.site.regulation(visit.service)
    by_step = {ticket.step: ticket for ticket in visit.tickets}
    left_out = skipped(regulation)
    steps = tuple(
        RouteStep(
            step,
            place_of_role(house, step.role),
            ticket := by_step.get(step.code),
            step.code in left_out,
            clocks_of(house, visit, ticket) if ticket else None,
        )
        for step in regulation.steps
    )
    return Route(visit, regulation, steps)


@dataclass(frozen=True, slots=True)
class TicketView:
    """`done`: the tasks of this ticket that are done. `findings`: what earlier tasks found that `staff` may see."""

    visit: Visit
    ticket: Ticket
    regulation: Regulation
    clocks: Clocks
    done: dict[str, DoneTask]
    findings: tuple[DoneTask, ...]


def ticket_view(house: House, ticket_id: str, staff: Staff) -> TicketView:
    visit = house.visit_of(ticket_id)
    ticket = visit.ticket(ticket_id)
    tasks = house.tasks_of(visit.id)
    return TicketView(
        visit,
        ticket,
        house.site.regulation(visit.service),
        clocks_of(house, visit, ticket),
        {task.task: task for task in tasks if task.ticket == ticket_id},
        tuple(task for task in tasks if _may_see(task, ticket, staff)),
    )


def _may_see(task: DoneTask, ticket: Ticket, staff: Staff) -> bool:
    """A finding is seen by the doctor who signs: never by the cashier, whatever he serves."""
    return task.ticket != ticket.id and ticket.role in staff.roles and ticket.role in TASKS[task.task].seen_by


@dataclass(frozen=True, slots=True)
class TrackView:
    visit: Visit
    ticket: Ticket | None
    regulation: Regulation
    place: Words | None
    ahead: int


def track_view(house: House, token: str) -> TrackView:
    """What a phone may know of its visit. The paper that moves without its owner is not told."""
    visit = house.visit_tracked_by(token)
    ticket = next((t for t in visit.open_tickets if t.presence is Presence.PRESENT), None)
    regulation = house.site.regulation(visit.service)
    if ticket is None:
        return TrackView(visit, None, regulation, None, 0)
    ahead = house.ahead_of(ticket) if ticket.state is TicketState.WAITING else 0
    return TrackView(visit, ticket, regulation, _place_of(house, ticket), ahead)


def _place_of(house: House, ticket: Ticket) -> Words:
    if ticket.counter is None:
        return place_of_role(house, ticket.role)
    counter = house.counter(ticket.counter)
    return place_name(counter.kind, counter.name)


@dataclass(frozen=True, slots=True)
class VerifyView:
    certificate: Certificate
    state: CertificateState


def verify_view(house: House, code: str) -> VerifyView:
    """Raises Refusal `not_found` (404) for a code that this house did not make."""
    certificate = house.certificate_of_code(code)
    visit = house.visit(certificate.visit)
    today = house.site.day(house.now)
    return VerifyView(certificate, state_of(certificate, visit.state, visit.ground is not None, today))
