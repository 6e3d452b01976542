"""The tables, and how an older database becomes a newer one.

Times are microseconds UTC, as integers: they sort, compare and index as they are. Columns that hold personal
data are BLOBs sealed by `keys.py`; `sealed.py` lists them. Of the lists of registers there are macs only.
Every STRICT table refuses what is not of its column's type.
"""

from sqlite3 import complete_statement

from sqlite_utils import Database, Migrations

migrations = Migrations("kezek")


class NewerSchema(Exception):
    """The database was written by a newer Kezek than this one."""


class OlderSchema(Exception):
    """The database was written by an older Kezek, and whoever only reads does not bring it up to date."""


def _run(db: Database, statements: str) -> None:
    """One after the other: a trigger has semicolons of its own."""
    statement = ""
    for part in statements.split(";"):
        statement += f"{part};"
        if complete_statement(statement):
            db.execute(statement)
            statement = ""


def migrate(db: Database) -> None:
    """Bring `db` up to date. Raises NewerSchema before anything is touched."""
    known = {migration.name for migration in migrations._migrations}
    newer = [applied.name for applied in migrations.applied(db) if applied.name not in known]
    if newer:
        raise NewerSchema(f"the database knows {', '.join(newer)}: it was written by a newer Kezek")
    migrations.apply(db)


def is_up_to_date(db: Database) -> bool:
    """Was every migration applied that this Kezek knows?"""
    return {migration.name for migration in migrations._migrations} <= {
        applied.name for applied in migrations.applied(db)
    }


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

_TROUBLES = """
CREATE INDEX job_lost ON job (ended_at) WHERE state IN ('failed', 'unknown');
CREATE INDEX job_printed ON job (visit, kind, ended_at) WHERE state = 'printed';
CREATE INDEX ledger_clock ON ledger (at) WHERE kind = 'clock_jumped'
"""

_TURN_OF_DAY = """
ALTER TABLE visit ADD COLUMN adjourned INTEGER NOT NULL DEFAULT 0 CHECK (adjourned IN (0, 1));
CREATE INDEX visit_open ON visit (day) WHERE state = 'open' AND adjourned = 0 AND day IS NOT NULL
"""

_REGISTERS = """
CREATE TABLE look_up (
    visit TEXT NOT NULL REFERENCES visit (id), at INTEGER NOT NULL, ticket TEXT NOT NULL REFERENCES ticket,
    staff TEXT NOT NULL, said BLOB NOT NULL, PRIMARY KEY (visit, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE register_list (
    service TEXT PRIMARY KEY, number INTEGER NOT NULL, size INTEGER NOT NULL, imported_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE register_entry (
    service TEXT NOT NULL, number INTEGER NOT NULL, mac BLOB NOT NULL, PRIMARY KEY (service, number, mac)
) STRICT, WITHOUT ROWID
"""

# A journal's rows are found by what the index holds, in the order of their entry. The cells are sealed; `iin` and the
# names are macs, by which equals are found. `corrects` is unique: a row is corrected once, then its correction is.
_JOURNALS = """
CREATE TABLE journal_row (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, journal TEXT NOT NULL, year INTEGER NOT NULL,
    number INTEGER NOT NULL, visit TEXT NOT NULL REFERENCES visit (id), received_at INTEGER NOT NULL,
    entered_at INTEGER NOT NULL, staff TEXT NOT NULL, corrects TEXT UNIQUE REFERENCES journal_row (id),
    cells BLOB NOT NULL, iin BLOB, surname BLOB, short_name BLOB, whole_name BLOB
) STRICT;
CREATE UNIQUE INDEX journal_row_number ON journal_row (journal, number, year);
CREATE INDEX journal_row_entered ON journal_row (journal, entered_at);
CREATE INDEX journal_row_iin ON journal_row (journal, iin, entered_at);
CREATE INDEX journal_row_surname ON journal_row (journal, surname, entered_at);
CREATE INDEX journal_row_short_name ON journal_row (journal, short_name, entered_at);
CREATE INDEX journal_row_whole_name ON journal_row (journal, whole_name, entered_at);
CREATE INDEX journal_row_of_visit ON journal_row (visit, entered_at);

CREATE TABLE journal_cell (
    row TEXT NOT NULL REFERENCES journal_row (id), cell TEXT NOT NULL, at INTEGER NOT NULL,
    value BLOB NOT NULL, PRIMARY KEY (row, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_export (
    id TEXT PRIMARY KEY, journal TEXT NOT NULL, staff TEXT NOT NULL, since INTEGER NOT NULL,
    until INTEGER NOT NULL, form TEXT NOT NULL CHECK (form IN ('csv', 'xlsx')), language TEXT NOT NULL,
    at INTEGER NOT NULL, rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""

_MONEY = """
CREATE TABLE price (
    service TEXT NOT NULL, price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000),
    valid_from TEXT NOT NULL, valid_until TEXT, set_at INTEGER NOT NULL, set_by TEXT NOT NULL
) STRICT;
CREATE INDEX price_of_service ON price (service, set_at);

