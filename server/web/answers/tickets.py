"""A ticket, its clocks, and how it stands in a line."""

from datetime import date, datetime

from typing_extensions import TypedDict

from server.desk.house import Waiting
from server.desk.views import Clocks, reason_of
from server.domain.deadline import Clock
from server.domain.language import Words
from server.domain.line import Reason
from server.domain.ticket import Ticket
from server.domain.visit import Visit
from server.web.answers.said import Said, said


class OnPaperAnswer(TypedDict):
    """What stands on the slip of a person, and on what goes by his number, such as his blood."""

    number: str
    day: date


class TicketAnswer(TypedDict):
    """`number`: today's, None also of a visit whose day ended; `paper` None: by telephone."""

    id: str
    visit: str
    number: str | None
    paper: OnPaperAnswer | None
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


class CalledAnswer(TypedDict):
    ticket: TicketAnswer | None


class ClockAnswer(TypedDict):
    since: datetime
    until: datetime


class ReasonAnswer(TypedDict):
    """Entered the line then, less so many minutes, hence due then."""

    entered_at: datetime
    head_start: str
    minutes: float
    due: datetime


class WaitingAnswer(TypedDict):
    """A ticket in line with what staff see of its visit, and the reason of its place.

    `paper`: the ticket's, once more: a page that stayed open over an update reads it here until it is loaded anew.
    """

    ticket: TicketAnswer
    paper: OnPaperAnswer | None
    service: str
    service_name: Said
    language: str
    category: str | None
    reason: ReasonAnswer


def ticket_answer(ticket: Ticket, of: Visit | Waiting) -> TicketAnswer:
    return {
        "id": ticket.id,
        "visit": ticket.visit,
        "number": of.number_today,
        "paper": on_paper_answer(of),
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


def clock_answer(clock: Clock | None) -> ClockAnswer | None:
    return {"since": clock.since, "until": clock.until} if clock else None


def clocks_answer(clocks: Clocks) -> dict[str, ClockAnswer | None]:
    return {"waiting": clock_answer(clocks.waiting), "procedure": clock_answer(clocks.procedure)}


def reason_answer(reason: Reason) -> ReasonAnswer:
    return {
        "entered_at": reason.entered_at,
        "head_start": reason.head_start.value,
        "minutes": round(reason.minutes, 1),
        "due": reason.due,
    }


def on_paper_answer(of: Visit | Waiting) -> OnPaperAnswer | None:
    return {"number": of.number, "day": of.day} if of.number and of.day else None


def waiting_answer(waiting: Waiting, names: dict[str, Words]) -> WaitingAnswer:
    return {
        "ticket": ticket_answer(waiting.ticket, waiting),
        "paper": on_paper_answer(waiting),
        "service": waiting.service,
        "service_name": said(names[waiting.service]),
        "language": waiting.language,
        "category": waiting.category.value if waiting.category else None,
        "reason": reason_answer(reason_of(waiting.ticket)),
    }
