"""A journal: the legal register of a service, numbered without gaps a year, in which nothing is ever overwritten.

What its columns are called, how wide they are and in which order they stand is data
(`server/regulations/journals/`, read by `journal_file.py`); what may stand in a cell is said here.

A row is written once. What comes later (the certificate's number, the receipt's, how a call went) is filled in
once, as a value of its own beside the row: by a person only where no deed of the house does it. A mistake is put right
by a new row that points to the old one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import Any

from server.domain.iin import fault_of_iin
from server.domain.language import Language, Words
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation
from server.domain.role import Role
from server.domain.task import can_be_written

CELL_LIMIT = 200  # letters
YEAR_OF_DAYS = 366  # the longest stretch of days that is exported at once


class Source(StrEnum):
    """Where what stands in a cell comes from."""

    HOUSE = "house"  # the house knows it when the row is entered; nobody types it
    FORM = "form"  # filled in when the row is entered
    LATER = "later"  # filled in once, when it has happened, by whoever knows of it
    DEED = "deed"  # filled in by the deed itself: a payment, a paper handed over; nobody types it or puts it right


class CellKind(StrEnum):
    TEXT = "text"
    IIN = "iin"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Cell:
    kind: CellKind
    source: Source


def _of(source: Source, **kinds: CellKind) -> dict[str, Cell]:
    return {name: Cell(kind, source) for name, kind in kinds.items()}


_TEXT, _DAY, _TIME, _MOMENT = CellKind.TEXT, CellKind.DAY, CellKind.TIME, CellKind.MOMENT

CELLS: dict[str, Cell] = {
    **_of(Source.HOUSE, number=_TEXT, received_at=_MOMENT, channel=_TEXT, clerk=_TEXT),
    **_of(
        Source.FORM,
        full_name=_TEXT,
        iin=CellKind.IIN,
        birth_date=_DAY,
        age=_TEXT,
        address=_TEXT,
        phone=_TEXT,
        applicant=_TEXT,
        complaint=_TEXT,
        purpose=_TEXT,
        finding=_TEXT,
        district=_TEXT,
        doctor_kind=_TEXT,
        doctor=_TEXT,
        speciality=_TEXT,
        cabinet=_TEXT,
        visit_day=_DAY,
        visit_time=_TEXT,  # from when to when the doctor comes
        day=_DAY,
        time=_TIME,
        organisation_left=_TEXT,
        decision=_TEXT,
    ),
    **_of(
        Source.LATER,
        told_at=_MOMENT,
        outcome=_TEXT,
        outcome_at=_MOMENT,
        arrived=CellKind.FLAG,
    ),
    **_of(
        Source.DEED,
        certificate_number=_TEXT,
        issued_on=_DAY,
        issued_by=_TEXT,
        receipt_number=_TEXT,
        handed_over_on=_DAY,
        ground=_TEXT,
    ),
}
FORM_CELLS = frozenset(name for name, cell in CELLS.items() if cell.source is Source.FORM)
LATER_CELLS = frozenset(name for name, cell in CELLS.items() if cell.source in (Source.LATER, Source.DEED))
BY_HAND = frozenset(name for name, cell in CELLS.items() if cell.source in (Source.FORM, Source.LATER))

ENTRY_TASKS = frozenset({"call-entry", "booking-entry", "attachment-entry", "journal-entry"})
# Whoever does one of these writes in the journal, and so may read it. The cashier is not among them, though the
# number of his receipt is noted: what the register says is not for him.
_WRITING_TASKS = ENTRY_TASKS | {"certificate", "hand-over"}


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: millimetres on the printed page. Without `cells` it stays empty: a signature is put there by hand.

    Several cells stand in one column, one after the other: the day and the time that were told.
    """

    heading: Words
    width: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """`code` is the service whose journal this is. `refusals`: a service that was refused before anything was
    entered gets a row, too."""

    code: str
    name: Words
    columns: tuple[Column, ...]
    refusals: bool = False

    @property
    def cells(self) -> frozenset[str]:
        """Those that stand in one of its columns."""
        return frozenset(cell for column in self.columns for cell in column.cells)


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that came later: what, and when. Who filled it in is told by the ledger."""

    value: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """The other row of a correction, and its number."""

    row: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` as they were entered; `later` beside them; `year` and `number` of its journal.

    `ground` is why it corrects another, if it does.
    """

    id: str
    journal: str
    year: int
    number: int
    visit: str
    received_at: datetime
    entered_at: datetime
    staff: str
    cells: Mapping[str, Any]
    corrects: Link | None = None
    ground: str | None = None
    later: Mapping[str, Filled] = field(default_factory=dict)
    corrected_by: Link | None = None

    @property
    def values(self) -> dict[str, Any]:
        """Everything that stands in the row now."""
        return {**self.cells, **{name: filled.value for name, filled in self.later.items()}}


