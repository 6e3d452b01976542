"""T14: what was done to the ledger is found, and the row is named."""

import sqlite3
from pathlib import Path

import pytest

from server.domain.event import Event
from server.store.ledger import Entry, Ledger, head_of
from tests.desk.a_house import KEYS, AHouse

OTHER_KEY = b"o" * 32
COLUMNS = ("epoch", "at", "actor", "kind", "facts", "mac")


@pytest.fixture
def copied(house: AHouse, tmp_path: Path) -> sqlite3.Connection:
    """The ledger of a house in which something has happened, in a stranger's hands."""
    for _ in range(3):
        house.kiosk("house-call")
        house.serve("window-1")
    copy = sqlite3.connect(":memory:", isolation_level=None)
    house.store.reading.backup(copy)
    return copy


def fault(copied: sqlite3.Connection) -> int | None:
    return Ledger(KEYS.ledger).fault(copied)


def test_a_ledger_that_nobody_touched_is_whole(copied: sqlite3.Connection) -> None:
    assert fault(copied) is None
    assert fault(sqlite_with_an_empty_ledger()) is None


def sqlite_with_an_empty_ledger() -> sqlite3.Connection:
    empty = sqlite3.connect(":memory:")
    empty.execute("CREATE TABLE ledger (seq, epoch, at, actor, kind, facts, mac)")
    return empty


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("epoch", 2),
        ("at", 1),
        ("actor", "someone else"),
        ("kind", "ticket_finished "),
        ("facts", "{}"),
        ("mac", b"0" * 32),
    ],
)
def test_an_edited_row_is_named(copied: sqlite3.Connection, column: str, value: object) -> None:
    copied.execute(f"UPDATE ledger SET {column} = ? WHERE seq = 17", (value,))
    assert fault(copied) == 17


def test_every_column_of_every_row_is_chained(copied: sqlite3.Connection) -> None:
    (rows,) = copied.execute("SELECT count(*) FROM ledger").fetchone()
    for seq in range(1, rows + 1):
        copied.execute("BEGIN")
        copied.execute("UPDATE ledger SET facts = facts || ' ' WHERE seq = ?", (seq,))
        assert fault(copied) == seq
        copied.execute("ROLLBACK")


@pytest.mark.parametrize("seq", [1, 2, 17])
def test_behind_a_deleted_row_the_next_one_is_named(copied: sqlite3.Connection, seq: int) -> None:
    copied.execute("DELETE FROM ledger WHERE seq = ?", (seq,))
    assert fault(copied) == seq + 1


def test_a_deleted_row_whose_gap_was_closed_is_named(copied: sqlite3.Connection) -> None:
    copied.execute("DELETE FROM ledger WHERE seq = 17")
    copied.execute("UPDATE ledger SET seq = -seq WHERE seq > 17")
    copied.execute("UPDATE ledger SET seq = -seq - 1 WHERE seq < 0")
    assert fault(copied) == 17


def test_two_rows_that_changed_places_are_named(copied: sqlite3.Connection) -> None:
    copied.execute("UPDATE ledger SET seq = -1 WHERE seq = 17")
    copied.execute("UPDATE ledger SET seq = 17 WHERE seq = 18")
    copied.execute("UPDATE ledger SET seq = 18 WHERE seq = -1")
    assert fault(copied) == 17


def test_a_row_that_was_put_in_is_named(copied: sqlite3.Connection) -> None:
    """With all that the database holds, but without the key."""
    ledger = Ledger(OTHER_KEY)
    head = head_of(copied)
    ledger.append(copied, head, [Entry(head.at + 1, "site", Event("forged"))])
    assert fault(copied) == head.seq + 1


def test_a_chain_that_was_cut_and_chained_again_with_another_key_is_named(copied: sqlite3.Connection) -> None:
    later = copied.execute("SELECT at, actor, kind FROM ledger WHERE seq >= 17 ORDER BY seq").fetchall()
    copied.execute("DELETE FROM ledger WHERE seq >= 17")
    ledger = Ledger(OTHER_KEY)
    entries = [Entry(at, actor, Event(kind, {})) for at, actor, kind in later]
    ledger.append(copied, head_of(copied), entries)
    assert head_of(copied).seq == 16 + len(later)
    assert fault(copied) == 17


def test_a_cut_tail_is_proved_by_the_head_that_was_noted_outside(copied: sqlite3.Connection) -> None:
    """The chain itself is whole: hence the anchor in the log, each minute, and on the closing slip."""
    ledger, anchor = Ledger(KEYS.ledger), head_of(copied)
    assert ledger.holds(copied, anchor.seq, anchor.mac)
    copied.execute("DELETE FROM ledger WHERE seq > 17")
    assert ledger.fault(copied) is None
    assert not ledger.holds(copied, anchor.seq, anchor.mac)


def test_who_did_it_is_kept_with_what_was_done(house: AHouse) -> None:
    house.do(lambda h: h.record(Event("looked_up", {"visit": "v1"})), actor="staff:7")
    assert house.rows("SELECT actor, kind, facts, epoch FROM ledger ORDER BY seq DESC LIMIT 1") == [
        ("staff:7", "looked_up", '{"visit":"v1"}', 1)
    ]
