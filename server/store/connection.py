"""How the database is opened: by ourselves, because what a library would leave open matters here.

WAL, so that readers never wait for the writer; `synchronous=FULL`, so that what was acknowledged survives a power
cut; `secure_delete`, so that zeros are written over what is removed; foreign keys, which SQLite leaves off; no
implicit transactions.
"""

import fcntl
import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from server.store.schema import migrate

CACHE_KIB = 8 * 1024
CHECKPOINT_PAGES = 4000  # in the committing thread; a page that was written often is copied once
LOG_BYTES = CHECKPOINT_PAGES * (4096 + 24)  # pages and their frame headers


class FolderTaken(Exception):
    """Another server works on this data folder."""


def lock_folder(folder: Path) -> int:
    """Hold the data folder for this process: a descriptor that must stay open. Raises FolderTaken."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise FolderTaken(f"another server works on {folder}") from None
    return descriptor


def open_to_write(path: Path) -> sqlite3.Connection:
    """The one connection that writes, its schema up to date. Raises NewerSchema."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    os.chmod(path, 0o600)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    migrate(Database(connection, execute_plugins=False))
    _give_log_its_length(connection, path)
    return connection


def _give_log_its_length(connection: sqlite3.Connection, path: Path) -> None:
    """Fill the log with zeros: a commit into blocks that the file has already takes a third of the time.

    One that lengthens the file has the file system write its own journal too. SQLite reads a log up to the first
    frame that does not bear the salt of its header, so zeros are its end.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.with_name(f"{path.name}-wal").open("r+b") as wal:
        wal.write(bytes(LOG_BYTES))
        wal.flush()
        os.fsync(wal.fileno())


def open_to_copy(path: Path) -> sqlite3.Connection:
    """A connection for checkpoints only, in whatever thread. It waits for nobody."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{path}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