def writers(regulation: Regulation) -> frozenset[Role]:
    """The roles whose steps write in the journal of this service."""
    return frozenset(step.role for step in regulation.steps if _WRITING_TASKS.intersection(step.tasks))


def plain(value: Any) -> Any:
    """A cell's value as it is kept: a text, or whether."""
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    return value if isinstance(value, bool) else str(value)


def check_cells(cells: Mapping[str, Any], allowed: frozenset[str], zone: tzinfo) -> dict[str, Any]:
    """What somebody wrote into `cells`, stripped; a cell left empty is "". A moment is one of `zone`.

    Raises Refusal `unknown_field` (400) for what is no cell of `allowed`, `malformed` (400), `unacceptable` (422),
    `iin_wrong` (422), each naming the field.
    """
    checked = {}
    for name, value in cells.items():
        if name not in allowed:
            raise Refusal("unknown_field", 400, field=name)
        kind = CELLS[name].kind
        checked[name] = _checked(name, kind, value)
        if kind is CellKind.MOMENT and checked[name]:
            checked[name] = _in_zone(checked[name], zone)
    return checked


def _checked(name: str, kind: CellKind, value: Any) -> Any:
    if type(value) is not (bool if kind is CellKind.FLAG and value != "" else str):
        raise Refusal("malformed", 400, field=name)
    if isinstance(value, bool):
        return value
    text: str = value.strip()
    if kind is CellKind.IIN and text:
        if reason := fault_of_iin(text):
            raise Refusal("iin_wrong", 422, field=name, reason=reason)
    elif len(text) > CELL_LIMIT or (text and not _readable(kind, text)):
        raise Refusal("unacceptable", 422, field=name)
    return text


def _in_zone(text: str, zone: tzinfo) -> str:
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC).isoformat()


def _readable(kind: CellKind, text: str) -> bool:
    if kind is CellKind.TEXT:
        return can_be_written(text)
    if kind is CellKind.TIME:
        return re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", text) is not None
    try:
        if kind is CellKind.DAY:
            return len(text) == 10 and bool(date.fromisoformat(text))
        return kind is not CellKind.MOMENT or 1900 <= datetime.fromisoformat(text).year < 9999
    except ValueError:
        return False


def said_alike(name: str) -> str:
    """A name as it is looked for: however it is spaced, in capitals or not, with ё or е."""
    return " ".join(name.split()).casefold().replace("ё", "е")


def name_keys(name: str) -> tuple[str, str, str]:
    """By what a person is found: surname; surname and first name; the whole name."""
    parts = said_alike(name).split()
    return " ".join(parts[:1]), " ".join(parts[:2]), " ".join(parts)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in a journal: all that is named must hold. A row counts on the day of its entry.

    `since` and `until` are moments, `until` not included; `beyond` is the id of a row: what comes after it in the
    order that is asked for.
    """

    journal: str
    number: int | None = None
    year: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    iin: str | None = None
    name: str | None = None
    beyond: str | None = None
    oldest_first: bool = False


class ExportForm(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Export:
    """A journal given out as a file: whoever asked for it, `rows` rows entered from `since` until before `until`.

    It holds what stood there `at` that moment, whenever it is fetched.
    """

    id: str
    journal: str
    staff: str
    since: datetime
    until: datetime
    form: ExportForm
    language: Language
    at: datetime
    rows: int
