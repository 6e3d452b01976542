"""Lines in SQLite: who is next, who waits, who is set aside, how many are ahead.

Most tickets may be called by any counter of their role; a few are reserved for one. Forty counters look at the same
line and all are told when it moves: what is common to them is read once after each commit (`Seen`).

How long a line is stands in the table `line`, which triggers keep. How many are ahead is that less those behind:
whoever comes now has hundreds before him and hardly anybody behind.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Hashable
from datetime import date
from typing import Any, TypeVar

from server.desk.house import MOST_COUNTED, Site, Waiting
from server.domain.line import in_order
from server.domain.role import Role
from server.domain.ticket import Ticket
from server.domain.visit import Category
from server.store import rows
from server.store.rows import Row
from server.store.times import to_stamp

T = TypeVar("T")

_FOR_ANY = "state = 'waiting' AND role = ? AND counter IS NULL"
_RESERVED = "state = 'waiting' AND role = ? AND counter IS NOT NULL AND (? IS NULL OR counter = ?)"
_BEFORE = "(due, entered_at, id) < (?, ?, ?) AND presence = 'present'"
_NOT_BEFORE = "(due, entered_at, id) >= (?, ?, ?) AND presence = 'present'"
# In the order of `line.place`, as both indexes spell it.
NEXT_SQL = f"SELECT {rows.TICKET_COLUMNS} FROM ticket WHERE {_FOR_ANY} ORDER BY due, entered_at, id LIMIT 1"
RESERVED_NEXT_SQL = (
    f"SELECT {rows.TICKET_COLUMNS} FROM ticket WHERE {_RESERVED} ORDER BY due, entered_at, id LIMIT 1"
)


def _counted(condition: str) -> str:
    return f"SELECT count(*) FROM (SELECT 1 FROM ticket WHERE {condition} LIMIT {MOST_COUNTED})"


AHEAD_SQL = _counted(f"{_FOR_ANY} AND {_BEFORE}")
RESERVED_AHEAD_SQL = _counted(f"{_RESERVED} AND {_BEFORE}")
LENGTH_SQL = "SELECT waiting FROM line WHERE role = ?"
NOT_AHEAD_SQL = f"SELECT present, ({_counted(f'{_FOR_ANY} AND {_NOT_BEFORE}')}) FROM line WHERE role = ?"
RESERVED_WAITING_SQL = _counted(_RESERVED)
_OF_VISIT = "v.number, v.service, v.language, v.category, v.day, v.adjourned"
_SEEN = f"{', '.join(f't.{column}' for column in rows.TICKET_COLUMNS.split(', '))}, {_OF_VISIT}"
LINE_SQL = (
    f"SELECT {_SEEN} FROM ticket t JOIN visit v ON v.id = t.visit"
    " WHERE t.state = 'waiting' AND role = ? AND counter IS NULL ORDER BY due, entered_at, t.id LIMIT ?"
)
RESERVED_SQL = (
    f"SELECT {_SEEN} FROM ticket t JOIN visit v ON v.id = t.visit"
    " WHERE t.state = 'waiting' AND role = ? AND counter IS NOT NULL AND (? IS NULL OR counter = ?)"
    " ORDER BY due, entered_at, t.id LIMIT ?"
)
ASIDE_SQL = (
    f"SELECT {_SEEN} FROM ticket t JOIN visit v ON v.id = t.visit"
    " WHERE t.state IN ('held', 'missed', 'pending') AND role = ?"
    " AND (t.state <> 'pending' OR step IN (SELECT value FROM json_each(?)))"
    " ORDER BY entered_at DESC LIMIT ?"
)


class Seen:
    """What a connection that only reads has read since anybody else wrote, by what was asked."""

    def __init__(self) -> None:
        self._version = -1
        self._kept: dict[Hashable, Any] = {}

    def begin(self, connection: sqlite3.Connection) -> "Seen":
        """In a transaction: forget what was written over."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version = version
            self._kept.clear()
        return self

    def once(self, asked: Hashable, read: Callable[[], T]) -> T:
        if asked not in self._kept:
            self._kept[asked] = read()
        kept: T = self._kept[asked]
        return kept


