"""The sealing key is changed: in pieces, through any death, and nothing is unreadable for a moment."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from server.store import rotation
from server.store.connection import lock_folder
from server.store.keys import Keys, Sealer, read_or_make_keys
from server.store.ledger import Ledger
from server.store.rotation import rotate_sealing_key
from server.store.sealed import SEALED, SealedValue, Unopened, open_all, pieces
from tests.desk.a_house import KEYS, MORNING, open_house
from tests.site import REPOSITORY
from tests.store.sealing import IIN, NAME, Stopped, a_stopped_site

LATER = MORNING + timedelta(days=1)


@pytest.fixture
def stopped(tmp_path: Path) -> Stopped:
    return a_stopped_site(tmp_path / "data")


def rotate(stopped: Stopped) -> int:
    return rotate_sealing_key(stopped.folder, stopped.database, LATER)


def keys_of(stopped: Stopped) -> Keys:
    return read_or_make_keys(stopped.folder, stopped.database)


def test_everything_opens_with_the_new_key_and_nothing_with_the_old_one(stopped: Stopped) -> None:
    before, sealed = stopped.values(), stopped.sealed()
    assert {table for table, _ in before} >= {"visit", "task", "job", "reply"}
    assert rotate(stopped) == len(before) > 20
    assert stopped.values() == before
    assert keys_of(stopped).sealing != KEYS.sealing
    assert not stopped.sealed() & sealed
    with pytest.raises(Unopened):
        stopped.values(Sealer(KEYS.sealing))


def test_what_the_old_key_opens_lies_in_no_file_any_more(stopped: Stopped) -> None:
    """Neither in free space of the database nor in its log: or why was the key changed?"""
    sealed = stopped.sealed()
    assert any(value[:40] in stopped.bytes_of_files() for value in sealed)
    rotate(stopped)
    content = stopped.bytes_of_files()
    assert not [value for value in sealed if value[:40] in content]


def test_only_the_sealing_key_is_another_and_no_file_is_left_over(stopped: Stopped) -> None:
    before = keys_of(stopped)
    rotate(stopped)
    after = keys_of(stopped)
    assert (after.ledger, after.tokens, after.session) == (before.ledger, before.tokens, before.session)
    assert after.new_sealing is None
    assert {path.name for path in stopped.folder.iterdir()} == {
        "ledger.key",
        "sealing.key",
        "tokens.key",
        "session.key",
    }
    assert {path.stat().st_mode & 0o777 for path in stopped.folder.iterdir()} == {0o600}


def test_run_twice_it_is_done_twice(stopped: Stopped) -> None:
    before = stopped.values()
    first = rotate(stopped), keys_of(stopped).sealing
    second = rotate(stopped), keys_of(stopped).sealing
    assert first[0] == second[0] == len(before)
    assert first[1] != second[1]
    assert stopped.values() == before


def test_it_stands_in_the_ledger_which_stays_whole(stopped: Stopped) -> None:
    values = rotate(stopped)
    connection = stopped.connect()
    assert Ledger(KEYS.ledger).fault(connection) is None
    assert connection.execute("SELECT kind, facts FROM ledger ORDER BY seq DESC LIMIT 1").fetchall() == [
        ("sealing_key_changed", f'{{"resealed":{values}}}')
    ]
    connection.close()


def test_the_site_serves_on_with_the_new_key(stopped: Stopped) -> None:
    rotate(stopped)
    house = open_house(stopped.database.parent, keys=keys_of(stopped))
    try:
        (visit,) = house.rows("SELECT id FROM visit LIMIT 1")
        entry = house.ask(lambda h: h.tasks_of(visit[0]))[1]
        assert (entry.answers["full_name"], entry.answers["iin"]) == (NAME, IIN)
        house.kiosk("tb-certificate", iin=IIN)
    finally:
        house.store.close()


class PulledPlug(Exception):
    """Stands for the death of the process."""


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "MOST_AT_ONCE", 4)


@pytest.mark.usefixtures("small_pieces")
def test_killed_after_any_piece_it_goes_on_where_it_was(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each death every value opens with the keys that lie there, and the next life does the rest only."""
    before, honest = stopped.values(), rotation._reseal
    new_keys: set[bytes | None] = set()
    progress: list[int] = []
    while True:
        monkeypatch.setattr(rotation, "_reseal", dying_after_a_piece(honest))
        try:
            rotate(stopped)
            break
        except PulledPlug:
            assert stopped.values() == before
            new_keys.add(keys_of(stopped).new_sealing)
            assert keys_of(stopped).sealing == KEYS.sealing
            progress.append(open_with(stopped, new_keys))
    assert len(progress) > 5
    assert progress == sorted(set(progress)), "no life does again what was done"
    assert len(new_keys) == 1, "the key that was begun is gone on with"
    assert stopped.values() == before
    assert keys_of(stopped).sealing in new_keys
    assert keys_of(stopped).new_sealing is None


