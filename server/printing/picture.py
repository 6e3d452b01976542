"""A paper as a picture: black on white, one bit a dot, 8 dots a millimetre (203 dpi).

Everything is drawn, nothing is sent as text: in text mode most Kazakh letters come out as «?», and a name
could carry commands. Each block becomes a strip as wide as the paper; the strips are stacked and the white
rows at both ends cropped, for every row costs time on a slow cable.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, repeat

from PIL import Image, ImageChops, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from server.domain.paper import Block, Field, Number, Paper, PaperKind, Qr, Rule, Seal, Signature, Text
from server.printing.typeface import Typeface

WIDE, NARROW = 576, 384  # dots that printers for 80 mm and 58 mm paper print
MAX_ROWS = 12_000  # a metre and a half: longer is a mistake, not a paper

_DIGIT_ROWS = (120, 132)  # height of a digit of the number: 15 mm at least; more costs more than it shows
_SIZES = {"small": 22, "normal": 26, "large": 40}
_NARROW_SIZES = {"small": 20, "normal": 24, "large": 36}
_WHITE, _BLACK = 255, 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every strip is drawn on: the typeface, the width, the margin and the sizes of letters, in dots."""

    type: Typeface
    width: int

    @property
    def margin(self) -> int:
        return 12 if self.width >= WIDE else 8

    @property
    def room(self) -> int:
        return self.width - 2 * self.margin

    def size(self, name: str) -> int:
        sizes = _SIZES if self.width >= WIDE else _NARROW_SIZES
        return sizes.get(name, sizes["normal"])

    def strip(self, rows: int) -> Image.Image:
        return Image.new("1", (self.width, rows), _WHITE)


def draw(paper: Paper, typeface: Typeface, width: int = WIDE) -> Image.Image:
    """The paper as a 1-bit picture `width` dots wide. Raises ValueError if it is too long to be one."""
    sheet = Sheet(typeface, width)
    # Slips say mostly the same and name nobody: their strips may be kept. A name is never kept.
    strip = _kept_strip if paper.kind is PaperKind.SLIP else _strip
    strips: list[Image.Image] = []
    for kind, alike in groupby(paper.blocks, type):
        blocks = list(alike)
        strips += _seals(blocks, sheet) if kind is Seal else map(strip, blocks, repeat(sheet))
    rows = sum(piece.height for piece in strips)
    if rows > MAX_ROWS:
        raise ValueError(f"a paper of {rows} rows is longer than {MAX_ROWS}")
    return _without_commands(_cropped(_stacked(strips, sheet, rows)))


def _strip(block: Block, sheet: Sheet) -> Image.Image:
    match block:
        case Text():
            return _paragraph(block, sheet)
        case Number():
            return _number(block, sheet)
        case Field():
            return _field(block, sheet)
        case Qr():
            return _qr(block, sheet)
        case Signature():
            return _signature(block, sheet)
        case Rule():
            return _rule(sheet)
        case _:
            return sheet.strip(sheet.size("small"))


@lru_cache(maxsize=256)
def _kept_strip(block: Block, sheet: Sheet) -> Image.Image:
    return _strip(block, sheet)


def _paragraph(block: Text, sheet: Sheet) -> Image.Image:
    font = sheet.type.font(sheet.size(block.size), block.bold)
    lines = wrapped(sheet.type.clean(block.text, block.bold), font, sheet.room)
    return _lines(lines, font, sheet, centred=block.centred)


