"""Years that have gone by: fills a stopped site's database with past visits, as the server would have left them.

Each visit was done: one ticket, or two and a certificate, each called, served and finished; a slip; its ledger rows in
one chain with the site's own; and, of the last seven days, the kept replies.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import orjson

from server.desk.commands import REPLIES_KEPT_FOR
from server.domain.event import Event
from server.domain.number import number_text
from server.store.ids import LETTERS, moment_letters
from server.store.keys import Keys, Sealer, read_or_make_keys
from server.store.ledger import Entry, Ledger, head_of
from server.store.times import to_stamp
from tests.site import Site

A_DAY = 2000  # visits of a large polyclinic
_SECOND = 1_000_000  # a stamp counts microseconds
_MINUTE = 60 * _SECOND
_MORNING = 8 * 3600 * _SECOND
_BETWEEN = 18 * _SECOND  # one visit and the next: ten hours for all of them
_SITE = "a"
_CERTIFICATE, _RECEPTION = "tb-certificate", "reception"
_CERTIFICATE_EVERY = 4


class _Step(NamedTuple):
    """A step and the counter where it was done."""

    code: str
    role: str
    counter: str
    kind: str
    name: str

    @property
    def staff(self) -> str:
        """Of the try-out, where they bear the names of their roles."""
        return self.role


_CERTIFICATES_STEPS = (
    _Step("check", "operator", "window-2", "window", "2"),
    _Step("sign", "phthisiatrician", "cabinet-11", "cabinet", "11"),
)
_RECEPTIONS_STEPS = (_Step("reception", "doctor", "cabinet-16", "cabinet", "16"),)
_Row = tuple[Any, ...]


@dataclass(slots=True)
class _Day:
    """The rows of one day."""

    on: str
    sealer: Sealer
    with_replies: bool
    visits: list[_Row] = field(default_factory=list)
    tickets: list[_Row] = field(default_factory=list)
    calls: list[_Row] = field(default_factory=list)
    tasks: list[_Row] = field(default_factory=list)
    jobs: list[_Row] = field(default_factory=list)
    certificates: list[_Row] = field(default_factory=list)
    replies: list[_Row] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


_INSERTS = {
    "visits": (
        "INSERT INTO visit (seq, id, service, kind, language, category, channel, state, number, day, opened_at,"
        " ended_at, ground, iin) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    ),
    "tickets": "INSERT INTO ticket VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "calls": (
        "INSERT INTO call (ticket, number, hall, place_kind, place_name, language, at, times, state)"
        " VALUES (?,?,?,?,?,?,?,?,?)"
    ),
    "tasks": "INSERT INTO task VALUES (?,?,?,?,?,?,?)",
    "jobs": "INSERT INTO job VALUES (?,?,?,?,?,?,?,?,?)",
    "certificates": "INSERT INTO certificate VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "replies": "INSERT INTO reply VALUES (?,?,?,?,?,?)",
}


def add_past(site: Site, visits: int) -> None:
    """Put so many visits before everything that the stopped `site` has seen, the last of them yesterday."""
    path = site.data / "kezek.db"
    keys = read_or_make_keys(site.data / "keys", path)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "cache_size = -262144",
            "foreign_keys = OFF",
        ):
            database.execute(f"PRAGMA {pragma}").fetchall()
        database.execute("BEGIN")
        _fill(database, keys, visits)
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = WAL").fetchall()
    finally:
        database.close()


def _fill(database: sqlite3.Connection, keys: Keys, visits: int) -> None:
    """The chain of the ledger is made anew: the site's own rows come after those of the past."""
    ledger = Ledger(keys.ledger)
    own = database.execute("SELECT at, actor, kind, facts FROM ledger ORDER BY seq").fetchall()
    database.execute("DELETE FROM ledger")
    yesterday = datetime.fromtimestamp(own[0][0] / _SECOND, UTC).date() - timedelta(days=1)
    (seen,) = database.execute("SELECT coalesce(max(seq), 0) FROM visit").fetchone()
    for day in _days(yesterday, visits, seen, Sealer(keys.sealing)):
        for rows, insert in _INSERTS.items():
            database.executemany(insert, getattr(day, rows))
        day.entries.sort(key=lambda entry: entry.at)
        ledger.append(database, head_of(database), day.entries)
    kept = [Entry(at, actor, Event(kind, orjson.loads(facts))) for at, actor, kind, facts in own]
    ledger.append(database, head_of(database), kept)


