"""A workbook (XLSX) of one sheet, in which every cell is a text.

Written as it comes: a hundred thousand rows take no more memory than ten. A library that can do more than texts took
seven times as long for them, and kept the interpreter from everybody else meanwhile.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MM_A_LETTER = 1.9  # of the width of a column
_LONGEST_TITLE = 31
_UNFIT_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_UNFIT_IN_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}
_ROWS_AT_ONCE = 200
_FAST = 1  # how hard to press: a file twice as small is not worth four times the work

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # Two styles: a text (format 49), and a text in bold that may take several lines.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_TEXT, _HEADING = 1, 2


class Workbook:
    """Open it in a `with`; `write` one row after the other."""

    def __init__(self, path: Path, title: str, widths: Sequence[int]) -> None:
        self._zip = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_FAST)
        for name, content in _PARTS.items():
            self._zip.writestr(name, _HEAD + content)
        self._zip.writestr("xl/workbook.xml", _HEAD + _workbook(title))
        self._sheet = self._zip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._sheet.write((_HEAD + _beginning(widths)).encode())
        self._letters = [letters_of(place) for place in range(len(widths))]
        self._rows = 0
        self._waiting: list[str] = []

    def write(self, row: Sequence[str], is_heading: bool = False) -> None:
        self._rows += 1
        n, style = self._rows, _HEADING if is_heading else _TEXT
        cells = [
            f'<c r="{letters}{n}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_xml(text)}</t></is></c>'
            for letters, text in zip(self._letters, row, strict=True)
            if text
        ]
        self._waiting.append(f'<row r="{n}">{"".join(cells)}</row>')
        if len(self._waiting) == _ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._sheet.write("".join(self._waiting).encode())
        self._waiting.clear()

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        self._zip.close()


def _xml(text: str) -> str:
    return escape(text if text.isprintable() else text.translate(_UNFIT_IN_XML))


def letters_of(place: int) -> str:
    """How a spreadsheet calls its columns: 0 → A, 25 → Z, 26 → AA."""
    place, last = divmod(place, 26)
    return (letters_of(place - 1) if place else "") + chr(ord("A") + last)


def _workbook(title: str) -> str:
    name = escape(title.translate(_UNFIT_IN_TITLE)[:_LONGEST_TITLE].strip() or "1", {'"': "&quot;"})
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _beginning(widths: Sequence[int]) -> str:
    """The first row stays in sight."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width / _MM_A_LETTER:.1f}" style="{_TEXT}" customWidth="1"/>'
        for n, width in enumerate(widths, start=1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )
