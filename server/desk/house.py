"""What a use case sees of the house: one transaction, in the words of the domain.

`server/store/house.py` is the one that keeps it in SQLite. Every look-up of something by its id raises Refusal
`not_found` (404) when it is not there.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from server.domain.board import Call, CallState
from server.domain.certificate import Certificate
from server.domain.deadline import WorkingCalendar
from server.domain.event import Event
from server.domain.job import Job, JobState
from server.domain.language import Words
from server.domain.paper import Paper
from server.domain.place import Counter, Hall
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation
from server.domain.role import Role
from server.domain.ticket import Ticket
from server.domain.visit import Category, Visit

MOST_COUNTED = 500  # "500+": nobody is helped by an exact larger figure, and counting it costs


@dataclass(frozen=True, slots=True)
class Site:
    """One place with its own server, day and numbers."""

    code: str
    name: Words
    calendar: WorkingCalendar
    regulations: dict[str, Regulation]
    public_url: str  # what a QR code leads to

    def day(self, now: datetime) -> date:
        return now.astimezone(self.calendar.zone).date()

    def regulation(self, service: str) -> Regulation:
        """Raises Refusal `service_unknown` (422)."""
        if service not in self.regulations:
            raise Refusal("service_unknown", 422, service=service)
        return self.regulations[service]


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
    """A ticket in line, with what staff see of its visit."""

    ticket: Ticket
    number: str | None
    service: str
    language: str
    category: Category | None


@dataclass(frozen=True, slots=True)
class DoneTask:
    ticket: str
    step: str
    task: str
    at: datetime
    staff: str
    answers: dict[str, Any]


class House(Protocol):
    @property
    def site(self) -> Site: ...
    @property
    def now(self) -> datetime:
        """The writer's stamp: later than that of every command before it."""

    def new_id(self) -> str:
        """An id that no other thing on any site bears."""

    def revision(self) -> int:
        """The last seq of the ledger that what is read here contains."""

    # visits and their tickets
    def visit(self, visit_id: str) -> Visit: ...
    def visit_of(self, ticket_id: str) -> Visit: ...
    def add_visit(self, visit: Visit, iin: str | None) -> None: ...
    def save_visit(self, before: Visit, after: Visit) -> None: ...
    def next_in_series(self, name: str) -> int:
        """1, 2, 3 … of the series `name`, without gaps: a refused command gives its number back."""

    def track_token(self, visit_id: str) -> str:
        """What lets a phone follow the visit: derived by a key, never stored."""

    def visit_tracked_by(self, token: str) -> Visit: ...
    def verify_code(self, visit_id: str) -> str:
        """What a certificate bears, so that anyone may ask whether it is genuine."""

    def return_code(self, visit_id: str) -> str:
        """What takes the visit up again on another day: derived by a key, never stored."""

    def visit_of_code(self, code: str) -> Visit:
        """The visit of a return code, or of the QR on its slip. Raises Refusal `return_code_unknown` (422)."""

    # lines: tickets that wait for a role, in the order of `line.py`
    def first_in_line(self, roles: Collection[Role], counter: str) -> Ticket | None: ...
    def line(self, roles: Collection[Role], counter: str | None, most: int) -> list[Waiting]: ...
    def set_aside(self, roles: Collection[Role], most: int) -> list[Waiting]:
        """Held and missed tickets of `roles`, and pending ones of steps with a gate, newest first."""

    def waiting(self, roles: Collection[Role], counter: str | None) -> int: ...
    def ahead_of(self, ticket: Ticket) -> int: ...

    # counters
    def counters(self) -> Sequence[Counter]: ...
    def counter(self, counter_id: str) -> Counter: ...
    def hall(self, hall_id: str) -> Hall: ...
    def at_counter(self, counter_id: str) -> list[Ticket]: ...
    def seat_at(self, counter_id: str) -> Seat | None: ...
    def seat_of(self, staff_id: str) -> Seat | None: ...
    def take_seat(self, counter_id: str, staff: Staff) -> None: ...
    def leave_seat(self, counter_id: str) -> None: ...
    def release_reserved(self, counter_id: str) -> None:
        """Give the tickets that only this counter may call back to everybody's line."""

    # calls
    def add_call(self, ticket: Ticket, visit: Visit, counter: Counter) -> None: ...
    def end_call(self, ticket_id: str, state: CallState) -> None: ...
    def calls(self, hall_id: str) -> list[Call]: ...

    # tasks
    def tasks_of(self, visit_id: str) -> list[DoneTask]: ...
    def add_task(self, ticket: Ticket, task: str, staff: str, answers: dict[str, Any]) -> None: ...

    # papers
    def add_certificate(self, certificate: Certificate) -> None: ...
    def certificate_of_code(self, code: str) -> Certificate:
        """The one that bears `code` (`verify_code`)."""

    def digest(self, paper: Paper) -> str:
        """A mac over the paper's text by the house's key."""

    def add_slip_job(self, printer: str, visit: str) -> Job:
        """Have the visit's slip printed. Its paper is not stored: it is derived again when it is printed."""

    def add_job(self, printer: str, paper: Paper, visit: str | None) -> Job: ...
    def job(self, job_id: str) -> Job: ...
    def jobs(self, printer: str, state: JobState) -> list[tuple[Job, Paper | None]]:
        """Jobs that are *queued* or *sent*, oldest first, with their paper; None for the slip of a visit."""

    def save_job(self, job: Job) -> None: ...

    # devices
    def device(self, device_id: str) -> Device: ...
    def save_device(self, device: Device) -> None: ...

    # doors
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


def ticket_ids(house: House) -> Iterator[str]:
    while True:
        yield house.new_id()
