"""What a use case may ask of the house about its journals. `server/store/journals.py` keeps it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from server.domain.journal import Export, Row, Search


class JournalsKept(Protocol):
    def add_row(self, row: Row) -> None:
        """Its `later` cells are not added: they are filled by `fill_cells`."""

    def fill_cells(self, row: Row, cells: Mapping[str, Any]) -> None:
        """Cells that came later. None of them may be filled already."""

    def journal_row(self, row_id: str) -> Row: ...
    def row_of_visit(self, visit_id: str) -> Row | None:
        """The row of the visit as it holds now: the last of those that correct it."""

    def find_rows(self, search: Search, most: int) -> list[Row]:
        """The newest first, or the oldest where that is asked for."""

    def count_rows(self, journal: str, since: datetime, until: datetime) -> int: ...
    def add_export(self, export: Export) -> None: ...
    def export(self, export_id: str) -> Export: ...
    def rows_of_export(self, export: Export) -> Iterator[Row]:
        """In the order of their numbers, as they stood when the export was made. They may be many."""
