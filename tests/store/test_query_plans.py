"""What is asked eighty times a minute is answered out of an index, however long the day was."""

import re
from datetime import UTC, datetime

import pytest

from server.domain.journal import Search
from server.store import certificates, journals, lines, registers
from server.store import house as sql
from server.store.keys import Deriver
from server.store.open_routes import OPEN_STEPS_SQL
from tests.desk.a_house import AHouse

LOST = re.sub(r"\?\d", "?", certificates.LOST_SQL)
QUERIES = {
    "next": (lines.NEXT_SQL, "ticket_line"),
    "next, reserved": (lines.RESERVED_NEXT_SQL, "ticket_reserved"),
    "ahead": (lines.AHEAD_SQL, "ticket_line"),
    "ahead, reserved": (lines.RESERVED_AHEAD_SQL, "ticket_reserved"),
    "not ahead": (lines.NOT_AHEAD_SQL, "ticket_line"),
    "reserved, counted": (lines.RESERVED_WAITING_SQL, "ticket_reserved"),
    "line": (lines.LINE_SQL, "ticket_line"),
    "reserved": (lines.RESERVED_SQL, "ticket_reserved"),
    "set aside": (lines.ASIDE_SQL, "ticket_aside"),
    "reserved for who sat down": (sql.RESERVE_SQL, "ticket_line"),
    "bookings of who sat down": (sql.RESERVE_SQL, "booking_(slot|day)"),
    "visits of earlier days": (sql.VISITS_BEFORE_SQL, "visit_open"),
    "visits of earlier days without a number": (sql.VISITS_WITHOUT_DAY_BEFORE_SQL, "visit_open_without_day"),
    "at a counter": (
        "SELECT * FROM ticket WHERE counter = ? AND state IN ('called', 'serving')",
        "ticket_at_counter",
    ),
    "board": (sql.BOARD_SQL, "call_recent"),
    "lost papers": (sql.LOST_PAPERS_SQL, "job_lost"),
    "printed again": (sql.LOST_PAPERS_SQL, "job_printed"),
    "certificate of a visit": (certificates.OF_VISIT_SQL, "certificate_of_visit"),
    "certificates to sign": (certificates.TO_SIGN_SQL, "certificate_to_sign"),
    "certificates lost": (LOST, "job_lost"),
    "a later print": (LOST, "job_of_certificate"),
    "prints of a certificate": (certificates.PRINTS_SQL, "job_of_certificate"),
    "clock": (sql.CLOCK_JUMP_SQL, "ledger_clock"),
    "row of a visit": (journals.OF_VISIT_SQL, "journal_row_of_visit"),
    "rows of days, counted": (journals.COUNT_SQL, "journal_row_entered"),
    "rows of days": (journals.EXPORT_SQL, "journal_row_entered"),
}
_DERIVER = Deriver(b"d" * 32)
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
SEARCHES = {
    "journal_row_entered": Search("j", since=_SINCE, until=_SINCE),
    "journal_row_number": Search("j", number=7, year=2026),
    "journal_row_iin": Search("j", iin="890101199900", since=_SINCE),
    "journal_row_surname": Search("j", name="Аманов", since=_SINCE),
    "journal_row_short_name": Search("j", name="Аманов Арман"),
    "journal_row_whole_name": Search("j", name="Аманов Арман Серікұлы"),
}


def plan(house: AHouse, query: str) -> str:
    parameters = [None] * query.count("?")
    return "\n".join(row[3] for row in house.rows(f"EXPLAIN QUERY PLAN {query}", *parameters))


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_every_minute_uses_its_index(house: AHouse, name: str) -> None:
    query, index = QUERIES[name]
    found = plan(house, query)
    assert re.search(rf"INDEX {index}\b", found)
    tables = "ticket|visit|call|job|ledger|certificate|journal_row|journal_cell|t|v|j|a|r|c|o"
    assert not re.search(rf"SCAN ({tables})\b", found)


@pytest.mark.parametrize("query", [sql.VISIT_MADE_SQL, sql.SLIP_MADE_SQL])
def test_what_a_command_made_is_found_by_its_ids(house: AHouse, query: str) -> None:
    assert re.search(r"SEARCH \w+ USING .*\(id>\? AND id<\?\)", plan(house, query))


def test_the_slips_of_a_visit_are_sought_among_what_is_younger(house: AHouse) -> None:
    query = sql.SLIPS_SQL.replace("?1", "?")
    assert re.search(r"SEARCH job USING PRIMARY KEY \(id>\?\)$", plan(house, query))


@pytest.mark.parametrize("query", [registers.LOOK_UPS_SQL, registers.LISTED_SQL, *registers.FORGET_SQL])
def test_a_register_is_looked_into_by_its_keys(house: AHouse, query: str) -> None:
    found = plan(house, query.replace("?1", "'tb-certificate'").replace("?2", "500"))
    assert "SCAN" not in found
    assert "TEMP B-TREE" not in found


@pytest.mark.parametrize(
    "name", ["next", "next, reserved", "ahead", "not ahead", "line", "reserved", "set aside"]
)
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


@pytest.mark.parametrize("index", SEARCHES)
@pytest.mark.parametrize("beyond", [None, 5])
def test_a_row_is_found_by_its_index_and_no_journal_is_read_through(
    house: AHouse, index: str, beyond: int | None
) -> None:
    query, parameters = journals.search_sql(SEARCHES[index], _DERIVER, beyond, 100)
    found = "\n".join(row[3] for row in house.rows(f"EXPLAIN QUERY PLAN {query}", *parameters))
    assert re.search(rf"SEARCH r USING INDEX {index}\b", found)
    assert "SCAN" not in found
    assert "TEMP B-TREE" not in found or index == "journal_row_number"  # a handful of years


def test_what_came_later_is_found_by_its_row(house: AHouse) -> None:
    assert "SEARCH journal_cell USING PRIMARY KEY" in plan(house, journals.LATER_SQL)


def test_a_start_reads_the_open_tickets_alone_to_see_at_which_steps_they_stand(house: AHouse) -> None:
    found = plan(house, OPEN_STEPS_SQL).splitlines()
    read = [line for line in found if "SCAN ticket" in line or "SEARCH ticket" in line]
    assert len(read) == 4
    assert all(re.search(r"INDEX ticket_(line|reserved|aside|at_counter)\b", line) for line in read)
    assert not [line for line in found if "SCAN v" in line]
