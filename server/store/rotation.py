"""A new sealing key: every sealed value is opened and sealed again, in pieces, while the site stands still.

Two keys are kept until the last value is done, rather than a key's name before each value: values stay as they are,
and which key one bears is told by the cipher itself, which opens with no other. So nothing is unreadable at any
moment, and whoever is killed and begins again passes over what is done without having written down how far he came.

The other keys stay: the ledger's is its proof, that of tokens stands behind papers which people hold in their hands.
"""

import sqlite3
from datetime import datetime
from itertools import chain
from pathlib import Path

from server.domain.event import Event
from server.store.connection import open_to_write
from server.store.keys import Sealer, begin_new_sealing_key, end_old_sealing_key, read_or_make_keys
from server.store.ledger import Entry, Ledger, head_of
from server.store.sealed import SEALED, SealedValue, open_all, opened_by, pieces
from server.store.times import to_stamp

MOST_AT_ONCE = 500  # values a transaction


def rotate_sealing_key(folder: Path, database: Path, now: datetime) -> int:
    """Give the values of `database` a new key in `folder`, or go on where it was begun; how many were sealed anew.

    The caller holds the data folder. Raises Unopened before anything is changed if a value opens with no key,
    FileNotFoundError if there is no database, and what `read_or_make_keys` and `open_to_write` raise.
    """
    if not database.exists():
        raise FileNotFoundError(f"{database}: there is no such database")
    keys = read_or_make_keys(folder, database)
    connection = open_to_write(database)
    try:
        open_all(connection, Sealer.of(keys))
        keys = begin_new_sealing_key(folder, keys)
        resealed = _reseal_all(connection, Sealer.of(keys))
        _record(connection, Ledger(keys.ledger), resealed, now)
        connection.execute(
            "PRAGMA wal_checkpoint(TRUNCATE)"
        )  # what the old key opens is not in the log either
        end_old_sealing_key(folder)
    finally:
        connection.close()
    return resealed


def _reseal_all(connection: sqlite3.Connection, sealer: Sealer) -> int:
    """`sealer` seals with the new key and opens with either."""
    every = chain.from_iterable(pieces(connection, column, MOST_AT_ONCE) for column in SEALED)
    return sum(_reseal(connection, sealer, piece) for piece in every)


def _reseal(connection: sqlite3.Connection, sealer: Sealer, piece: list[SealedValue]) -> int:
    """One transaction: killed in it, all of the piece is as it was."""
    left = [value for value in piece if not sealer.is_of_newest(value.sealed, value.about)]
    column = piece[0].column
    where = " AND ".join(f"{name} = ?" for name in column.key)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"UPDATE {column.table} SET {column.column} = ? WHERE {where}",
        [(sealer.seal(opened_by(sealer, value), value.about), *value.key) for value in left],
    )
    connection.execute("COMMIT")
    return len(left)


def _record(connection: sqlite3.Connection, ledger: Ledger, resealed: int, now: datetime) -> None:
    connection.execute("BEGIN IMMEDIATE")
    head = head_of(connection)
    at = max(to_stamp(now), head.at + 1)
    event = Event("sealing_key_changed", {"resealed": resealed})
    ledger.append(connection, head, [Entry(at, "site", event)])
    connection.execute("COMMIT")
