"""The tables, and how an older database becomes a newer one.

Times are microseconds UTC, as integers: they sort, compare and index as they are. Columns that hold personal
data are BLOBs sealed by `keys.py`; there are three of them: `visit.iin`, `task.answers`, `job.paper`.
Every STRICT table refuses what is not of its column's type.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("kezek")


class NewerSchema(Exception):
    """The database was written by a newer Kezek than this one."""


@migrations()  # type: ignore[untyped-decorator,unused-ignore]
def first_house(db: Database) -> None:
    for statement in _FIRST_HOUSE.split(";"):
        if statement.strip():
            db.execute(statement)


def migrate(db: Database) -> None:
    """Bring `db` up to date. Raises NewerSchema before anything is touched."""
    known = {migration.name for migration in migrations._migrations}
    newer = [applied.name for applied in migrations.applied(db) if applied.name not in known]
    if newer:
        raise NewerSchema(f"the database knows {', '.join(newer)}: it was written by a newer Kezek")
    migrations.apply(db)


_FIRST_HOUSE = """
CREATE TABLE hall (
    id TEXT PRIMARY KEY, kk TEXT NOT NULL, ru TEXT NOT NULL, en TEXT NOT NULL,
    text_kk TEXT NOT NULL DEFAULT '', text_ru TEXT NOT NULL DEFAULT '', text_en TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE staff (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
    roles TEXT NOT NULL, gone_at INTEGER
) STRICT;

CREATE TABLE device (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'board', 'printer')),
    name TEXT NOT NULL, token_hash BLOB NOT NULL UNIQUE,
    hall TEXT REFERENCES hall, printer TEXT REFERENCES device,
    state TEXT NOT NULL DEFAULT 'unknown', fault TEXT, seen_at INTEGER, revoked_at INTEGER
) STRICT;

CREATE TABLE counter (
    id TEXT PRIMARY KEY, name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('window', 'cabinet', 'cash_desk')),
    hall TEXT NOT NULL REFERENCES hall, roles TEXT NOT NULL, printer TEXT REFERENCES device
) STRICT;

CREATE TABLE seat (
    counter TEXT PRIMARY KEY REFERENCES counter, staff TEXT NOT NULL UNIQUE REFERENCES staff,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY, staff TEXT NOT NULL REFERENCES staff, csrf TEXT NOT NULL,
    opened_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE visit (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, service TEXT NOT NULL, kind TEXT,
    language TEXT NOT NULL, category TEXT, channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'refused', 'withdrawn')),
    number TEXT, day TEXT, opened_at INTEGER NOT NULL, ended_at INTEGER, ground TEXT, iin BLOB
) STRICT;
CREATE UNIQUE INDEX visit_number ON visit (day, number) WHERE number IS NOT NULL;

CREATE TABLE ticket (
    id TEXT PRIMARY KEY, visit TEXT NOT NULL REFERENCES visit (id), step TEXT NOT NULL, role TEXT NOT NULL,
    presence TEXT NOT NULL CHECK (presence IN ('present', 'absent')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'waiting', 'called', 'serving', 'held', 'missed',
                                         'done', 'refused', 'withdrawn')),
    entered_at INTEGER NOT NULL, due INTEGER NOT NULL, head_start TEXT NOT NULL,
    counter TEXT REFERENCES counter, times_called INTEGER NOT NULL,
    called_at INTEGER, started_at INTEGER, ended_at INTEGER, ended_by TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ticket_step ON ticket (visit, step);
CREATE INDEX ticket_line ON ticket (role, due, entered_at, id, presence, counter, state)
    WHERE state = 'waiting';
CREATE INDEX ticket_aside ON ticket (role, entered_at) WHERE state IN ('held', 'missed', 'pending');
CREATE INDEX ticket_at_counter ON ticket (counter) WHERE state IN ('called', 'serving');
CREATE UNIQUE INDEX one_person_a_counter ON ticket (counter)
    WHERE state IN ('called', 'serving') AND presence = 'present';

CREATE TABLE call (
    call INTEGER PRIMARY KEY AUTOINCREMENT, ticket TEXT NOT NULL REFERENCES ticket, number TEXT NOT NULL,
    hall TEXT NOT NULL REFERENCES hall, place_kind TEXT NOT NULL, place_name TEXT NOT NULL,
    language TEXT NOT NULL, at INTEGER NOT NULL, times INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'revoked'))
) STRICT;
CREATE INDEX call_recent ON call (hall, at);
CREATE INDEX call_of_ticket ON call (ticket);
CREATE INDEX call_open ON call (hall) WHERE state = 'open';

CREATE TABLE task (
    ticket TEXT NOT NULL REFERENCES ticket, task TEXT NOT NULL, visit TEXT NOT NULL REFERENCES visit (id),
    step TEXT NOT NULL, at INTEGER NOT NULL, staff TEXT NOT NULL, answers BLOB NOT NULL,
    PRIMARY KEY (ticket, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_of_visit ON task (visit, at);

CREATE TABLE job (
    id TEXT PRIMARY KEY, printer TEXT NOT NULL REFERENCES device, kind TEXT NOT NULL,
    visit TEXT REFERENCES visit (id),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'printed', 'failed', 'unknown')),
    queued_at INTEGER NOT NULL, ended_at INTEGER, fault TEXT, paper BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX job_to_do ON job (printer, queued_at) WHERE state IN ('queued', 'sent');
CREATE INDEX job_ended ON job (ended_at) WHERE paper IS NOT NULL AND ended_at IS NOT NULL;

CREATE TABLE certificate (
    visit TEXT PRIMARY KEY REFERENCES visit (id), service TEXT NOT NULL, number TEXT NOT NULL,
    issued_on TEXT NOT NULL, valid_until TEXT NOT NULL, digest TEXT NOT NULL, UNIQUE (service, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE series (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE reply (
    actor TEXT NOT NULL, key TEXT NOT NULL, fingerprint BLOB NOT NULL, status INTEGER NOT NULL,
    body BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (actor, key)
) STRICT;

CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
    kind TEXT NOT NULL, facts TEXT NOT NULL, mac BLOB NOT NULL
) STRICT
"""
