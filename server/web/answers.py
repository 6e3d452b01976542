"""What the API answers: the shape of every body, and how it is made of the house's values.

TypedDicts cost nothing when a request is served, the type checker holds the makers to them, and the OpenAPI
description is generated from them. Times are aware datetimes here; they become ISO 8601 with Z in JSON.
"""

from collections.abc import Iterable
from datetime import date, datetime

from typing_extensions import TypedDict

from server.desk.house import Seat, Staff, Waiting
from server.desk.open_visit import Opened
from server.desk.views import (
    BoardView,
    Clocks,
    CounterView,
    Line,
    Route,
    RouteStep,
    ServiceOnOffer,
    TrackView,
    VerifyView,
    reason_of,
)
from server.domain.board import Call
from server.domain.deadline import Clock
from server.domain.job import Job
from server.domain.language import Language, Words
from server.domain.line import Reason
from server.domain.paper import Paper
from server.domain.place import Counter
from server.domain.regulation import Presence
from server.domain.ticket import Ticket
from server.domain.visit import Change, Visit
from server.words.places import call as call_words
from server.words.places import place_name
from server.words.roles import ROLE_NAMES


class Said(TypedDict):
    """A text in the three languages."""

    kk: str
    ru: str
    en: str


class Wait(TypedDict):
    """Minutes."""

    p50: int
    p90: int


class TicketAnswer(TypedDict):
    id: str
    visit: str
    number: str | None
    step: str
    role: str
    presence: str
    state: str
    entered_at: datetime
    due: datetime
    head_start: str
    counter: str | None
    times_called: int
    called_at: datetime | None
    started_at: datetime | None


class VisitAnswer(TypedDict):
    id: str
    number: str | None
    service: str
    kind: str | None
    language: str
    category: str | None
    channel: str
    state: str
    opened_at: datetime
    ended_at: datetime | None
    ground: str | None


class JobAnswer(TypedDict):
    id: str
    printer: str
    kind: str
    state: str
    queued_at: datetime
    fault: str | None


class OpenedAnswer(TypedDict):
    """`slip` is the paper as data; `job` prints it; `track` lets a phone follow the visit."""

    visit: VisitAnswer
    tickets: list[TicketAnswer]
    slip: Paper | None
    job: JobAnswer | None
    track: str
    track_url: str
    place: Said
    ahead: int
    wait: Wait | None


class MovedAnswer(TypedDict):
    """The ticket as it is now, and the tickets that its move opened."""

    ticket: TicketAnswer
    opened: list[TicketAnswer]
    visit: VisitAnswer


class EndedAnswer(TypedDict):
    visit: VisitAnswer
    tickets: list[TicketAnswer]


class CalledAnswer(TypedDict):
    ticket: TicketAnswer | None


class KindAnswer(TypedDict):
    kind: str
    name: Said


class ServiceAnswer(TypedDict):
    """`role`: who serves its first step."""

    service: str
    name: Said
    group: str
    at_kiosk: bool
    kinds: list[KindAnswer]
    channels: list[str]
    role: str
    open: bool
    why_closed: Said | None
    ahead: int
    wait: Wait | None


class StaffAnswer(TypedDict):
    id: str
    name: str
    roles: list[str]


class SeatAnswer(TypedDict):
    counter: str
    staff: StaffAnswer
    since: datetime


class WaitingAnswer(TypedDict):
    """A ticket in line with what staff see of its visit, and the reason of its place."""

    ticket: TicketAnswer
    service: str
    service_name: Said
    language: str
    category: str | None
    reason: "ReasonAnswer"


class ReasonAnswer(TypedDict):
    """Entered the line then, less so many minutes, hence due then."""

    entered_at: datetime
    head_start: str
    minutes: float
    due: datetime


class CounterAnswer(TypedDict):
    id: str
    name: str
    kind: str
    place: Said
    hall: str
    roles: list[str]
    seat: SeatAnswer | None
    ticket: TicketAnswer | None
    tickets: list[TicketAnswer]
    line: list[WaitingAnswer]
    aside: list[WaitingAnswer]
    waiting: int


class ListedCounterAnswer(TypedDict):
    """One of all counters: who might sit there, and who does."""

    id: str
    name: str
    kind: str
    place: Said
    hall: str
    roles: list[str]
    role_names: list[Said]
    seat: SeatAnswer | None


class CountersAnswer(TypedDict):
    counters: list[ListedCounterAnswer]


class GroundAnswer(TypedDict):
    ground: str
    name: Said


class GroundsAnswer(TypedDict):
    """Why a service may be refused, and why a visit may be withdrawn."""

    refusal: list[GroundAnswer]
    withdrawal: list[GroundAnswer]


class LineAnswer(TypedDict):
    role: str
    waiting: int
    tickets: list[WaitingAnswer]


class PlaceAnswer(TypedDict):
    kind: str
    name: str


class ClipAnswer(TypedDict):
    """What is said; `url` of its sound, null where there is none and the board chimes only."""

    language: str
    words: str
    url: str | None


