"""The one ordering rule."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.line import (
    HEAD_START_MINUTES,
    HeadStart,
    due_on_entry,
    due_when_booked,
    due_when_reinstated,
    head_start_of,
    in_order,
    reason,
)
from tests.domain.builders import NINE, a_ticket, at


def test_who_is_due_earliest_goes_first_and_of_two_the_one_who_entered_first() -> None:
    late = a_ticket(name="a", entered=9)
    early = a_ticket(name="b", entered=1)
    returning = a_ticket(name="c", entered=21, due=1)
    assert in_order([late, returning, early]) == [early, returning, late]


def test_two_who_entered_at_once_stand_in_the_order_of_their_ids() -> None:
    assert [one.id for one in in_order([a_ticket(name="b"), a_ticket(name="a")])] == ["a", "b"]


@given(st.permutations(range(6)))
def test_the_order_does_not_depend_on_how_the_tickets_lie(order: list[int]) -> None:
    tickets = [a_ticket(name=f"t{n}", entered=n // 2, due=n % 3) for n in range(6)]
    assert in_order([tickets[n] for n in order]) == in_order(tickets)


@given(st.integers(0, 600), st.integers(0, 600), st.sampled_from(list(HEAD_START_MINUTES)))
def test_nobody_is_overtaken_by_who_comes_later_than_a_head_start(
    first: int, later: int, head_start: HeadStart
) -> None:
    one = a_ticket(name="one", entered=first)
    other = a_ticket(name="other", entered=first + later)
    other_due = due_on_entry(other.entered_at, head_start)
    assert (other_due < one.due) == (later < HEAD_START_MINUTES[head_start])


@pytest.mark.parametrize(
    ("category", "returning", "head_start", "minutes"),
    [
        (False, False, HeadStart.NONE, 0),
        (True, False, HeadStart.CATEGORY, 25),
        (False, True, HeadStart.RETURNING, 20),
        (True, True, HeadStart.CATEGORY, 25),
    ],
)
def test_head_starts_do_not_add_up(
    category: bool, returning: bool, head_start: HeadStart, minutes: int
) -> None:
    assert head_start_of(category, returning) is head_start
    assert NINE - due_on_entry(NINE, head_start) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("arrived", "due", "head_start"),
    [
        (-30, 0, HeadStart.BOOKED),
        (0, 0, HeadStart.BOOKED),
        (10, 0, HeadStart.BOOKED),
        (10.01, 10.01, HeadStart.NONE),
        (45, 45, HeadStart.NONE),
    ],
)
def test_a_booked_time_holds_for_ten_minutes(arrived: float, due: float, head_start: HeadStart) -> None:
    assert due_when_booked(NINE, at(arrived)) == (at(due), head_start)


@pytest.mark.parametrize(
    ("missed", "seconds", "keeps"),
    [(True, 0, True), (True, 10, True), (True, 10.001, False), (False, 10.001, True), (False, 86_400, True)],
)
def test_only_a_miss_of_more_than_ten_seconds_costs_the_due_time(
    missed: bool, seconds: float, keeps: bool
) -> None:
    back = at(5) + timedelta(seconds=seconds)
    due, head_start = due_when_reinstated(
        missed=missed, due=at(-25), head_start=HeadStart.CATEGORY, left_at=at(5), now=back
    )
    assert (due, head_start) == ((at(-25), HeadStart.CATEGORY) if keeps else (back, HeadStart.NONE))


def test_the_reason_of_a_place_is_one_subtraction() -> None:
    why = reason(at(30), at(5), HeadStart.CATEGORY)
    assert (why.minutes, why.entered_at - timedelta(minutes=why.minutes)) == (25, why.due)
