"""The purge from the shell: a dry run that writes nothing, and one that leaves nothing behind."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from server.store.connection import lock_folder
from server.store.ledger import Ledger
from server.store.sealed import OF_PERSONS
from tests.desk.a_house import KEYS
from tests.site import REPOSITORY
from tests.store.sealing import IIN, NAME, Stopped, a_stopped_site

SEVEN_YEARS = timedelta(days=7 * 365) // timedelta(microseconds=1)


class Ended(NamedTuple):
    code: int
    said: str
    complained: str


def kezek(data: Path, *arguments: str, **settings: str) -> Ended:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KEZEK_")}
    ended = subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        env=environment | {"KEZEK_DATA": str(data), "PYTHONPATH": str(REPOSITORY), **settings},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def old(tmp_path: Path) -> Stopped:
    """Its two persons went home seven years ago."""
    stopped = a_stopped_site(tmp_path / "data", persons=2)
    with closing(sqlite3.connect(stopped.database)) as connection, connection:
        connection.execute("UPDATE visit SET ended_at = ended_at - ?", (SEVEN_YEARS,))
    return stopped


def test_a_dry_run_says_how_many_of_what_and_writes_nothing(old: Stopped) -> None:
    data, before = old.database.parent, old.database.read_bytes()
    ended = kezek(data, "purge", "--dry-run")
    assert (ended.code, ended.complained) == (0, "")
    counted = {what: int(count) for count, what in map(str.split, ended.said.splitlines()[:-1])}
    with closing(sqlite3.connect(old.database)) as connection:
        there = {
            f"{one.table}.{one.column}": connection.execute(
                f"SELECT count(*) FROM {one.table} WHERE length({one.column}) > 0"
            ).fetchone()[0]
            for one in OF_PERSONS
        }
    assert counted == {"visits": 2} | there
    assert counted["visit.iin"] == 2
    assert ended.said.endswith("\nnothing was written\n")
    assert NAME not in ended.said
    assert IIN not in ended.said
    assert old.database.read_bytes() == before
    assert kezek(data, "purge", "--dry-run", KEZEK_KEEP_YEARS="5,tb-certificate=25").said.startswith(
        "        0  visits\n"
    )


def test_a_dry_run_may_be_made_while_the_site_serves_and_a_purge_may_not(old: Stopped) -> None:
    before = old.values()
    lock = lock_folder(old.database.parent)
    try:
        assert kezek(old.database.parent, "purge", "--dry-run").code == 0
        refused = kezek(old.database.parent, "purge")
    finally:
        os.close(lock)
    assert refused.code == 78
    assert "another server works on" in refused.complained
    assert old.values() == before


def test_a_purge_leaves_nothing_of_them_in_any_file(old: Stopped) -> None:
    data = old.database.parent
    sealed = {value[:40] for value in old.sealed()}
    assert {table for table, _ in old.values()} >= {"visit", "task", "job", "reply"}
    ended = kezek(data, "purge")
    assert ended == (0, "personal data of 2 visits were removed\n", "")
    content = old.bytes_of_files()
    left = {value[:40] for value in old.sealed()}
    assert {table for table, _ in old.values()} == {"reply"}, "which the site sweeps after seven days"
    assert not [value for value in sealed - left if value in content]
    assert kezek(data, "purge").said == "personal data of 0 visits were removed\n"
    with closing(sqlite3.connect(old.database)) as connection:
        assert Ledger(KEYS.ledger).fault(connection) is None
        assert connection.execute("SELECT count(*) FROM visit WHERE state = 'done'").fetchone() == (2,)


@pytest.mark.parametrize("arguments", [("purge", "--dry-run"), ("keys", "rotate")])
def test_where_nothing_is_nothing_is_made(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = kezek(tmp_path / "empty", *arguments)
    assert ended.code == 78
    assert "there is no such database" in ended.complained
    assert not (tmp_path / "empty/keys").exists()


def test_a_dry_run_does_not_read_what_an_older_kezek_wrote(old: Stopped) -> None:
    with closing(sqlite3.connect(old.database)) as connection, connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'purge'")
    ended = kezek(old.database.parent, "purge", "--dry-run")
    assert ended.code == 78
    assert "start the site once" in ended.complained


@pytest.mark.parametrize("years", ["0", "101", "", "five", "5,house-call", "5,house-call=0"])
def test_a_duty_that_is_none_is_told_at_the_start(tmp_path: Path, years: str) -> None:
    ended = kezek(tmp_path, "purge", "--dry-run", KEZEK_KEEP_YEARS=years)
    assert ended.code == 78
    assert "KEZEK_KEEP_YEARS" in ended.complained
