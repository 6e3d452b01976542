"""Personal data go when the duty to keep them has ended: they, and nothing else."""

import json
import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.domain.job import JobState
from server.domain.keeping import Keeping
from server.domain.refusal import Refusal
from server.store import purge as purging
from server.store.connection import open_to_write
from server.store.ledger import Ledger
from server.store.purge import DUE_SQL, SERVICES_SQL, purge, purge_by_night, would_purge
from server.store.sealed import OF_PERSONS, SEALED, OfPerson, pieces
from tests.desk.a_house import KEYS, LOBBY, AHouse
from tests.store.sealing import IIN, NAME, walk_through

FIVE_YEARS = Keeping(5)
PAST_FIVE_YEARS = timedelta(days=5 * 365 + 3)


def go_on(house: AHouse, by: timedelta) -> None:
    house.clock.go_on(seconds=by.total_seconds())


def purged(house: AHouse, keeping: Keeping = FIVE_YEARS) -> int:
    return house.do(partial(purge, keeping=keeping))


def due(house: AHouse, keeping: Keeping = FIVE_YEARS) -> dict[str, int]:
    counted = would_purge(house.store.reading, keeping, house.clock.wall)
    return {what: count for what, count in counted.items() if count}


def held(house: AHouse, visit: str) -> dict[str, int]:
    """How many values are there of a visit, by column."""
    return {
        f"{one.table}.{one.column}": house.rows(
            f"SELECT count(*) FROM {one.table} WHERE {one.of_visit} AND length({one.column}) > 0", visit
        )[0][0]
        for one in OF_PERSONS
    }


def what_stays(house: AHouse, visit: str) -> dict[str, list[Any]]:
    return {
        "visit": house.rows(
            "SELECT id, service, state, number, day, opened_at, ended_at FROM visit WHERE id = ?", visit
        ),
        "ticket": house.rows("SELECT * FROM ticket WHERE visit = ?", visit),
        "task": house.rows("SELECT ticket, task, step, at, staff FROM task WHERE visit = ?", visit),
        "certificate": house.rows("SELECT id, number, state, digest FROM certificate WHERE visit = ?", visit),
        "job": house.rows("SELECT id, kind, state, queued_at FROM job WHERE visit = ?", visit),
    }


def test_a_person_goes_after_five_years_and_not_a_day_before(house: AHouse) -> None:
    visit = walk_through(house)
    whole = held(house, visit)
    assert whole["visit.iin"] == 1
    assert whole["task.answers"] > 4
    assert whole["job.paper"] == 2
    go_on(house, timedelta(days=5 * 365))
    assert (due(house), purged(house), held(house, visit)) == ({}, 0, whole)
    go_on(house, timedelta(days=3))
    assert due(house) == {"visits": 1} | {column: count for column, count in whole.items() if count}
    assert purged(house) == 1
    assert set(held(house, visit).values()) == {0}
    assert (purged(house), due(house)) == (0, {})


def test_that_somebody_was_here_and_how_it_went_stays(house: AHouse) -> None:
    visit = walk_through(house)
    before, rows = what_stays(house, visit), house.rows("SELECT * FROM ledger")
    go_on(house, PAST_FIVE_YEARS)
    purged(house)
    assert what_stays(house, visit) == before
    assert house.rows("SELECT * FROM ledger")[: len(rows)] == rows
    assert Ledger(KEYS.ledger).fault(house.store.reading) is None


def test_who_is_under_way_or_came_later_stays_whole(house: AHouse) -> None:
    old = walk_through(house)
    under_way = house.kiosk("attachment", iin=IIN)
    go_on(house, PAST_FIVE_YEARS)
    young = walk_through(house)
    whole = held(house, young)
    assert purged(house) == 1
    assert set(held(house, old).values()) == {0}
    assert held(house, young) == whole
    assert held(house, under_way.id)["visit.iin"] == 1
    assert house.ask(lambda h: h.iin_of(under_way.id)) == IIN


def test_each_service_by_its_own_duty(house: AHouse) -> None:
    certificate = walk_through(house)
    call = house.kiosk("house-call", iin=IIN)
    house.serve("window-1")
    keeping = Keeping(1, {"house-call": 25})
    go_on(house, timedelta(days=400))
    assert purged(house, keeping) == 1
    assert set(held(house, certificate).values()) == {0}
    assert held(house, call.id)["visit.iin"] == 1
    go_on(house, timedelta(days=25 * 366))
    assert purged(house, keeping) == 1
    assert set(held(house, call.id).values()) == {0}


