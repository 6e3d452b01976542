"""What is done with a journal: enter a row, fill in what comes later, put a mistake right, give it out as a file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from server.desk.house import DoneTask, House, Staff
from server.desk.two_languages import joined
from server.domain.certificate import IN_FORCE
from server.domain.event import Event
from server.domain.journal import (
    BY_HAND,
    CELL_LIMIT,
    CELLS,
    FORM_CELLS,
    LATER_CELLS,
    YEAR_OF_DAYS,
    Export,
    ExportForm,
    Journal,
    Link,
    Row,
    Search,
    Source,
    check_cells,
    plain,
    writers,
)
from server.domain.language import Language
from server.domain.masking import HIDDEN, masked_cells
from server.domain.refusal import Refusal
from server.domain.register import last_found
from server.domain.regulation import Regulation
from server.domain.role import Role
from server.domain.task import TASKS, Field, Known, can_be_written, read_answer
from server.domain.visit import Visit, VisitState
from server.words.journals import HAPPENED_OTHERWISE, cell_choices

OVERSEEING = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR})
ENTRY = "journal-entry"  # what a certificate says of its person was filled in there
ON_CERTIFICATE = frozenset(field.name for field in TASKS[ENTRY].fields) & FORM_CELLS
BY_THE_HOUSE = "site"  # stands for who corrected a row where nobody did; its clerk stays who he was


def may_read(house: House, journal: str, staff: Staff) -> bool:
    """Those whose steps write in it, and those who answer for the house."""
    allowed = writers(house.site.regulation(journal)) | OVERSEEING
    return not allowed.isdisjoint(staff.roles)


def may_write(house: House, journal: str, staff: Staff) -> bool:
    """Those whose steps write in it, and nobody else."""
    return not writers(house.site.regulation(journal)).isdisjoint(staff.roles)


def reads_in_full(house: House, journal: str, staff: Staff) -> bool:
    """Those who may write in it; who oversees reads it masked."""
    return may_write(house, journal, staff)


def as_read_by(house: House, row: Row, staff: Staff) -> Row:
    """In full or masked."""
    if reads_in_full(house, row.journal, staff):
        return row
    later = {name: one for name, one in row.later.items() if masked_cells({name: one.value})}
    return replace(row, cells=masked_cells(row.cells), later=later, ground=row.ground and HIDDEN)


def journal_read_by(house: House, code: str, staff: Staff) -> Journal:
    """Raises Refusal `not_found` (404), `forbidden` (403)."""
    journal = house.site.journal(code)
    if not may_read(house, code, staff):
        raise Refusal("forbidden", 403)
    return journal


def found_by(house: House, search: Search, most: int, staff: Staff) -> list[Row]:
    """Whoever reads a journal masked looks for nobody in it: that somebody has a row there tells of what he came for.

    Raises Refusal `not_found` (404), `forbidden`, `person_not_sought` (403).
    """
    journal_read_by(house, search.journal, staff)
    if not reads_in_full(house, search.journal, staff):
        for name, sought in (("iin", search.iin), ("name", search.name)):
            if sought is not None:
                raise Refusal("person_not_sought", 403, field=name)
    return house.find_rows(search, most)


def row_read_by(house: House, code: str, row_id: str, staff: Staff) -> Row:
    """Raises Refusal `not_found` (404), also for a row of another journal, `forbidden` (403)."""
    journal_read_by(house, code, staff)
    row = house.journal_row(row_id)
    if row.journal != code:
        raise Refusal("not_found", 404)
    return row


def enter(house: House, visit: Visit, cells: Mapping[str, Any], staff: Staff) -> Row:
    """A new row about `visit`, in the journal of its service. Raises Refusal `journal_entered` (409)."""
    if house.row_of_visit(visit.id) is not None:
        raise Refusal("journal_entered")
    house_cells = {"channel": visit.channel.value, "clerk": staff.name}
    return _add(
        house, visit.service, visit.id, visit.opened_at, house_cells | _plain(_of_journal(cells)), staff
    )


def _plain(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in cells.items() if value not in (None, "")}


def _of_journal(answers: Mapping[str, Any]) -> dict[str, Any]:
    """A form asks more than a journal holds, such as which slot."""
    return {name: value for name, value in answers.items() if name in CELLS}


def _add(
    house: House, journal: str, visit: str, received_at: datetime, cells: dict[str, Any], staff: Staff
) -> Row:
    row = _numbered(house, journal, visit, received_at, cells, staff)
    house.add_row(row)
    facts = {"row": row.id, "visit": visit, "journal": journal, "year": row.year, "number": row.number}
    house.record(Event("journal_entered", facts))
    return row


def _numbered(
    house: House, journal: str, visit: str, received_at: datetime, cells: dict[str, Any], staff: Staff
) -> Row:
    year = house.site.day(house.now).year
    number = house.next_in_series(f"journal/{house.site.journal(journal).code}/{year}")
    return Row(house.new_id(), journal, year, number, visit, received_at, house.now, staff.id, cells)


def note_in_journal(house: House, visit_id: str, **cells: Any) -> Row | None:
    """Fill in later cells of the visit's row, if it has one: receipt_number="17/2026", issued_on=a date …

    What was done is done, whatever somebody wrote there: then a new row says how it is. What is void by now is put
    right by `amend_in_journal`.
    """
    row = house.row_of_visit(visit_id)
    if row is None:
        return None
    noted = _plain(cells)
    _check_later(noted)
    if any(row.values.get(name, value) != value for name, value in noted.items()):
        by_itself = Staff(BY_THE_HOUSE, row.cells.get("clerk", ""), ())
        return _correct(house, row, noted, joined(HAPPENED_OTHERWISE, False), by_itself)
    lacking = {name: value for name, value in noted.items() if name not in row.values}
    return _fill(house, row, lacking) if lacking else row


def _check_later(cells: Mapping[str, Any]) -> None:
    for name in cells:
        if name not in LATER_CELLS:
            raise LookupError(f"{name} is no cell that comes later")


def _fill(house: House, row: Row, cells: Mapping[str, Any]) -> Row:
    for name in cells:
        if name in row.values:
            raise Refusal("cell_filled", field=name)
    house.fill_cells(row, cells)
    house.record(Event("journal_noted", {"row": row.id, "cells": sorted(cells)}))
    return house.journal_row(row.id)


def fill_in(house: House, row: Row, cells: Mapping[str, Any], staff: Staff) -> Row:
    """A person fills in what came later. Raises Refusal `forbidden` (403), `row_corrected`, `cell_filled`,
    `malformed` (400) where there is nothing, and those of `_read`."""
    _check_may_write(house, row, staff)
    checked = {
        name: value for name, value in _read(house, row, cells, BY_HAND - FORM_CELLS).items() if value != ""
    }
    if not checked:
        raise Refusal("malformed", 400, field="cells")
    return _fill(house, row, checked)


def correct(house: House, row: Row, cells: Mapping[str, Any], ground: str, staff: Staff) -> Row:
    """A new row that says what `row` should have said; what is not named in `cells` is as it was.

    Raises Refusal `forbidden` (403), `row_corrected` (409), `unacceptable` (422) for an empty or endless ground or
    where nothing changes, and those of `_read` and `_check_certified`.
    """
    _check_may_write(house, row, staff)
    ground = ground.strip()
    if not ground or len(ground) > CELL_LIMIT or not can_be_written(ground):
        raise Refusal("unacceptable", 422, field="ground")
    read = _read(house, row, cells, BY_HAND)
    _check_certified(house, row, [name for name, value in read.items() if row.values.get(name, "") != value])
    return _correct(house, row, read, ground, staff)


def _check_certified(house: House, row: Row, names: list[str]) -> None:
    """A row does not say otherwise than the paper that is in force, nor than the check on which one will be made.

    Raises Refusal `cell_of_check`, `cell_on_certificate` (409).
    """
    is_open = house.visit(row.visit).state is VisitState.OPEN
    last = house.certificate_of_visit(row.visit)
    paper = last if last is not None and last.state in IN_FORCE else None
    was_found = last_found(house.look_ups_of(row.visit)) is not None
    for name in names:
        if name == "finding" and (paper or is_open):
            raise Refusal("cell_of_check", field=name)
        if paper and name in ON_CERTIFICATE:
            raise Refusal("cell_on_certificate", field=name, number=paper.number)
        if name == "iin" and is_open and was_found:
            raise Refusal("cell_of_check", field=name)


def tasks_as_corrected(house: House, visit_id: str) -> list[DoneTask]:
    """What was done on a visit, the entry in its journal as the row says it by now: so the certificate says it."""
    tasks, row = house.tasks_of(visit_id), house.row_of_visit(visit_id)
    if row is None or row.corrects is None:
        return tasks
    values = row.values
    return [
        replace(task, answers={name: values.get(name, value) for name, value in task.answers.items()})
        if task.task == ENTRY
        else task
        for task in tasks
    ]


def _read(house: House, row: Row, cells: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    """What somebody wrote into `cells` of `row`. What the forms of this service ask is acceptable here as it is there,
    and no other cell is written than those that its journal has.

    Raises Refusal `cell_of_deed` (409): what was done is put right where it is done, and writes itself; and as
    `check_cells` and `read_answer` do.
    """
    for name in cells:
        if name in CELLS and CELLS[name].source is Source.DEED:
            raise Refusal("cell_of_deed", field=name)
    journal = house.site.journal(row.journal)
    checked = check_cells(cells, allowed & journal.cells, house.site.calendar.zone)
    asked, known = _asked(house.site.regulation(row.journal)), Known(0, house.site.day(house.now))
    for name, value in checked.items():
        field, choices = asked.get(name), cell_choices(name)
        if field is not None and (field.required or value != ""):
            read_answer(field, value, known)
        elif choices and value != "" and value not in choices:
            raise Refusal("unacceptable", 422, field=name)
    return checked


def _asked(regulation: Regulation) -> dict[str, Field]:
    """Everything that the forms of a service ask, by name."""
    tasks = [TASKS[code] for step in regulation.steps for code in step.tasks]
    return {field.name: field for task in tasks for field in task.fields}


def amend_in_journal(house: House, visit_id: str, ground: str, staff: Staff, **cells: Any) -> Row | None:
    """The house itself corrects the visit's row, if it has one, as a void receipt or a replaced certificate asks."""
    row = house.row_of_visit(visit_id)
    return (
        None if row is None else _correct(house, row, {n: plain(v) for n, v in cells.items()}, ground, staff)
    )


