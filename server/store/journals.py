"""The house's journals in SQLite.

What a row says is sealed. A person is found by blind indexes: macs of his IIN, his surname, surname and first name,
whole name, which tell only that two rows have the same.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from server.domain.journal import Export, ExportForm, Filled, Link, Row, Search, name_keys
from server.domain.language import Language
from server.domain.refusal import Refusal
from server.store.keys import Deriver, Secrets
from server.store.times import from_stamp, to_stamp

ROW_SQL = (
    "SELECT r.id, r.journal, r.year, r.number, r.visit, r.received_at, r.entered_at, r.staff, r.cells,"
    " o.id, o.number, c.id, c.number, c.entered_at FROM journal_row r{index}"
    " LEFT JOIN journal_row o ON o.id = r.corrects LEFT JOIN journal_row c ON c.corrects = r.id"
)
LATER_SQL = "SELECT cell, value, at FROM journal_cell WHERE row = ?"
OF_VISIT_SQL = f"{ROW_SQL.format(index='')} WHERE r.visit = ? ORDER BY r.entered_at DESC LIMIT 1"
COUNT_SQL = "SELECT count(*) FROM journal_row WHERE journal = ? AND entered_at >= ? AND entered_at < ?"
EXPORT_SQL = (
    f"{ROW_SQL.format(index=' INDEXED BY journal_row_entered')} WHERE r.journal = ? AND r.entered_at >= ?"
    " AND r.entered_at < ? ORDER BY r.entered_at"
)
# An index is named, because the wrong one reads a million rows; by the parts of a name that are known.
_BY_NAME = {1: ("surname", "journal_row_surname"), 2: ("short_name", "journal_row_short_name")}
_BY_WHOLE_NAME = ("whole_name", "journal_row_whole_name")


class SqlJournals:
    """The part of the house that keeps its journals."""

    connection: sqlite3.Connection
    now: datetime
    secrets: Secrets

    def _check_kept(self, visit_id: str) -> None:
        """Raises Refusal `purged` (410): what was written now would never be removed."""
        if self.connection.execute("SELECT purged_at FROM visit WHERE id = ?", (visit_id,)).fetchone()[0]:
            raise Refusal("purged", 410)

    def add_row(self, row: Row) -> None:
        self._check_kept(row.visit)
        content = {"cells": dict(row.cells), "ground": row.ground}
        self.connection.execute(
            "INSERT INTO journal_row (id, journal, year, number, visit, received_at, entered_at, staff, corrects,"
            " cells, iin, surname, short_name, whole_name) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                *(row.id, row.journal, row.year, row.number, row.visit),
                *(to_stamp(row.received_at), to_stamp(row.entered_at), row.staff),
                row.corrects.row if row.corrects else None,
                self.secrets.sealer.seal_data(content, f"journal row {row.id}"),
                *blind_indexes(self.secrets.deriver, row.cells),
            ),
        )

    def fill_cells(self, row: Row, cells: Mapping[str, Any]) -> None:
        self._check_kept(row.visit)
        self.connection.executemany(
            "INSERT INTO journal_cell VALUES (?, ?, ?, ?)",
            [
                (
                    row.id,
                    name,
                    to_stamp(self.now),
                    self.secrets.sealer.seal_data(value, f"journal cell {row.id} {name}"),
                )
                for name, value in cells.items()
            ],
        )

    def journal_row(self, row_id: str) -> Row:
        found = self._row(f"{ROW_SQL.format(index='')} WHERE r.id = ?", row_id)
        if found is None:
            raise Refusal("not_found", 404)
        return found

    def row_of_visit(self, visit_id: str) -> Row | None:
        return self._row(OF_VISIT_SQL, visit_id)

    def _row(self, sql: str, *parameters: Any) -> Row | None:
        row = self.connection.execute(sql, parameters).fetchone()
        return self._row_of(row) if row else None

    def find_rows(self, search: Search, most: int) -> list[Row]:
        sql, parameters = search_sql(search, self.secrets.deriver, self._place_of(search.beyond), most)
        return [self._row_of(row) for row in self.connection.execute(sql, parameters).fetchall()]

    def _place_of(self, row_id: str | None) -> int | None:
        """Raises Refusal `not_found` (404)."""
        return None if row_id is None else to_stamp(self.journal_row(row_id).entered_at)

    def count_rows(self, journal: str, since: datetime, until: datetime) -> int:
        (count,) = self.connection.execute(COUNT_SQL, (journal, to_stamp(since), to_stamp(until))).fetchone()
        return int(count)

    def add_export(self, export: Export) -> None:
        self.connection.execute(
            "INSERT INTO journal_export VALUES (?,?,?,?,?,?,?,?,?)",
            (
                *(export.id, export.journal, export.staff, to_stamp(export.since), to_stamp(export.until)),
                *(export.form.value, export.language.value, to_stamp(export.at), export.rows),
            ),
        )

    def export(self, export_id: str) -> Export:
        row = self.connection.execute(
            "SELECT id, journal, staff, since, until, form, language, at, rows FROM journal_export WHERE id = ?",
            (export_id,),
        ).fetchone()
        if row is None:
            raise Refusal("not_found", 404)
        found, journal, staff, since, until, form, language, at, rows = row
        return Export(
            found,
            journal,
            staff,
            from_stamp(since),
            from_stamp(until),
            ExportForm(form),
            Language(language),
            from_stamp(at),
            rows,
        )

    def rows_of_export(self, export: Export) -> Iterator[Row]:
        until = min(to_stamp(export.until), to_stamp(export.at) + 1)
        cursor = self.connection.execute(EXPORT_SQL, (export.journal, to_stamp(export.since), until))
        return (self._row_of(row, export.at) for row in cursor)

    def _row_of(self, row: tuple[Any, ...], as_of: datetime | None = None) -> Row:
        row_id, journal, year, number, visit, received_at, entered_at, staff, sealed, *links = row
        old, old_number, new, new_number, corrected_at = links
        content = self._content(sealed, row_id)
        corrected = new is not None and (as_of is None or corrected_at <= to_stamp(as_of))
        return Row(
            row_id,
            journal,
            year,
            number,
            visit,
            from_stamp(received_at),
            from_stamp(entered_at),
            staff,
            content["cells"],
            Link(old, old_number) if old is not None else None,
            content["ground"],
            self._later(row_id, as_of),
            Link(new, new_number) if corrected else None,
        )

    def _content(self, sealed: bytes, row_id: str) -> dict[str, Any]:
        """Of a person who was purged the row is left, and nothing that it said."""
        if not sealed:
            return {"cells": {}, "ground": None}
        return dict(self.secrets.sealer.unseal_data(sealed, f"journal row {row_id}"))

    def _later(self, row_id: str, as_of: datetime | None) -> dict[str, Filled]:
        filled = {
            cell: Filled(
                self.secrets.sealer.unseal_data(value, f"journal cell {row_id} {cell}"), from_stamp(at)
            )
            for cell, value, at in self.connection.execute(LATER_SQL, (row_id,))
            if value
        }
        return filled if as_of is None else {cell: one for cell, one in filled.items() if one.at <= as_of}


def blind_indexes(deriver: Deriver, cells: Mapping[str, Any]) -> tuple[bytes | None, ...]:
    """By what a row is found: IIN, surname, surname and first name, whole name."""
    iin, name = cells.get("iin"), cells.get("full_name")
    surname, short, whole = name_keys(str(name)) if name else (None, None, None)
    return (
        deriver.mac("journal iin", iin) if iin else None,
        *(deriver.mac("journal name", part) if part else None for part in (surname, short, whole)),
    )


def search_sql(search: Search, deriver: Deriver, beyond: int | None, most: int) -> tuple[str, list[Any]]:
    """The statement that finds what is looked for, and its parameters. `beyond`: a stamp."""
    conditions: list[tuple[str, Any]] = [("r.journal = ?", search.journal)]
    index = "journal_row_entered"
    if search.name and (key := _name_condition(search.name)):
        column, index, text = key
        conditions.append((f"r.{column} = ?", deriver.mac("journal name", text)))
    if search.iin:
        conditions.append(("r.iin = ?", deriver.mac("journal iin", search.iin)))
        index = "journal_row_iin"
    if search.number is not None:
        conditions.append(("r.number = ?", search.number))
        index = "journal_row_number"
    if search.year is not None:
        conditions.append(("r.year = ?", search.year))
    if search.since is not None:
        conditions.append(("r.entered_at >= ?", to_stamp(search.since)))
    if search.until is not None:
        conditions.append(("r.entered_at < ?", to_stamp(search.until)))
    if beyond is not None:
        conditions.append((f"r.entered_at {'>' if search.oldest_first else '<'} ?", beyond))
    where = " AND ".join(condition for condition, _ in conditions)
    order = "ASC" if search.oldest_first else "DESC"
    sql = ROW_SQL.format(index=f" INDEXED BY {index}")
    parameters = [value for _, value in conditions]
    return f"{sql} WHERE {where} ORDER BY r.entered_at {order} LIMIT ?", [*parameters, most]


def _name_condition(name: str) -> tuple[str, str, str] | None:
    """The column, its index and what it must be the mac of: the more of a name is given, the more must agree."""
    surname, short, whole = name_keys(name)
    parts = len(whole.split())
    if parts == 0:
        return None
    column, index = _BY_NAME.get(parts, _BY_WHOLE_NAME)
    return column, index, {"surname": surname, "short_name": short}.get(column, whole)
