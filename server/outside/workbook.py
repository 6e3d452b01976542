"""The first sheet of a workbook, read by a process of its own that can do no harm.

A workbook is packed XML: 12 KB of it may unfold to gigabytes, in more ways than anybody foresees — a cell in the last
corner, one long text in a thousand cells, a million styles, a header that lies about its size. So not the file is
looked through, but its reader is held: to so much memory and so much time, by the system, before it opens the file.

`python -m server.outside.workbook FILE` writes each row in which something stands as a line of JSON.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import python_calamine

MOST_MEMORY = 400 * 1024 * 1024  # bytes, of which 15 MB are Python: 100,000 persons in 30 columns take 360
MOST_SECONDS = 60  # of computing: the same list takes 14
LONGEST_CELL = 64  # letters of it that are handed on: no heading and no IIN is longer
_HELD_TO = {resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_CPU: MOST_SECONDS, resource.RLIMIT_CORE: 0}
_OUT_OF_MEMORY = 3
_HOUSE = Path(__file__).resolve().parents[2]

Row = tuple[int, Sequence[str]]


class NoWorkbook(Exception):
    """Not a workbook, or one that is broken."""


class UnpacksTooLarge(Exception):
    """Its reader came to the end of its memory or its time."""


def rows_of(path: Path) -> Generator[Row, None, None]:
    """The row, as a spreadsheet counts it, and its cells; empty rows are left out.

    Raises NoWorkbook and UnpacksTooLarge, also after some rows: they are not the list then.
    """
    command = [sys.executable, "-m", __name__, str(path.resolve())]
    with subprocess.Popen(
        command, cwd=_HOUSE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as reader:  # what it says when it breaks off may quote the list
        assert reader.stdout is not None
        try:
            for line in reader.stdout:
                if line.endswith(b"\n"):  # else it was broken off in the midst of it
                    number, cells = json.loads(line)
                    yield number, cells
        finally:
            reader.kill()
    if reader.returncode < 0 or reader.returncode == _OUT_OF_MEMORY:
        raise UnpacksTooLarge
    if reader.returncode:
        raise NoWorkbook


def _write_rows(path: str) -> None:
    sheet = python_calamine.load_workbook(path).get_sheet_by_index(0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_cell(value) for value in row]
        if any(cells):
            sys.stdout.write(json.dumps((number, cells)) + "\n")


def _cell(value: Any) -> str:
    """A spreadsheet that took an IIN for a number has dropped the zeros in front."""
    if isinstance(value, float) and value.is_integer() and 0 < value < 10**12:
        return f"{int(value):012}"
    return str(value)[:LONGEST_CELL].strip()


def _main(path: str) -> int:
    for held, most in _HELD_TO.items():
        resource.setrlimit(held, (most, most))
    try:
        _write_rows(path)
    except MemoryError:
        return _OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
