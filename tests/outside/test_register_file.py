"""Lists as offices hand them over: whatever they are saved as, the same persons are read."""

import codecs
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from server.domain.register_list import BadRow, FileFault, ListChecked, RowFault
from server.outside import register_file
from server.outside.register_file import LARGEST_FILE, LONGEST_LINE, FileRefused, iins_in
from server.words.register import FILE_FAULTS

FIRST, SECOND, YOUNG = "890101199900", "751231299909", "050101199904"
COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TABLE = f"№;ЖСН;Аты\n1;{FIRST};Әбенов Қ.\n2;{SECOND};Ёлкин\n"


def written(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def workbook(folder: Path, rows: list[list[Any]], first_row: int = 0) -> Path:
    path = folder / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for number, row in enumerate(rows, first_row):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.close()
    return path


def workbook_with(folder: Path, row: int, column: int, value: str | None) -> Path:
    """A list, and one more cell far from it; None: coloured, but empty."""
    path = folder / "list.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["ИИН", FIRST])
    sheet.write(row, column, value, book.add_format({"bg_color": "red"}))
    book.close()
    return path


def respelled(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with another spelling inside its sheet."""
    with ZipFile(path) as parts:
        contents = {part: parts.read(part) for part in parts.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as parts:
        for part, content in contents.items():
            if part.endswith("sheet1.xml"):
                assert old in content
                content = content.replace(old, new)
            parts.writestr(part, content)
    return path


def fault_of(path: Path) -> FileFault:
    with pytest.raises(FileRefused) as refused:
        read(path)
    return refused.value.fault


def read(path: Path) -> list[tuple[int, str]]:
    return list(iins_in(path))


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.replace(";", ",").encode(),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(";", "\t").encode("utf-16"),
        TABLE.replace("ЖСН", '"ИИН"').replace(FIRST, f'"{FIRST}"').encode(),
        TABLE.replace("Әбенов Қ.", '"Әбенов; ""Қ"""').encode(),
        TABLE.replace("ЖСН", "ИИН").replace("Әбенов Қ.", "Абенов К.").encode("cp1251"),
        TABLE.replace("ЖСН", " iin ").encode(),
    ],
    ids=[
        "plain",
        "BOM",
        "commas",
        "tabs",
        "CRLF",
        "UTF-16",
        "quoted",
        "separator inside",
        "cp1251",
        "spaces",
    ],
)
def test_a_table_is_read_in_whatever_spelling_it_was_saved(tmp_path: Path, content: bytes) -> None:
    assert read(written(tmp_path, content)) == [(2, FIRST), (3, SECOND)]


def test_a_bare_list_needs_no_heading(tmp_path: Path) -> None:
    assert read(written(tmp_path, f"{FIRST}\n{SECOND}\n".encode())) == [(1, FIRST), (2, SECOND)]


def test_blank_rows_count_and_say_nothing(tmp_path: Path) -> None:
    assert read(written(tmp_path, f"ИИН\n\n{FIRST}\n ; \n\n{SECOND}".encode())) == [(3, FIRST), (6, SECOND)]


def test_a_row_that_is_too_short_has_no_iin(tmp_path: Path) -> None:
    assert read(written(tmp_path, f"№;ИИН\n1;{FIRST}\n2\n".encode())) == [(2, FIRST), (3, "")]


def test_a_workbook_is_read_also_where_the_zeros_in_front_are_lost(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["№", "ИИН"], [1, FIRST], [2, int(YOUNG)], [3, int(SECOND)]])
    assert read(path) == [(2, FIRST), (3, YOUNG), (4, SECOND)]


def test_rows_of_a_workbook_are_counted_as_it_shows_them(tmp_path: Path) -> None:
    assert read(workbook(tmp_path, [["ИИН"], [FIRST]], first_row=4)) == [(6, FIRST)]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.NO_COLUMN),
        ("аты;жасы\nӘ;7\n".encode(), FileFault.NO_COLUMN),
        (b"PK\x03\x04 and then nothing of a workbook", FileFault.NOT_READABLE),
        (b'"' + b"x" * 200_000, FileFault.TOO_WIDE),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", FileFault.NOT_READABLE),
    ],
    ids=["empty", "no IIN", "broken workbook", "a line that never ends", "half a letter"],
)
def test_what_is_no_list_is_refused_as_a_whole(tmp_path: Path, content: bytes, fault: FileFault) -> None:
    with pytest.raises(FileRefused) as refused:
        read(written(tmp_path, content))
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    "parts",
    [("mimetype", "content.xml"), ("xl/workbook.bin", "_rels/.rels"), ("word/document.xml",)],
    ids=["ODS", "XLSB", "a letter"],
)
def test_what_is_packed_like_a_workbook_and_is_none_is_told_the_forms_that_are_read(
    tmp_path: Path, parts: tuple[str, ...]
) -> None:
    path = tmp_path / "list.ods"
    with ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, "")
    assert fault_of(path) is FileFault.OTHER_FORM


def test_a_workbook_of_before_2007_or_behind_a_password_is_told_the_forms_that_are_read(
    tmp_path: Path,
) -> None:
    packed_by_ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert fault_of(written(tmp_path, packed_by_ole, "list.xlsx")) is FileFault.OTHER_FORM


def test_a_workbook_is_read_however_its_parts_are_spelled(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["ИИН"], [FIRST]])
    other = tmp_path / "other.xlsx"
    with ZipFile(path) as parts, ZipFile(other, "w") as respelt:
        for part in parts.namelist():
            respelt.writestr(part.replace("/", "\\").upper(), parts.read(part))
    assert read(other) == [(2, FIRST)]


