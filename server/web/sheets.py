"""Tables as files for spreadsheets, which are made to show what is written in them and never to run it.

A cell of a spreadsheet that begins with one of a few signs is a formula, wherever its text came from. In XLSX each
cell is therefore written as a text, which it stays; CSV has no types, and there such a text gets an apostrophe before
it, as spreadsheets themselves mark a text.
"""

import csv
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from server.web.workbook import Workbook

_RUNS = tuple(
    "=+-@\t\r\n＝＋－＠"
)  # the last four are wide forms, which some spreadsheets take for the others
_SPACES = " \u00a0"


def harmless(text: str) -> str:
    """`text`, marked as one where a spreadsheet would take it for a formula, also behind spaces."""
    return f"'{text}" if text.startswith(_RUNS) or text.lstrip(_SPACES).startswith(_RUNS) else text


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """With a byte order mark and semicolons, as the spreadsheets of this country read it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerows(list(map(harmless, row)) for row in chain([headings], rows))


def write_xlsx(
    path: Path, title: str, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]
) -> None:
    """`title` names the sheet; `widths` of the columns in millimetres."""
    with Workbook(path, title, widths) as book:
        book.write(headings, is_heading=True)
        for row in rows:
            book.write(row)