class SqlLines:
    """The part of the house that knows who waits. `seen` None: in a command, which sees what it writes itself."""

    connection: sqlite3.Connection
    site: Site
    seen: Seen | None

    def _once(self, asked: Hashable, read: Callable[[], T]) -> T:
        return read() if self.seen is None else self.seen.once(asked, read)

    def _tickets(self, sql: str, *parameters: Any) -> list[Waiting]:
        return [_waiting_of(row) for row in self.connection.execute(sql, parameters)]

    def _count(self, sql: str, *parameters: Any) -> int:
        return int(self.connection.execute(sql, parameters).fetchone()[0])

    def first_in_line(self, roles: Collection[Role], counter: str) -> Ticket | None:
        firsts = [self.connection.execute(NEXT_SQL, (role.value,)).fetchone() for role in roles]
        firsts += [
            self.connection.execute(RESERVED_NEXT_SQL, (role.value, counter, counter)).fetchone()
            for role in roles
        ]
        return next(iter(in_order(rows.ticket_of(row) for row in firsts if row)), None)

    def line(self, roles: Collection[Role], counter: str | None, most: int) -> list[Waiting]:
        waiting = [
            one
            for role in roles
            for one in (
                *self._for_any(role, most),
                *self._tickets(RESERVED_SQL, role.value, counter, counter, most),
            )
        ]
        by_id = {one.ticket.id: one for one in waiting}
        return [by_id[ticket.id] for ticket in in_order(one.ticket for one in waiting)][:most]

    def _for_any(self, role: Role, most: int) -> list[Waiting]:
        return self._once(("line", role, most), lambda: self._tickets(LINE_SQL, role.value, most))

    def set_aside(self, roles: Collection[Role], most: int) -> list[Waiting]:
        aside = [one for role in roles for one in self._aside(role, most)]
        return sorted(aside, key=lambda one: one.ticket.entered_at, reverse=True)[:most]

    def _aside(self, role: Role, most: int) -> list[Waiting]:
        def read() -> list[Waiting]:
            return self._tickets(ASIDE_SQL, role.value, json.dumps(self._gated_steps()), most)

        return self._once(("aside", role, most), read)

    def _gated_steps(self) -> list[str]:
        """Whose tickets may be waited for by staff: what else is pending waits for its person to come back."""
        return [
            step.code
            for regulation in self.site.regulations.values()
            for step in regulation.steps
            if step.gate
        ]

    def waiting(self, roles: Collection[Role], counter: str | None) -> int:
        counts = (self._waiting_for_any(role) + self._reserved(role, counter) for role in roles)
        return min(MOST_COUNTED, sum(counts))

    def _waiting_for_any(self, role: Role) -> int:
        def read() -> int:
            found = self.connection.execute(LENGTH_SQL, (role.value,)).fetchone()
            return int(found[0]) if found else 0

        return self._once(("waiting", role), read)

    def _reserved(self, role: Role, counter: str | None) -> int:
        return self._count(RESERVED_WAITING_SQL, role.value, counter, counter)

    def ahead_of(self, ticket: Ticket) -> int:
        counter = ticket.counter
        place = (to_stamp(ticket.due), to_stamp(ticket.entered_at), ticket.id)
        ahead = self._ahead_for_any(ticket.role, place)
        if counter is not None:
            ahead += self._count(RESERVED_AHEAD_SQL, ticket.role.value, counter, counter, *place)
        return min(MOST_COUNTED, ahead)

    def _ahead_for_any(self, role: Role, place: tuple[int, int, str]) -> int:
        found = self.connection.execute(NOT_AHEAD_SQL, (role.value, *place, role.value)).fetchone()
        present, not_ahead = found or (0, 0)
        if not_ahead < MOST_COUNTED:
            return int(present - not_ahead)
        return self._count(AHEAD_SQL, role.value, *place)


def _waiting_of(row: Row) -> Waiting:
    category = Category(row[18]) if row[18] else None
    day = date.fromisoformat(row[19]) if row[19] else None
    return Waiting(rows.ticket_of(row[:15]), row[15], row[16], row[17], category, day, bool(row[20]))
