"""What callers send: the bodies of the commands, each with an example that is acceptable as it stands."""

import json
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from server.domain.job import JobState
from server.domain.language import Language
from server.domain.refusal import Refusal
from server.domain.regulation import Channel
from server.domain.ticket import Move
from server.domain.timetable import date_or_none
from server.domain.visit import Category

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
# An Idempotency-Key: serve.py takes no other.
Key = Annotated[str, StringConstraints(pattern="^[ -~]{16,64}$")]
# It goes into the ledger and onto screens: a word of a device's program, and no room for a name or a number.
FaultCode = Annotated[str, StringConstraints(pattern="^[a-z]+(_[a-z]+){0,3}$", max_length=24)]


def _spelled_out(value: Any) -> date:
    """2026-11-23 and nothing else: seconds since 1970 would be read as a date, too, also those written as a text."""
    day = date_or_none(value) if isinstance(value, str) else None
    if day is None:
        raise ValueError("no day")
    return day


Day = Annotated[date, BeforeValidator(_spelled_out)]  # every day of a body is one


def _example(**example: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [example]})


class SignIn(BaseModel):
    model_config = _example(name="operator", password="kezek-operator")  # noqa: S106 - an example

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class OpenVisit(BaseModel):
    """A new visit to `service`, or the one that bears `return_code`, which needs nothing else.

    The token in the QR of its slip takes a visit up as its return code does, and so does its number of today.
    """

    model_config = _example(service="tb-certificate", language="kk")

    service: Code | None = None
    language: Language = Language.KK
    category: Category | None = None
    kind: Code | None = None
    iin: Annotated[str, StringConstraints(max_length=20)] | None = None
    return_code: Annotated[str, StringConstraints(max_length=80)] | None = None
    channel: Literal[Channel.IN_PERSON, Channel.TELEPHONE] = Channel.IN_PERSON

    @model_validator(mode="after")
    def needs_nothing_else(self) -> Self:
        """With a return code, what was chosen on the first day stands: to pass over another choice would be a lie."""
        if self.return_code is not None:
            for name in ("service", "category", "kind", "iin"):
                if getattr(self, name) is not None:
                    raise PydanticCustomError("needless", "{field}", {"field": name})
        return self


class GiveUp(BaseModel):
    """`key`: the Idempotency-Key under which this kiosk asked for a visit. The command itself bears another."""

    model_config = _example(key="4f9c2b1e-example-0001")

    key: Key


class EndVisit(BaseModel):
    model_config = _example(move="refuse", ground="documents_incomplete")

    move: Literal["refuse", "withdraw"]
    ground: Code | None = None


class CallNext(BaseModel):
    """The next of the line, or the named ticket of it."""

    model_config = _example()

    ticket: Code | None = None


class MoveTicket(BaseModel):
    """`counter` goes with redirect, `ground` with refuse and withdraw."""

    model_config = _example(move="start")

    move: Move
    counter: Code | None = None
    ground: Code | None = None


class TaskAnswers(BaseModel):
    """The fields of the task, as the `schema` that stands with the ticket says."""

    model_config = ConfigDict(
        extra="allow", frozen=True, json_schema_extra={"examples": [{"complete": True}]}
    )


class LookUp(BaseModel):
    """Whom the register is to be asked about."""

    model_config = _example(iin="890101199900")

    iin: Annotated[str, StringConstraints(max_length=20)]


class Outcome(BaseModel):
    model_config = _example(state="printed")

    state: Literal[JobState.SENT, JobState.PRINTED, JobState.FAILED, JobState.UNKNOWN]
    fault: FaultCode | None = None


class CloseDay(BaseModel):
    model_config = _example(printer="printer-office")

    printer: Code


class Heartbeat(BaseModel):
    model_config = _example(state="ok")

    state: Literal["ok", "warning", "fault", "unknown"]
    fault: FaultCode | None = None


def read_body(raw: bytes, model: type[BaseModel] | None) -> tuple[BaseModel | None, bytes]:
    """The body as `model`, and its canonical bytes, by which a repeat is known.

    Raises Refusal: `not_json`, `malformed`, `unknown_field` (400), `unacceptable`, `text_unsafe` (422).
    """
    data, canonical = _parse(raw) if raw or model else ({}, b"{}")
    _check_texts(data)
    if model is None:
        for name in data:
            raise Refusal("unknown_field", 400, field=name)
        return None, canonical
    try:
        return model.model_validate(data), canonical
    except ValidationError as error:
        raise _refusal(error) from None


def _parse(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """The object that `raw` is, and its canonical bytes, which also hold no more nesting than can be written."""
    try:
        data = orjson.loads(raw)
        canonical = orjson.dumps(data, option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        raise Refusal("not_json", 400) from None
    if not isinstance(data, dict):
        raise Refusal("malformed", 400, field="body")
    if orjson.dumps(data) != raw:  # what comes out as it went in has each name once
        json.loads(raw, object_pairs_hook=_each_once)
    return data, canonical


def _each_once(pairs: list[tuple[str, Any]]) -> None:
    """A name that comes twice means one thing to us and another to the next reader: so it means nothing."""
    names: set[str] = set()
    for name, _ in pairs:
        if name in names:
            raise Refusal("malformed", 400, field=name)
        names.add(name)


def _check_texts(data: dict[str, Any]) -> None:
    """No control characters, no NUL, no marks that turn the reading direction: they lie to the eye."""
    left: list[tuple[str, Any]] = [("", data)]
    while left:
        name, value = left.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                _check_text(name or "body", key)
                left.append((name or key, inner))
        elif isinstance(value, list):
            left.extend((name, inner) for inner in value)
        elif isinstance(value, str):
            _check_text(name, value)


def _check_text(name: str, text: str) -> None:
    if not (text.isascii() and text.isprintable()) and any(map(_unsafe, text)):
        raise Refusal("text_unsafe", 422, field=name)


def _unsafe(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _refusal(error: ValidationError) -> Refusal:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "needless":
        return Refusal("malformed", 400, field=first["msg"])
    field = ".".join(map(str, first["loc"])) or "body"
    if first["type"] == "extra_forbidden":
        return Refusal("unknown_field", 400, field=field)
    if first["type"] == "missing" or first["type"].endswith("_type"):
        return Refusal("malformed", 400, field=field)
    return Refusal("unacceptable", 422, field=field)
