"""What a use case sees of the house: one transaction, in the words of the domain.

`server/store/house.py` is the one that keeps it in SQLite. Every look-up of something by its id raises Refusal
`not_found` (404) when it is not there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from server.desk.house_of_certificates import CertificateHouse
from server.desk.house_of_journals import JournalsKept
from server.desk.house_of_money import Money
from server.desk.house_of_registers import Registers
from server.desk.house_of_timetables import TimetableHouse
from server.domain.board import Call, CallState
from server.domain.deadline import WorkingCalendar
from server.domain.event import Event, Head
from server.domain.job import Job, JobState
from server.domain.journal import Journal
from server.domain.language import Language, Words
from server.domain.paper import Paper
from server.domain.place import Counter, Hall
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation
from server.domain.role import Role
from server.domain.ticket import Ticket
from server.domain.visit import Category, Visit, VisitState

MOST_COUNTED = 500  # "500+": nobody is helped by an exact larger figure, and counting it costs


@dataclass(frozen=True, slots=True)
class Voice:
    """`languages`: those in which calls can be spoken. `twice`: each call is said two times."""

    languages: frozenset[Language] = frozenset()
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """One place with its own server, day and numbers."""

    code: str
    name: Words
    calendar: WorkingCalendar
    regulations: dict[str, Regulation]
    public_url: str  # what a QR code leads to
    voice: Voice = Voice()
    journals: dict[str, Journal] = field(default_factory=dict)  # by service
    registers: frozenset[str] = frozenset()  # services whose register is asked over HTTP
    fiscal: bool = False  # is a fiscal provider asked; else every receipt says that it is none

    def day(self, now: datetime) -> date:
        return now.astimezone(self.calendar.zone).date()

    def regulation(self, service: str) -> Regulation:
        """Raises Refusal `service_unknown` (422)."""
        if service not in self.regulations:
            raise Refusal("service_unknown", 422)  # not said again: it may be anything
        return self.regulations[service]

    def journal(self, code: str) -> Journal:
        """Raises Refusal `not_found` (404)."""
        if code not in self.journals:
            raise Refusal("not_found", 404)
        return self.journals[code]


@dataclass(frozen=True, slots=True)
class Staff:
    id: str
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Device:
    """`kind`: kiosk, board or printer. A kiosk names its printer, a board its hall."""

    id: str
    kind: str
    name: str
    hall: str | None = None
    printer: str | None = None
    state: str = "unknown"
    fault: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ailing:
    """A device that is not well, or is not heard of. `kiosk`: the one that speaks for it."""

    device: Device
    kiosk: Device | None


@dataclass(frozen=True, slots=True)
class LostPaper:
    """A paper that was not printed (*failed*), or perhaps not (*unknown*). `number`: of its visit."""

    state: JobState
    number: str | None
    printer: str
    printer_name: str


@dataclass(frozen=True, slots=True)
class Session:
    """A member of staff who is signed in; `csrf` must come with each of his commands."""

    staff: Staff
    csrf: str


@dataclass(frozen=True, slots=True)
class Seat:
    counter: str
    staff: Staff
    since: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket in line, with what staff see of its visit. `number` and `day`: as they stand on the person's slip.

    `adjourned`: that was on an earlier day, and today the visit has no number.
    """

    ticket: Ticket
    number: str | None
    service: str
    language: str
    category: Category | None
    day: date | None
    adjourned: bool

    @property
    def number_today(self) -> str | None:
        return None if self.adjourned else self.number


