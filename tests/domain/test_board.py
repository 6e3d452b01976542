"""What a hall shows, and for how long."""

from datetime import timedelta

import pytest

from server.domain.board import Call, CallState, on_board
from server.domain.language import Language
from server.domain.place import PlaceKind
from tests.domain.builders import NINE

OPEN, ANSWERED, REVOKED = CallState.OPEN, CallState.ANSWERED, CallState.REVOKED


def a_call(call: int, state: CallState, seconds_ago: float) -> Call:
    made = NINE - timedelta(seconds=seconds_ago)
    return Call(call, f"t{call}", f"A{call:03}", "main", PlaceKind.WINDOW, "2", Language.KK, made, 1, state)


@pytest.mark.parametrize(
    ("state", "seconds_ago", "shown"),
    [
        (OPEN, 1, True),
        (OPEN, 7200, True),
        (ANSWERED, 119, True),
        (ANSWERED, 120, True),
        (ANSWERED, 120.001, False),
        (REVOKED, 1, False),
    ],
)
def test_a_call_is_shown_while_open_and_two_minutes_when_answered_and_never_when_revoked(
    state: CallState, seconds_ago: float, shown: bool
) -> None:
    assert bool(on_board([a_call(1, state, seconds_ago)], NINE)) is shown


def test_the_newest_call_stands_first_whatever_its_state() -> None:
    calls = [a_call(2, ANSWERED, 30), a_call(3, OPEN, 10), a_call(1, OPEN, 90)]
    assert [call.number for call in on_board(calls, NINE)] == ["A003", "A002", "A001"]


def test_an_empty_hall_shows_nothing() -> None:
    assert on_board([], NINE) == []
