"""Workbooks that are made to harm whoever reads them: each is refused, and takes no more memory than a list may."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from server.domain.register_list import FileFault
from server.outside import workbook
from server.outside.register_file import FileRefused, iins_in
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
for what in sys.argv[2:]:
    name, most = what.split("=")
    resource.setrlimit(getattr(resource, name), (int(most), int(most)))
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


def read(path: Path, *held_to: str) -> Told:
    """By a process of its own; `held_to`: what the system lets that one have at the most."""
    command = [sys.executable, "-c", _READ, str(path), *held_to]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
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
    """800 MB of a sheet, said to be 100 bytes."""
    packed(path, rows=times("0", 800))
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


class Bomb(NamedTuple):
    fault: FileFault
    make: Callable[[Path], Path]


def too_large(make: Callable[[Path], Path]) -> Bomb:
    return Bomb(FileFault.TOO_LARGE, make)


SMALL = {
    "one text in many cells": too_large(one_text_in_many_cells),
    "entities of entities": Bomb(FileFault.NOT_READABLE, entities_of_entities),
    "a far corner": too_large(a_far_corner),
}
LARGE = {
    "a header that lies": Bomb(FileFault.NOT_READABLE, a_header_that_lies),
    "zeros in the sheet": too_large(lambda path: packed(path, rows=times("0", 800))),
    "a long text": too_large(
        lambda path: packed(path, strings=_chained("<si><t>", times("x", 800), "</t></si>"))
    ),
    "empty texts": too_large(lambda path: packed(path, strings=times("<si/>", 700))),
    "many texts": too_large(lambda path: packed(path, strings=times("<si><t>x</t></si>", 300))),
    "many formats": too_large(
        lambda path: packed(
            path,
            styles=_chained(
                "<numFmts>", numbered('<numFmt numFmtId="{0}" formatCode="0"/>', 5_000_000), "</numFmts>"
            ),
        )
    ),
    "millions of names": too_large(
        lambda path: packed(path, names=numbered('<definedName name="n{0}">a!$A$1</definedName>', 5_000_000))
    ),
    "deep nesting": too_large(lambda path: packed(path, rows=times("<a>", 200))),
    "a long tag": too_large(lambda path: packed(path, rows=_chained('<row r="', times("1", 800), '"/>'))),
    "a long comment": too_large(lambda path: packed(path, rows=_chained("<!--", times("1", 800), "-->"))),
}


@pytest.mark.parametrize("name", [*SMALL, *(pytest.param(name, marks=pytest.mark.full) for name in LARGE)])
def test_a_workbook_that_unfolds_is_refused_and_its_reader_held(name: str, tmp_path: Path) -> None:
    fault, make = (SMALL | LARGE)[name]
    path = make(tmp_path / "list.xlsx")
    assert path.stat().st_size < 20 * MEGABYTE
    told = read(path)
    assert told.said == fault.value
    assert told.memory <= MOST_MEMORY


def test_a_list_as_large_as_a_town_is_read_in_three_quarters_of_the_memory(
    tmp_path: Path, full: bool
) -> None:
    """Each cell is a text of its own, as spreadsheets save it."""
    count, columns = 100_000 if full else 5_000, 30
    row = '<row r="{0}">' + "<c t='s'><v>{0}</v></c>" * columns + "</row>"
    text = "<si><t>{0:024}</t></si>" * columns
    path = packed(tmp_path / "list.xlsx", rows=numbered(row, count), strings=numbered(text, count))
    told = read(path, f"RLIMIT_AS={MOST_MEMORY * 3 // 4}")
    assert told.said == str(1 + count)


def test_what_stands_in_a_cell_is_handed_on_as_far_as_a_list_needs_it(tmp_path: Path) -> None:
    long = '<row r="3"><c t="inlineStr"><is><t>' + "x" * 5000 + "</t></is></c></row>"
    rows = list(rows_of(packed(tmp_path / "list.xlsx", rows=[long])))
    assert rows == [(1, ["IIN"]), (2, ["890101199900"]), (3, ["x" * LONGEST_CELL])]


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """Those that were started, the last one last."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **more: Any) -> None:
            super().__init__(*words, **more)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return started


def many_rows(path: Path) -> Path:
    """More than a pipe holds: its reader waits until it is heard."""
    return packed(path, rows=numbered('<row r="{0}"><c><v>1</v></c></row>', 20_000))


def test_a_workbook_that_takes_too_long_is_left_though_it_asks_for_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readers: list["subprocess.Popen[bytes]"]
) -> None:
    path = packed(tmp_path / "list.xlsx", rows=times("<row/>", 100))
    monkeypatch.setattr(workbook, "MOST_SECONDS", 1)
    with pytest.raises(FileRefused) as refused:
        list(iins_in(path))
    assert refused.value.fault is FileFault.TOO_LARGE
    assert [reader.returncode for reader in readers] == [-signal.SIGKILL]


def test_a_reader_that_is_not_heard_to_the_end_is_ended(
    tmp_path: Path, readers: list["subprocess.Popen[bytes]"]
) -> None:
    rows = rows_of(many_rows(tmp_path / "list.xlsx"))
    assert next(rows) == (1, ["IIN"])
    (reader,) = readers
    assert reader.poll() is None
    rows.close()
    assert reader.returncode == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(reader.pid, 0)


def test_a_reader_that_somebody_ends_is_no_fault_of_the_file_and_its_rows_are_no_list(
    tmp_path: Path, readers: list["subprocess.Popen[bytes]"]
) -> None:
    rows = iins_in(many_rows(tmp_path / "list.xlsx"))
    next(rows)
    readers[0].terminate()
    with pytest.raises(RuntimeError, match=f"ended with {-signal.SIGTERM}"):
        list(rows)


def test_a_reader_that_cannot_start_is_no_fault_of_the_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = packed(tmp_path / "list.xlsx")
    assert len(list(iins_in(path))) == 1
    (tmp_path / "python_calamine.py").write_text("raise ImportError('not installed')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="ended with 1"):
        list(iins_in(path))
    assert "ImportError: not installed" in capfd.readouterr().err


def test_a_workbook_is_read_wherever_the_house_is_started_and_whatever_may_be_found_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "list.xlsx")
    (tmp_path / "json.py").write_text("raise ImportError('not the one that is meant')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    assert len(list(iins_in(path))) == 1


def test_a_reader_is_held_to_no_more_than_the_house_itself(tmp_path: Path) -> None:
    held = ("RLIMIT_CPU=20", f"RLIMIT_AS={300 * MEGABYTE}")
    assert read(packed(tmp_path / "list.xlsx"), *held).said == "1"
    assert read(a_far_corner(tmp_path / "list.xlsx"), *held).said == FileFault.TOO_LARGE.value
