"""A task: what must be done before a step may finish, as a few fields to be filled in at the counter.

Which step asks which tasks is said by its regulation; what a task asks is said here, once, and becomes the form
on the counter's screen, the JSON Schema of the contract and the check of what was sent.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from server.domain.iin import fault_of_iin
from server.domain.paper import PaperKind
from server.domain.refusal import Refusal
from server.domain.role import Role

TEXT_LIMIT = 200
# The person of all examples; the IIN is nobody's.
_IIN, _BORN, _ADDRESS = "890101199900", "1889-01-01", "Атырау қ., Сынақ көш., 1"
OF_PERSON = frozenset(
    {"full_name", "iin", "birth_date", "address", "phone"}
)  # fields that say who somebody is
SIGNS_ON_PAPER = frozenset("№«»„“”’–—…°§₸\u00a0\u202f")  # beside letters and ASCII
FIRST_BIRTH = "1800-01-01"  # a century digit of the IIN counts from there
MOST_MONEY = 10**9  # tiyn
LEAST_REASON = 5  # letters of a reason [setting]: a full stop is none


@dataclass(frozen=True, slots=True)
class Known:
    """What the house knows when it asks: the price of the service in tiyn, and the day.

    `free_slot`, `free_round`: one that may be booked now, looked up only where an example needs it; the slot for an
    IIN, the round for an address and a birth date. `unasked`: is there a register of the service that nobody asked
    about this person?
    """

    price: int
    today: date
    free_slot: Callable[[str], str] = lambda iin: ""
    free_round: Callable[[str, str], str] = lambda address, birth_date: ""
    unasked: Callable[[], bool] = lambda: False
    anonymous: bool = False  # of this person nothing is asked that says who he is


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked. `example` is acceptable for the very ticket that it is shown for.

    `required_where`: a reason that may be left out else must be given where this holds, or it is refused as `lacking`.
    """

    name: str
    schema: Callable[[Known], dict[str, Any]]
    example: Callable[[Known], Any]
    required: bool = True
    required_where: Callable[[Known], bool] = lambda known: False
    lacking: str = "unacceptable"

    def is_required(self, known: Known) -> bool:
        return self.required or self.required_where(known)


def _text(name: str, example: str, required: bool = True) -> Field:
    least = 1 if required else 0
    return Field(
        name,
        lambda known: {"type": "string", "minLength": least, "maxLength": TEXT_LIMIT},
        lambda known: example,
        required,
    )


def _iin(name: str = "iin", required: bool = True) -> Field:
    return Field(name, lambda known: {"type": "string", "format": "iin"}, lambda known: _IIN, required)


def _choice(name: str, *choices: str, required: bool = True) -> Field:
    return Field(
        name,
        lambda known: {"type": "string", "enum": list(choices)},
        lambda known: choices[0] if required else "",
        required,
    )


def _applicant() -> tuple[Field, Field]:
    """Who asks for another, and why he may; both are left empty by whoever asks for himself."""
    return (
        _text("representative", "", required=False),
        _choice("basis", "parent", "guardian", "power_of_attorney", required=False),
    )


def _confirmed(name: str) -> Field:
    """A box to be ticked: the act was done by hand. Not ticked, the task is not done."""
    return Field(name, lambda known: {"type": "boolean", "const": True}, lambda known: True)


def _day(name: str, of_birth: bool = False) -> Field:
    """`earliest` and `latest`, as dates, are ours beside the standard's words: nobody is born tomorrow, and no day is
    told to anybody that is over."""

    def bounds(known: Known) -> dict[str, str]:
        today = known.today.isoformat()
        return {"earliest": FIRST_BIRTH, "latest": today} if of_birth else {"earliest": today}

    return Field(
        name,
        lambda known: {"type": "string", "format": "date", **bounds(known)},
        lambda known: _BORN if of_birth else known.today.isoformat(),
    )


def _born() -> Field:
    """Asked only where the IIN does not tell it."""
    return replace(_day("birth_date", of_birth=True), required=False)


def _why_otherwise() -> Field:
    """Why the register does not count: it says something else, or was not asked."""

    def schema(known: Known) -> dict[str, Any]:
        least = LEAST_REASON if known.unasked() else 0
        return {"type": "string", "minLength": least, "maxLength": TEXT_LIMIT}

    return Field(
        "why_otherwise",
        schema,
        example=lambda known: "Тіркелім ашылмады" if known.unasked() else "",
        required=False,
        required_where=lambda known: known.unasked(),
        lacking="register_not_asked",
    )


def _slot() -> Field:
    """A free slot of the timetable, which a picture of the week helps to choose."""
    return Field(
        "slot",
        lambda known: {"type": "string", "format": "slot", "minLength": 1, "maxLength": 60},
        lambda known: known.free_slot(_IIN),
    )


