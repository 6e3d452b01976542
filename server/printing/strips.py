"""Each block of a paper as a strip, as wide as the paper and as high as it needs."""

from itertools import zip_longest

from PIL import Image, ImageDraw

from server.domain.paper import Block, Field, Frame, Number, Qr, Rule, Signature, Step, Text
from server.printing.lines import Font, height, leading, wrapped, write
from server.printing.qr import qr_picture
from server.printing.sheet import BLACK, MM, WHITE, Sheet

_DIGIT_ROWS = (15 * MM, 31 * MM // 2)  # height of a digit of the number; more costs more than it shows
_DISC = 28  # across the disc behind a step's position
_PEN_ROOM = 9 * MM  # above a line to be signed on


def strip_of(block: Block, sheet: Sheet) -> Image.Image:
    """The block, drawn. Figures and seals stand side by side: see `server.printing.abreast`."""
    match block:
        case Text():
            return _paragraph(block, sheet)
        case Number():
            return _number(block, sheet)
        case Field():
            return _field(block, sheet)
        case Frame():
            return _frame(block, sheet)
        case Step():
            return _step(block, sheet)
        case Qr():
            return _qr(block, sheet)
        case Signature():
            return _signature(block, sheet)
        case Rule():
            return _rule(block, sheet)
        case _:
            return sheet.strip(2 * MM)


def _paragraph(block: Text, sheet: Sheet) -> Image.Image:
    font = sheet.font(block.size, bold=block.bold)
    lines = wrapped(sheet.type.clean(block.text, block.bold), font, sheet.room)
    gap = 2
    strip = sheet.strip(height(lines, font) + 2 * gap)
    x, align = (sheet.width // 2, "m") if block.centred else (sheet.margin, "l")
    write(strip, lines, font, x, gap, align=align)
    return strip


def _rule(block: Rule, sheet: Sheet) -> Image.Image:
    strip = sheet.strip(2 * MM)
    thick = 4 if block.heavy else 2
    top = MM - thick // 2
    ImageDraw.Draw(strip).rectangle((sheet.margin, top, sheet.right - 1, top + thick - 1), fill=BLACK)
    return strip


def _number(block: Number, sheet: Sheet) -> Image.Image:
    """The number, as large as the paper allows; squeezed where it is too long for digits of 15 mm."""
    text = sheet.type.clean(block.text, bold=True).replace("\n", " ")
    font = _number_font(text, sheet)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(text or " "))
    drawn = Image.new("1", (max(right - left, 1), max(bottom - top, 1)), WHITE)
    ImageDraw.Draw(drawn).text((-left, -top), text, BLACK, font)
    if drawn.width > sheet.room:
        drawn = _squeezed(drawn, sheet.room)
    gap = MM
    strip = sheet.strip(drawn.height + 2 * gap)
    strip.paste(drawn, ((sheet.width - drawn.width) // 2, gap))
    return strip


def _number_font(text: str, sheet: Sheet) -> Font:
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
    label_font = sheet.font("small")
    value_font = sheet.font(block.size, bold=block.size != "small")
    label, value = sheet.type.clean(block.label), sheet.type.clean(block.value, bold=True)
    labels, values = label.split("\n"), value.split("\n")
    needed = max(map(label_font.getlength, labels)) + max(map(value_font.getlength, values))
    gap = 4
    if needed + 2 * MM > sheet.room:
        above = wrapped(label, label_font, sheet.room) if label else []
        below = wrapped(value, value_font, sheet.room)
        strip = sheet.strip(height(above, label_font) + height(below, value_font) + 2 * gap)
        top = write(strip, above, label_font, sheet.margin, gap)
        write(strip, below, value_font, sheet.right, top, align="r")
        return strip
    rows = max(height(labels, label_font), height(values, value_font))
    strip = sheet.strip(rows + 2 * gap)
    write(strip, labels, label_font, sheet.margin, gap + (rows - height(labels, label_font)) // 2)
    write(strip, values, value_font, sheet.right, gap + (rows - height(values, value_font)) // 2, align="r")
    return strip


def _frame(block: Frame, sheet: Sheet) -> Image.Image:
    small, large = sheet.font("small"), sheet.font(block.size, bold=True)
    inner = sheet.room - 4 * MM
    parts = [
        (wrapped(sheet.type.clean(text, font is large), font, inner), font)
        for text, font in ((block.label, small), (block.text, large), (block.note, small))
        if text
    ]
    pad, gap = 10, 4
    rows = sum(height(lines, font) for lines, font in parts) + 2 * pad
    strip = sheet.strip(rows + 2 * gap)
    ground, ink = (BLACK, WHITE) if block.inverse else (WHITE, BLACK)
    ImageDraw.Draw(strip).rounded_rectangle(
        (sheet.margin, gap, sheet.right - 1, gap + rows - 1), 14, fill=ground, outline=BLACK, width=4
    )
    top = gap + pad
    for lines, font in parts:
        top = write(strip, lines, font, sheet.width // 2, top, align="m", ink=ink)
    return strip


def _step(block: Step, sheet: Sheet) -> Image.Image:
    """A row for each language, name left and detail right; the detail below where both do not fit."""
    font, note_font = sheet.font("small"), sheet.font("note")
    left = sheet.margin + _DISC + MM
    rows = _rows(block, font, sheet, sheet.right - left)
    note = wrapped(sheet.type.clean(block.note), note_font, sheet.right - left) if block.note else []
    gap = 3
    tall = len(rows) * leading(font) + height(note, note_font)
    strip = sheet.strip(max(tall, _DISC) + 2 * gap)
    top = gap
    for name, detail in rows:
        write(strip, [detail], font, sheet.right, top, align="r")
        top = write(strip, [name], font, left, top)
    write(strip, note, note_font, left, top)
    _position(strip, str(block.position), sheet, gap)
    return strip


def _rows(block: Step, font: Font, sheet: Sheet, room: int) -> list[tuple[str, str]]:
    """What stands on the left and on the right of each line."""
    rows: list[tuple[str, str]] = []
    names, details = (sheet.type.clean(text).split("\n") for text in (block.names, block.details))
    for name, detail in zip_longest(names, details, fillvalue=""):
        if font.getlength(name) + font.getlength(detail) + 12 <= room:
            rows.append((name, detail))
        else:
            rows += [(line, "") for line in wrapped(name, font, room)]
            rows += [("", line) for line in wrapped(detail, font, room) if line]
    return rows


def _position(strip: Image.Image, position: str, sheet: Sheet, top: int) -> None:
    """The position, white on a black disc."""
    pen = ImageDraw.Draw(strip)
    left = sheet.margin
    pen.ellipse((left, top, left + _DISC - 1, top + _DISC - 1), fill=BLACK)
    middle = (left + _DISC // 2, top + _DISC // 2)
    pen.text(middle, position, WHITE, sheet.type.font(19, bold=True), anchor="mm")


def _qr(block: Qr, sheet: Sheet) -> Image.Image:
    """The code with its caption: beside it on wide paper, below it on narrow."""
    code = qr_picture(block.data)
    font = sheet.font("small")
    beside = sheet.is_wide and code.width <= sheet.room // 2
    left = sheet.margin + code.width + MM if beside else sheet.margin
    lines = wrapped(sheet.type.clean(block.caption), font, sheet.right - left)
    rows = height(lines, font)
    if beside:
        strip = sheet.strip(max(code.height, rows))
        strip.paste(code, (sheet.margin, 0))
        write(strip, lines, font, left, (strip.height - rows) // 2)
        return strip
    strip = sheet.strip(code.height + rows)
    strip.paste(code, ((sheet.width - code.width) // 2, 0))
    write(strip, lines, font, sheet.width // 2, code.height, align="m")
    return strip


def _signature(block: Signature, sheet: Sheet) -> Image.Image:
    """A line with room for a pen above it, and who signs."""
    font = sheet.font("small")
    label = wrapped(sheet.type.clean(block.label), font, sheet.room)
    strip = sheet.strip(_PEN_ROOM + height(label, font) + MM)
    line = (sheet.margin, _PEN_ROOM - 4, sheet.right - 1, _PEN_ROOM - 3)
    ImageDraw.Draw(strip).rectangle(line, fill=BLACK)
    write(strip, label, font, sheet.margin, _PEN_ROOM + 2)
    return strip
