"""A text with its {placeholders} filled, in one language."""

from collections.abc import Mapping
from string import Formatter
from typing import Any

from server.domain.language import Language, Words
from server.words.fields import FIELD_LABELS
from server.words.states import MOVE_NAMES, STATE_NAMES
from server.words.tasks import TASK_TITLES

UNKNOWN = "…"  # a placeholder for which there is no value: a sentence with a gap is better than none

# Codes that a refusal carries, by placeholder, and how people call them.
_NAMES: dict[str, dict[str, Words]] = {
    "field": FIELD_LABELS,
    "state": STATE_NAMES,
    "move": MOVE_NAMES,
    "tasks": TASK_TITLES,
    "needs": {**MOVE_NAMES, **TASK_TITLES},
}


def sentence(words: Words, language: Language, data: Mapping[str, Any] | None = None) -> str:
    """`words` in `language`, filled from `data`; codes of fields, states, moves and tasks are said in words.

    A list is told one by one with commas; a value that is not named is said as it is; more data does no harm.
    """
    text, known = words.in_language(language), data or {}
    fields = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format(**{name: _said(name, known.get(name), language) for name in fields})


def _said(name: str, value: Any, language: Language) -> str:
    if value is None:
        return UNKNOWN
    values = value if isinstance(value, list | tuple) else (value,)
    return ", ".join(_named(name, str(one), language) for one in values)


def _named(name: str, code: str, language: Language) -> str:
    words = _NAMES.get(name, {}).get(code)
    return words.in_language(language) if words else code
