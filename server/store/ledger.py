"""The ledger: the append-only record of everything that happened, each row chained to the one before.

A row's mac is an HMAC-SHA256 over the mac before it and over its own columns as stored, by a key that is not in
the database. Editing, deleting or reordering rows breaks the chain at a row that can be named; only a cut tail
leaves it whole, and for that the head is written to the log each minute (`app.py`).
"""

import hmac
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson

from server.domain.event import Event, Head

MAC_BYTES = 32
_START = b"kezek"


@dataclass(frozen=True, slots=True)
class Entry:
    at: int
    actor: str
    event: Event


def head_of(connection: sqlite3.Connection) -> Head:
    row = connection.execute("SELECT seq, epoch, at, mac FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, 1, 0, _START)


class Ledger:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def append(self, connection: sqlite3.Connection, head: Head, entries: Iterable[Entry]) -> None:
        connection.executemany("INSERT INTO ledger VALUES (?,?,?,?,?,?,?)", self._chained(head, entries))

    def _chained(
        self, head: Head, entries: Iterable[Entry]
    ) -> Iterator[tuple[int, int, int, str, str, str, bytes]]:
        seq, mac = head.seq, head.mac
        for entry in entries:
            seq += 1
            facts = orjson.dumps(entry.event.facts).decode()
            mac = self._mac(mac, seq, head.epoch, entry.at, entry.actor, entry.event.kind, facts)
            yield seq, head.epoch, entry.at, entry.actor, entry.event.kind, facts, mac

    def _mac(self, before: bytes, seq: int, epoch: int, at: int, actor: str, kind: str, facts: str) -> bytes:
        return hmac.digest(self._key, before + orjson.dumps([seq, epoch, at, actor, kind, facts]), "sha256")

    def holds(self, connection: sqlite3.Connection, seq: int, mac: bytes) -> bool:
        """Is the row of an anchor (a closing slip, a line of the log) still there as it was?"""
        row = connection.execute("SELECT mac FROM ledger WHERE seq = ?", (seq,)).fetchone()
        return row is not None and hmac.compare_digest(row[0], mac)

    def fault(self, connection: sqlite3.Connection) -> int | None:
        """The seq of the first row that does not follow from the one before it; None if the chain is whole."""
        before = Head(0, 1, 0, _START)
        rows = connection.execute("SELECT seq, epoch, at, actor, kind, facts, mac FROM ledger ORDER BY seq")
        for seq, epoch, at, actor, kind, facts, mac in rows:
            expected = self._mac(before.mac, seq, epoch, at, actor, kind, facts)
            if seq != before.seq + 1 or at < before.at or not hmac.compare_digest(mac, expected):
                return int(seq)
            before = Head(seq, epoch, at, mac)
        return None
