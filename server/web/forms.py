"""A ticket as the counter's screen needs it: its clocks, and its tasks as forms in the reader's language."""

from datetime import datetime
from typing import Any

from typing_extensions import TypedDict

from server.desk.do_task import known_of
from server.desk.house import DoneTask, House, Staff
from server.desk.views import TicketView
from server.domain.language import Language
from server.domain.task import TASKS, Known, Task, example_of, schema_of
from server.web.answers import (
    ClockAnswer,
    Said,
    TicketAnswer,
    clocks_answer,
    said,
    ticket_answer,
)
from server.words.fields import FIELD_LABELS
from server.words.tasks import CHOICE_NAMES, TASK_TITLES


class TaskAnswer(TypedDict):
    """`schema` is JSON Schema 2020-12 of the body that does the task; `example` is acceptable, now.

    In the schema each property bears a `title`, and one with an `enum` an `x-choices` with the words of each
    choice, both in the language asked for.
    """

    task: str
    title: Said
    done: bool
    while_pending: bool
    prints: str | None
    needs: list[str]
    schema: dict[str, Any]
    example: dict[str, Any]


class FoundFieldAnswer(TypedDict):
    name: str
    title: str
    value: str


class FindingAnswer(TypedDict):
    """What an earlier task of the visit found, for who may see it. `fields`: the same in the reader's language."""

    task: str
    title: Said
    at: datetime
    answers: dict[str, Any]
    fields: list[FoundFieldAnswer]


class TicketViewAnswer(TicketAnswer):
    service: str
    service_name: Said
    step_name: Said
    language: str
    category: str | None
    channel: str
    ground: str | None
    clocks: dict[str, ClockAnswer | None]
    tasks: list[TaskAnswer]
    findings: list[FindingAnswer]


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
    theirs = ticket.role in staff.roles
    return {
        **ticket_answer(ticket, visit.number),
        "service": visit.service,
        "service_name": said(regulation.name),
        "step_name": said(step.name),
        "language": visit.language.value,
        "category": visit.category.value if visit.category else None,
        "channel": visit.channel.value,
        "ground": visit.ground,
        "clocks": clocks_answer(view.clocks),
        "tasks": _tasks(view, known_of(house, regulation), step.tasks, language) if theirs else [],
        "findings": [_finding(task, language) for task in view.findings],
    }


def _tasks(view: TicketView, known: Known, codes: tuple[str, ...], language: Language) -> list[TaskAnswer]:
    return [_task(TASKS[code], code in view.done, known, language) for code in codes]


def _task(task: Task, done: bool, known: Known, language: Language) -> TaskAnswer:
    schema = schema_of(task, known)
    for name, field in schema["properties"].items():
        field["title"] = FIELD_LABELS[name].in_language(language)
        if "enum" in field:
            names = CHOICE_NAMES[name]
            field["x-choices"] = {choice: names[choice].in_language(language) for choice in field["enum"]}
    return {
        "task": task.code,
        "title": said(TASK_TITLES[task.code]),
        "done": done,
        "while_pending": task.while_pending,
        "prints": task.prints.value if task.prints else None,
        "needs": list(task.needs),
        "schema": schema,
        "example": example_of(task, known),
    }


def _finding(task: DoneTask, language: Language) -> FindingAnswer:
    return {
        "task": task.task,
        "title": said(TASK_TITLES[task.task]),
        "at": task.at,
        "answers": task.answers,
        "fields": [_found(name, value, language) for name, value in task.answers.items()],
    }


def _found(name: str, value: Any, language: Language) -> FoundFieldAnswer:
    choices = CHOICE_NAMES.get(name, {})
    text = choices[value].in_language(language) if value in choices else str(value)
    return {"name": name, "title": FIELD_LABELS[name].in_language(language), "value": text}