def _days(last: date, visits: int, seen: int, sealer: Sealer) -> Iterator[_Day]:
    """`seen`: so many visits are in the house already; those of the past are rows behind theirs."""
    days = -(-visits // A_DAY)
    kept_since = last - REPLIES_KEPT_FOR
    for n in range(days):
        date_of_it = last - timedelta(days=days - 1 - n)
        day = _Day(date_of_it.isoformat(), sealer, with_replies=date_of_it > kept_since)
        morning = to_stamp(datetime.combine(date_of_it, datetime.min.time(), UTC)) + _MORNING
        for nth in range(min(A_DAY, visits - n * A_DAY)):
            _add_visit(day, seen + n * A_DAY + nth + 1, nth, morning + nth * _BETWEEN)
        yield day


def _add_visit(day: _Day, seq: int, nth: int, opened: int) -> None:
    moment = moment_letters(opened)
    visit, number, language = f"{moment}{LETTERS[1]}{_SITE}", number_text(nth + 1), ("kk", "ru")[nth % 2]
    is_certificate = nth % _CERTIFICATE_EVERY == 0
    service, steps = (
        (_CERTIFICATE, _CERTIFICATES_STEPS) if is_certificate else (_RECEPTION, _RECEPTIONS_STEPS)
    )
    day.entries.append(Entry(opened, "kiosk-1", Event("visit_opened", {"visit": visit, "service": service})))
    ended = opened
    for place, step in enumerate(steps, 1):
        ended = _add_ticket(day, f"{visit}-{place:02}", visit, number, language, ended, step)
    day.entries.append(Entry(ended, steps[-1].staff, Event("visit_done", {"visit": visit})))
    job = f"{moment}{LETTERS[2]}{_SITE}"
    day.jobs.append((job, "printer-lobby", "slip", visit, "printed", opened, opened + _SECOND, None, None))
    if is_certificate:
        _add_certificate(day, visit, seq, ended)
    day.visits.append(
        (
            seq,
            visit,
            service,
            None,
            language,
            None,
            "in_person",
            "done",
            number,
            day.on,
            opened,
            ended,
            None,
            None,
        )
    )
    if day.with_replies:
        _add_replies(day, visit, opened)


def _add_ticket(
    day: _Day, ticket: str, visit: str, number: str, language: str, entered: int, step: _Step
) -> int:
    """Returns when it was finished."""
    called, started, ended = entered + 5 * _MINUTE, entered + 6 * _MINUTE, entered + 10 * _MINUTE
    day.tickets.append(
        (
            *(
                ticket,
                visit,
                step.code,
                step.role,
                "present",
                "done",
                entered,
                entered,
                "none",
                step.counter,
                1,
            ),
            *(called, started, ended, step.staff),
        )
    )
    day.calls.append((ticket, number, "main", step.kind, step.name, language, called, 1, "answered"))
    facts = {"ticket": ticket, "visit": visit, "step": step.code}
    day.entries += [
        Entry(called, step.staff, Event("ticket_called", {**facts, "counter": step.counter})),
        Entry(started, step.staff, Event("ticket_started", facts)),
        Entry(ended, step.staff, Event("ticket_finished", facts)),
    ]
    return ended


def _add_certificate(day: _Day, visit: str, seq: int, at: int) -> None:
    """With the task that comes before it."""
    ticket = f"{visit}-01"
    sealed = day.sealer.seal_data({"found": "no", "checked": True}, f"task {ticket} register-check")
    day.tasks.append((ticket, "register-check", visit, "check", at, "operator", sealed))
    signers = '["phthisiatrician"]'
    made = (visit, visit, _CERTIFICATE, f"{seq:08}", at, day.on, day.on, f"{seq:064}")
    day.certificates.append((*made, signers, signers, "issued", None, None, None, at, None, None))


def _add_replies(day: _Day, visit: str, at: int) -> None:
    """One for each command of the visit: opened, twice called, started and finished."""
    body = orjson.dumps({"visit": {"id": visit, "state": "open"}, "tickets": [{"id": f"{visit}-01"}] * 4})
    for nth in range(7):
        key = f"past-{visit}-{nth}"
        day.replies.append(
            ("kiosk-1", key, bytes(32), 201, day.sealer.seal(body, f"reply kiosk-1 {key}"), at + nth)
        )