class CallAnswer(TypedDict):
    call: int
    number: str
    place: PlaceAnswer
    language: str
    at: datetime
    times: int
    clips: list[ClipAnswer]


class HallAnswer(TypedDict):
    """`zone`: the site's time zone (IANA), in which its clocks go."""

    id: str
    name: Said
    zone: str


class BoardAnswer(TypedDict):
    revision: int
    at: datetime
    hall: HallAnswer
    calls: list[CallAnswer]
    text: Said


class ClockAnswer(TypedDict):
    since: datetime
    until: datetime


class StepAnswer(TypedDict):
    """`state`: of its ticket, or "not_open", or "skipped" where the service is free."""

    step: str
    name: Said
    role: str
    place: Said
    presence: str
    state: str
    ticket: str | None
    counter: str | None
    waiting: ClockAnswer | None
    procedure: ClockAnswer | None
    started_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None


class RouteAnswer(TypedDict):
    visit: VisitAnswer
    service_name: Said
    steps: list[StepAnswer]


class TrackAnswer(TypedDict):
    """Nothing personal; `service_name` null where the service is confidential."""

    number: str | None
    state: str
    service_name: Said | None
    place: Said | None
    ahead: int
    wait: Wait | None


class VerifyAnswer(TypedDict):
    """Is this paper genuine? No name stands here, and no finding."""

    kind: str
    number: str
    date: date
    valid_until: date
    state: str
    digest: str


def said(words: Words) -> Said:
    return {"kk": words.kk, "ru": words.ru, "en": words.en}


def ticket_answer(ticket: Ticket, number: str | None) -> TicketAnswer:
    return {
        "id": ticket.id,
        "visit": ticket.visit,
        "number": number,
        "step": ticket.step,
        "role": ticket.role.value,
        "presence": ticket.presence.value,
        "state": ticket.state.value,
        "entered_at": ticket.entered_at,
        "due": ticket.due,
        "head_start": ticket.head_start.value,
        "counter": ticket.counter,
        "times_called": ticket.times_called,
        "called_at": ticket.called_at,
        "started_at": ticket.started_at,
    }


def visit_answer(visit: Visit) -> VisitAnswer:
    return {
        "id": visit.id,
        "number": visit.number,
        "service": visit.service,
        "kind": visit.kind,
        "language": visit.language.value,
        "category": visit.category.value if visit.category else None,
        "channel": visit.channel.value,
        "state": visit.state.value,
        "opened_at": visit.opened_at,
        "ended_at": visit.ended_at,
        "ground": visit.ground,
    }


def job_answer(job: Job) -> JobAnswer:
    return {
        "id": job.id,
        "printer": job.printer,
        "kind": job.kind.value,
        "state": job.state.value,
        "queued_at": job.queued_at,
        "fault": job.fault,
    }


def opened_answer(opened: Opened) -> OpenedAnswer:
    return {
        "visit": visit_answer(opened.visit),
        "tickets": [ticket_answer(ticket, opened.visit.number) for ticket in opened.tickets],
        "slip": opened.slip,
        "job": job_answer(opened.job) if opened.job else None,
        "track": opened.track,
        "track_url": opened.track_url,
        "place": said(opened.place),
        "ahead": opened.ahead,
        "wait": None,
    }


def moved_answer(change: Change, ticket_id: str) -> MovedAnswer:
    number = change.visit.number
    return {
        "ticket": ticket_answer(change.visit.ticket(ticket_id), number),
        "opened": [ticket_answer(ticket, number) for ticket in change.opened],
        "visit": visit_answer(change.visit),
    }


def ended_answer(change: Change) -> EndedAnswer:
    tickets = [ticket_answer(ticket, change.visit.number) for ticket in change.visit.tickets]
    return {"visit": visit_answer(change.visit), "tickets": tickets}


def service_answer(on_offer: ServiceOnOffer, why_closed: Words) -> ServiceAnswer:
    regulation = on_offer.regulation
    return {
        "service": regulation.service,
        "name": said(regulation.name),
        "group": regulation.group,
        "at_kiosk": regulation.at_kiosk,
        "kinds": [{"kind": kind.code, "name": said(kind.name)} for kind in regulation.kinds],
        "channels": [channel.value for channel in regulation.channels],
        "role": regulation.steps[0].role.value,
        "open": on_offer.open,
        "why_closed": None if on_offer.open else said(why_closed),
        "ahead": on_offer.ahead,
        "wait": None,
    }


def staff_answer(staff: Staff) -> StaffAnswer:
    return {"id": staff.id, "name": staff.name, "roles": [role.value for role in staff.roles]}


def reason_answer(reason: Reason) -> ReasonAnswer:
    return {
        "entered_at": reason.entered_at,
        "head_start": reason.head_start.value,
        "minutes": round(reason.minutes, 1),
        "due": reason.due,
    }


def waiting_answer(waiting: Waiting, names: dict[str, Words]) -> WaitingAnswer:
    return {
        "ticket": ticket_answer(waiting.ticket, waiting.number),
        "service": waiting.service,
        "service_name": said(names[waiting.service]),
        "language": waiting.language,
        "category": waiting.category.value if waiting.category else None,
        "reason": reason_answer(reason_of(waiting.ticket)),
    }


