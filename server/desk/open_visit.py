"""Open a visit, or take up again the one that a return code names."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from server.desk.house import House, Staff
from server.desk.keep import keep
from server.desk.paperwork import compose_slip, track_url_of, where_to_go
from server.desk.payments import record_exemption
from server.desk.prices import regulation_of
from server.desk.seats import seat_for_role
from server.desk.views import clocks_of
from server.desk.where import StepToWalk, way_ahead
from server.domain import ticket as tickets
from server.domain.event import Event
from server.domain.iin import fault_of_iin
from server.domain.job import Job
from server.domain.language import Language, Words
from server.domain.line import due_on_entry, head_start_of
from server.domain.number import is_number, number_text
from server.domain.paper import Paper
from server.domain.refusal import Refusal
from server.domain.regulation import Channel, Presence, Regulation
from server.domain.ticket import Ticket, TicketState
from server.domain.visit import Category, Change, Visit, VisitState, open_at_counter, open_visit


@dataclass(frozen=True, slots=True)
class VisitWanted:
    """What was chosen. `printer` prints the slip; `staff` is who opens it at a counter, None at a kiosk."""

    service: str
    language: Language
    category: Category | None = None
    kind: str | None = None
    iin: str | None = None
    channel: Channel = Channel.IN_PERSON
    printer: str | None = None
    staff: Staff | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The visit, its slip (None by telephone), the job that prints it, where to go, how many wait before it.

    `by_number`: asked for by its number alone, which anybody may have read off a board: `track` and `track_url` are
    None, and neither the slip nor `way` tells the service.
    `way`: the steps that the person still goes to; empty where the service is confidential.
    """

    visit: Visit
    tickets: tuple[Ticket, ...]
    slip: Paper | None
    job: Job | None
    track: str | None
    track_url: str | None
    place: Words
    ahead: int
    way: tuple[StepToWalk, ...]
    by_number: bool = False


def open_new_visit(house: House, wanted: VisitWanted) -> Opened:
    """Raises Refusal `service_unknown`, `kind_required`, `kind_unknown`, `iin_wrong`, `iin_not_asked`,
    `category_not_asked` (422), `service_closed`, `channel_not_offered` (409), `not_seated`, `role_missing` (403)."""
    regulation = house.site.regulation(wanted.service)
    day = house.site.day(house.now)
    _check(wanted, regulation, house)
    by_telephone = wanted.channel is Channel.TELEPHONE
    visit = Visit(
        id=house.new_id(),
        service=wanted.service,
        kind=wanted.kind,
        language=wanted.language,
        category=wanted.category,
        channel=wanted.channel,
        state=VisitState.OPEN,
        number=None if by_telephone else next_number(house, day),
        day=None if by_telephone else day,
        opened_at=house.now,
        tickets=(),
    )
    regulation = regulation_of(house, visit)
    change = (
        _open_by_telephone(house, visit, regulation, wanted)
        if by_telephone
        else open_visit(visit, regulation, house.now)
    )
    house.add_visit(change.visit, wanted.iin)
    record_exemption(house, change.visit)
    house.record(*change.events)
    return opened_of(house, change.visit, regulation, change.opened, wanted.printer)


def _open_by_telephone(house: House, visit: Visit, regulation: Regulation, wanted: VisitWanted) -> Change:
    if wanted.staff is None:
        raise Refusal("channel_not_offered", channel=wanted.channel.value)
    counter = seat_for_role(house, regulation.steps[0].role, wanted.staff)
    return open_at_counter(visit, regulation, counter.id, house.now)


def next_number(house: House, day: date) -> str:
    """One series a site and day, so that a number says nothing about the service."""
    return number_text(house.next_in_series(f"number/{day}"))


def _check(wanted: VisitWanted, regulation: Regulation, house: House) -> None:
    if not regulation.adopted_on(house.site.day(house.now)):
        raise Refusal("service_closed", service=regulation.service)
    if wanted.channel not in regulation.channels or wanted.channel is Channel.PORTAL:
        raise Refusal("channel_not_offered", channel=wanted.channel.value)
    kinds = {kind.code: kind for kind in regulation.kinds}
    if kinds and wanted.kind is None:
        raise Refusal("kind_required", 422, kinds=list(kinds))
    if wanted.kind is not None and wanted.kind not in kinds:
        raise Refusal("kind_unknown", 422, kinds=list(kinds))
    anonymous = wanted.kind is not None and kinds[wanted.kind].anonymous
    if anonymous and wanted.category is not None:  # its document would tell who he is
        raise Refusal("category_not_asked", 422, field="category")
    if wanted.iin is not None:
        _check_iin(wanted.iin, anonymous=anonymous)


