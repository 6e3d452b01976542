"""Journals read from their files: TOML text → frozen values, or everything that is wrong with all of them.

One file may serve several services: each has a journal of its own, with its own numbers.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from server.domain.journal import CELLS, Column, Journal
from server.domain.regulation_file import FaultyRegulations
from server.domain.regulation_route import twice
from server.domain.regulation_shape import (
    Fault,
    Key,
    Place,
    code,
    count,
    flag,
    list_of,
    one_of,
    shaped,
    words,
)

COLUMN = {
    "heading": Key(words),
    "width": Key(count(5)),
    "cells": Key(list_of(one_of({name: name for name in CELLS}, "cell"), may_be_empty=True)),
}
JOURNAL = {
    "services": Key(list_of(code)),
    "name": Key(words),
    "refusals": Key(flag, False),
    "columns": Key(list_of(shaped(COLUMN))),
}
PAGE_WIDTH = 273  # millimetres: A4 across, less its margins


def read_journals(texts: Mapping[str, str], needed: Collection[str]) -> dict[str, Journal]:
    """The journals by service. Raises FaultyRegulations.

    `texts`: file name → TOML text; `needed`: the services with a task that enters a row.
    """
    faults: list[Fault] = []
    drafts = {file: _draft(Place(file, "", faults), text) for file, text in texts.items()}
    faults.extend(_services_twice(drafts))
    found = {service for draft in drafts.values() for service in draft["services"] or ()}
    faults.extend(
        Fault("journals", service, "has a task that writes in a journal, but no journal")
        for service in sorted(set(needed) - found)
    )
    if faults:
        raise FaultyRegulations(tuple(faults))
    return {journal.code: journal for draft in drafts.values() for journal in _built(draft)}


def _draft(place: Place, text: str) -> dict[str, Any]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place.fault(f"is not TOML: {error}")
        return {"services": None}
    draft: dict[str, Any] = shaped(JOURNAL)(place, table)
    for key, reason in _wrong_in_columns(draft["columns"] or ()):
        place.inside(key).fault(reason)
    return draft


def _wrong_in_columns(columns: Collection[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    cells = [cell for column in columns for cell in column["cells"] or ()]
    for repeated in twice(cells):
        yield "columns", f"{repeated!r} stands in two columns"
    if cells and "number" not in cells:
        yield "columns", "no column has the number of the row"
    width = sum(column["width"] or 0 for column in columns)
    if width > PAGE_WIDTH:
        yield "columns", f"are {width} mm wide together; a page across has {PAGE_WIDTH}"


def _services_twice(drafts: Mapping[str, dict[str, Any]]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for file, draft in drafts.items():
        for service in draft["services"] or ():
            if service in owners:
                yield Fault(file, "services", f"{service!r} has its journal in {owners[service]} already")
            owners.setdefault(service, file)


def _built(draft: dict[str, Any]) -> Iterator[Journal]:
    columns = tuple(Column(**column) for column in draft["columns"])
    for service in draft["services"]:
        yield Journal(service, draft["name"], columns, draft["refusals"])