@dataclass(frozen=True, slots=True)
class DoneTask:
    ticket: str
    step: str
    task: str
    at: datetime
    staff: str
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What one command made: the visit that it opened, if it opened one, and the job of its slip."""

    visit: Visit | None
    slip: Job | None


class House(Registers, JournalsKept, Money, TimetableHouse, CertificateHouse, Protocol):
    @property
    def site(self) -> Site: ...
    @property
    def now(self) -> datetime:
        """The writer's stamp: later than that of every command before it."""

    @property
    def open_since(self) -> datetime:
        """When the server began to hear who comes."""

    def new_id(self) -> str:
        """An id that no other thing on any site bears."""

    def ledger_head(self) -> Head:
        """The last row of the ledger, before the command at work."""

    def revision(self) -> int:
        """The last seq of the ledger that what is read here contains."""

    # what was asked under a key
    def made_under(self, actor: str, key: str) -> Made | None:
        """What was made by the command that `actor` gave under `key`; None where no reply to one is kept."""

    def forbid(self, actor: str, key: str) -> None:
        """Whatever `actor` asks under `key` from now on is refused: `key_reused`."""

    # visits and their tickets
    def visit(self, visit_id: str) -> Visit: ...
    def visit_of(self, ticket_id: str) -> Visit: ...
    def add_visit(self, visit: Visit, iin: str | None) -> None: ...
    def iin_of(self, visit_id: str) -> str | None:
        """What the person gave at the door, if he did."""

    def save_visit(self, before: Visit, after: Visit) -> None: ...
    def visits_before(self, day: date, most: int) -> list[Visit]:
        """Open visits of an earlier day, but for those whose person is being served.

        Their day is that of their number; by telephone, where there is none, that on which they were opened.
        """

    def visits_of_day(self, day: date) -> dict[VisitState, int]:
        """How many visits that bear a number of that day are in which state."""

    def next_in_series(self, name: str) -> int:
        """1, 2, 3 … of the series `name`, without gaps: a refused command gives its number back."""

    def track_token(self, visit_id: str) -> str:
        """What lets a phone follow the visit: derived by a key, never stored."""

    def visit_tracked_by(self, token: str) -> Visit: ...
    def verify_code(self, certificate_id: str) -> str:
        """What a certificate bears, so that anyone may ask whether it is genuine."""

    def return_code(self, visit_id: str) -> str:
        """What takes the visit up again on another day: derived by a key, never stored."""

    def visit_numbered(self, day: date, number: str) -> Visit:
        """The visit that bears the number on that day. Raises Refusal `return_code_unknown` (422)."""

    def visit_of_code(self, code: str) -> Visit:
        """The visit of a return code, or of the QR on its slip. Raises Refusal `return_code_unknown` (422)."""

    # lines: tickets that wait for a role, in the order of `line.py`
    def first_in_line(self, roles: Collection[Role], counter: str) -> Ticket | None: ...
    def line(self, roles: Collection[Role], counter: str | None, most: int) -> list[Waiting]: ...
    def set_aside(self, roles: Collection[Role], most: int) -> list[Waiting]:
        """Held and missed tickets of `roles`, and pending ones that wait for their gate, newest first."""

    def waiting(self, roles: Collection[Role], counter: str | None) -> int: ...
    def ahead_of(self, ticket: Ticket) -> int: ...

    # counters
    def counters(self) -> Sequence[Counter]: ...
    @property
    def places(self) -> dict[Role, Words]:
        """What `where.py` made of the counters; empty again as soon as one of them is another."""

    def counter(self, counter_id: str) -> Counter: ...
    def hall(self, hall_id: str) -> Hall: ...
    def at_counter(self, counter_id: str) -> list[Ticket]: ...
    def seat_at(self, counter_id: str) -> Seat | None: ...
    def seat_of(self, staff_id: str) -> Seat | None: ...
    def take_seat(self, counter_id: str, staff: Staff) -> None: ...
    def leave_seat(self, counter_id: str) -> None: ...
    def release_reserved(self, counter_id: str) -> None:
        """Give the tickets that only this counter may call back to everybody's line."""

    def reserve_booked(self, counter_id: str, staff_id: str, day: date) -> None:
        """Of who is booked with this member of staff that day, has come and waits in everybody's line: let only this
        counter call him."""

    # calls
    def add_call(self, ticket: Ticket, visit: Visit, counter: Counter) -> None: ...
    def end_call(self, ticket_id: str, state: CallState) -> None: ...
    def calls(self, hall_id: str) -> list[Call]: ...

    # tasks
    def tasks_of(self, visit_id: str) -> list[DoneTask]: ...
    def add_task(self, ticket: Ticket, task: str, staff: str, answers: dict[str, Any]) -> None: ...

    # papers
    def digest(self, paper: Paper) -> str:
        """A mac over the paper's text by the house's key."""

    def add_slip_job(self, printer: str, visit: str) -> Job:
        """Have the visit's slip printed. Its paper is not stored: it is derived again when it is printed."""

    def add_job(self, printer: str, paper: Paper, visit: str | None) -> Job: ...
    def job(self, job_id: str) -> Job: ...
    def slips_of(self, visit: str) -> list[Job]:
        """Every slip that was to be printed of it, first to last."""

    def jobs(self, printer: str, state: JobState) -> list[tuple[Job, Paper | None]]:
        """Jobs that are *queued* or *sent*, oldest first, with their paper; None for the slip of a visit."""

    def save_job(self, job: Job) -> None: ...

    # devices
    def device(self, device_id: str) -> Device: ...
    def save_device(self, device: Device) -> None: ...
    def ailing_devices(self, lost_since: datetime, miss_who_never_came: bool) -> list[Ailing]:
        """Those not well, those last heard of before `lost_since` and, if asked, those that never were."""

    # what staff must know
    def lost_papers(self, since: datetime, most: int) -> list[LostPaper]:
        """Failed or unknown since then, not printed since; of slips, those of open visits. The newest first."""

    def clock_jumped_since(self, at: datetime) -> bool: ...

    # doors
    def staff(self) -> Sequence[Staff]:
        """Who works here, by name; those who left are not among them."""

    def staff_called(self, name: str) -> tuple[Staff, str] | None:
        """Who signs in as `name`, and the hash of his password."""

    def session(self, token: str) -> Session | None: ...
    def device_of_token(self, token: str) -> Device | None: ...
    def open_session(self, staff: Staff) -> tuple[str, str]:
        """A fresh token for the cookie, and the CSRF token that goes with it."""

    def close_session(self, token: str) -> None:
        """After this the cookie is worth nothing, whoever replays it."""

    def revoke_device(self, device_id: str) -> None: ...

    # what is left behind
    def record(self, *events: Event) -> None:
        """Into the ledger, when the transaction is committed."""