def _check_may_write(house: House, row: Row, staff: Staff) -> None:
    if not may_write(house, row.journal, staff):
        raise Refusal("forbidden", 403)
    if row.corrected_by is not None:
        raise Refusal("row_corrected", number=row.corrected_by.number, row=row.corrected_by.row)


def _correct(house: House, row: Row, cells: Mapping[str, Any], ground: str, staff: Staff) -> Row:
    changed = {name: value for name, value in {**row.values, **cells}.items() if value != ""}
    if changed == row.values:
        raise Refusal("unacceptable", 422, field="cells")
    fresh = _numbered(house, row.journal, row.visit, row.received_at, {**changed, "clerk": staff.name}, staff)
    fresh = replace(fresh, corrects=Link(row.id, row.number), ground=ground)
    house.add_row(fresh)
    facts = {"row": fresh.id, "corrects": row.id, "journal": row.journal, "number": fresh.number}
    house.record(Event("journal_corrected", facts))
    return fresh


def note_refusal(house: House, visit: Visit, ground: str, staff: Staff) -> None:
    """The line that a refusal leaves: in the row of the visit, or in one of its own where the journal wants it."""
    journal = house.site.journals.get(visit.service)
    if journal is None:
        return
    row = house.row_of_visit(visit.id)
    if row is None:
        if journal.refusals:
            known = _known_of_person(house, visit)
            enter(house, visit, {**known, "decision": "refused", "ground": ground}, staff)
    elif "decision" in row.values:
        _correct(house, row, {"decision": "refused", "ground": ground}, ground, staff)
    elif "ground" not in row.values:
        _fill(house, row, {"ground": ground})


