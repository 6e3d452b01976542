"""Who somebody is, for those who oversee and do not serve him: enough to tell two persons apart, and no more.

In full it is read by the roles of the step that a person is at, and in a journal by the roles whose steps write in it;
the list of a doctor's day by the registry and by him. By nobody else.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from server.domain.role import Role

HIDDEN = "•••"
_OVERSIGHT = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR})


def sees_in_full(roles: Collection[Role], of_step: Role) -> bool:
    return of_step in roles


def sees_masked(roles: Collection[Role]) -> bool:
    return not _OVERSIGHT.isdisjoint(roles)


def masked(field: str, text: str) -> str:
    """A value of `task.OF_PERSON`, and of any other field that says something of a person: then nothing is left."""
    return _MASKS.get(field, _hidden)(text)


def masked_cells(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Of a row of a journal: what tells two persons apart, masked; what else is of a person is left out."""
    return {
        name: masked(name, str(value)) if name in _MASKED_CELLS else value
        for name, value in cells.items()
        if name not in _CELLS_LEFT_OUT
    }


def _iin(text: str) -> str:
    """890101••••00: the date of birth tells two persons apart, the rest would let them be looked up."""
    return f"{text[:6]}••••{text[-2:]}" if len(text) == 12 else HIDDEN


def _name(text: str) -> str:
    """The first letter of each word; all are as long, since some names are known by their length."""
    return " ".join(f"{word[0]}{HIDDEN}" for word in text.split())


def _phone(text: str) -> str:
    digits = [letter for letter in text if letter.isdigit()]
    return f"{HIDDEN} {''.join(digits[-2:])}" if len(digits) > 5 else HIDDEN


def _birth_date(text: str) -> str:
    return f"{text[:4]}-••-••"


def _hidden(_: str) -> str:
    return HIDDEN


_MASKS: dict[str, Callable[[str], str]] = {
    "iin": _iin,
    "full_name": _name,
    "applicant": _name,
    "phone": _phone,
    "birth_date": _birth_date,
}
_MASKED_CELLS = frozenset({"iin", "full_name", "applicant", "phone"})
_CELLS_LEFT_OUT = frozenset(
    {"birth_date", "age", "address", "complaint", "purpose", "finding", "organisation_left", "outcome"}
)
