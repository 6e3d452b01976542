"""What is asked eighty times a minute is answered out of an index, however long the day was."""

import re

import pytest

from server.store import house as sql
from tests.desk.a_house import AHouse

LINE = f"{sql.LINE_SQL} WHERE t.state = 'waiting' AND t.role = ? AND (t.counter IS NULL OR ? IS NULL OR t.counter = ?)"
QUERIES = {
    "next": (sql.NEXT_SQL, "ticket_line"),
    "ahead": (sql.AHEAD_SQL, "ticket_line"),
    "waiting": (sql.WAITING_SQL, "ticket_line"),
    "line": (f"{LINE} ORDER BY t.due, t.entered_at, t.id LIMIT ?", "ticket_line"),
    "set aside": (
        f"{sql.LINE_SQL} WHERE t.state IN ('held', 'missed', 'pending') AND t.role = ?"
        " ORDER BY t.entered_at LIMIT ?",
        "ticket_aside",
    ),
    "at a counter": (
        "SELECT * FROM ticket WHERE counter = ? AND state IN ('called', 'serving')",
        "ticket_at_counter",
    ),
    "board": (sql.BOARD_SQL, "call_recent"),
}


def plan(house: AHouse, query: str) -> str:
    parameters = [None] * query.count("?")
    return "\n".join(row[3] for row in house.rows(f"EXPLAIN QUERY PLAN {query}", *parameters))


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_every_minute_uses_its_index(house: AHouse, name: str) -> None:
    query, index = QUERIES[name]
    found = plan(house, query)
    assert re.search(rf"INDEX {index}\b", found)
    assert not re.search(r"SCAN (ticket|visit|call|t|v)\b", found)


@pytest.mark.parametrize("name", ["next", "ahead", "waiting", "line", "set aside"])
def test_a_line_is_not_sorted_again(house: AHouse, name: str) -> None:
    assert "TEMP B-TREE" not in plan(house, QUERIES[name][0])


def test_the_board_finds_open_calls_by_their_own_index(house: AHouse) -> None:
    assert "call_open" in plan(house, sql.BOARD_SQL)


def test_plans_are_the_same_when_the_house_is_full(house: AHouse) -> None:
    empty = {name: plan(house, query) for name, (query, _) in QUERIES.items()}
    for _ in range(30):
        house.kiosk("house-call")
        house.next("window-1")
    assert {name: plan(house, query) for name, (query, _) in QUERIES.items()} == empty