def _known_of_person(house: House, visit: Visit) -> dict[str, Any]:
    """What was filled in on this visit so far, as far as it belongs in a journal."""
    iin = house.iin_of(visit.id)
    known: dict[str, Any] = {"iin": iin} if iin else {}
    for task in house.tasks_of(visit.id):
        known |= {name: value for name, value in task.answers.items() if name in FORM_CELLS}
    return known


def order_export(
    house: House, code: str, first: date, last: date, form: ExportForm, language: Language, staff: Staff
) -> Export:
    """Have the rows of these days given out as a file: the ledger knows of it before anybody has it.

    Raises Refusal `not_found` (404), `forbidden` (403), `unacceptable` (422) for days in the wrong order or more
    than a year of them.
    """
    journal_read_by(house, code, staff)
    since, until = moments(house, first, last)
    if not 0 < (last - first).days + 1 <= YEAR_OF_DAYS:
        raise Refusal("unacceptable", 422, field="until")
    rows = house.count_rows(code, since, until)
    export = Export(house.new_id(), code, staff.id, since, until, form, language, house.now, rows)
    house.add_export(export)
    facts = {
        "export": export.id,
        "journal": code,
        "since": first.isoformat(),
        "until": last.isoformat(),
        "form": form.value,
        "rows": rows,
    }
    house.record(Event("journal_exported", facts))
    return export


def moments(house: House, first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of `first` until the end of `last`, where the site is."""
    return begin_of(house, first), end_of(house, last)


def begin_of(house: House, day: date) -> datetime:
    """The first day of the calendar begins, in UTC, no earlier than the calendar does."""
    try:
        return datetime.combine(day, time(), house.site.calendar.zone).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def end_of(house: House, day: date) -> datetime:
    """Raises Refusal `unacceptable` (422) for the last day of the calendar, which no other follows."""
    if day == date.max:
        raise Refusal("unacceptable", 422, field="until")
    return begin_of(house, day + timedelta(days=1))
