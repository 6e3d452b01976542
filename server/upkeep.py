"""What an administrator does with the data from a shell: `kezek keys rotate`, `kezek purge [--dry-run]`."""

import argparse
import os
import sqlite3
import sys
from typing import Any

from sqlite_utils import Database

from server import clock
from server.app import opened_store
from server.config import Settings
from server.desk.commands import Command
from server.store.connection import lock_folder, open_to_read, open_to_write
from server.store.purge import Counted, purge, would_purge
from server.store.rotation import rotate_sealing_key
from server.store.schema import OlderSchema, is_up_to_date
from server.store.sealed import Unopened
from server.store.store import DATABASE

UNOPENED = 1


def add_upkeep(commands: Any) -> None:
    """To the subparsers of the shell's command."""
    keys = commands.add_parser("keys", help="the keys beside the database").add_subparsers(required=True)
    rotate = keys.add_parser("rotate", help="seal every value anew with a fresh key; the site is stopped")
    rotate.set_defaults(run=_rotate)
    purging = commands.add_parser("purge", help="remove personal data that are kept no longer")
    purging.add_argument(
        "--dry-run", action="store_true", help="count them; write nothing; the site may serve"
    )
    purging.set_defaults(run=_purge)


def _rotate(settings: Settings, _: argparse.Namespace) -> int:
    lock = lock_folder(settings.data)
    try:
        resealed = rotate_sealing_key(settings.data / "keys", settings.data / DATABASE, clock.now())
    except Unopened as unopened:
        sys.stderr.write(f"{unopened}\nnothing was changed\n")
        return UNOPENED
    finally:
        os.close(lock)
    sys.stdout.write(
        f"{resealed} values are sealed with a new key; the old one is gone from {settings.data / 'keys'}.\n"
        "Backups made before open with the old key only: keep a copy of it as long as them, and back up now.\n"
    )
    return 0


def _purge(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.dry_run:
        return _tell_what_is_due(settings)
    visits = 0
    with opened_store(settings) as store:
        while done := store.submit(Command("site", lambda house: purge(house, settings.keep_years))):
            visits += done
    _leave_nothing_behind(settings)
    sys.stdout.write(f"personal data of {visits} visits were removed\n")
    return 0


def _tell_what_is_due(settings: Settings) -> int:
    """Raises FileNotFoundError, OlderSchema."""
    database = settings.data / DATABASE
    if not database.exists():
        raise FileNotFoundError(f"{database}: there is no such database")
    reading = open_to_read(database)
    try:
        if not is_up_to_date(Database(reading, execute_plugins=False)):
            raise OlderSchema(f"{database} was written by an older Kezek; start the site once")
        counted = would_purge(reading, settings.keep_years, clock.now())
    finally:
        reading.close()
    sys.stdout.write(f"{_as_lines(counted)}nothing was written\n")
    return 0


def _as_lines(counted: Counted) -> str:
    return "".join(f"{count:>9}  {what}\n" for what, count in counted.items())


def _leave_nothing_behind(settings: Settings) -> None:
    """What an older Kezek removed without writing over it goes with the free pages of the file, too."""
    lock = lock_folder(settings.data)
    try:
        connection: sqlite3.Connection = open_to_write(settings.data / DATABASE)
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    finally:
        os.close(lock)