CREATE TABLE shift (
    id TEXT PRIMARY KEY, counter TEXT NOT NULL REFERENCES counter, number INTEGER NOT NULL,
    opened_at INTEGER NOT NULL, opened_by TEXT NOT NULL, cash INTEGER NOT NULL CHECK (cash >= 0),
    closed_at INTEGER, closed_by TEXT, counted INTEGER CHECK (counted >= 0), expected INTEGER,
    UNIQUE (counter, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_shift ON shift (counter) WHERE closed_at IS NULL;

CREATE TABLE payment (
    id TEXT PRIMARY KEY, visit TEXT NOT NULL REFERENCES visit (id), receipt TEXT NOT NULL UNIQUE,
    price INTEGER NOT NULL CHECK (price >= 0), method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'transfer')),
    taken INTEGER NOT NULL CHECK (taken >= price), counter TEXT NOT NULL REFERENCES counter,
    shift TEXT NOT NULL REFERENCES shift, cashier TEXT NOT NULL, at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('paid', 'refunded', 'void')),
    reason TEXT, ending TEXT, ended_at INTEGER, ended_by TEXT, ended_in TEXT REFERENCES shift,
    refund_asked_at INTEGER,
    CHECK ((state = 'paid') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_payment_a_visit ON payment (visit) WHERE state = 'paid';
CREATE INDEX payment_of_visit ON payment (visit, at);
CREATE INDEX payment_of_shift ON payment (shift, at);
CREATE INDEX payment_ended_in ON payment (ended_in) WHERE ended_in IS NOT NULL;
CREATE INDEX payment_to_refund ON payment (refund_asked_at) WHERE state = 'paid' AND refund_asked_at IS NOT NULL;

CREATE TABLE fiscal_receipt (
    id TEXT PRIMARY KEY, payment TEXT NOT NULL REFERENCES payment,
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'return')), counter TEXT NOT NULL REFERENCES counter,
    state TEXT NOT NULL CHECK (state IN ('pending', 'registered', 'failed')), queued_at INTEGER NOT NULL,
    tries INTEGER NOT NULL, due_at INTEGER, fault TEXT, registered TEXT, UNIQUE (payment, kind),
    CHECK ((state = 'registered') = (registered IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX fiscal_pending ON fiscal_receipt (counter, queued_at, id) WHERE state = 'pending';
CREATE INDEX fiscal_unsettled ON fiscal_receipt (counter, state) WHERE state <> 'registered'
"""

# Days are "2026-11-23", minutes are counted from midnight, both of the site's own clock. A doctor is never deleted:
# bookings name him. `day_hours` with nothing but NULL is a day off.
_TIMETABLES = """
CREATE TABLE doctor (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, speciality TEXT NOT NULL, cabinet TEXT NOT NULL,
    staff TEXT REFERENCES staff, calls_a_day INTEGER NOT NULL, gone_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE weekly_hours (
    doctor TEXT NOT NULL REFERENCES doctor, weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    opens INTEGER NOT NULL, closes INTEGER NOT NULL, minutes INTEGER NOT NULL,
    PRIMARY KEY (doctor, weekday, opens)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_hours (
    doctor TEXT NOT NULL REFERENCES doctor, day TEXT NOT NULL, opens INTEGER, closes INTEGER, minutes INTEGER
) STRICT;
CREATE UNIQUE INDEX day_hours_of_doctor ON day_hours (doctor, day, opens);

CREATE TABLE leave (
    doctor TEXT NOT NULL REFERENCES doctor, first TEXT NOT NULL, last TEXT NOT NULL CHECK (last >= first),
    PRIMARY KEY (doctor, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE round (
    doctor TEXT NOT NULL REFERENCES doctor, opens INTEGER NOT NULL, closes INTEGER NOT NULL,
    capacity INTEGER NOT NULL CHECK (capacity >= 0), PRIMARY KEY (doctor, opens)
) STRICT, WITHOUT ROWID;

CREATE TABLE district (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE street (
    district TEXT NOT NULL REFERENCES district, name TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('all', 'odd', 'even')), first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (name, side, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX street_of_district ON street (district);

CREATE TABLE district_doctor (
    district TEXT NOT NULL REFERENCES district, kind TEXT NOT NULL, doctor TEXT NOT NULL REFERENCES doctor,
    PRIMARY KEY (district, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE booking (
    id TEXT PRIMARY KEY, visit TEXT NOT NULL UNIQUE REFERENCES visit (id),
    doctor TEXT NOT NULL REFERENCES doctor, day TEXT NOT NULL, opens INTEGER NOT NULL, minutes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('booked', 'arrived', 'cancelled')),
    booked_at INTEGER NOT NULL, reception TEXT REFERENCES visit (id), person BLOB NOT NULL, iin_index BLOB
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX booking_slot ON booking (doctor, day, opens) WHERE state IN ('booked', 'arrived');
CREATE INDEX booking_day ON booking (day, doctor, opens, minutes) WHERE state IN ('booked', 'arrived');
CREATE INDEX booking_of_iin ON booking (iin_index, day) WHERE iin_index IS NOT NULL;

CREATE TABLE house_call (
    id TEXT PRIMARY KEY, visit TEXT NOT NULL REFERENCES visit (id), doctor TEXT NOT NULL REFERENCES doctor,
    district TEXT NOT NULL, day TEXT NOT NULL, opens INTEGER NOT NULL, closes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('told', 'done', 'cancelled')),
    told_at INTEGER NOT NULL, done_at INTEGER, person BLOB NOT NULL, outcome BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX house_call_of_visit ON house_call (visit);
CREATE INDEX house_call_day ON house_call (doctor, day, opens, told_at) WHERE state IN ('told', 'done')
"""

# A visit may have several, of which one at most is in force. Those of before kept no text.
_LIFE_OF_CERTIFICATES = """
ALTER TABLE certificate RENAME TO certificate_before;
CREATE TABLE certificate (
    id TEXT PRIMARY KEY, visit TEXT NOT NULL REFERENCES visit (id), service TEXT NOT NULL, number TEXT NOT NULL,
    made_at INTEGER NOT NULL, made_on TEXT NOT NULL, valid_until TEXT NOT NULL, digest TEXT NOT NULL,
    signers TEXT NOT NULL, signed TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('drafted', 'signed', 'issued', 'void', 'replaced')),
    waits_for TEXT, replaces TEXT REFERENCES certificate, replaced_by TEXT, issued_at INTEGER,
    paged_at INTEGER, drawn BLOB, UNIQUE (service, number)
) STRICT, WITHOUT ROWID;
INSERT INTO certificate
    SELECT c.visit, c.visit, c.service, c.number,
        coalesce((SELECT min(t.at) FROM task t WHERE t.visit = c.visit AND t.task = 'certificate'), v.opened_at),
        c.issued_on, c.valid_until, c.digest, s.signers,
        CASE WHEN v.state = 'done' THEN s.signers ELSE '[]' END,
        CASE WHEN v.state = 'done' THEN 'issued' WHEN v.state = 'open' AND v.ground IS NULL THEN 'drafted'
             ELSE 'void' END,
        CASE WHEN v.state = 'open' AND v.ground IS NULL THEN json_extract(s.signers, '$[0]') END,
        NULL, NULL, CASE WHEN v.state = 'done' THEN v.ended_at END, NULL, NULL
    FROM certificate_before c JOIN visit v ON v.id = c.visit
    JOIN (SELECT 'tb-certificate' AS service, '["phthisiatrician"]' AS signers
          UNION SELECT 'psychoneurological-certificate', '["registrar", "psychiatrist"]'
          UNION SELECT 'narcological-certificate', '["registrar", "narcologist"]') s ON s.service = c.service;
DROP TABLE certificate_before;
CREATE INDEX certificate_of_visit ON certificate (visit, made_at);
CREATE UNIQUE INDEX one_certificate_a_visit ON certificate (visit)
    WHERE state IN ('drafted', 'signed', 'issued');
CREATE INDEX certificate_to_sign ON certificate (waits_for, made_at) WHERE waits_for IS NOT NULL;
CREATE INDEX job_of_certificate ON job (visit, queued_at) WHERE kind = 'certificate'
"""

_PURGE = """
ALTER TABLE visit ADD COLUMN purged_at INTEGER;
CREATE INDEX visit_to_purge ON visit (service, ended_at) WHERE ended_at IS NOT NULL AND purged_at IS NULL;
CREATE INDEX job_with_paper ON job (visit) WHERE paper IS NOT NULL
"""

# A line is two: those whom any counter of the role may call, and the few who are reserved for one.
_RESERVED_TICKETS = """
DROP INDEX ticket_line;
CREATE INDEX ticket_line ON ticket (role, due, entered_at, id, presence)
    WHERE state = 'waiting' AND counter IS NULL;
CREATE INDEX ticket_reserved ON ticket (role, due, entered_at, id, counter, presence)
    WHERE state = 'waiting' AND counter IS NOT NULL
"""

# How many wait for each role and may be called by any counter, kept by the rows of `ticket` themselves: counting some
# hundreds at each opening took more time than all that is written.
_LINES_COUNTED = """
CREATE TABLE line (
    role TEXT PRIMARY KEY, waiting INTEGER NOT NULL CHECK (waiting >= 0),
    present INTEGER NOT NULL CHECK (present BETWEEN 0 AND waiting)
) STRICT, WITHOUT ROWID;

INSERT INTO line SELECT role, count(*), sum(presence = 'present') FROM ticket
    WHERE state = 'waiting' AND counter IS NULL GROUP BY role;

CREATE TRIGGER ticket_new_in_line AFTER INSERT ON ticket
    WHEN new.state = 'waiting' AND new.counter IS NULL
BEGIN
    INSERT INTO line VALUES (new.role, 1, new.presence = 'present') ON CONFLICT (role)
        DO UPDATE SET waiting = waiting + 1, present = present + (new.presence = 'present');
END;

CREATE TRIGGER ticket_enters_line AFTER UPDATE OF state, counter ON ticket
    WHEN new.state = 'waiting' AND new.counter IS NULL AND NOT (old.state = 'waiting' AND old.counter IS NULL)
BEGIN
    INSERT INTO line VALUES (new.role, 1, new.presence = 'present') ON CONFLICT (role)
        DO UPDATE SET waiting = waiting + 1, present = present + (new.presence = 'present');
END;

CREATE TRIGGER ticket_leaves_line AFTER UPDATE OF state, counter ON ticket
    WHEN old.state = 'waiting' AND old.counter IS NULL AND NOT (new.state = 'waiting' AND new.counter IS NULL)
BEGIN
    UPDATE line SET waiting = waiting - 1, present = present - (old.presence = 'present') WHERE role = old.role;
END;

CREATE TRIGGER ticket_gone_from_line AFTER DELETE ON ticket
    WHEN old.state = 'waiting' AND old.counter IS NULL
BEGIN
    UPDATE line SET waiting = waiting - 1, present = present - (old.presence = 'present') WHERE role = old.role;
END
"""

# A step that opened after its person had gone home stood in line, to be called by a number of another day.
_GONE_HOME = """
UPDATE call SET state = 'revoked' WHERE state = 'open' AND ticket IN (SELECT t.id FROM visit v JOIN ticket t
    ON t.visit = v.id WHERE v.state = 'open' AND v.adjourned = 1 AND t.presence = 'present');
UPDATE ticket SET state = 'pending', counter = NULL, called_at = NULL, ended_at = NULL
    WHERE state IN ('waiting', 'called', 'held', 'missed') AND presence = 'present'
    AND visit IN (SELECT id FROM visit WHERE state = 'open' AND adjourned = 1)
"""

_TURN_WITHOUT_NUMBER = """
CREATE INDEX visit_open_without_day ON visit (opened_at) WHERE state = 'open' AND adjourned = 0 AND day IS NULL
"""

# A receipt says the same every time, though its visit has another number on another day. Of what was paid before only
# the number is known that the visit had last.
_NUMBER_OF_PAYMENT = """
ALTER TABLE payment ADD COLUMN number TEXT NOT NULL DEFAULT '';
UPDATE payment SET number = coalesce((SELECT v.number FROM visit v WHERE v.id = payment.visit), '')
"""

# A doctor sees a person once a day. Whoever had two times with him before that was a rule keeps both: the later one is
# `doubled` until it is moved or the other is gone.
_BOOKED_ONCE_A_DAY = """
ALTER TABLE booking ADD COLUMN doubled INTEGER NOT NULL DEFAULT 0;
UPDATE booking SET doubled = 1 WHERE state = 'booked' AND EXISTS (SELECT 1 FROM booking b
    WHERE b.iin_index = booking.iin_index AND b.doctor = booking.doctor AND b.day = booking.day
    AND b.state = 'booked' AND (b.booked_at, b.id) < (booking.booked_at, booking.id));
CREATE UNIQUE INDEX booking_of_day ON booking (iin_index, doctor, day) WHERE state = 'booked' AND doubled = 0
"""

# A visit whose paper was handed over could leave its counter, go home with the day and never end. The turn of the day
# looks at such visits once more: it ends them as done, or they leave the lines again.
_HANDED_OVER = """
UPDATE visit SET adjourned = 0 WHERE state = 'open' AND adjourned = 1 AND EXISTS (SELECT 1 FROM task t
    WHERE t.visit = visit.id AND t.task IN (
        'attachment-hand-over', 'signature', 'hand-over', 'result-certificate-signature'))
"""

# In the order in which they came to be; a name that was applied once is never changed.
_MIGRATIONS = {
    "first_house": _FIRST_HOUSE,
    "troubles": _TROUBLES,
    "turn_of_day": _TURN_OF_DAY,
    "registers": _REGISTERS,
    "journals": _JOURNALS,
    "money": _MONEY,
    "timetables": _TIMETABLES,
    "life_of_certificates": _LIFE_OF_CERTIFICATES,
    "purge": _PURGE,
    "reserved_tickets": _RESERVED_TICKETS,
    "lines_counted": _LINES_COUNTED,
    "gone_home": _GONE_HOME,
    "turn_without_number": _TURN_WITHOUT_NUMBER,
    "number_of_payment": _NUMBER_OF_PAYMENT,
    "booked_once_a_day": _BOOKED_ONCE_A_DAY,
    "handed_over": _HANDED_OVER,
}


def _register(name: str, statements: str) -> None:
    def apply(db: Database) -> None:
        _run(db, statements)

    migrations(name=name)(apply)


for _name, _statements in _MIGRATIONS.items():
    _register(_name, _statements)
