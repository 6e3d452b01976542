"""Workbooks that are made to harm whoever reads them: each is refused, and takes no more memory than a list may."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from server.outside.workbook import LONGEST_CELL, MOST_MEMORY, rows_of
from tests.site import REPOSITORY

MEGABYTE = 1024 * 1024
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PEOPLE = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>IIN</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>890101199900</t></is></c></row>'
)
_READ = """
import resource, sys
from pathlib import Path
from server.outside.register_file import FileRefused, iins_in
try:
    said = len(list(iins_in(Path(sys.argv[1]))))
except FileRefused as refused:
    said = refused.fault.value
peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(said, max(peaks))
"""

Pieces = Iterable[str]


class Told(NamedTuple):
    """What reading came to, a number of rows or a fault, and the bytes of memory that it took."""

    said: str
    memory: int


def read(path: Path) -> Told:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], cwd=REPOSITORY, capture_output=True, text=True, timeout=120
    )
    assert done.stderr == ""
    said, kilobytes = done.stdout.split()
    return Told(said, int(kilobytes) * 1024)


def times(piece: str, megabytes: int) -> Pieces:
    """`piece` again and again: so many megabytes of it."""
    large = piece * (MEGABYTE // len(piece))
    return (large for _ in range(megabytes))


def numbered(piece: str, count: int) -> Pieces:
    return ("".join(piece.format(n) for n in range(at, at + 1000)) for at in range(3, count, 1000))


def packed(
    path: Path,
    rows: Pieces = (),
    strings: Pieces = (),
    styles: Pieces = (),
    names: Pieces = (),
    dtd: str = "",
) -> Path:
    """A workbook of two rows, and whatever is stuffed into its parts."""

    def relations(*targets: tuple[str, str]) -> Pieces:
        yield f'<Relationships xmlns="{_RELATIONS}">'
        for nth, (kind, target) in enumerate(targets, 1):
            yield f'<Relationship Id="r{nth}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        yield "</Relationships>"

    inside = (("worksheet", "sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))
    parts: dict[str, Pieces] = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(*inside),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>',
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets><definedNames>',
            *names,
            "</definedNames></workbook>",
        ),
        "xl/sheet1.xml": _chained(
            f'{dtd}<worksheet xmlns="{_MAIN}"><sheetData>{_PEOPLE}', rows, "</sheetData></worksheet>"
        ),
        "xl/sharedStrings.xml": _chained(f'<sst xmlns="{_MAIN}">', strings, "</sst>"),
        "xl/styles.xml": _chained(f'<styleSheet xmlns="{_MAIN}">', styles, "</styleSheet>"),
    }
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, pieces in parts.items():
            with archive.open(name, "w") as part:
                for piece in pieces:
                    part.write(piece.encode())
    return path


def _chained(before: str, pieces: Pieces, after: str) -> Pieces:
    yield before
    yield from pieces
    yield after


def one_text_in_many_cells(path: Path) -> Path:
    cells = numbered('<row r="{0}"><c t="s"><v>0</v></c></row>', 2000)
    return packed(path, rows=cells, strings=_chained("<si><t>", times("x", 1), "</t></si>"))


def a_header_that_lies(path: Path) -> Path:
    """500 MB of a sheet, said to be 100 bytes."""
    packed(path, rows=times("0", 500))
    with ZipFile(path) as archive:
        size = archive.getinfo("xl/sheet1.xml").file_size.to_bytes(4, "little")
    content = path.read_bytes()
    assert size in content
    path.write_bytes(content.replace(size, (100).to_bytes(4, "little")))
    return path


def entities_of_entities(path: Path) -> Path:
    names = "abcdefghij"
    tenfold = "".join(f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in pairwise(names))
    dtd = f'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">{tenfold}]>'
    return packed(path, rows=['<row r="3"><c t="inlineStr"><is><t>&j;</t></is></c></row>'], dtd=dtd)


def a_far_corner(path: Path) -> Path:
    return packed(path, rows=['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'])


SMALL: dict[str, Callable[[Path], Path]] = {
    "one text in many cells": one_text_in_many_cells,
    "entities of entities": entities_of_entities,
    "a far corner": a_far_corner,
    "a header that lies": a_header_that_lies,
    "zeros in the sheet": lambda path: packed(path, rows=times("0", 500)),
}
LARGE: dict[str, Callable[[Path], Path]] = {
    "a long text": lambda path: packed(path, strings=_chained("<si><t>", times("x", 500), "</t></si>")),
    "empty texts": lambda path: packed(path, strings=times("<si/>", 700)),
    "many texts": lambda path: packed(path, strings=times("<si><t>x</t></si>", 300)),
    "many formats": lambda path: packed(
        path,
        styles=_chained(
            "<numFmts>", numbered('<numFmt numFmtId="{0}" formatCode="0"/>', 5_000_000), "</numFmts>"
        ),
    ),
    "millions of names": lambda path: packed(
        path, names=numbered('<definedName name="n{0}">a!$A$1</definedName>', 5_000_000)
    ),
    "deep nesting": lambda path: packed(path, rows=times("<a>", 100)),
    "a long tag": lambda path: packed(path, rows=_chained('<row r="', times("1", 500), '"/>')),
    "a long comment": lambda path: packed(path, rows=_chained("<!--", times("1", 500), "-->")),
}


@pytest.fixture(params=[*SMALL, *LARGE])
def bomb(request: pytest.FixtureRequest, full: bool, tmp_path: Path) -> Path:
    if request.param in LARGE and not full:
        pytest.skip("with --full")
    return (SMALL | LARGE)[request.param](tmp_path / "list.xlsx")


def test_a_workbook_that_unfolds_is_refused_and_its_reader_held(bomb: Path) -> None:
    assert bomb.stat().st_size < 20 * MEGABYTE
    told = read(bomb)
    assert told.said in ("too_large", "not_readable")
    assert told.memory <= MOST_MEMORY


def test_a_list_as_large_as_a_town_is_read_in_the_same_memory(tmp_path: Path, full: bool) -> None:
    count = 100_000 if full else 10_000
    row = '<row r="{0}">' + "<c t='inlineStr'><is><t>{0:012}</t></is></c>" * 30 + "</row>"
    told = read(packed(tmp_path / "list.xlsx", rows=numbered(row, count)))
    assert told.said == str(1 + count)
    assert told.memory <= MOST_MEMORY


def test_what_stands_in_a_cell_is_handed_on_as_far_as_a_list_needs_it(tmp_path: Path) -> None:
    long = '<row r="3"><c t="inlineStr"><is><t>' + "x" * 5000 + "</t></is></c></row>"
    rows = list(rows_of(packed(tmp_path / "list.xlsx", rows=[long])))
    assert rows == [(1, ["IIN"]), (2, ["890101199900"]), (3, ["x" * LONGEST_CELL])]


def test_a_workbook_that_takes_too_long_is_left_though_it_asks_for_little(tmp_path: Path) -> None:
    path = packed(tmp_path / "list.xlsx", rows=times("<row/>", 100))
    hurried = f"""
import sys, resource
from server.outside import workbook
workbook._HELD_TO[resource.RLIMIT_CPU] = 1
sys.exit(workbook._main({str(path)!r}))
"""
    done = subprocess.run([sys.executable, "-c", hurried], cwd=REPOSITORY, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, b"")


def test_a_reader_that_is_not_heard_to_the_end_is_ended(tmp_path: Path) -> None:
    rows = rows_of(
        packed(tmp_path / "list.xlsx", rows=numbered('<row r="{0}"><c><v>1</v></c></row>', 50_000))
    )
    assert next(rows) == (1, ["IIN"])
    rows.close()
    assert list(rows) == []