def seat_answer(seat: Seat | None) -> SeatAnswer | None:
    if seat is None:
        return None
    return {"counter": seat.counter, "staff": staff_answer(seat.staff), "since": seat.since}


def listed_counter_answer(counter: Counter, seat: Seat | None) -> ListedCounterAnswer:
    return {
        "id": counter.id,
        "name": counter.name,
        "kind": counter.kind.value,
        "place": said(place_name(counter.kind, counter.name)),
        "hall": counter.hall,
        "roles": [role.value for role in counter.roles],
        "role_names": [said(ROLE_NAMES[role]) for role in counter.roles],
        "seat": seat_answer(seat),
    }


def ground_answers(grounds: dict[str, Words]) -> list[GroundAnswer]:
    return [{"ground": ground, "name": said(name)} for ground, name in grounds.items()]


def counter_answer(view: CounterView, names: dict[str, Words]) -> CounterAnswer:
    counter, seat = view.counter, view.seat
    tickets = [ticket_answer(ticket, visit.number) for ticket, visit in view.open]
    person = next((t for t in tickets if t["presence"] == Presence.PRESENT), None)
    return {
        "id": counter.id,
        "name": counter.name,
        "kind": counter.kind.value,
        "place": said(place_name(counter.kind, counter.name)),
        "hall": counter.hall,
        "roles": [role.value for role in counter.roles],
        "seat": seat_answer(seat),
        "ticket": person or (tickets[0] if tickets else None),
        "tickets": tickets,
        "line": [waiting_answer(waiting, names) for waiting in view.line],
        "aside": [waiting_answer(waiting, names) for waiting in view.aside],
        "waiting": view.waiting,
    }


def lines_answer(lines: Iterable[Line], names: dict[str, Words]) -> list[LineAnswer]:
    return [
        {
            "role": line.role.value,
            "waiting": line.waiting,
            "tickets": [waiting_answer(waiting, names) for waiting in line.tickets],
        }
        for line in lines
    ]


def _call_answer(call: Call) -> CallAnswer:
    words = call_words(call.place_kind, call.place_name, call.number)
    first = call.language
    other = Language.RU if first is Language.KK else Language.KK
    return {
        "call": call.call,
        "number": call.number,
        "place": {"kind": call.place_kind.value, "name": call.place_name},
        "language": first.value,
        "at": call.at,
        "times": call.times,
        "clips": [
            {"language": language.value, "words": words.in_language(language), "url": None}
            for language in (first, other)
        ],
    }


def board_answer(view: BoardView, revision: int, at: datetime) -> BoardAnswer:
    return {
        "revision": revision,
        "at": at,
        "hall": {"id": view.hall.id, "name": said(view.hall.name), "zone": view.zone},
        "calls": [_call_answer(call) for call in view.calls],
        "text": said(view.hall.text),
    }


def clock_answer(clock: Clock | None) -> ClockAnswer | None:
    return {"since": clock.since, "until": clock.until} if clock else None


def _step_answer(route_step: RouteStep) -> StepAnswer:
    step, ticket, clocks = route_step.step, route_step.ticket, route_step.clocks
    not_open = "skipped" if route_step.skipped else "not_open"
    return {
        "step": step.code,
        "name": said(step.name),
        "role": step.role.value,
        "place": said(route_step.place),
        "presence": step.presence.value,
        "state": ticket.state.value if ticket else not_open,
        "ticket": ticket.id if ticket else None,
        "counter": ticket.counter if ticket else None,
        "waiting": clock_answer(clocks.waiting) if clocks else None,
        "procedure": clock_answer(clocks.procedure) if clocks else None,
        "started_at": ticket.started_at if ticket else None,
        "ended_at": ticket.ended_at if ticket else None,
        "ended_by": ticket.ended_by if ticket else None,
    }


def route_answer(route: Route) -> RouteAnswer:
    return {
        "visit": visit_answer(route.visit),
        "service_name": said(route.regulation.name),
        "steps": [_step_answer(step) for step in route.steps],
    }


def track_answer(view: TrackView) -> TrackAnswer:
    state = view.ticket.state.value if view.ticket else view.visit.state.value
    return {
        "number": view.visit.number,
        "state": state,
        "service_name": None if view.regulation.confidential else said(view.regulation.name),
        "place": said(view.place) if view.place else None,
        "ahead": view.ahead,
        "wait": None,
    }


def clocks_answer(clocks: Clocks) -> dict[str, ClockAnswer | None]:
    return {"waiting": clock_answer(clocks.waiting), "procedure": clock_answer(clocks.procedure)}


def verify_answer(view: VerifyView) -> VerifyAnswer:
    certificate = view.certificate
    return {
        "kind": certificate.service,
        "number": certificate.number,
        "date": certificate.issued_on,
        "valid_until": certificate.valid_until,
        "state": view.state.value,
        "digest": certificate.digest,
    }
