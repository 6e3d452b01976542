"""What the screens read: a counter, a hall's board, the lines, the services on offer, a visit's route.

Frozen values, made inside one read transaction; the same functions answer a GET and fill the news.
"""

from dataclasses import dataclass
from datetime import datetime

from server.desk.ask_register import look_ups_for
from server.desk.house import DoneTask, House, Seat, Staff, Voice, Waiting
from server.desk.journal import tasks_as_corrected
from server.desk.prices import regulation_of
from server.desk.troubles import Trouble, troubles
from server.desk.where import StepToWalk, place_of_role, place_of_ticket, way_ahead
from server.domain.board import Call, on_board
from server.domain.deadline import Clock, procedure_clock, waiting_clock
from server.domain.language import Words
from server.domain.line import Reason, reason
from server.domain.masking import masked, sees_in_full, sees_masked
from server.domain.place import Counter, Hall
from server.domain.register import LookUp
from server.domain.regulation import Presence, Regulation, Step
from server.domain.role import SERVING_ROLES, Role
from server.domain.task import OF_PERSON, TASKS
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Visit, VisitState, skipped

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
    """`open` are the tickets at the counter: one of a person, or several of papers. `zone`: of the site's clock."""

    counter: Counter
    zone: str
    seat: Seat | None
    open: tuple[tuple[Ticket, Visit], ...]
    line: tuple[Waiting, ...]
    aside: tuple[Waiting, ...]  # held, missed, or waiting for a result
    waiting: int
    troubles: tuple[Trouble, ...]


def counter_view(house: House, counter_id: str) -> CounterView:
    counter = house.counter(counter_id)
    seat = house.seat_at(counter_id)
    roles = counter.roles_shared_with(seat.staff.roles) if seat else counter.roles
    return CounterView(
        counter,
        str(house.site.calendar.zone),
        seat,
        tuple((ticket, house.visit(ticket.visit)) for ticket in house.at_counter(counter_id)),
        tuple(house.line(roles, counter_id, LINE_SHOWN)),
        tuple(house.set_aside(roles, ASIDE_SHOWN)),
        house.waiting(roles, counter_id),
        tuple(troubles(house)),
    )


@dataclass(frozen=True, slots=True)
class BoardView:
    hall: Hall
    zone: str
    voice: Voice
    calls: tuple[Call, ...]


def board_view(house: House, hall_id: str) -> BoardView:
    calls = tuple(on_board(house.calls(hall_id), house.now))
    return BoardView(house.hall(hall_id), str(house.site.calendar.zone), house.site.voice, calls)


@dataclass(frozen=True, slots=True)
class Line:
    role: Role
    waiting: int
    tickets: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class LinesView:
    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]


def lines_view(house: House) -> LinesView:
    """Who waits where, in order."""
    return LinesView(tuple(_line(house, role) for role in SERVING_ROLES), tuple(troubles(house)))


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
    since = _counted_from(house, visit, ticket, step)
    procedure = procedure_clock(since, step.limit, house.site.calendar) if since else None
    return Clocks(waiting_clock(ticket.entered_at, step.waiting_limit), procedure)


def _counted_from(house: House, visit: Visit, ticket: Ticket, step: Step) -> datetime | None:
    """Documents are handed in when the person sits down [reading]; so both of those clocks start there.

    Once something was done with the documents they are in the house: another sitting does not start that clock anew.
    """
    if step.limit.counted_from == "documents":
        began = [ticket.started_at] if ticket.started_at else []
        handled = [task.at for task in house.tasks_of(visit.id) if task.ticket == ticket.id]
        return min(began + handled, default=None)
    if step.limit.counted_from == "start":
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
    regulation = regulation_of(house, visit)
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
    """`done`: the tasks of this ticket that are done. `findings`: what earlier tasks found that `staff` may see.

    `person`: what is known already of who the person is, by field: in full for the role of the step, masked for who
    oversees, nothing for others. `look_ups`: of the register, for who may see them.
    """

    visit: Visit
    ticket: Ticket
    regulation: Regulation
    clocks: Clocks
    done: dict[str, DoneTask]
    findings: tuple[DoneTask, ...]
    person: dict[str, str]
    look_ups: tuple[LookUp, ...]


def ticket_view(house: House, ticket_id: str, staff: Staff) -> TicketView:
    visit = house.visit_of(ticket_id)
    ticket = visit.ticket(ticket_id)
    tasks = tasks_as_corrected(house, visit.id)
    return TicketView(
        visit,
        ticket,
        regulation_of(house, visit),
        clocks_of(house, visit, ticket),
        {task.task: task for task in tasks if task.ticket == ticket_id},
        tuple(task for task in tasks if _may_see(task, ticket, staff)),
        _person_for(staff, ticket, _person(house, visit, tasks)),
        look_ups_for(house, visit, ticket, staff),
    )


def _person(house: House, visit: Visit, tasks: list[DoneTask]) -> dict[str, str]:
    """Out of what was filled in on this visit, so that nobody is asked twice."""
    iin = house.iin_of(visit.id)
    known = {"iin": iin} if iin else {}
    for task in tasks:
        known |= {field: value for field, value in task.answers.items() if field in OF_PERSON}
    return known


def _person_for(staff: Staff, ticket: Ticket, person: dict[str, str]) -> dict[str, str]:
    if sees_in_full(staff.roles, ticket.role):
        return person
    if sees_masked(staff.roles):
        return {field: masked(field, value) for field, value in person.items()}
    return {}


def _may_see(task: DoneTask, ticket: Ticket, staff: Staff) -> bool:
    """A finding is seen by the doctor who signs: never by the cashier, whatever he serves.

    What was entered before its person came, such as a result, is seen at the step that it was waited for.
    """
    if not sees_in_full(staff.roles, ticket.role):
        return False
    asked = TASKS[task.task]
    return asked.while_pending if task.ticket == ticket.id else ticket.role in asked.seen_by


@dataclass(frozen=True, slots=True)
class TrackView:
    visit: Visit
    ticket: Ticket | None
    regulation: Regulation
    place: Words | None
    ahead: int
    way: tuple[StepToWalk, ...]

    @property
    def state(self) -> TicketState | VisitState:
        """Of whoever went home nobody says that he shall wait in the hall, though only his paper is worked on."""
        if self.ticket is not None:
            return self.ticket.state
        gone_home = self.visit.state is VisitState.OPEN and self.visit.adjourned
        return TicketState.PENDING if gone_home else self.visit.state


def track_view(house: House, token: str) -> TrackView:
    """What a phone may know of its visit. The paper that moves without its owner is not told."""
    visit = house.visit_tracked_by(token)
    ticket = next((t for t in visit.open_tickets if t.presence is Presence.PRESENT), None)
    regulation = regulation_of(house, visit)
    way = way_ahead(house, visit, regulation)
    if ticket is None:
        return TrackView(visit, None, regulation, None, 0, way)
    ahead = house.ahead_of(ticket) if ticket.state is TicketState.WAITING else 0
    return TrackView(visit, ticket, regulation, place_of_ticket(house, ticket, regulation), ahead, way)
