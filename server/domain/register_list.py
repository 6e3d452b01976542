"""The list of a register as somebody hands it over: which rows can be taken, and what is wrong with the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from server.domain.iin import fault_of_iin


class RowFault(StrEnum):
    FORM = "form"
    CHECK_DIGIT = "check_digit"
    DUPLICATE = "duplicate"
    EMPTY = "empty"


class FileFault(StrEnum):
    """Why a file cannot be read as a list at all."""

    TOO_LARGE = "too_large"
    TOO_WIDE = "too_wide"  # it spans more than any list does
    NO_FILE = "no_file"
    OTHER_FORM = "other_form"  # of a table, or no table
    NOT_READABLE = "not_readable"
    BROKEN_ROW = "broken_row"  # where one row ends and the next begins is not certain: somebody may be lost
    NO_COLUMN = "no_column"


@dataclass(frozen=True, slots=True)
class BadRow:
    """`row`: as a spreadsheet counts, from 1. What stands in it is not repeated: it may be somebody's IIN."""

    row: int
    fault: RowFault


class ListChecked:
    """The IINs of a list, each once, and every row that cannot be taken."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        self._seen: set[str] = set()
        self.bad_rows: list[BadRow] = []
        self.iins: list[str] = list(self._good(rows))

    @property
    def is_whole(self) -> bool:
        """No bad row hides a person: whoever is not among the IINs is not on the list."""
        return all(bad.fault is RowFault.DUPLICATE for bad in self.bad_rows)

    def _good(self, rows: Iterable[tuple[int, str]]) -> Iterator[str]:
        for row, text in rows:
            iin = text.strip()
            fault = self._fault(iin)
            if fault is None:
                self._seen.add(iin)
                yield iin
            else:
                self.bad_rows.append(BadRow(row, fault))

    def _fault(self, iin: str) -> RowFault | None:
        if not iin:
            return RowFault.EMPTY
        if iin in self._seen:
            return RowFault.DUPLICATE
        fault = fault_of_iin(iin)
        return RowFault(fault) if fault else None
