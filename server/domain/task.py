"""A task: what must be done before a step may finish, as a few fields to be filled in at the counter.

Which step asks which tasks is said by its regulation; what a task asks is said here, once, and becomes the form
on the counter's screen, the JSON Schema of the contract and the check of what was sent.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.domain.iin import fault_of_iin
from server.domain.paper import PaperKind
from server.domain.refusal import Refusal
from server.domain.role import Role

TEXT_LIMIT = 200
MOST_MONEY = 10**9  # tiyn


@dataclass(frozen=True, slots=True)
class Known:
    """What the house knows when it asks: the price of the service in tiyn, and the day."""

    price: int
    today: date


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked. `example` is acceptable for the very ticket that it is shown for."""

    name: str
    schema: Callable[[Known], dict[str, Any]]
    example: Callable[[Known], Any]
    required: bool = True


def _text(name: str, example: str, required: bool = True) -> Field:
    least = 1 if required else 0
    return Field(
        name,
        lambda known: {"type": "string", "minLength": least, "maxLength": TEXT_LIMIT},
        lambda known: example,
        required,
    )


def _iin(name: str = "iin", required: bool = True) -> Field:
    return Field(
        name, lambda known: {"type": "string", "format": "iin"}, lambda known: "890101199900", required
    )


def _choice(name: str, *choices: str) -> Field:
    return Field(name, lambda known: {"type": "string", "enum": list(choices)}, lambda known: choices[0])


def _confirmed(name: str) -> Field:
    """A box to be ticked: the act was done by hand. Not ticked, the task is not done."""
    return Field(name, lambda known: {"type": "boolean", "const": True}, lambda known: True)


def _day(name: str, of_birth: bool = False) -> Field:
    """`latest`, as a date, is ours beside the standard's words: nobody is born tomorrow."""
    return Field(
        name,
        lambda known: (
            {"type": "string", "format": "date"} | ({"latest": known.today.isoformat()} if of_birth else {})
        ),
        lambda known: "1890-01-01" if of_birth else known.today.isoformat(),
    )


def _time(name: str) -> Field:
    return Field(
        name,
        lambda known: {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
        lambda known: "10:30",
    )


def _taken() -> Field:
    return Field(
        "taken",
        lambda known: {"type": "integer", "minimum": known.price, "maximum": MOST_MONEY},
        lambda known: known.price,
    )


@dataclass(frozen=True, slots=True)
class Task:
    """`needs`: tasks of this visit that must be done before. `prints`: the paper that it leaves behind.

    `while_pending`: may be done on a ticket that is not in line yet. `seen_by`: who else than the role of its
    step may read what was found.
    """

    code: str
    fields: tuple[Field, ...]
    needs: tuple[str, ...] = ()
    prints: PaperKind | None = None
    while_pending: bool = False
    seen_by: tuple[Role, ...] = ()


_DOCTORS = (Role.PHTHISIATRICIAN, Role.PSYCHIATRIST, Role.NARCOLOGIST)

TASKS: dict[str, Task] = {
    task.code: task
    for task in (
        Task(
            "call-entry",
            (
                _text("full_name", "Аманов Арман"),
                _text("address", "Атырау қ., Сынақ көш., 1"),
                _text("phone", "+7 700 000 00 00"),
                _text("complaint", "Дене қызуы көтерілді"),
                _choice("doctor_kind", "therapist", "paediatrician", "general_practitioner"),
                _day("visit_day"),
                _time("visit_time"),
            ),
        ),
        Task(
            "booking-entry",
            (
                _text("full_name", "Аманов Арман"),
                _iin(),
                _text("phone", "+7 700 000 00 00"),
                _text("doctor", "Сәрсенова С."),
                _text("cabinet", "12"),
                _day("day"),
                _time("time"),
            ),
        ),
        Task(
            "application",
            (
                _text("full_name", "Аманов Арман"),
                _iin(),
                _text("address", "Атырау қ., Сынақ көш., 1"),
                _text("organisation_left", "№ 2 емхана", required=False),
                _confirmed("documents_complete"),
            ),
        ),
        Task("attachment-entry", (_text("district", "7"),), needs=("application",)),
        Task("counselling", (_confirmed("held"),)),
        Task("blood-draw", (_confirmed("drawn"),)),
        Task("result", (_choice("result", "negative", "positive", "indeterminate"),), while_pending=True),
        Task("documents", (_confirmed("complete"),)),
        Task(
            "register-check",
            (_choice("finding", "absent", "present"), _text("source", "Ұлттық тіркелім")),
            seen_by=_DOCTORS,
        ),
        Task(
            "journal-entry",
            (
                _text("full_name", "Аманов Арман"),
                _day("birth_date", of_birth=True),
                _iin(),
                _text("address", "Атырау қ., Сынақ көш., 1"),
                _text("purpose", "Жұмысқа орналасу"),
            ),
            needs=("register-check",),
            seen_by=_DOCTORS,
        ),
        Task("payment", (_choice("method", "cash", "card", "transfer"), _taken()), prints=PaperKind.RECEIPT),
        Task(
            "certificate",
            (),
            needs=("register-check", "journal-entry"),
            prints=PaperKind.CERTIFICATE,
        ),
        Task("registrar-signature", (_confirmed("signed"),), needs=("certificate",)),
        Task(
            "signature",
            (_confirmed("signed"), _confirmed("doctor_seal"), _confirmed("provider_seal")),
            needs=("certificate",),
        ),
        Task("hand-over", (_confirmed("handed_over"),)),
    )
}


def schema_of(task: Task, known: Known) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `task` asks."""
    return {
        "type": "object",
        "properties": {field.name: field.schema(known) for field in task.fields},
        "required": [field.name for field in task.fields if field.required],
        "additionalProperties": False,
    }


def example_of(task: Task, known: Known) -> dict[str, Any]:
    return {field.name: field.example(known) for field in task.fields}


def read_answers(task: Task, answers: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """What was filled in, if all of it is acceptable.

    Raises Refusal `unknown_field` or `malformed` (400), `unacceptable` (422) naming the field, or `iin_wrong`.
    """
    names = {field.name for field in task.fields}
    for name in answers:
        if name not in names:
            raise Refusal("unknown_field", 400, field=name)
    return {
        field.name: _read(field, answers.get(field.name), known)
        for field in task.fields
        if field.required or answers.get(field.name) not in (None, "")
    }


def _read(field: Field, value: Any, known: Known) -> Any:
    schema = field.schema(known)
    types: dict[str, type] = {"string": str, "boolean": bool, "integer": int}
    if type(value) is not types[schema["type"]]:
        raise Refusal("malformed", 400, field=field.name)
    if isinstance(value, str):
        value = value.strip()
    if schema.get("format") == "iin":
        if reason := fault_of_iin(value):
            raise Refusal("iin_wrong", 422, field=field.name, reason=reason)
    elif not _acceptable(value, schema):
        raise Refusal("unacceptable", 422, field=field.name)
    return value


def _acceptable(value: Any, schema: Mapping[str, Any]) -> bool:
    if isinstance(value, bool):
        return value is schema["const"]
    if isinstance(value, int):
        return bool(schema["minimum"] <= value <= schema["maximum"])
    if "enum" in schema:
        return value in schema["enum"]
    if schema.get("format") == "date":
        return _is_date(value) and value <= schema.get("latest", value)
    if "pattern" in schema:
        return re.fullmatch(schema["pattern"], value) is not None
    return bool(schema["minLength"] <= len(value) <= schema["maxLength"])


def _is_date(value: str) -> bool:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
