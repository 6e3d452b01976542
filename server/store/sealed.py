"""Every BLOB of the schema, and what it is: a sealed value, an index to one, or a hash that leads nowhere.

Keys are changed and personal data removed by these lists alone: a new column is one line here, and a test fails as
long as it is in none of them.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any, NamedTuple

from server.store.keys import Sealer


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """`about` names a value's row when it is sealed, by columns that name the row in its table, too.

    `of_visit`: the condition, with one `?`, for the rows that hold the person of a visit; it must find them by an
    index. None: nobody's in particular, and removed in another way.
    """

    table: str
    column: str
    about: str
    of_visit: str | None

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(name for _, name, _, _ in Formatter().parse(self.about) if name)

    def about_row(self, key: tuple[Any, ...]) -> str:
        return self.about.format(**dict(zip(self.key, key, strict=True)))


class OfPerson(NamedTuple):
    """A column that goes with its person; `of_visit` as above."""

    table: str
    column: str
    of_visit: str


_OF_ROW = "row IN (SELECT id FROM journal_row WHERE visit = ?)"

SEALED = (
    SealedColumn("visit", "iin", "visit {id}", "id = ?"),
    SealedColumn("task", "answers", "task {ticket} {task}", "visit = ?"),
    SealedColumn("job", "paper", "job {id}", "visit = ? AND paper IS NOT NULL"),
    SealedColumn("look_up", "said", "look-up {visit} {at}", "visit = ?"),
    SealedColumn("journal_row", "cells", "journal row {id}", "visit = ?"),
    SealedColumn("journal_cell", "value", "journal cell {row} {cell}", _OF_ROW),
    SealedColumn("booking", "person", "booking {id}", "visit = ?"),
    SealedColumn("house_call", "person", "house call {id}", "visit = ?"),
    SealedColumn("house_call", "outcome", "outcome {id}", "visit = ?"),
    SealedColumn("certificate", "drawn", "certificate {id}", "visit = ?"),
    SealedColumn("reply", "body", "reply {actor} {key}", None),  # swept after seven days
)
# Macs by which sealed values are found again: they go when the values go.
BLIND_INDEXES = (
    OfPerson("journal_row", "iin", "visit = ?"),
    OfPerson("journal_row", "surname", "visit = ?"),
    OfPerson("journal_row", "short_name", "visit = ?"),
    OfPerson("journal_row", "whole_name", "visit = ?"),
    OfPerson("booking", "iin_index", "visit = ?"),
)
# Of random tokens, of requests, of the ledger's rows: nobody is found by them. A register's list is of no visit: it
# stands until the next one is put in its place.
HASHES = frozenset(
    {
        ("device", "token_hash"),
        ("session", "token_hash"),
        ("reply", "fingerprint"),
        ("ledger", "mac"),
        ("register_entry", "mac"),
    }
)
OF_PERSONS = (
    *(OfPerson(one.table, one.column, one.of_visit) for one in SEALED if one.of_visit is not None),
    *BLIND_INDEXES,
)


@dataclass(frozen=True, slots=True)
class SealedValue:
    column: SealedColumn
    key: tuple[Any, ...]
    sealed: bytes

    @property
    def about(self) -> str:
        return self.column.about_row(self.key)


class Unopened(Exception):
    """A value that no key of this site opens: another site's keys, or a database that was meddled with."""

    def __init__(self, value: SealedValue) -> None:
        super().__init__(
            f"{value.column.table}.{value.column.column}: {value.about} does not open with the keys of this site"
        )


def pieces(connection: sqlite3.Connection, column: SealedColumn, most: int) -> Iterator[list[SealedValue]]:
    """All values of `column` in the order of their rows, at most so many at once; purged ones hold nothing."""
    key = ", ".join(column.key)
    select = f"SELECT {key}, {column.column} FROM {column.table} WHERE length({column.column}) > 0"
    order = f"ORDER BY {key} LIMIT {most}"
    marks = ", ".join("?" * len(column.key))
    rows = connection.execute(f"{select} {order}").fetchall()
    while rows:
        found = [SealedValue(column, row[:-1], row[-1]) for row in rows]
        yield found
        rows = connection.execute(f"{select} AND ({key}) > ({marks}) {order}", found[-1].key).fetchall()


def open_all(connection: sqlite3.Connection, sealer: Sealer) -> int:
    """Open every value once; how many they are. Raises Unopened for the first that does not open."""
    opened = 0
    for column in SEALED:
        for piece in pieces(connection, column, 1000):
            for value in piece:
                opened_by(sealer, value)
            opened += len(piece)
    return opened


def opened_by(sealer: Sealer, value: SealedValue) -> bytes:
    """Raises Unopened."""
    try:
        return sealer.unseal(value.sealed, value.about)
    except ValueError:
        raise Unopened(value) from None