def test_every_fault_of_a_file_has_its_sentence() -> None:
    assert FILE_FAULTS.keys() == set(FileFault)


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ((f'"Р;{FIRST}', f"Е;{SECOND}", f'"К;{YOUNG}'), 2),
        ((f"Р;{FIRST}", f'"Е;{SECOND}', f"К;{YOUNG}"), 3),
        ((f'"Р;{FIRST}', f"Е;{SECOND}", f'К";{YOUNG}'), 2),
        ((f"Р;{FIRST}", f'"Е" К;{SECOND}'), 3),
        ((f"Р;{FIRST}", f"Е;{SECOND}", f'К;"{YOUNG}'), 4),
    ],
    ids=[
        "two open",
        "open to the end",
        "a cell of several lines",
        "more behind the quote",
        "in the last row",
    ],
)
def test_no_quote_swallows_a_row_the_whole_list_is_refused_and_the_row_named(
    tmp_path: Path, rows: tuple[str, ...], broken: int
) -> None:
    with pytest.raises(FileRefused) as refused:
        read(written(tmp_path, "\n".join(("Аты;ИИН", *rows)).encode()))
    assert (refused.value.fault, refused.value.row) == (FileFault.BROKEN_ROW, broken)


def test_a_quote_inside_a_cell_is_only_a_letter(tmp_path: Path) -> None:
    rows = f'Аты;ИИН\nЖШС "Р;{FIRST}\n"ЖШС ""Р""";{SECOND}\n'
    assert read(written(tmp_path, rows.encode())) == [(2, FIRST), (3, SECOND)]


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, FIRST.encode())
    for size in (LARGEST_FILE + 1, 2 * 1024**3):
        with path.open("r+b") as file:
            file.truncate(size)
        with pytest.raises(FileRefused) as refused:
            iins_in(path)
        assert refused.value.fault is FileFault.TOO_LARGE


def test_a_folder_and_a_name_that_leads_nowhere_are_no_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(FileRefused) as refused:
            iins_in(path)
        assert refused.value.fault is FileFault.NO_FILE


@pytest.mark.parametrize(("row", "column"), [(2**20 - 1, 2**14 - 1), (2**20 - 1, 59)])
def test_a_cell_far_outside_of_the_list_asks_for_more_memory_than_a_list_needs_and_is_refused(
    tmp_path: Path, row: int, column: int
) -> None:
    assert fault_of(workbook_with(tmp_path, row, column, "x")) is FileFault.TOO_LARGE


@pytest.mark.parametrize(("row", "column", "value"), [(2**20 - 1, 2**14 - 1, None), (1, 2**14 - 1, "x")])
def test_a_far_cell_that_is_only_coloured_and_a_wide_list_of_few_rows_are_read(
    tmp_path: Path, row: int, column: int, value: str | None
) -> None:
    assert read(workbook_with(tmp_path, row, column, value)) == [(2, FIRST)]


@pytest.mark.parametrize("reference", [b"ZZZZZZZ99999999999", b"A0", b"A", b"2", b"$A$2", b""])
def test_a_cell_that_stands_nowhere_makes_the_workbook_unreadable(tmp_path: Path, reference: bytes) -> None:
    path = respelled(workbook(tmp_path, [["ИИН"], [FIRST]]), b'r="A2"', b'r="%b"' % reference)
    assert fault_of(path) is FileFault.NOT_READABLE


def test_cells_without_references_are_counted_from_where_their_row_stands(tmp_path: Path) -> None:
    bare = respelled(workbook(tmp_path, [["ИИН"], [FIRST]]), b'<c r="A2"', b"<c")
    assert read(bare) == [(2, FIRST)]
    sheet = workbook(tmp_path, [["ИИН"], ["x"] * len(COLUMNS)])
    respelled(sheet, b'<row r="2"', b'<row r="1048576"')
    for column in COLUMNS:
        respelled(sheet, b'<c r="%b2"' % column.encode(), b"<c")
    assert fault_of(sheet) is FileFault.TOO_LARGE


def test_a_list_of_more_rows_than_a_spreadsheet_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, f"ИИН\n{FIRST}\n{SECOND}\n".encode())
    monkeypatch.setattr(register_file, "MOST_ROWS", 3)
    assert read(path) == [(2, FIRST), (3, SECOND)]
    monkeypatch.setattr(register_file, "MOST_ROWS", 2)
    assert fault_of(path) is FileFault.TOO_WIDE


@pytest.mark.parametrize("before", ["", "ИИН\n"], ids=["the headings", "a row"])
def test_a_line_longer_than_a_list_has_is_refused(tmp_path: Path, before: str) -> None:
    path = written(tmp_path, f"{before}{';' * LONGEST_LINE}\n{FIRST}\n".encode())
    assert fault_of(path) is FileFault.TOO_WIDE


def test_a_line_of_the_utmost_length_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, f"ИИН\n{FIRST}{';' * (LONGEST_LINE - 13)}\n".encode())
    assert read(path) == [(2, FIRST)]


def test_every_bad_row_is_named_and_the_good_ones_are_taken(tmp_path: Path) -> None:
    rows = ["ИИН;x", f"{FIRST};", "890101199901;", "12;", ";x", f" {FIRST} ;", f"{SECOND};", "٨٩٠١٠١١٩٩٩٠٠;"]
    checked = ListChecked(iins_in(written(tmp_path, "\n".join(rows).encode())))
    assert checked.iins == [FIRST, SECOND]
    assert checked.bad_rows == [
        BadRow(3, RowFault.CHECK_DIGIT),
        BadRow(4, RowFault.FORM),
        BadRow(5, RowFault.EMPTY),
        BadRow(6, RowFault.DUPLICATE),
        BadRow(8, RowFault.FORM),
    ]
