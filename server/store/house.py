"""The house in SQLite: what `server.desk.house.House` promises, in plain SQL, inside one transaction.

It also notices whose view a command changes, from the rows that it writes: so no use case can forget the news.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from server.desk.house import (
    Ailing,
    Device,
    DoneTask,
    LostPaper,
    Made,
    Seat,
    Site,
    Staff,
)
from server.domain.board import REMEMBERED, Call, CallState
from server.domain.event import Event, Head
from server.domain.job import Job, JobState
from server.domain.language import Words
from server.domain.line import in_order
from server.domain.paper import Paper, PaperKind, from_data
from server.domain.place import Counter, Hall
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.ticket import Ticket
from server.domain.timetable import moment_of
from server.domain.visit import Visit, VisitState
from server.store import rows
from server.store.certificates import SqlCertificates
from server.store.doors import SqlDoors
from server.store.ids import LETTERS, moment_letters
from server.store.journals import SqlJournals
from server.store.keys import PAPER_ROOM, Secrets
from server.store.known import Known
from server.store.ledger import head_of
from server.store.lines import Seen, SqlLines
from server.store.money import SqlMoney
from server.store.registers import SqlRegisters
from server.store.replies import Replies
from server.store.rows import Row
from server.store.times import from_stamp, from_stamp_or_none, to_stamp, to_stamp_or_none
from server.store.timetables import SqlTimetables

TICKETS_SQL = f"SELECT {rows.TICKET_COLUMNS} FROM ticket WHERE id BETWEEN ? AND ? ORDER BY id"  # of a visit
VISIT_MADE_SQL = "SELECT id FROM visit WHERE id BETWEEN ? AND ?"
SLIP_MADE_SQL = f"SELECT {rows.JOB_COLUMNS} FROM job WHERE id BETWEEN ? AND ? AND kind = 'slip'"
# No job of a visit is older than it is.
SLIPS_SQL = f"SELECT {rows.JOB_COLUMNS} FROM job WHERE id > ?1 AND visit = ?1 AND kind = 'slip' ORDER BY id"
BOARD_SQL = (
    f"SELECT {rows.CALL_COLUMNS} FROM call WHERE hall = ? AND state = 'open'"
    f" UNION ALL SELECT {rows.CALL_COLUMNS} FROM call WHERE hall = ? AND at >= ? AND state <> 'open'"
)
AILING_SQL = (
    f"SELECT {', '.join(f'd.{column.strip()}' for column in rows.DEVICE_COLUMNS.split(','))}, k.id, k.name, k.seen_at"
    " FROM device d LEFT JOIN device k ON k.kind = 'kiosk' AND k.printer = d.id AND k.revoked_at IS NULL"
    " WHERE d.revoked_at IS NULL AND (d.seen_at < ?1 OR d.seen_at >= ?1 AND d.state <> 'ok'"
    " OR d.seen_at IS NULL AND ?2) ORDER BY d.id LIMIT 100"
)
LOST_PAPERS_SQL = (
    "SELECT j.state, v.number, d.id, d.name FROM job j JOIN device d ON d.id = j.printer"
    " LEFT JOIN visit v ON v.id = j.visit WHERE j.state IN ('failed', 'unknown') AND j.ended_at >= ?"
    " AND (j.kind <> 'slip' OR v.state = 'open')"
    " AND NOT EXISTS (SELECT 1 FROM job a WHERE a.state = 'printed' AND a.visit = j.visit AND a.kind = j.kind"
    " AND a.ended_at > j.ended_at) ORDER BY j.ended_at DESC LIMIT ?"
)
# Whoever telephones sits nowhere, but is served too.
_NOT_SERVED = (
    "NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id BETWEEN v.id || '-' AND v.id || '-~'"
    " AND t.state = 'serving' AND (t.presence = 'present' OR v.channel = 'telephone'))"
)
VISITS_BEFORE_SQL = (
    "SELECT v.id FROM visit v WHERE v.state = 'open' AND v.adjourned = 0 AND v.day IS NOT NULL AND v.day < ?"
    f" AND {_NOT_SERVED} ORDER BY v.day LIMIT ?"
)
VISITS_WITHOUT_DAY_BEFORE_SQL = (
    "SELECT v.id FROM visit v WHERE v.state = 'open' AND v.adjourned = 0 AND v.day IS NULL AND v.opened_at < ?"
    f" AND {_NOT_SERVED} ORDER BY v.opened_at LIMIT ?"
)
RESERVE_SQL = (
    "UPDATE ticket SET counter = ? WHERE role = 'doctor' AND state = 'waiting' AND counter IS NULL AND visit IN ("
    "SELECT b.reception FROM doctor d JOIN booking b ON b.doctor = d.id WHERE d.staff = ? AND b.day = ?"
    " AND b.state IN ('booked', 'arrived') AND b.reception IS NOT NULL) RETURNING role"
)
VISITS_OF_DAY_SQL = "SELECT state, count(*) FROM visit WHERE day = ? AND number IS NOT NULL GROUP BY state"
CLOCK_JUMP_SQL = "SELECT 1 FROM ledger WHERE kind = 'clock_jumped' AND at >= ? LIMIT 1"


@dataclass(slots=True)
class SqlHouse(SqlLines, SqlDoors, SqlRegisters, SqlJournals, SqlMoney, SqlTimetables, SqlCertificates):
    connection: sqlite3.Connection
    site: Site
    secrets: Secrets
    known: Known
    now: datetime
    seen: Seen | None = None
    events: list[Event] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    _seqs: dict[str, int | None] = field(default_factory=dict)  # of the visits that this command has opened
    _ids: int = 0
    _moment: str = ""

    def new_id(self) -> str:
        if not self._moment:
            self._moment = moment_letters(to_stamp(self.now))
        self._ids += 1
        return f"{self._moment}{LETTERS[self._ids]}{self.site.code}"

    @property
    def open_since(self) -> datetime:
        return self.known.open_since

    def _one(self, sql: str, *parameters: Any) -> Row:
        row = self._maybe(sql, *parameters)
        if row is None:
            raise Refusal("not_found", 404)
        return row

    def _maybe(self, sql: str, *parameters: Any) -> Row | None:
        row: Row | None = self.connection.execute(sql, parameters).fetchone()
        return row

    def _all(self, sql: str, *parameters: Any) -> list[Row]:
        return self.connection.execute(sql, parameters).fetchall()

    def ledger_head(self) -> Head:
        return head_of(self.connection)

    def revision(self) -> int:
        return int(self._one("SELECT coalesce(max(seq), 0) FROM ledger")[0])

    # what was asked under a key

    def made_under(self, actor: str, key: str) -> Made | None:
        row = self._maybe("SELECT at FROM reply WHERE actor = ? AND key = ?", actor, key)
        if row is None:
            return None
        first = moment_letters(row[0])  # of its ids, and of those of no other command
        visit = self._maybe(VISIT_MADE_SQL, first, f"{first}~")
        slip = self._maybe(SLIP_MADE_SQL, first, f"{first}~")
        return Made(self.visit(visit[0]) if visit else None, rows.job_of(slip) if slip else None)

    def forbid(self, actor: str, key: str) -> None:
        Replies(self.secrets.sealer).forbid(self.connection, actor, key, self.now)

    # visits and their tickets

    def visit(self, visit_id: str) -> Visit:
        row = self._one(f"SELECT {rows.VISIT_COLUMNS} FROM visit WHERE id = ?", visit_id)
        tickets = self._all(TICKETS_SQL, f"{visit_id}-", f"{visit_id}-~")
        return rows.visit_of(row, tuple(map(rows.ticket_of, tickets)))

    def visit_of(self, ticket_id: str) -> Visit:
        return self.visit(self._one("SELECT visit FROM ticket WHERE id = ?", ticket_id)[0])

    def add_visit(self, visit: Visit, iin: str | None) -> None:
        sealed = self.secrets.sealer.seal(iin.encode(), f"visit {visit.id}") if iin else None
        added = self.connection.execute(
            f"INSERT INTO visit ({rows.VISIT_COLUMNS}, iin) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (*rows.visit_row(visit), sealed),
        )
        self._seqs[visit.id] = added.lastrowid
        for ticket in visit.tickets:
            self._add_ticket(ticket)

    def iin_of(self, visit_id: str) -> str | None:
        (sealed,) = self._one("SELECT iin FROM visit WHERE id = ?", visit_id)
        return self.secrets.sealer.unseal(sealed, f"visit {visit_id}").decode() if sealed else None

    def save_visit(self, before: Visit, after: Visit) -> None:
        if replace(before, tickets=()) != replace(after, tickets=()):
            self._update_visit(after)
        changed = list(zip(before.tickets, after.tickets, strict=False))
        for old, new in changed:
            if old != new:
                self._update_ticket(old, new)
        for ticket in after.tickets[len(changed) :]:
            self._add_ticket(ticket)

    def _update_visit(self, visit: Visit) -> None:
        self.connection.execute(
            "UPDATE visit SET category = ?, state = ?, number = ?, day = ?, adjourned = ?, ended_at = ?,"
            " ground = ? WHERE id = ?",
            (
                visit.category,
                visit.state.value,
                visit.number,
                visit.day.isoformat() if visit.day else None,
                visit.adjourned,
                to_stamp_or_none(visit.ended_at),
                visit.ground,
                visit.id,
            ),
        )

    def _add_ticket(self, ticket: Ticket) -> None:
        self.connection.execute(
            f"INSERT INTO ticket ({rows.TICKET_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            rows.ticket_row(ticket),
        )
        self._touch_ticket(ticket)

    def _update_ticket(self, old: Ticket, new: Ticket) -> None:
        self.connection.execute(
            "UPDATE ticket SET state = ?, entered_at = ?, due = ?, head_start = ?, counter = ?,"
            " times_called = ?, called_at = ?, started_at = ?, ended_at = ?, ended_by = ? WHERE id = ?",
            (*rows.ticket_row(new)[5:], new.id),
        )
        self._touch_ticket(old)
        self._touch_ticket(new)

    def _touch_ticket(self, ticket: Ticket) -> None:
        self.touched.add(f"line:{ticket.role}")
        if ticket.counter:
            self.touched.add(f"counter:{ticket.counter}")

    def visits_before(self, day: date, most: int) -> list[Visit]:
        found = self._all(VISITS_BEFORE_SQL, day.isoformat(), most)
        begun = to_stamp(moment_of(day, 0, self.site.calendar.zone))
        found += self._all(VISITS_WITHOUT_DAY_BEFORE_SQL, begun, most - len(found))
        return [self.visit(row[0]) for row in found]

    def visits_of_day(self, day: date) -> dict[VisitState, int]:
        found: dict[str, int] = {
            state: count for state, count in self._all(VISITS_OF_DAY_SQL, day.isoformat())
        }
        return {state: found.get(state.value, 0) for state in VisitState}

    def next_in_series(self, name: str) -> int:
        return int(
            self._one(
                "INSERT INTO series VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
                name,
            )[0]
        )

    def verify_code(self, certificate_id: str) -> str:
        return self.secrets.deriver.token("verify", certificate_id)

    def track_token(self, visit_id: str) -> str:
        return self.secrets.deriver.token("track", visit_id)

    def visit_tracked_by(self, token: str) -> Visit:
        visit_id = self.secrets.deriver.named_by("track", token)
        if visit_id is None:
            raise Refusal("not_found", 404)
        return self.visit(visit_id)

    def return_code(self, visit_id: str) -> str:
        seq = self._seqs.get(visit_id) or self._one("SELECT seq FROM visit WHERE id = ?", visit_id)[0]
        return self.secrets.deriver.return_code(seq)

    def visit_numbered(self, day: date, number: str) -> Visit:
        row = self._maybe("SELECT id FROM visit WHERE day = ? AND number = ?", day.isoformat(), number)
        if row is None:
            raise Refusal("return_code_unknown", 422)
        return self.visit(row[0])

    def visit_of_code(self, code: str) -> Visit:
        if (tracked := self.secrets.deriver.named_by("track", code)) is not None:
            return self.visit(tracked)
        seq = self.secrets.deriver.seq_of(code)
        row = None if seq is None else self._maybe("SELECT id FROM visit WHERE seq = ?", seq)
        if row is None:
            raise Refusal("return_code_unknown", 422)
        return self.visit(row[0])

    # counters

    def counters(self) -> Sequence[Counter]:
        if not self.known.counters:
            found = self._all(f"SELECT {rows.COUNTER_COLUMNS} FROM counter ORDER BY id")
            self.known.counters = tuple(map(rows.counter_of, found))
        return self.known.counters

    @property
    def places(self) -> dict[Role, Words]:
        return self.known.places

    def counter(self, counter_id: str) -> Counter:
        return rows.counter_of(
            self._one(f"SELECT {rows.COUNTER_COLUMNS} FROM counter WHERE id = ?", counter_id)
        )

    def hall(self, hall_id: str) -> Hall:
        return rows.hall_of(self._one(f"SELECT {rows.HALL_COLUMNS} FROM hall WHERE id = ?", hall_id))

    def at_counter(self, counter_id: str) -> list[Ticket]:
        found = self._all(
            f"SELECT {rows.TICKET_COLUMNS} FROM ticket WHERE counter = ? AND state IN ('called', 'serving')",
            counter_id,
        )
        return in_order(map(rows.ticket_of, found))

    def seat_at(self, counter_id: str) -> Seat | None:
        return self._seat("s.counter = ?", counter_id)

    def seat_of(self, staff_id: str) -> Seat | None:
        return self._seat("s.staff = ?", staff_id)

    def _seat(self, condition: str, value: str) -> Seat | None:
        row = self._maybe(
            "SELECT s.counter, s.since, p.id, p.name, p.roles FROM seat s JOIN staff p ON p.id = s.staff"
            f" WHERE {condition}",
            value,
        )
        return Seat(row[0], rows.staff_of(row[2:]), from_stamp(row[1])) if row else None

    def take_seat(self, counter_id: str, staff: Staff) -> None:
        self.connection.execute(
            "INSERT INTO seat VALUES (?, ?, ?)", (counter_id, staff.id, to_stamp(self.now))
        )
        self.touched.add(f"counter:{counter_id}")

    def leave_seat(self, counter_id: str) -> None:
        self.connection.execute("DELETE FROM seat WHERE counter = ?", (counter_id,))
        self.touched.add(f"counter:{counter_id}")

    def release_reserved(self, counter_id: str) -> None:
        released = self._all(
            "UPDATE ticket SET counter = NULL WHERE counter = ? AND state = 'waiting' RETURNING role",
            counter_id,
        )
        self.touched.update(f"line:{row[0]}" for row in released)

    def reserve_booked(self, counter_id: str, staff_id: str, day: date) -> None:
        reserved = self._all(RESERVE_SQL, counter_id, staff_id, day.isoformat())
        self.touched.update(f"line:{row[0]}" for row in reserved)

    # calls

    def add_call(self, ticket: Ticket, visit: Visit, counter: Counter) -> None:
        self.connection.execute(
            "INSERT INTO call (ticket, number, hall, place_kind, place_name, language, at, times, state)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (
                ticket.id,
                visit.number_today,
                counter.hall,
                counter.kind.value,
                counter.name,
                visit.language.value,
                to_stamp(self.now),
                ticket.times_called,
                CallState.OPEN.value,
            ),
        )
        self.touched.add(f"board:{counter.hall}")

    def end_call(self, ticket_id: str, state: CallState) -> None:
        """A call that was answered stays on the board for a while; one that is taken back leaves it at once."""
        which = "state = 'open'" if state is CallState.ANSWERED else "state <> 'revoked'"
        ended = self._all(
            f"UPDATE call SET state = ? WHERE ticket = ? AND {which} RETURNING hall", state.value, ticket_id
        )
        self.touched.update(f"board:{row[0]}" for row in ended)

    def calls(self, hall_id: str) -> list[Call]:
        found = self._all(BOARD_SQL, hall_id, hall_id, to_stamp(self.now - REMEMBERED))
        return [rows.call_of(row) for row in found]

    # tasks

    def tasks_of(self, visit_id: str) -> list[DoneTask]:
        found = self._all(
            "SELECT ticket, step, task, at, staff, answers FROM task WHERE visit = ? ORDER BY at", visit_id
        )
        return [
            DoneTask(
                ticket,
                step,
                task,
                from_stamp(at),
                staff,
                self._answers(answers, f"task {ticket} {task}"),
            )
            for ticket, step, task, at, staff, answers in found
        ]

    def _answers(self, sealed: bytes, about: str) -> dict[str, Any]:
        """None are left of a visit that was purged."""
        return dict(self.secrets.sealer.unseal_data(sealed, about)) if sealed else {}

    def add_task(self, ticket: Ticket, task: str, staff: str, answers: dict[str, Any]) -> None:
        sealed = self.secrets.sealer.seal_data(answers, f"task {ticket.id} {task}")
        self.connection.execute(
            "INSERT INTO task VALUES (?,?,?,?,?,?,?)",
            (ticket.id, task, ticket.visit, ticket.step, to_stamp(self.now), staff, sealed),
        )
        self._touch_ticket(ticket)

    # papers

    def digest(self, paper: Paper) -> str:
        return self.secrets.deriver.mac("paper", repr(paper)).hex()

    def add_slip_job(self, printer: str, visit: str) -> Job:
        return self._add_job(
            Job(self.new_id(), printer, PaperKind.SLIP, visit, JobState.QUEUED, self.now), None
        )

    def add_job(self, printer: str, paper: Paper, visit: str | None) -> Job:
        job = Job(self.new_id(), printer, paper.kind, visit, JobState.QUEUED, self.now)
        return self._add_job(job, self.secrets.sealer.seal_data(paper, f"job {job.id}", PAPER_ROOM))

    def _add_job(self, job: Job, sealed: bytes | None) -> Job:
        self.connection.execute(
            "INSERT INTO job (id, printer, kind, visit, state, queued_at, paper) VALUES (?,?,?,?,?,?,?)",
            (
                job.id,
                job.printer,
                job.kind.value,
                job.visit,
                job.state.value,
                to_stamp(job.queued_at),
                sealed,
            ),
        )
        self.touched.add(f"printer:{job.printer}")
        return job

    def job(self, job_id: str) -> Job:
        return rows.job_of(self._one(f"SELECT {rows.JOB_COLUMNS} FROM job WHERE id = ?", job_id))

    def slips_of(self, visit: str) -> list[Job]:
        return list(map(rows.job_of, self._all(SLIPS_SQL, visit)))

    def jobs(self, printer: str, state: JobState) -> list[tuple[Job, Paper | None]]:
        found = self._all(
            f"SELECT {rows.JOB_COLUMNS}, paper FROM job WHERE printer = ? AND state = ?"
            " AND state IN ('queued', 'sent') AND (kind = 'slip' OR paper IS NOT NULL)"
            " ORDER BY queued_at LIMIT 20",
            printer,
            state.value,
        )
        return [(rows.job_of(row), self._unsealed(row[8], row[0])) for row in found]

    def _unsealed(self, paper: bytes | None, job_id: str) -> Paper | None:
        return from_data(self.secrets.sealer.unseal_data(paper, f"job {job_id}")) if paper else None

    def save_job(self, job: Job) -> None:
        self.connection.execute(
            "UPDATE job SET state = ?, fault = ?, ended_at = ? WHERE id = ?",
            (job.state.value, job.fault, to_stamp_or_none(job.ended_at), job.id),
        )

    # devices

    def device(self, device_id: str) -> Device:
        return rows.device_of(self._one(f"SELECT {rows.DEVICE_COLUMNS} FROM device WHERE id = ?", device_id))

    def save_device(self, device: Device) -> None:
        self.connection.execute(
            "UPDATE device SET state = ?, fault = ?, seen_at = ? WHERE id = ?",
            (device.state, device.fault, to_stamp_or_none(device.seen_at), device.id),
        )

    def ailing_devices(self, lost_since: datetime, miss_who_never_came: bool) -> list[Ailing]:
        return [_ailing_of(row) for row in self._all(AILING_SQL, to_stamp(lost_since), miss_who_never_came)]

    # what staff must know

    def lost_papers(self, since: datetime, most: int) -> list[LostPaper]:
        found = self._all(LOST_PAPERS_SQL, to_stamp(since), most)
        return [LostPaper(JobState(state), *rest) for state, *rest in found]

    def clock_jumped_since(self, at: datetime) -> bool:
        return self._maybe(CLOCK_JUMP_SQL, to_stamp(at)) is not None

    def record(self, *events: Event) -> None:
        self.events.extend(events)


def _ailing_of(row: Row) -> Ailing:
    kiosk = Device(row[8], "kiosk", row[9], seen_at=from_stamp_or_none(row[10])) if row[8] else None
    return Ailing(rows.device_of(row[:8]), kiosk)
