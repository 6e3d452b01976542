"""The shape of a regulation's file: which keys it has and what each may hold, as tables.

A reader takes a value out of the file and returns what the domain makes of it; where the value is wrong it
records a fault and returns None, and reading goes on, so that one learns of everything at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from re import fullmatch
from typing import Any, NamedTuple, TypeVar

from server.domain.certificate_template import SIGNERS, ValidUnit
from server.domain.iin import fault_of_bin
from server.domain.language import Language, Words
from server.domain.regulation import Channel, Form, LimitUnit, Presence
from server.domain.role import SERVING_ROLES
from server.domain.visit import Category

T = TypeVar("T")

GROUPS = ("doctor", "examination", "certificate")


class Fault(NamedTuple):
    """What is wrong, in plain words, and where: `steps.sign.after`; `steps.3.code` in the third step."""

    file: str
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file we are reading, and the list into which faults go."""

    file: str
    key: str
    faults: list[Fault]

    def inside(self, key: object) -> "Place":
        return Place(self.file, f"{self.key}.{key}" if self.key else str(key), self.faults)

    def fault(self, reason: str) -> None:
        self.faults.append(Fault(self.file, self.key, reason))


Reader = Callable[[Place, object], Any]
_NEEDED: Any = object()


class Key(NamedTuple):
    """A key of a table: how its value is read, and what holds where it is missing (nothing: it is needed)."""

    read: Reader
    otherwise: Any = _NEEDED


def shaped(keys: Mapping[str, Key]) -> Reader:
    """A table with these keys and no other → a dict; a key whose value is wrong holds None."""

    def read(place: Place, value: object) -> dict[str, Any]:
        table = _expect(place, value, dict, "a table")
        if table is None:
            return dict.fromkeys(keys)
        for unknown in sorted(table.keys() - keys.keys()):
            place.inside(unknown).fault("unknown key")
        return {name: _read_key(place.inside(name), table, name, key) for name, key in keys.items()}

    return read


def _read_key(place: Place, table: Mapping[str, object], name: str, key: Key) -> Any:
    if name in table:
        return key.read(place, table[name])
    if key.otherwise is _NEEDED:
        place.fault("is missing")
        return None
    return key.otherwise


def list_of(read: Reader, *, may_be_empty: bool = False) -> Reader:
    """A list → a tuple of what could be read. Faults name a table by its `code`, the rest by place."""

    def read_list(place: Place, value: object) -> tuple[Any, ...]:
        values = _expect(place, value, list, "a list")
        if values == [] and not may_be_empty:
            place.fault("is empty")
        found = [read(place.inside(_called(item, at)), item) for at, item in enumerate(values or (), start=1)]
        return tuple(item for item in found if item is not None)

    return read_list


def _called(item: object, at: int) -> object:
    code = item.get("code") if isinstance(item, dict) else None
    return code if isinstance(code, str) and _is_code(code) else at


def one_of(choices: Mapping[str, Any] | type[StrEnum], noun: str) -> Reader:
    """One of the words that are known."""
    known: dict[str, Any] = {str(key): key for key in choices} if isinstance(choices, type) else dict(choices)

    def read(place: Place, value: object) -> Any:
        if isinstance(value, str) and value in known:
            return known[value]
        place.fault(f"unknown {noun} {value!r}; known are {', '.join(known)}")
        return None

    return read


def code(place: Place, value: object) -> str | None:
    if isinstance(value, str) and _is_code(value):
        return value
    place.fault("must be a code of small Latin letters, digits and hyphens, such as draw-blood")
    return None


def _is_code(text: str) -> bool:
    return fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) is not None


def text(place: Place, value: object) -> str | None:
    if isinstance(value, str) and value.strip():
        return value.strip()
    place.fault("must be a text that is not empty")
    return None


def day(place: Place, value: object) -> date | None:
    if type(value) is date:  # a datetime is a date too, but a regulation is adopted on a day
        return value
    place.fault("must be a date, such as 2026-01-01 (without quotation marks)")
    return None


def flag(place: Place, value: object) -> bool | None:
    return _expect(place, value, bool, "true or false")


def count(least: int) -> Reader:
    def read(place: Place, value: object) -> int | None:
        if type(value) is int and value >= least:  # true is an int too
            return value
        place.fault(f"must be a whole number, {least} or more")
        return None

    return read


def bin_of_provider(place: Place, value: object) -> str | None:
    fault = fault_of_bin(value) if isinstance(value, str) else "form"
    if fault is None:
        return str(value)
    place.fault(
        "a BIN has 12 digits, in quotation marks"
        if fault == "form"
        else "the check digit of the BIN is wrong"
    )
    return None


def words(place: Place, value: object) -> Words | None:
    said = shaped({language.value: Key(text) for language in Language})(place, value)
    return None if None in said.values() else Words(**said)


def _expect(place: Place, value: object, kind: type[T], noun: str) -> T | None:
    if isinstance(value, kind):
        return value
    place.fault(f"must be {noun}")
    return None


LIMIT = {
    "amount": Key(count(1)),
    "unit": Key(one_of(LimitUnit, "unit")),
    "counted_from": Key(code),
}

STEP = {
    "code": Key(code),
    "name": Key(words),
    "role": Key(one_of({role.value: role for role in SERVING_ROLES}, "role")),
    "after": Key(list_of(code, may_be_empty=True)),
    "presence": Key(one_of(Presence, "presence")),
    "same_sitting": Key(flag),
    "limit": Key(shaped(LIMIT)),
    "waiting_limit": Key(count(1)),
    "tasks": Key(list_of(code, may_be_empty=True)),
    "gate": Key(code, None),
    "fee": Key(flag, False),
}

KIND = {
    "code": Key(code),
    "name": Key(words),
    "anonymous": Key(flag, False),
}

PROVIDER = {
    "name": Key(words),
    "bin": Key(bin_of_provider),
    "address": Key(words),
    "seal": Key(words),
}

VALIDITY = {
    "amount": Key(count(1)),
    "unit": Key(one_of(ValidUnit, "unit")),
}

FINDINGS = ("absent", "present", "negative")

CERTIFICATE = {
    "title": Key(words),
    "valid": Key(shaped(VALIDITY)),
    "signed_by": Key(list_of(one_of(SIGNERS, "role"))),
    "texts": Key(shaped({finding: Key(words, None) for finding in FINDINGS})),
    "otherwise": Key(words, None),
}

REGULATION = {
    "service": Key(code),
    "name": Key(words),
    "group": Key(one_of({group: group for group in GROUPS}, "group")),
    "adopted_from": Key(day),
    "adopted_until": Key(day, None),
    "provider": Key(shaped(PROVIDER)),
    "form": Key(list_of(one_of(Form, "form"))),
    "channels": Key(list_of(one_of(Channel, "channel"))),
    "confidential": Key(flag),
    "over_days": Key(flag),
    "at_kiosk": Key(flag),
    "price": Key(count(0)),
    "exempt": Key(list_of(one_of(Category, "category"), may_be_empty=True), ()),
    "kinds": Key(list_of(shaped(KIND)), ()),
    "steps": Key(list_of(shaped(STEP))),
    "certificate": Key(shaped(CERTIFICATE), None),
}
