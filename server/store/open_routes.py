"""Does the folder of regulations still have the steps at which visits stand?

A visit whose service or step is gone can neither go on nor be closed, and would hold up the turn of the day for all
others. So the house does not open before whoever took it out has brought it back.
"""

import sqlite3
from collections.abc import Mapping

from server.domain.regulation import Regulation

# Every open ticket is in one of these, and hardly any other: a start does not read a million past visits.
_OPEN = {
    "ticket_line": "state = 'waiting' AND counter IS NULL",
    "ticket_reserved": "state = 'waiting' AND counter IS NOT NULL",
    "ticket_aside": "state IN ('held', 'missed', 'pending')",
    "ticket_at_counter": "state IN ('called', 'serving')",
}
_OPEN_TICKETS = " UNION ALL ".join(
    f"SELECT visit, step FROM ticket INDEXED BY {index} WHERE {open_there}"
    for index, open_there in _OPEN.items()
)
OPEN_STEPS_SQL = (
    f"SELECT v.service, t.step, count(*) FROM ({_OPEN_TICKETS}) t JOIN visit v ON v.id = t.visit"
    " GROUP BY v.service, t.step"
)


class RoutesLost(Exception):
    """Visits are open at steps that no regulation has any more."""


def check_open_routes(connection: sqlite3.Connection, regulations: Mapping[str, Regulation]) -> None:
    """Raises RoutesLost with every step that is missing."""
    missing = [
        f"{service}: no regulation has its step {step!r}, at which open visits stand: {visits}; bring it back"
        for service, step, visits in connection.execute(OPEN_STEPS_SQL).fetchall()
        if service not in regulations or step not in {one.code for one in regulations[service].steps}
    ]
    if missing:
        raise RoutesLost("\n".join(missing))
