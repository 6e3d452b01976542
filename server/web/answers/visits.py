"""A visit: as it is opened, moved and ended, and its way through the house."""

from collections.abc import Iterable
from datetime import datetime

from typing_extensions import TypedDict

from server.desk.open_visit import Opened
from server.desk.views import Route, RouteStep, TrackView
from server.desk.where import StepToWalk
from server.domain.paper import Paper
from server.domain.visit import Change, Visit
from server.web.answers.papers import JobAnswer, job_answer
from server.web.answers.said import Said, said
from server.web.answers.tickets import ClockAnswer, TicketAnswer, clock_answer, ticket_answer


class Wait(TypedDict):
    """Minutes."""

    p50: int
    p90: int


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


class StepToWalkAnswer(TypedDict):
    """A step that the person still goes to himself."""

    step: str
    name: Said
    place: Said


class _OnTheWay(TypedDict):
    tickets: list[TicketAnswer]
    slip: Paper | None
    job: JobAnswer | None
    track: str | None
    track_url: str | None
    place: Said
    ahead: int
    wait: Wait | None
    steps: list[StepToWalkAnswer]


class OpenedAnswer(_OnTheWay):
    """`slip` is the paper as data; `job` prints it; `track` lets a phone follow the visit.

    `steps`: the way ahead, the next first; empty where the service is confidential.
    """

    visit: VisitAnswer


class VisitByNumberAnswer(TypedDict):
    number: str | None
    language: str


class ByNumberAnswer(_OnTheWay):
    """What a kiosk shows to whoever typed a number: the same of every service, and nothing that tells which it is.

    `tickets` and `steps` are empty, `track` and `track_url` null; `slip` is that of a confidential service.
    """

    visit: VisitByNumberAnswer


class MovedAnswer(TypedDict):
    """The ticket as it is now, and the tickets that its move opened."""

    ticket: TicketAnswer
    opened: list[TicketAnswer]
    visit: VisitAnswer


class EndedAnswer(TypedDict):
    visit: VisitAnswer
    tickets: list[TicketAnswer]


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
    """Nothing personal; `service_name` null and `steps` empty where the service is confidential."""

    number: str | None
    state: str
    service_name: Said | None
    place: Said | None
    ahead: int
    wait: Wait | None
    steps: list[StepToWalkAnswer]


def visit_answer(visit: Visit) -> VisitAnswer:
    return {
        "id": visit.id,
        "number": visit.number_today,
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


def opened_answer(opened: Opened) -> OpenedAnswer:
    tickets = [ticket_answer(ticket, opened.visit) for ticket in opened.tickets]
    return {"visit": visit_answer(opened.visit), **_on_the_way(opened, tickets)}


def by_number_answer(opened: Opened) -> ByNumberAnswer:
    """A ticket names its step, its role and the head start of a category, and two of them tell of a fork."""
    visit: VisitByNumberAnswer = {
        "number": opened.visit.number_today,
        "language": opened.visit.language.value,
    }
    return {"visit": visit, **_on_the_way(opened, [])}


def _on_the_way(opened: Opened, tickets: list[TicketAnswer]) -> _OnTheWay:
    return {
        "tickets": tickets,
        "slip": opened.slip,
        "job": job_answer(opened.job) if opened.job else None,
        "track": opened.track,
        "track_url": opened.track_url,
        "place": said(opened.place),
        "ahead": opened.ahead,
        "wait": None,
        "steps": _way_answer(opened.way),
    }


def _way_answer(way: Iterable[StepToWalk]) -> list[StepToWalkAnswer]:
    return [
        {"step": to_walk.step.code, "name": said(to_walk.step.name), "place": said(to_walk.place)}
        for to_walk in way
    ]


def moved_answer(change: Change, ticket_id: str) -> MovedAnswer:
    return {
        "ticket": ticket_answer(change.visit.ticket(ticket_id), change.visit),
        "opened": [ticket_answer(ticket, change.visit) for ticket in change.opened],
        "visit": visit_answer(change.visit),
    }


def ended_answer(change: Change) -> EndedAnswer:
    tickets = [ticket_answer(ticket, change.visit) for ticket in change.visit.tickets]
    return {"visit": visit_answer(change.visit), "tickets": tickets}


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
    return {
        "number": view.visit.number_today,
        "state": view.state.value,
        "service_name": None if view.regulation.confidential else said(view.regulation.name),
        "place": said(view.place) if view.place else None,
        "ahead": view.ahead,
        "wait": None,
        "steps": _way_answer(view.way),
    }
