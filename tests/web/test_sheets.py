"""Files for spreadsheets: whatever stands in a cell is shown, and nothing of it is run."""

import csv
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from server.web.sheets import harmless, write_csv, write_xlsx
from server.web.workbook import letters_of

FORMULAS = (
    "=1+1",
    "+7 700",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\u00a0@x",
    "＝1",
    '=HYPERLINK("http://x";"y")',
)
PLAIN = ("Аманов Арман", "1/2026", "", "a=b", "№ 5", "'", "«Әсем»", '";=1', "<b>&", "  two spaces")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_marked_as_a_text_in_csv(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_csv_has_a_mark_semicolons_and_every_cell_where_it_belongs(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_csv(path, ["№", "=a"], [["1", text] for text in (*FORMULAS, *PLAIN, "two\nlines", "a;b")])
    raw = path.read_bytes()
    assert raw.startswith("\ufeff№;'=a\r\n".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = [row[1] for row in csv.reader(file, delimiter=";")][1:]
    assert read == [*(f"'{text}" for text in FORMULAS), *PLAIN, "two\nlines", "a;b"]


def test_in_xlsx_every_cell_is_a_text_as_it_was_written(tmp_path: Path) -> None:
    path, texts = tmp_path / "file", [*FORMULAS, *PLAIN, "two\nlines", "001", "TRUE", "1e5"]
    write_xlsx(path, "Журнал: [1]", ["№", "=a"], [10, 30], [[str(n), text] for n, text in enumerate(texts)])
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Журнал   1"]
    read = book.get_sheet_by_index(0).to_python()
    assert read[0] == ["№", "=a"]
    assert [row[0] for row in read[1:]] == [str(n) for n in range(len(texts))]
    # XML reads a carriage return as the end of a line
    assert [row[1] for row in read[1:]] == [text.replace("\r", "\n") for text in texts]
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert archive.testzip() is None
    assert "<f>" not in sheet
    assert set(re.findall(r'<c [^>]* t="(\w+)"', sheet)) == {"inlineStr"}


def test_signs_that_no_xml_may_hold_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_xlsx(path, "", ["a"], [10], [["x\x00\x08\x1b\ufffey"]])
    assert CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1] == ["xy"]


def test_a_long_table_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_xlsx(path, "a", ["n"], [10], ([str(n)] for n in range(1001)))
    assert len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()) == 1002


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_by_letters(place: int, letters: str) -> None:
    assert letters_of(place) == letters
