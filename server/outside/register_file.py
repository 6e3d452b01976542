"""The file in which somebody hands over the list of a register: CSV in whatever spelling offices save it, or XLSX.

Only the column of IINs is read. Nothing of the file is kept or repeated but the numbers of its rows.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from server.domain.register_list import FileFault
from server.outside.workbook import NoWorkbook, OtherForm, Row, UnpacksTooLarge, rows_of

LARGEST_FILE = 200 * 1024 * 1024  # bytes [setting]
MOST_ROWS = 2**20  # as many as a spreadsheet has
LONGEST_LINE = 65_536  # letters
_PIECE = 1024 * 1024
_HEADINGS = frozenset({"иин", "жсн", "iin"})
_DIGITS = re.compile(r"\s*[0-9]{11,12}\s*")
_SEPARATORS = ";,\t|"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED = b"PK\x03\x04"  # XLSX, and much else
_XLS = b"\xd0\xcf\x11\xe0"  # also a workbook behind a password


class FileRefused(Exception):
    """The file cannot be read as a list at all, and nothing of it was taken. `row`: the one to look at, if known."""

    def __init__(self, fault: FileFault, row: int | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.row = row


def iins_in(path: Path) -> Iterator[tuple[int, str]]:
    """The row, as a spreadsheet counts it, and what stands in it as IIN; rows in which nothing stands are left out.

    Raises FileRefused, also on the way.
    """
    if not path.is_file():
        raise FileRefused(FileFault.NO_FILE)
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused(FileFault.TOO_LARGE)
    with path.open("rb") as file:
        start = file.read(4)
    if start == _XLS:
        raise FileRefused(FileFault.OTHER_FORM)
    return _of_column(_rows_of_workbook(path) if start == _PACKED else _rows_of_text(path, start))


def _of_column(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    column: int | None = None
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if column is None:
            heading = _heading(cells)
            column = heading if heading is not None else _first_number(cells)
            if column is None:
                raise FileRefused(FileFault.NO_COLUMN)
            if heading is not None:
                continue
        yield number, cells[column] if column < len(cells) else ""
    if column is None:
        raise FileRefused(FileFault.NO_COLUMN)


def _heading(cells: Sequence[str]) -> int | None:
    return next((at for at, cell in enumerate(cells) if cell.strip().casefold() in _HEADINGS), None)


def _first_number(cells: Sequence[str]) -> int | None:
    """A list without headings: the column in which its first row has something like an IIN."""
    return next((at for at, cell in enumerate(cells) if _DIGITS.fullmatch(cell)), None)


def _rows_of_text(path: Path, start: bytes) -> Iterator[Row]:
    encoding = _encoding(path, start)
    try:
        with path.open(encoding=encoding, newline="") as text:
            separator = _separator(text.readline(LONGEST_LINE))
            text.seek(0)
            number = 0
            while line := text.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE or number > MOST_ROWS:
                    raise FileRefused(FileFault.TOO_WIDE)
                yield number, _cells(line, separator, number)
    except UnicodeError:
        raise FileRefused(FileFault.NOT_READABLE) from None


def _cells(line: str, separator: str, number: int) -> Sequence[str]:
    """A line is a row, read by itself: else an open quote swallows all rows up to the next one, and their persons."""
    try:
        return next(csv.reader((line,), delimiter=separator, strict=True))
    except csv.Error:
        raise FileRefused(FileFault.BROKEN_ROW, number) from None


def _encoding(path: Path, start: bytes) -> str:
    """UTF-8, with its mark or without; UTF-16 with its mark; else what Windows saves here."""
    if start[:2] in _UTF_16:
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8-sig"


def _separator(line: str) -> str:
    """The one that stands most often in the first line, outside of quotes."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_SEPARATORS, key=bare.count)


def _rows_of_workbook(path: Path) -> Iterator[Row]:
    try:
        yield from rows_of(path)
    except UnpacksTooLarge:
        raise FileRefused(FileFault.TOO_LARGE) from None
    except OtherForm:
        raise FileRefused(FileFault.OTHER_FORM) from None
    except NoWorkbook:
        raise FileRefused(FileFault.NOT_READABLE) from None
