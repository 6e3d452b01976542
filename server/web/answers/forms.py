"""A ticket as the counter's screen needs it: its clocks, and its tasks as forms in the reader's language."""

from datetime import datetime
from typing import Any

from typing_extensions import TypedDict

from server.desk.ask_register import CHECK
from server.desk.certificate_views import look_of_ticket
from server.desk.certificates import hand_over_of
from server.desk.do_task import known_of
from server.desk.house import DoneTask, House, Staff
from server.desk.tasks.register_check import source_to_read, taken_over
from server.desk.views import TicketView
from server.domain.language import Language
from server.domain.masking import sees_in_full
from server.domain.paper import PaperKind
from server.domain.regulation import Channel
from server.domain.task import TASKS, Known, Task, example_of
from server.web.answers.certificates import CertificateLookAnswer, look_answer
from server.web.answers.look_ups import LookUpAnswer, look_up_answer
from server.web.answers.said import Said, said
from server.web.answers.tickets import ClockAnswer, TicketAnswer, clocks_answer, ticket_answer
from server.web.answers.titled_schema import titled_schema
from server.words.fields import FIELD_LABELS
from server.words.tasks import CHOICE_NAMES, TASK_TITLES

_IDENTITY = ("full_name", "iin")


class TaskAnswer(TypedDict):
    """`schema` is JSON Schema 2020-12 of the body that does the task; `example` is acceptable, now.

    `known`: what is known already of the person, by field, to be looked over rather than typed anew. `hands_over`: by
    it the paper of the visit comes into its owner's hands; once it is done the ticket can only be finished.
    In the schema each property bears a `title`, and one with an `enum` an `x-choices` with the words of each
    choice, both in the language asked for.
    """

    task: str
    title: Said
    done: bool
    while_pending: bool
    hands_over: bool
    prints: str | None
    needs: list[str]
    schema: dict[str, Any]
    example: dict[str, Any]
    known: dict[str, str]


class FoundFieldAnswer(TypedDict):
    name: str
    title: str
    value: str


class FindingAnswer(TypedDict):
    """What an earlier task of the visit found, for who may see it.

    `answers`: word for word as they were confirmed. `fields`: the same as it is read, in the reader's language: a
    choice by its words, a register by its name, whichever language it was confirmed in.
    """

    task: str
    title: Said
    at: datetime
    answers: dict[str, Any]
    fields: list[FoundFieldAnswer]


class TicketViewAnswer(TicketAnswer):
    """`person`: name and IIN, masked, for who oversees; whose step it is finds them in his forms."""

    service: str
    service_name: Said
    kind: str | None
    kind_name: Said | None
    step_name: Said
    language: str
    category: str | None
    channel: str
    ground: str | None
    clocks: dict[str, ClockAnswer | None]
    person: list[FoundFieldAnswer]
    tasks: list[TaskAnswer]
    findings: list[FindingAnswer]
    look_ups: list[LookUpAnswer]
    certificate: CertificateLookAnswer | None


class TaskDoneAnswer(TypedDict):
    """`job`: the paper that it leaves behind, on its way to the printer."""

    task: str
    ticket: str
    at: datetime
    answers: dict[str, Any]
    job: str | None


def ticket_view_answer(house: House, view: TicketView, staff: Staff, language: Language) -> TicketViewAnswer:
    """Tasks are for the role of the step only."""
    ticket, visit, regulation = view.ticket, view.visit, view.regulation
    step = regulation.step(ticket.step)
    theirs = sees_in_full(staff.roles, ticket.role)
    look = look_of_ticket(house, visit, ticket.role, staff)
    return {
        **ticket_answer(ticket, visit),
        "service": visit.service,
        "service_name": said(regulation.name),
        "kind": visit.kind,
        "kind_name": next((said(kind.name) for kind in regulation.kinds if kind.code == visit.kind), None),
        "step_name": said(step.name),
        "language": visit.language.value,
        "category": visit.category.value if visit.category else None,
        "channel": visit.channel.value,
        "ground": visit.ground,
        "clocks": clocks_answer(view.clocks),
        "person": [] if theirs else _identity(view, language),
        "tasks": _tasks(house, view, known_of(house, regulation, visit), step.tasks, language)
        if theirs
        else [],
        "findings": [_finding(task, view, language) for task in view.findings],
        "look_ups": [look_up_answer(look_up) for look_up in view.look_ups],
        "certificate": look_answer(look) if look else None,
    }


def _identity(view: TicketView, language: Language) -> list[FoundFieldAnswer]:
    return [_found(name, view.person[name], language) for name in _IDENTITY if name in view.person]


def _tasks(
    house: House, view: TicketView, known: Known, codes: tuple[str, ...], language: Language
) -> list[TaskAnswer]:
    looked_up = taken_over(house, view.visit.id, language)
    return [_task(TASKS[code], view, known, looked_up.get(code, {}), language) for code in codes]


def _task(
    task: Task, view: TicketView, known: Known, looked_up: dict[str, str], language: Language
) -> TaskAnswer:
    schema = titled_schema(task, known, language)
    return {
        "task": task.code,
        "title": said(TASK_TITLES[task.code]),
        "done": task.code in view.done,
        "while_pending": task.while_pending,
        "hands_over": task.code == hand_over_of(view.regulation),
        "prints": _printed(task, view),
        "needs": list(task.needs),
        "schema": schema,
        "example": example_of(task, known)
        | {name: value for name, value in looked_up.items() if name in schema["properties"]},
        "known": _known(task, view, schema) | looked_up,
    }


def _known(task: Task, view: TicketView, schema: dict[str, Any]) -> dict[str, str]:
    """The register check does not ask for the IIN, but begins with it."""
    names = {*schema["properties"], *(["iin"] if task.code == CHECK else [])}
    return {name: value for name, value in view.person.items() if name in names}


def _printed(task: Task, view: TicketView) -> str | None:
    """Who calls by telephone is handed no slip."""
    by_telephone = view.visit.channel is Channel.TELEPHONE and task.prints is PaperKind.SLIP
    return task.prints.value if task.prints and not by_telephone else None


def _finding(task: DoneTask, view: TicketView, language: Language) -> FindingAnswer:
    shown = task.answers
    if task.task == CHECK:
        shown = {**shown, "source": source_to_read(shown["source"], view.look_ups, language)}
    return {
        "task": task.task,
        "title": said(TASK_TITLES[task.task]),
        "at": task.at,
        "answers": task.answers,
        "fields": [_found(name, value, language) for name, value in shown.items()],
    }


def _found(name: str, value: Any, language: Language) -> FoundFieldAnswer:
    choices = CHOICE_NAMES.get(name, {})
    text = choices[value].in_language(language) if value in choices else str(value)
    return {"name": name, "title": FIELD_LABELS[name].in_language(language), "value": text}
