"""The log is copied into the database beside the writer, and nobody waits for it."""

import shutil
import sqlite3
import time
from pathlib import Path

import gevent

from server.domain.event import Event
from server.store.checkpoint import EVERY
from tests.desk.a_house import AHouse, open_house
from tests.store.test_writer import count_up

PATIENCE = 10.0  # seconds


def copied(folder: Path, aside: Path) -> int:
    """What the database file alone knows of the series, without its log."""
    shutil.copy(folder / "kezek.db", aside)
    database = sqlite3.connect(aside)
    try:
        row = database.execute("SELECT last FROM series WHERE name = 'test'").fetchone()
        return int(row[0]) if row else 0
    finally:
        database.close()


def test_what_was_committed_is_in_the_database_a_moment_later_without_a_further_command(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir()
    house = open_house(tmp_path / "data")
    try:
        for _ in range(3):
            house.do(count_up)
        until = time.monotonic() + PATIENCE
        while copied(tmp_path / "data", tmp_path / "aside.db") < 3 and time.monotonic() < until:
            gevent.sleep(EVERY / 4)
        assert copied(tmp_path / "data", tmp_path / "aside.db") == 3
    finally:
        house.store.close()


def test_commands_go_on_while_the_log_is_copied(house: AHouse) -> None:
    copying = [gevent.spawn(house.store.checkpoints._copy) for _ in range(20)]
    done = [house.do(lambda inside: inside.record(Event("counted", {"to": 1}))) for _ in range(20)]
    gevent.joinall(copying, raise_error=True)
    assert len(done) == 20
    assert house.store.ledger.fault(house.store.reading) is None
