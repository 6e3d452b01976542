"""How the data folder is held and the database opened."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from server.store.connection import LOG_BYTES, FolderTaken, lock_folder, open_to_read, open_to_write
from server.store.schema import NewerSchema
from tests.desk.a_house import open_house


def test_a_second_server_is_refused_before_it_touches_anything(tmp_path: Path) -> None:
    held = lock_folder(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FolderTaken, match=str(tmp_path)):
        lock_folder(tmp_path)
    assert sorted(tmp_path.iterdir()) == before
    os.close(held)
    os.close(lock_folder(tmp_path))


def test_the_folder_and_the_database_are_their_owners_only(tmp_path: Path) -> None:
    os.close(lock_folder(tmp_path / "data"))
    open_to_write(tmp_path / "data/kezek.db").close()
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data/kezek.db").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data/lock").stat().st_mode & 0o777 == 0o600


def test_what_is_acknowledged_is_on_the_disk_and_points_to_something(tmp_path: Path) -> None:
    connection = open_to_write(tmp_path / "kezek.db")
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
    assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas] == ["wal", 2, 1, 0]
    connection.close()


def test_a_commit_finds_the_log_at_its_full_length_and_leaves_it_so(tmp_path: Path) -> None:
    connection = open_to_write(tmp_path / "kezek.db")
    log = tmp_path / "kezek.db-wal"
    before = log.stat().st_size
    connection.execute("INSERT INTO series VALUES ('test', 1)")
    assert log.stat().st_size == before == LOG_BYTES
    connection.close()


def test_what_stands_in_the_log_after_a_crash_is_kept(tmp_path: Path) -> None:
    connection = open_to_write(tmp_path / "kezek.db")
    connection.execute("INSERT INTO series VALUES ('test', 1)")
    (tmp_path / "crashed").mkdir()
    for name in ("kezek.db", "kezek.db-wal"):  # as a power cut leaves them: nothing was checkpointed
        shutil.copy(tmp_path / name, tmp_path / "crashed" / name)
    connection.close()
    again = open_to_write(tmp_path / "crashed/kezek.db")
    assert again.execute("SELECT last FROM series WHERE name = 'test'").fetchone() == (1,)
    again.close()


def test_the_connection_that_reads_cannot_write(tmp_path: Path) -> None:
    open_to_write(tmp_path / "kezek.db").close()
    reading = open_to_read(tmp_path / "kezek.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading.execute("DELETE FROM ledger")
    reading.close()


def test_a_database_of_a_newer_kezek_is_not_opened_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "kezek.db"
    connection = open_to_write(path)
    connection.execute("UPDATE _sqlite_migrations SET name = 'house_of_tomorrow' WHERE name = 'first_house'")
    before = list(connection.iterdump())
    connection.close()
    with pytest.raises(NewerSchema, match="house_of_tomorrow"):
        open_to_write(path)
    again = sqlite3.connect(path)
    assert list(again.iterdump()) == before
    again.close()


def test_every_table_refuses_what_is_not_of_its_type(tmp_path: Path) -> None:
    connection = open_to_write(tmp_path / "kezek.db")
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    ours = {name: strict for name, strict in tables if not name.startswith(("sqlite_", "_sqlite"))}
    assert {"visit", "ticket", "ledger"} <= ours.keys()
    assert set(ours.values()) == {1}
    connection.close()


def test_what_was_done_is_there_after_a_restart(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    visit = house.kiosk("tb-certificate", iin="890101199900")
    before = house.dump()
    house.store.close()
    again = open_house(tmp_path, house.clock)
    assert again.dump() == before
    assert again.visit(visit) == visit
    assert again.store.ledger.fault(again.store.reading) is None
    again.store.close()
