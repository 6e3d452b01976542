"""The purge: personal data go when the duty to keep them has ended; that somebody was here, and how it went, stays.

A value is removed by NULL, or by no bytes at all where its column must not be NULL; the macs by which it could be
found go with it. The visit, its steps, the numbers of its papers and the ledger stay. What is under way has not
ended, and stays whole. `connection.py` has SQLite write zeros over what was there.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from server.domain.event import Event
from server.domain.keeping import Keeping
from server.store.house import SqlHouse
from server.store.sealed import OF_PERSONS
from server.store.times import to_stamp

VISITS_AT_ONCE = 50  # in one command, so that no clerk waits for it
NIGHT_HOURS = range(2, 5)  # of the site's clock: nobody is in the house
SERVICES_SQL = (
    "WITH RECURSIVE of (service) AS (SELECT min(service) FROM visit WHERE ended_at IS NOT NULL AND purged_at IS NULL"
    " UNION ALL SELECT (SELECT min(v.service) FROM visit v WHERE v.service > of.service AND v.ended_at IS NOT NULL"
    " AND v.purged_at IS NULL) FROM of WHERE of.service IS NOT NULL)"
    " SELECT service FROM of WHERE service IS NOT NULL"
)
DUE_SQL = (
    "SELECT id FROM visit WHERE service = ? AND ended_at < ? AND ended_at IS NOT NULL AND purged_at IS NULL"
    " ORDER BY ended_at LIMIT ?"
)
Counted = Counter[str]  # "visits", and values by "table.column"


def purge_by_night(house: SqlHouse, keeping: Keeping) -> int:
    """`purge`, at night; by day nothing is due."""
    by_night = house.now.astimezone(house.site.calendar.zone).hour in NIGHT_HOURS
    return purge(house, keeping) if by_night else 0


def purge(house: SqlHouse, keeping: Keeping) -> int:
    """Purge a few visits that are due; how many they were, 0 when none is left."""
    due = due_visits(house.connection, keeping, house.now, VISITS_AT_ONCE)
    if not due:
        return 0
    counted: Counted = Counter(visits=len(due))
    for broom in _brooms(house.connection):
        counted[broom.name] += sum(broom.sweep(house.connection, visit) for visit in due)
    house.connection.executemany(
        "UPDATE visit SET purged_at = ? WHERE id = ?", [(to_stamp(house.now), visit) for visit in due]
    )
    house.record(Event("personal_data_purged", dict(counted)))
    return len(due)


def would_purge(connection: sqlite3.Connection, keeping: Keeping, now: datetime) -> Counted:
    """How many of what a purge would remove now. Reads all of it: not for the loop."""
    due = due_visits(connection, keeping, now, most=-1)
    counted: Counted = Counter(visits=len(due))
    for broom in _brooms(connection):
        counted[broom.name] += sum(broom.count(connection, visit) for visit in due)
    return counted


def due_visits(connection: sqlite3.Connection, keeping: Keeping, now: datetime, most: int) -> list[str]:
    """Ids, those of each service from its oldest on; `most` -1: all of them."""
    due: list[str] = []
    for (service,) in connection.execute(SERVICES_SQL).fetchall():
        before = to_stamp(keeping.ended_before(service, now))
        left = most if most < 0 else most - len(due)
        due += [visit for (visit,) in connection.execute(DUE_SQL, (service, before, left))]
    return due


@dataclass(frozen=True, slots=True)
class _Broom:
    """Removes from one column; `nothing` is what is put there."""

    table: str
    column: str
    of_visit: str
    nothing: str

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"

    @property
    def _held(self) -> str:
        return f"{self.of_visit} AND length({self.column}) > 0"

    def sweep(self, connection: sqlite3.Connection, visit: str) -> int:
        sql = f"UPDATE {self.table} SET {self.column} = {self.nothing} WHERE {self._held}"
        return connection.execute(sql, (visit,)).rowcount

    def count(self, connection: sqlite3.Connection, visit: str) -> int:
        sql = f"SELECT count(*) FROM {self.table} WHERE {self._held}"
        return int(connection.execute(sql, (visit,)).fetchone()[0])


def _brooms(connection: sqlite3.Connection) -> list[_Broom]:
    return [_Broom(*one, _nothing(connection, one.table, one.column)) for one in OF_PERSONS]


def _nothing(connection: sqlite3.Connection, table: str, column: str) -> str:
    sql = 'SELECT "notnull" FROM pragma_table_info(?) WHERE name = ?'
    (must_be_there,) = connection.execute(sql, (table, column)).fetchone()
    return "x''" if must_be_there else "NULL"
