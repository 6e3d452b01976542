"""The first sheet of a workbook, read by a process of its own that can do no harm.

A workbook is packed XML: 12 KB of it may unfold to gigabytes, in more ways than anybody foresees — a cell in the last
corner, one long text in a thousand cells, a million styles, a header that lies about its size. So not the file is
looked through, but its reader is held: to so much memory and so much time, by the system, before it opens the file.

`python -P server/outside/workbook.py FILE BYTES SECONDS` writes each row in which something stands as a line of JSON.
It imports nothing of the house.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import python_calamine

MOST_MEMORY = 640 * 1024 * 1024  # bytes of address space: 100,000 rows of 30 texts, no two alike, take 458 MB
MOST_SECONDS = 60  # of computing: the same list takes 4
LONGEST_CELL = 64  # letters of it that are handed on: no heading and no IIN is longer
_OUT_OF_MEMORY, _BROKEN, _OTHER_FORM = 3, 4, 5  # exit codes, which Python itself does not use
_HELD_BACK = (_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL)  # memory, heap, stack, time

Row = tuple[int, Sequence[str]]


class NoWorkbook(Exception):
    """A workbook that is broken."""


class OtherForm(Exception):
    """Packed like a workbook, but none of XLSX: ODS, XLSB, or no table at all."""


class UnpacksTooLarge(Exception):
    """Its reader came to the end of its memory or its time."""


def rows_of(path: Path) -> Generator[Row, None, None]:
    """The row, as a spreadsheet counts it, and its cells; empty rows are left out.

    Raises NoWorkbook, OtherForm and UnpacksTooLarge, also after some rows: they are not the list then.
    """
    command = [sys.executable, "-P", __file__, str(path.resolve()), str(MOST_MEMORY), str(MOST_SECONDS)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        try:
            for line in reader.stdout:
                if line.endswith(b"\n"):  # else it was broken off in the midst of it
                    number, cells = json.loads(line)
                    yield number, cells
        finally:
            reader.kill()
    if reader.returncode in _HELD_BACK:
        raise UnpacksTooLarge
    if reader.returncode == _OTHER_FORM:
        raise OtherForm
    if reader.returncode == _BROKEN:
        raise NoWorkbook
    if reader.returncode:
        raise RuntimeError(f"the reader of workbooks ended with {reader.returncode}")  # no fault of the file


def _main(path: str, memory: int, seconds: int) -> int:
    _hold(resource.RLIMIT_AS, memory)
    _hold(resource.RLIMIT_CPU, seconds)
    _hold(resource.RLIMIT_CORE, 0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # from here on what it says may quote the list
    try:
        _write_rows(_first_sheet(path))
    except MemoryError:
        return _OUT_OF_MEMORY
    except NoWorkbook:
        return _BROKEN
    except OtherForm:
        return _OTHER_FORM
    return 0


def _hold(what: int, most: int) -> None:
    """To no more than it is held to already."""
    _, hard = resource.getrlimit(what)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (least, least))


def _first_sheet(path: str) -> python_calamine.CalamineSheet:
    try:
        with ZipFile(path) as parts:
            names = {name.replace("\\", "/").lower() for name in parts.namelist()}
    except (BadZipFile, NotImplementedError, ValueError):  # its directory, also one of names that are no text
        raise NoWorkbook from None
    if "xl/workbook.xml" not in names:
        raise OtherForm
    try:
        return python_calamine.load_workbook(path).get_sheet_by_index(0)
    except python_calamine.CalamineError:
        raise NoWorkbook from None
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # no module has that class
            raise
        raise NoWorkbook from None


def _write_rows(sheet: python_calamine.CalamineSheet) -> None:
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_cell(value) for value in row]
        if any(cells):
            sys.stdout.write(json.dumps((number, cells)) + "\n")


def _cell(value: Any) -> str:
    """A spreadsheet that took an IIN for a number has dropped the zeros in front."""
    if isinstance(value, float) and value.is_integer() and 0 < value < 10**12:
        return f"{int(value):012}"
    return str(value)[:LONGEST_CELL].strip()


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
