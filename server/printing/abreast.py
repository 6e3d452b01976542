"""Blocks that stand side by side where they fit: figures in cells, seals in a row."""

from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw

from server.domain.paper import Figure, Seal
from server.printing.lines import Font, height, leading, wrapped, write
from server.printing.sheet import BLACK, MM, WHITE, Sheet

_SEAL_GAP = 4  # dots between two seals, at least
_DASH = 3  # degrees of the circle that a dash takes, and the gap after it


def figures(blocks: Sequence[Figure], sheet: Sheet) -> Image.Image:
    """Cells of one width, parted by upright lines: the figure large, under it what it counts."""
    cell = sheet.room // len(blocks)
    small = sheet.font("small")
    labels = [wrapped(sheet.type.clean(block.label), small, cell - 2 * MM) for block in blocks]
    values = [sheet.type.clean(block.value, bold=True) for block in blocks]
    large = _fitting(values, cell - 2 * MM, sheet)
    shown = [wrapped(value, large, cell - 2 * MM) for value in values]
    upper = max(height(lines, large) for lines in shown)
    rows = upper + max(height(label, small) for label in labels)
    gap = 6
    strip = sheet.strip(rows + 2 * gap)
    for index, (value, label) in enumerate(zip(shown, labels, strict=True)):
        middle = sheet.margin + index * cell + cell // 2
        write(strip, value, large, middle, gap, align="m")
        write(strip, label, small, middle, gap + upper, align="m")
        if index:
            edge = sheet.margin + index * cell
            ImageDraw.Draw(strip).rectangle((edge, gap + 4, edge + 1, gap + rows - 4), fill=BLACK)
    return strip


def _fitting(values: Sequence[str], room: int, sheet: Sheet) -> Font:
    """The largest font in which each value stands on one line, down to the normal one."""
    font = sheet.font("large", bold=True)
    widest = max(font.getlength(line) for value in values for line in value.split("\n"))
    size = min(font.size, font.size * room / max(widest, 1))
    return sheet.type.font(max(int(size), sheet.size("normal")), bold=True)


def seals(blocks: Sequence[Seal], sheet: Sheet) -> Iterator[Image.Image]:
    """Circles of dashes where seals belong, as many in a row as the paper is wide."""
    row: list[Seal] = []
    for block in blocks:
        if row and _breadth([*row, block], sheet) > sheet.room:
            yield _seal_row(row, sheet)
            row = []
        row.append(block)
    yield _seal_row(row, sheet)


def _across(block: Seal, sheet: Sheet) -> int:
    return min(max(block.across, 1) * MM, sheet.room)


def _breadth(blocks: Sequence[Seal], sheet: Sheet) -> int:
    return sum(_across(block, sheet) + _SEAL_GAP for block in blocks) - _SEAL_GAP


def _seal_row(blocks: Sequence[Seal], sheet: Sheet) -> Image.Image:
    tallest = max(_across(block, sheet) for block in blocks)
    strip = sheet.strip(tallest + 2 * MM)
    spare = (sheet.room - _breadth(blocks, sheet)) // (len(blocks) + 1)
    left = sheet.margin + spare
    for block in blocks:
        seal = _seal(block, _across(block, sheet), sheet)
        strip.paste(seal, (left, MM + (tallest - seal.height) // 2))
        left += seal.width + _SEAL_GAP + spare
    return strip


def _seal(block: Seal, across: int, sheet: Sheet) -> Image.Image:
    seal = Image.new("1", (across, across), WHITE)
    pen = ImageDraw.Draw(seal)
    for start in range(0, 360, 2 * _DASH):
        pen.arc((1, 1, across - 2, across - 2), start, start + _DASH, fill=BLACK, width=2)
    font = sheet.font("note")
    lines = wrapped(sheet.type.clean(block.label), font, across * 3 // 4)
    write(seal, lines, font, across // 2, (across - len(lines) * leading(font)) // 2, align="m")
    return seal
