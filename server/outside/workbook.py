"""How far the sheets of a workbook reach, found before one is read.

The reader lays a sheet out as a full rectangle: one stray cell in the last corner asks for 500 GB, and a reference that
is none breaks it off. So the parts of the file are looked through as a stream first, every one of them: which part is
the first sheet is for the reader to say.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_PIECE = 1024 * 1024
_SHEET = b"sheetData"  # only in an element of this name does the reader look for cells
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
_OTHERS = frozenset({"content.xml", "xl/workbook.bin"})  # of ODS and XLSB, which are not looked through here


class NoWorkbook(Exception):
    """Not an XLSX file, or one that is broken."""


class UnpacksTooLarge(Exception):
    pass


class Reach:
    """The last row and the last column in which a sheet has something; cells that are only coloured do not count."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self._inside = False
        self._row = 0
        self._column = 0

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        element = _local(name)
        if element == "sheetData":
            self._inside = True
        elif not self._inside:
            return
        elif element == "row":
            self._row = _row_number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif element == "c":
            self._stand_at(attributes.get("r"))
        else:
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)

    def end(self, name: str) -> None:
        if _local(name) == "sheetData":
            self._inside = False

    def _stand_at(self, reference: str | None) -> None:
        """Of a cell without a reference: behind the one before. Never back: whoever is in doubt reaches further."""
        if reference is None:
            self._row, self._column = max(self._row, 1), self._column + 1
            return
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise NoWorkbook
        self._row = max(self._row, int(found[2]))
        self._column = max(self._column, _column_number(found[1]))


def reaches_of(path: Path, most_bytes: int) -> Iterator[Reach]:
    """Of every part, sheet or not. Raises NoWorkbook and UnpacksTooLarge, also on the way."""
    try:
        with ZipFile(path) as parts:
            listed = parts.infolist()
            if sum(part.file_size for part in listed) > most_bytes:
                raise UnpacksTooLarge
            if not all(map(_is_readable, listed)):
                raise NoWorkbook
            for part in listed:
                with parts.open(part) as file:
                    yield _reach_of(file)
    except (BadZipFile, zlib.error, EOFError, RuntimeError):  # RuntimeError: it wants a password
        raise NoWorkbook from None


def _is_readable(part: ZipInfo) -> bool:
    return part.compress_type in _METHODS and part.filename.lower() not in _OTHERS


def _reach_of(file: IO[bytes]) -> Reach:
    """A picture is no XML and has no cells; what has cells and is no XML is not left to a reader that takes it."""
    reach, parser = Reach(), expat.ParserCreate()
    parser.specified_attributes = True  # not those that a DTD adds: the reader does not see them
    parser.StartElementHandler, parser.EndElementHandler = reach.begin, reach.end
    is_xml, is_sheet, tail = True, False, b""
    while piece := file.read(_PIECE):
        is_sheet = is_sheet or _SHEET in tail + piece
        tail = piece[-len(_SHEET) :]
        try:
            if is_xml:
                parser.Parse(piece)
        except expat.ExpatError:
            is_xml = False
        if is_sheet and not is_xml:
            raise NoWorkbook
    return reach


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _row_number(text: str) -> int:
    if _ROW.fullmatch(text) is None:
        raise NoWorkbook
    return int(text)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