def _round() -> Field:
    """A round of the district's doctor that still takes calls: which, follows from address and age."""
    return Field(
        "round",
        lambda known: {"type": "string", "format": "round", "minLength": 1, "maxLength": 60},
        lambda known: known.free_round(_ADDRESS, _BORN),
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
    step may read what was found. `hands_over`: by it the paper of the visit comes into its owner's hands, unless a
    later step does that.
    """

    code: str
    fields: tuple[Field, ...]
    needs: tuple[str, ...] = ()
    prints: PaperKind | None = None
    while_pending: bool = False
    seen_by: tuple[Role, ...] = ()
    hands_over: bool = False


_DOCTORS = (Role.PHTHISIATRICIAN, Role.PSYCHIATRIST, Role.NARCOLOGIST)

TASKS: dict[str, Task] = {
    task.code: task
    for task in (
        Task(
            "call-entry",
            (
                _text("full_name", "Аманов Арман"),
                _iin(required=False),
                _born(),
                _text("phone", "+7 700 000 00 00"),
                _text("address", _ADDRESS),
                _round(),
                _text("complaint", "Дене қызуы көтерілді"),
                *_applicant(),
            ),
            prints=PaperKind.SLIP,
        ),
        Task(
            "booking-entry",
            (
                _text("full_name", "Аманов Арман"),
                _iin(),
                _text("phone", "+7 700 000 00 00"),
                _slot(),
                *_applicant(),
            ),
            prints=PaperKind.SLIP,
        ),
        Task(
            "application",
            (
                _text("full_name", "Аманов Арман"),
                _iin(),
                _text("address", _ADDRESS),
                _text("organisation_left", "№ 2 емхана", required=False),
                *_applicant(),
                _confirmed("documents_complete"),
            ),
            prints=PaperKind.APPLICATION,
        ),
        Task(
            "attachment-entry",
            (_text("district", "7"),),
            needs=("application",),
            prints=PaperKind.ATTACHMENT,
        ),
        Task(
            "attachment-hand-over",
            (_confirmed("provider_seal"), _confirmed("handed_over")),
            needs=("attachment-entry",),
            hands_over=True,
        ),
        Task("counselling", (_confirmed("held"),)),
        Task("blood-draw", (_confirmed("drawn"),)),
        Task("result", (_choice("result", "negative", "positive", "indeterminate"),), while_pending=True),
        Task("documents", (_confirmed("complete"),)),
        Task(
            "register-check",
            (
                _choice("finding", "absent", "present"),
                _text("source", "Ұлттық тіркелім"),
                _why_otherwise(),
            ),
            seen_by=_DOCTORS,
        ),
        Task(
            "journal-entry",
            (
                _text("full_name", "Аманов Арман"),
                _day("birth_date", of_birth=True),
                _iin(),
                _text("address", _ADDRESS),
                _text("purpose", "Жұмысқа орналасу"),
                *_applicant(),
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
            hands_over=True,
        ),
        Task("hand-over", (_confirmed("handed_over"),), hands_over=True),
        Task(
            "result-certificate",
            (_text("full_name", "Аманов Арман"), _day("birth_date", of_birth=True), _iin()),
            needs=("result",),
            prints=PaperKind.CERTIFICATE,
        ),
        Task(
            "result-certificate-signature",
            (_confirmed("signed"), _confirmed("doctor_seal"), _confirmed("provider_seal")),
            needs=("result-certificate",),
            hands_over=True,
        ),
    )
}


def fields_of(task: Task, known: Known) -> tuple[Field, ...]:
    return tuple(field for field in task.fields if not (known.anonymous and field.name in OF_PERSON))


def schema_of(task: Task, known: Known) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `task` asks."""
    return {
        "type": "object",
        "properties": {field.name: field.schema(known) for field in fields_of(task, known)},
        "required": [field.name for field in fields_of(task, known) if field.is_required(known)],
        "additionalProperties": False,
    }


def example_of(task: Task, known: Known) -> dict[str, Any]:
    """An optional field that is rarely filled in has no example."""
    examples = ((field, field.example(known)) for field in fields_of(task, known))
    return {field.name: example for field, example in examples if field.required or example != ""}


def read_answers(task: Task, answers: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """What was filled in, if all of it is acceptable.

    Raises Refusal `unknown_field` or `malformed` (400), `unacceptable` (422) naming the field, `iin_wrong`, or what a
    field that is lacking is refused as.
    """
    names = {field.name for field in fields_of(task, known)}
    for name in answers:
        if name not in names:
            raise Refusal("unknown_field", 400, field=name)
    read = {}
    for field in fields_of(task, known):
        value = answers.get(field.name)
        is_reason = value is None or isinstance(value, str)
        if is_reason and field.required_where(known) and not says_why(value):
            raise Refusal(field.lacking, 422, field=field.name)
        if field.required or value not in (None, ""):
            read[field.name] = read_answer(field, value, known)
    return read


def says_why(reason: str | None) -> bool:
    """A few signs that are no letters tell nobody anything."""
    return sum(map(str.isalpha, reason or "")) >= LEAST_REASON


def read_answer(field: Field, value: Any, known: Known) -> Any:
    """Raises Refusal `malformed` (400), `unacceptable`, `iin_wrong` (422), naming the field."""
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
        return _is_date(value) and schema.get("earliest", value) <= value <= schema.get("latest", value)
    if "pattern" in schema:
        return re.fullmatch(schema["pattern"], value) is not None
    return bool(schema["minLength"] <= len(value) <= schema["maxLength"]) and can_be_written(value)


def can_be_written(text: str) -> bool:
    """Would it stand on a paper as it was meant? Letters of ours, figures and marks; nothing that stacks or turns."""
    return all(map(_on_paper, unicodedata.normalize("NFC", text)))


def _on_paper(sign: str) -> bool:
    if unicodedata.category(sign)[0] == "L":
        return unicodedata.name(sign, "").startswith(("LATIN", "CYRILLIC", "MODIFIER LETTER APOSTROPHE"))
    return (sign.isascii() and sign.isprintable()) or sign in SIGNS_ON_PAPER


def _is_date(value: str) -> bool:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