def _check_iin(iin: str, *, anonymous: bool) -> None:
    if anonymous:
        raise Refusal("iin_not_asked", 422, field="iin")
    if reason := fault_of_iin(iin):
        raise Refusal("iin_wrong", 422, field="iin", reason=reason)


def take_up_visit(house: House, code: str, printer: str | None) -> Opened:
    """Put the person who holds `code` back in line: on another day under a new number.

    `code` is the return code, the token in the QR of his slip, or his number of today. Who waits already gets his slip
    again; for a number alone it bears neither code nor QR and names no service, since a neighbour may have typed it.
    Raises Refusal `return_code_unknown` (422), `visit_closed`, and for the code `come_later` while what the visit waits
    for is not there (409; `ready_on`: the day by which it is).
    """
    day = house.site.day(house.now)
    by_number = is_number(code.upper())
    before = house.visit_numbered(day, code.upper()) if by_number else house.visit_of_code(code)
    if before.state is not VisitState.OPEN:
        raise Refusal("visit_closed", state=before.state.value)
    regulation = regulation_of(house, before)
    if by_number:
        _hide_gates(before, regulation)
    _check_gates(house, before, regulation)
    number = before.number if before.day == day else next_number(house, day)
    after = replace(before, number=number, day=day, adjourned=False)
    taken_up = Event("visit_taken_up", {"visit": after.id, "number": after.number})
    after, events = _back_in_line(house, after)
    keep(house, before, after, (taken_up, *events))
    return opened_of(house, after, regulation, after.open_tickets, printer, by_number=by_number)


def _hide_gates(visit: Visit, regulation: Regulation) -> None:
    """Only an examination has its person wait for a result: to whoever read the number off a board its visit has ended.

    Whether the result is in makes no difference, or asking again and again would tell.
    """
    for ticket in visit.open_tickets:
        if ticket.state is TicketState.PENDING and regulation.step(ticket.step).gate is not None:
            raise Refusal("visit_closed", state=VisitState.DONE.value)


def _check_gates(house: House, visit: Visit, regulation: Regulation) -> None:
    done = {(task.ticket, task.task) for task in house.tasks_of(visit.id)}
    for ticket in visit.open_tickets:
        gate = regulation.step(ticket.step).gate
        if gate is not None and (ticket.id, gate) not in done:
            ready_on = _ready_on(house, visit, ticket)
            raise Refusal("come_later", ready_on=ready_on.isoformat() if ready_on else None)


def _ready_on(house: House, visit: Visit, ticket: Ticket) -> date | None:
    """The last day on which what the ticket waits for may come; None while its clock does not run."""
    clock = clocks_of(house, visit, ticket).procedure
    return house.site.day(clock.until - timedelta(microseconds=1)) if clock else None


def _back_in_line(house: House, visit: Visit) -> tuple[Visit, tuple[Event, ...]]:
    events: list[Event] = []
    for ticket in visit.open_tickets:
        present = ticket.presence is Presence.PRESENT
        head_start = head_start_of(present and visit.category is not None, returning=present)
        if ticket.state is TicketState.PENDING:
            back, event = tickets.take_up(ticket, due_on_entry(house.now, head_start), head_start, house.now)
        elif ticket.state is TicketState.MISSED:
            back, event = tickets.reinstate(ticket, house.now)
        else:
            continue
        visit = visit.with_ticket(back)
        events.append(event)
    return visit, tuple(events)


def opened_of(
    house: House,
    visit: Visit,
    regulation: Regulation,
    opened: tuple[Ticket, ...],
    printer: str | None,
    by_number: bool = False,
) -> Opened:
    """The visit as whoever opened it is told, with its slip on its way to `printer`."""
    track = None if by_number else house.track_token(visit.id)
    track_url = track_url_of(house, track) if track else None
    place, ahead = where_to_go(house, visit, regulation, opened)
    if visit.number is None:
        return Opened(visit, opened, None, None, track, track_url, place, 0, ())
    slip = compose_slip(house, visit, regulation, place, ahead, track_url)
    job = _slip_job(house, printer, visit, slip if by_number else None) if printer else None
    way = () if by_number else way_ahead(house, visit, regulation)
    return Opened(visit, opened, slip, job, track, track_url, place, ahead, way, by_number)


def _slip_job(house: House, printer: str, visit: Visit, other: Paper | None) -> Job:
    """A slip is derived again when it is printed; `other` than that one is kept."""
    return house.add_job(printer, other, visit.id) if other else house.add_slip_job(printer, visit.id)