Reseal = Callable[[sqlite3.Connection, Sealer, list[SealedValue]], int]


def dying_after_a_piece(honest: Reseal) -> Reseal:
    """Reseals one piece that was still to be done, and falls dead at the next."""
    done: list[int] = []

    def reseal(connection: sqlite3.Connection, sealer: Sealer, piece: list[SealedValue]) -> int:
        if any(done):
            raise PulledPlug
        done.append(honest(connection, sealer, piece))
        return done[-1]

    return reseal


def open_with(stopped: Stopped, new_keys: set[bytes | None]) -> int:
    (key,) = new_keys
    assert key is not None
    sealer, connection = Sealer(key), stopped.connect()
    try:
        return sum(
            sealer.is_of_newest(value.sealed, value.about)
            for column in SEALED
            for piece in pieces(connection, column, 100)
            for value in piece
        )
    finally:
        connection.close()


@pytest.mark.parametrize("act", ["begin_new_sealing_key", "_record", "end_old_sealing_key"])
def test_killed_at_its_beginning_or_end_nothing_is_lost(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    before, honest = stopped.values(), getattr(rotation, act)

    def die(*_: object) -> None:
        raise PulledPlug

    monkeypatch.setattr(rotation, act, die)
    with pytest.raises(PulledPlug):
        rotate(stopped)
    assert stopped.values() == before
    monkeypatch.setattr(rotation, act, honest)
    rotate(stopped)
    assert stopped.values() == before
    assert keys_of(stopped).sealing != KEYS.sealing


@pytest.mark.usefixtures("small_pieces")
def test_a_reader_reads_everything_at_every_moment(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    before, honest = stopped.values(), rotation._reseal
    looked: list[int] = []

    def reseal(connection: sqlite3.Connection, sealer: Sealer, piece: list[SealedValue]) -> int:
        done = honest(connection, sealer, piece)
        assert stopped.values() == before
        looked.append(done)
        return done

    monkeypatch.setattr(rotation, "_reseal", reseal)
    rotate(stopped)
    assert len(looked) > 5


def test_with_a_wrong_key_nothing_begins(stopped: Stopped) -> None:
    (stopped.folder / "sealing.key").write_bytes(b"w" * 32)
    content = stopped.sealed()
    with pytest.raises(Unopened, match=r"visit\.iin: visit .* does not open") as raised:
        rotate(stopped)
    assert IIN not in str(raised.value)
    assert NAME not in str(raised.value)
    assert stopped.sealed() == content
    assert not (stopped.folder / "sealing-new.key").exists()
    (stopped.folder / "sealing.key").write_bytes(KEYS.sealing)
    assert rotate(stopped) == len(content)


def test_without_a_database_there_is_nothing_to_change(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rotate_sealing_key(tmp_path / "keys", tmp_path / "kezek.db", LATER)
    assert not (tmp_path / "keys").exists()


# from the shell


ROTATE = [sys.executable, "-m", "server", "keys", "rotate"]


def environment(stopped: Stopped) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("KEZEK_")}
    return ours | {"KEZEK_DATA": str(stopped.database.parent), "PYTHONPATH": str(REPOSITORY)}


def test_the_command_is_killed_for_good_and_goes_on(tmp_path: Path, full: bool) -> None:
    stopped = a_stopped_site(tmp_path / "many", persons=100 if full else 25)
    before = stopped.values()
    kills = 0
    for delay in (0.9, 1.0, 1.1, 1.2, 1.3, 1.4) if full else (1.0, 1.2):
        process = subprocess.Popen(ROTATE, env=environment(stopped), stdout=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
        assert stopped.values() == before
    ended = subprocess.run(ROTATE, env=environment(stopped), capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert stopped.values() == before
    assert keys_of(stopped).new_sealing is None
    connection = stopped.connect()
    assert open_all(connection, Sealer(keys_of(stopped).sealing)) == len(before)
    connection.close()
    print(f"the key of {len(before)} values changed, killed {kills} times: 0 unreadable")


def test_the_command_refuses_to_run_beside_a_site(stopped: Stopped) -> None:
    lock = lock_folder(stopped.database.parent)
    try:
        ended = subprocess.run(ROTATE, env=environment(stopped), capture_output=True, text=True, check=False)
    finally:
        os.close(lock)
    assert ended.returncode == 78
    assert "another server works on" in ended.stderr
    assert keys_of(stopped).sealing == KEYS.sealing