def test_each_piece_stands_in_the_ledger_with_its_counts(
    house: AHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "VISITS_AT_ONCE", 2)
    visits = [walk_through(house) for _ in range(3)]
    go_on(house, PAST_FIVE_YEARS)
    counted = due(house)
    assert [purged(house) for _ in range(3)] == [2, 1, 0]
    pieces = [
        json.loads(facts)
        for (facts,) in house.rows("SELECT facts FROM ledger WHERE kind = 'personal_data_purged'")
    ]
    assert [piece["visits"] for piece in pieces] == [2, 1]
    assert {what: sum(piece[what] for piece in pieces) for what in counted} == counted
    assert all(set(held(house, visit).values()) == {0} for visit in visits)


def test_a_dry_run_says_the_same_and_writes_nothing(house: AHouse) -> None:
    walk_through(house)
    go_on(house, PAST_FIVE_YEARS)
    before = house.dump()
    counted = due(house)
    assert house.dump() == before
    purged(house)
    ((facts,),) = house.rows("SELECT facts FROM ledger WHERE kind = 'personal_data_purged'")
    assert {what: count for what, count in json.loads(facts).items() if count} == counted


def test_by_day_nobody_is_purged_and_by_night_he_is(house: AHouse) -> None:
    walk_through(house)
    go_on(house, PAST_FIVE_YEARS)
    nightly = partial(purge_by_night, keeping=FIVE_YEARS)
    assert house.do(nightly) == 0
    go_on(house, timedelta(hours=17))  # past two in the night, in Atyrau
    assert house.do(nightly) == 1


def test_screens_live_on_without_the_person(house: AHouse) -> None:
    visit = walk_through(house)
    go_on(house, PAST_FIVE_YEARS)
    purged(house)
    assert house.ask(lambda h: h.iin_of(visit)) is None
    assert {str(task.answers) for task in house.ask(lambda h: h.tasks_of(visit))} == {"{}"}
    assert house.ask(lambda h: h.visit(visit)).id == visit
    with pytest.raises(Refusal, match="purged"):
        house.store.secrets.sealer.unseal(b"", f"visit {visit}")


def test_a_paper_that_was_never_printed_is_not_printed_without_its_person(house: AHouse) -> None:
    walk_through(house)
    go_on(house, PAST_FIVE_YEARS)
    assert len(house.ask(lambda h: h.jobs("printer-office", JobState.QUEUED))) == 2
    purged(house)
    assert house.ask(lambda h: h.jobs("printer-office", JobState.QUEUED)) == []
    assert [job.kind for job, _ in house.ask(lambda h: h.jobs(LOBBY, JobState.QUEUED))] == ["slip"]


def test_what_was_purged_lies_neither_in_the_file_nor_in_its_log_after_a_restart(
    house: AHouse, tmp_path: Path
) -> None:
    """Looked for as it was sealed: whoever has the key could still read it in free space."""
    walk_through(house)
    sealed = [
        value.sealed[:40]
        for column in SEALED
        if column.of_visit
        for piece in pieces(house.store.reading, column, 100)
        for value in piece
    ]
    assert len(sealed) > 7
    go_on(house, PAST_FIVE_YEARS)
    assert all(value in bytes_of(tmp_path) for value in sealed)
    purged(house)
    house.store.close()
    open_to_write(tmp_path / "kezek.db").close()
    assert not [value for value in sealed if value in bytes_of(tmp_path)]


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("kezek.db*")))


@pytest.mark.parametrize("one", OF_PERSONS, ids=lambda one: f"{one.table}.{one.column}")
def test_the_values_of_a_visit_are_found_by_an_index(house: AHouse, one: OfPerson) -> None:
    query = f"SELECT count(*) FROM {one.table} WHERE {one.of_visit} AND length({one.column}) > 0"
    assert "SCAN" not in plan(house, query)


def test_visits_that_are_due_are_found_by_an_index(house: AHouse) -> None:
    assert re.search(r"visit_to_purge \(service=\? AND .*ended_at<\?\)", plan(house, DUE_SQL))
    assert "SCAN visit" not in plan(house, SERVICES_SQL)
    assert "TEMP B-TREE" not in plan(house, DUE_SQL)


def plan(house: AHouse, query: str) -> str:
    parameters = [None] * query.count("?")
    return "\n".join(row[3] for row in house.rows(f"EXPLAIN QUERY PLAN {query}", *parameters))


def test_the_name_of_a_person_is_in_no_ledger(house: AHouse) -> None:
    walk_through(house)
    go_on(house, PAST_FIVE_YEARS)
    purged(house)
    facts = str(house.rows("SELECT * FROM ledger"))
    assert NAME not in facts
    assert IIN not in facts
