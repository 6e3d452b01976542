"""The line: one ordering rule, for *next*, for the board, for "ahead of you" and for "why him first".

A ticket is due at the moment it entered the line, less its head start; who is due earliest goes first, and of
two who are due at once, the one who entered first. The due time is fixed on entering, so nobody can be overtaken
for ever: whoever comes later than a head start after you stays behind you. That is why there are no priorities,
weights or quotas here, and why the reason of any order is one subtraction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar


class HeadStart(StrEnum):
    """Why a ticket is due earlier than it came [setting]."""

    NONE = "none"
    CATEGORY = "category"  # a benefit category, chosen at the kiosk
    RETURNING = "returning"  # coming back within a route
    BOOKED = "booked"


HEAD_START_MINUTES = {HeadStart.NONE: 0, HeadStart.CATEGORY: 25, HeadStart.RETURNING: 20}
BOOKED_GRACE = timedelta(minutes=10)
UNDO_WITHIN = timedelta(seconds=10)  # a mis-tap that is taken back at once costs the person nothing


class InLine(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def due(self) -> datetime: ...
    @property
    def entered_at(self) -> datetime: ...


T = TypeVar("T", bound=InLine)


def place(ticket: InLine) -> tuple[datetime, datetime, str]:
    """The sorting key of a line. The store's indexes of lines spell the same three columns."""
    return (ticket.due, ticket.entered_at, ticket.id)


def in_order(tickets: Iterable[T]) -> list[T]:
    return sorted(tickets, key=place)


def head_start_of(category: bool, returning: bool) -> HeadStart:
    """The larger of those that apply; they do not add up."""
    if category:
        return HeadStart.CATEGORY
    return HeadStart.RETURNING if returning else HeadStart.NONE


def due_on_entry(entered_at: datetime, head_start: HeadStart) -> datetime:
    return entered_at - timedelta(minutes=HEAD_START_MINUTES[head_start])


def due_when_booked(booked_for: datetime, arrived_at: datetime) -> tuple[datetime, HeadStart]:
    """The booked time for who is there by ten minutes after it, else the arrival."""
    if arrived_at <= booked_for + BOOKED_GRACE:
        return booked_for, HeadStart.BOOKED
    return arrived_at, HeadStart.NONE


def due_when_reinstated(
    *, missed: bool, due: datetime, head_start: HeadStart, left_at: datetime, now: datetime
) -> tuple[datetime, HeadStart]:
    """Who was held keeps the due time he had; who was missed is due from the moment he is back.

    A miss that is taken back within ten seconds was the clerk's slip of the finger: the due time stays.
    """
    if missed and now - left_at > UNDO_WITHIN:
        return now, HeadStart.NONE
    return due, head_start


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a ticket stands where it stands: it entered then, was given so many minutes, hence is due then."""

    entered_at: datetime
    head_start: HeadStart
    minutes: float
    due: datetime


def reason(entered_at: datetime, due: datetime, head_start: HeadStart) -> Reason:
    return Reason(entered_at, head_start, (entered_at - due) / timedelta(minutes=1), due)
