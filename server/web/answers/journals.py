"""Journals, their columns and their rows. A row is answered as it is kept, and as people read it."""

from datetime import date, datetime, tzinfo
from typing import Any

from typing_extensions import TypedDict

from server.domain.journal import BY_HAND, CELLS, CellKind, Export, Journal, Link, Row, Source
from server.domain.language import Language
from server.domain.regulation import Regulation
from server.web.answers.said import Said, said
from server.words.journals import cell_choices, cell_label, correction_text, row_texts


class ColumnAnswer(TypedDict):
    """`width`: millimetres on paper."""

    heading: Said
    width: int


class ChoiceAnswer(TypedDict):
    choice: str
    name: Said


class CellAnswer(TypedDict):
    """A cell that may be corrected; `later`: one that a person fills in when it has happened."""

    cell: str
    label: Said
    kind: str
    later: bool
    choices: list[ChoiceAnswer]


class ProviderAnswer(TypedDict):
    name: Said
    bin: str
    address: Said


class JournalAnswer(TypedDict):
    """`journal` is the code of its service. `may_write`: the reader may fill in and correct; `in_full`: he is
    shown names and IINs, and may look for a person."""

    journal: str
    name: Said
    service_name: Said
    provider: ProviderAnswer
    columns: list[ColumnAnswer]
    cells: list[CellAnswer]
    may_write: bool
    in_full: bool


class LinkAnswer(TypedDict):
    row: str
    number: int


class RowAnswer(TypedDict):
    """`texts`: what stands in each column, in the language asked for. `correction`: which row it corrects and why, or
    which corrects it, in words. `filled`: the cells that came later. In `cells` a moment is one of the site's clock.
    `certificate`: the id of the one whose number stands in the row, for those who sign it.
    """

    row: str
    journal: str
    visit: str
    year: int
    number: int
    received_at: datetime
    entered_at: datetime
    staff: str
    cells: dict[str, Any]
    filled: list[str]
    texts: list[str]
    correction: str
    corrects: LinkAnswer | None
    corrected_by: LinkAnswer | None
    ground: str | None
    certificate: str | None


class RowsAnswer(TypedDict):
    """`more`: there are others beyond the last of these. `today`: the site's day, whatever clock a page runs by."""

    rows: list[RowAnswer]
    more: bool
    today: date


class ExportAnswer(TypedDict):
    """`url`: where the file is fetched, by whoever ordered it."""

    export: str
    rows: int
    form: str
    url: str


def journal_answer(journal: Journal, regulation: Regulation, may_write: bool, in_full: bool) -> JournalAnswer:
    provider = regulation.provider
    return {
        "journal": journal.code,
        "name": said(journal.name),
        "service_name": said(regulation.name),
        "provider": {"name": said(provider.name), "bin": provider.bin, "address": said(provider.address)},
        "columns": [{"heading": said(column.heading), "width": column.width} for column in journal.columns],
        "cells": [
            _cell_answer(name) for column in journal.columns for name in column.cells if name in BY_HAND
        ],
        "may_write": may_write,
        "in_full": in_full,
    }


def _cell_answer(name: str) -> CellAnswer:
    cell = CELLS[name]
    return {
        "cell": name,
        "label": said(cell_label(name)),
        "kind": cell.kind.value,
        "later": cell.source is Source.LATER,
        "choices": [{"choice": code, "name": said(words)} for code, words in cell_choices(name).items()],
    }


def row_answer(
    row: Row, certificate: str | None, journal: Journal, language: Language, zone: tzinfo
) -> RowAnswer:
    return {
        "row": row.id,
        "journal": row.journal,
        "visit": row.visit,
        "year": row.year,
        "number": row.number,
        "received_at": row.received_at,
        "entered_at": row.entered_at,
        "staff": row.staff,
        "cells": {name: _as_filled_in(name, value, zone) for name, value in row.values.items()},
        "filled": sorted(row.later),
        "texts": row_texts(journal.columns, row, language, zone, "\n"),
        "correction": correction_text(row, language),
        "corrects": _link_answer(row.corrects),
        "corrected_by": _link_answer(row.corrected_by),
        "ground": row.ground,
        "certificate": certificate,
    }


def _as_filled_in(name: str, value: Any, zone: tzinfo) -> Any:
    """As a form shows it and takes it back: a moment as the clock on the wall."""
    if CELLS[name].kind is not CellKind.MOMENT:
        return value
    return datetime.fromisoformat(value).astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def _link_answer(link: Link | None) -> LinkAnswer | None:
    return {"row": link.row, "number": link.number} if link else None


def export_answer(export: Export) -> ExportAnswer:
    return {
        "export": export.id,
        "rows": export.rows,
        "form": export.form.value,
        "url": f"/api/journals/{export.journal}/exports/{export.id}",
    }