def _lines(
    lines: list[str], font: ImageFont.FreeTypeFont, sheet: Sheet, *, centred: bool, gap: int = 4
) -> Image.Image:
    """The lines under each other, with `gap` white rows above and below."""
    strip = sheet.strip(len(lines) * _leading(font) + 2 * gap)
    _write(strip, lines, font, sheet.width // 2 if centred else sheet.margin, gap, "ma" if centred else "la")
    return strip


def _write(
    strip: Image.Image, lines: list[str], font: ImageFont.FreeTypeFont, x: int, top: int, anchor: str = "la"
) -> None:
    pen = ImageDraw.Draw(strip)
    for index, line in enumerate(lines):
        pen.text((x, top + index * _leading(font)), line, _BLACK, font, anchor)


def _leading(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.22)


def _number(block: Number, sheet: Sheet) -> Image.Image:
    """The number, as large as the paper allows; squeezed where it is too long for digits of 15 mm."""
    text = sheet.type.clean(block.text, bold=True).replace("\n", " ")
    font = _number_font(text, sheet)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(text or " "))
    drawn = Image.new("1", (max(right - left, 1), max(bottom - top, 1)), _WHITE)
    ImageDraw.Draw(drawn).text((-left, -top), text, _BLACK, font)
    if drawn.width > sheet.room:
        drawn = _squeezed(drawn, sheet.room)
    gap = 16
    strip = sheet.strip(drawn.height + 2 * gap)
    strip.paste(drawn, ((sheet.width - drawn.width) // 2, gap))
    return strip


def _number_font(text: str, sheet: Sheet) -> ImageFont.FreeTypeFont:
    least, most = _DIGIT_ROWS
    probe = sheet.type.font(1000, bold=True)
    _, top, _, bottom = probe.getbbox("0")
    fitting = int(1000 * sheet.room / max(probe.getlength(text), 1))
    smallest, largest = (-(-1000 * rows // int(bottom - top)) + 1 for rows in (least, most))
    return sheet.type.font(min(max(fitting, smallest), largest), bold=True)


def _squeezed(drawn: Image.Image, width: int) -> Image.Image:
    grey = drawn.convert("L").resize((width, drawn.height), Image.Resampling.BOX)
    return grey.point([0] * 140 + [255] * 116, mode="1")


def _field(block: Field, sheet: Sheet) -> Image.Image:
    """The label on the left, its value in bold on the right; below it where both do not fit on a line."""
    label_font = sheet.type.font(sheet.size("small"))
    value_font = sheet.type.font(sheet.size(block.size), bold=True)
    label = sheet.type.clean(block.label)
    value = sheet.type.clean(block.value, bold=True)
    label_width = max(label_font.getlength(line) for line in label.split("\n"))
    value_width = max(value_font.getlength(line) for line in value.split("\n"))
    if "\n" in value or label_width + value_width + sheet.size("normal") > sheet.room:
        above = _lines(wrapped(label, label_font, sheet.room), label_font, sheet, centred=False, gap=2)
        below = _lines(wrapped(value, value_font, sheet.room), value_font, sheet, centred=False, gap=2)
        return _stacked([above, below], sheet, above.height + below.height)
    strip = _lines(label.split("\n"), label_font, sheet, centred=False, gap=5 if "\n" in label else 8)
    base = strip.height // 2 + round(value_font.size * 0.36)  # a capital letter stands in the middle
    ImageDraw.Draw(strip).text((sheet.width - sheet.margin, base), value, _BLACK, value_font, anchor="rs")
    return strip


def _rule(sheet: Sheet) -> Image.Image:
    strip = sheet.strip(26)
    ImageDraw.Draw(strip).rectangle((sheet.margin, 12, sheet.width - sheet.margin - 1, 13), fill=_BLACK)
    return strip


def _qr(block: Qr, sheet: Sheet) -> Image.Image:
    """The code with its caption: beside it on wide paper, below it on narrow."""
    code = qr_picture(block.data, 176)
    font = sheet.type.font(sheet.size("small"))
    beside = sheet.width >= WIDE and code.width <= sheet.room // 2
    left = sheet.margin + code.width + 24 if beside else sheet.margin
    lines = wrapped(sheet.type.clean(block.caption), font, sheet.width - sheet.margin - left)
    height = len(lines) * _leading(font)
    gap = 10
    if beside:
        strip = sheet.strip(max(code.height, height) + 2 * gap)
        strip.paste(code, (sheet.margin, gap))
        _write(strip, lines, font, left, (strip.height - height) // 2)
        return strip
    below = _lines(lines, font, sheet, centred=True)
    strip = sheet.strip(code.height + gap + below.height)
    strip.paste(code, ((sheet.width - code.width) // 2, gap))
    strip.paste(below, (0, code.height + gap))
    return strip


def qr_picture(data: str, room: int) -> Image.Image:
    """The QR code of `data`, its modules as large as `room` dots allow and never under 3 dots."""
    # A fixed mask: choosing the best of eight takes four times as long, and every reader reads any of them.
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=3)
    code.add_data(data.encode("utf-8", "replace"), optimize=0)
    code.make(fit=True)
    modules = [bytes(0 if dark else 255 for dark in row) for row in code.modules]
    small = Image.frombytes("L", (len(modules), len(modules)), b"".join(modules)).convert("1")
    scale = max(room // small.width, 3)
    return small.resize((small.width * scale, small.height * scale), Image.Resampling.NEAREST)


def _signature(block: Signature, sheet: Sheet) -> Image.Image:
    """Who signs, and a line with room for a pen above it."""
    font = sheet.type.font(sheet.size("small"))
    label = _lines(
        wrapped(sheet.type.clean(block.label), font, sheet.room), font, sheet, centred=False, gap=0
    )
    pen_room = 84
    strip = sheet.strip(pen_room + label.height + 8)
    ImageDraw.Draw(strip).rectangle(
        (sheet.margin, pen_room - 4, sheet.width - sheet.margin - 1, pen_room - 3), fill=_BLACK
    )
    strip.paste(label, (0, pen_room + 2))
    return strip


def _seals(blocks: Iterable[Block], sheet: Sheet) -> Iterator[Image.Image]:
    """Circles of dashes where seals belong, two side by side on wide paper."""
    labels = [block.label for block in blocks if isinstance(block, Seal)]
    abreast = 2 if sheet.width >= WIDE else 1
    for first in range(0, len(labels), abreast):
        yield _seal_row(labels[first : first + abreast], sheet)


def _seal_row(labels: list[str], sheet: Sheet) -> Image.Image:
    cell = sheet.room // len(labels)
    across = min(cell - 12, 300)
    strip = sheet.strip(across + 28)
    for index, label in enumerate(labels):
        left = sheet.margin + index * cell + (cell - across) // 2
        strip.paste(_seal(label, across, sheet), (left, 14))
    return strip


def _seal(label: str, across: int, sheet: Sheet) -> Image.Image:
    seal = Image.new("1", (across, across), _WHITE)
    pen = ImageDraw.Draw(seal)
    for start in range(0, 360, 6):
        pen.arc((1, 1, across - 2, across - 2), start, start + 3, fill=_BLACK, width=2)
    font = sheet.type.font(sheet.size("small") - 3)
    lines = wrapped(sheet.type.clean(label), font, across * 3 // 4)
    _write(seal, lines, font, across // 2, (across - len(lines) * _leading(font)) // 2, "ma")
    return seal


def wrapped(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """The text in lines of at most `room` dots, broken at spaces, and inside a word only if it is wider."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if font.getlength(longer) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _pieces(word, font, room)
            lines += full
        lines.append(line)
    return lines


def _pieces(word: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """A word cut into pieces that fit; mostly the word itself."""
    pieces = []
    while word and font.getlength(word) > room:
        fitting = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or font.getlength(word[:n]) <= room)
        pieces.append(word[:fitting])
        word = word[fitting:]
    return [*pieces, word]


def _stacked(strips: Iterable[Image.Image], sheet: Sheet, rows: int) -> Image.Image:
    sheet_of_all = sheet.strip(rows)
    top = 0
    for strip in strips:
        sheet_of_all.paste(strip, (0, top))
        top += strip.height
    return sheet_of_all


def _cropped(picture: Image.Image) -> Image.Image:
    """Without the white rows above and below; one white row of a paper that is all white."""
    drawn = ImageChops.invert(picture).getbbox()
    top, bottom = (drawn[1], drawn[3]) if drawn else (0, 1)
    return picture.crop((0, top, picture.width, bottom))


def _without_commands(picture: Image.Image) -> Image.Image:
    """The picture with a dot more wherever its bytes would spell a real-time command.

    Printers obey DLE EOT, DLE ENQ and DLE DC4 (status, recovery, drawer and power) as soon as they arrive,
    some of them inside a picture too. A second dot beside the lone one of 0x10 is not seen by anyone.
    """
    white_on_black = bytes(picture.tobytes())
    safe = white_on_black
    for command in (0x04, 0x05, 0x14):
        safe = safe.replace(bytes((0xEF, command ^ 0xFF)), bytes((0xCF, command ^ 0xFF)))
    return picture if safe is white_on_black else Image.frombytes("1", picture.size, safe)
