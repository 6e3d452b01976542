"""What a hall shows now.

A board remembers the last call that it announced, so the snapshot carries every call of the last two minutes:
a page that lost its link for less than that misses nothing, and a lost message costs nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.language import Language
from server.domain.place import PlaceKind

REMEMBERED = timedelta(minutes=2)


HALL_LANGUAGES = (Language.KK, Language.RU)  # everything in a hall is said and shown in both


def said_in(first: Language) -> tuple[Language, ...]:
    """A call is said in the person's language, then in what is left of the hall's."""
    return (first, *(language for language in HALL_LANGUAGES if language is not first))


class CallState(StrEnum):
    OPEN = "open"  # nobody has come yet
    ANSWERED = "answered"
    REVOKED = "revoked"  # taken back or given up: not to be shown any more


@dataclass(frozen=True, slots=True)
class Call:
    """One announcement. `call` counts over the whole site; `times` says how often this ticket was called."""

    call: int
    ticket: str
    number: str
    hall: str
    place_kind: PlaceKind
    place_name: str
    language: Language
    at: datetime
    times: int
    state: CallState


def on_board(calls: Iterable[Call], now: datetime) -> list[Call]:
    """Newest first: what is still open, and what was called in the last two minutes and not taken back."""
    shown = (
        call
        for call in calls
        if call.state is CallState.OPEN or (call.state is CallState.ANSWERED and now - call.at <= REMEMBERED)
    )
    return sorted(shown, key=lambda call: call.call, reverse=True)
