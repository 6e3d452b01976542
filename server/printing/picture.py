"""A paper as a picture: black on white, one bit a dot, 8 dots a millimetre (203 dpi).

Everything is drawn, nothing is sent as text: in text mode most Kazakh letters come out as «?», and a name
could carry commands. Each block becomes a strip as wide as the paper; the strips are stacked and the white
rows at both ends cropped, for every row costs time on a slow cable.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageChops

from server.domain.paper import Block, Figure, Frame, Paper, PaperKind, Rule, Seal, Space, Step, Text
from server.printing.abreast import figures, seals
from server.printing.sheet import NARROW, WIDE, Sheet
from server.printing.strips import strip_of
from server.printing.typeface import Typeface

__all__ = ["MAX_ROWS", "NARROW", "WIDE", "draw"]

MAX_ROWS = 12_000  # a metre and a half: longer is a mistake, not a paper
_ALIKE_ON_SLIPS = (Text, Frame, Step, Rule, Space)  # not number, figures and code: each of those is new


def draw(paper: Paper, typeface: Typeface, width: int = WIDE) -> Image.Image:
    """The paper as a 1-bit picture `width` dots wide. Raises ValueError if it is too long to be one."""
    sheet = Sheet(typeface, width)
    strips = list(_strips(paper, sheet))
    rows = sum(strip.height for strip in strips)
    if rows > MAX_ROWS:
        raise ValueError(f"a paper of {rows} rows is longer than {MAX_ROWS}")
    whole = sheet.strip(max(rows, 1))
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return _without_commands(_cropped(whole))


def _strips(paper: Paper, sheet: Sheet) -> Iterator[Image.Image]:
    is_slip = paper.kind is PaperKind.SLIP
    for kind, alike in groupby(paper.blocks, type):
        blocks = list(alike)
        if kind is Figure:
            yield figures([block for block in blocks if isinstance(block, Figure)], sheet)
        elif kind is Seal:
            yield from seals([block for block in blocks if isinstance(block, Seal)], sheet)
        else:
            # Slips say mostly the same and name nobody: those strips may be kept. A name is never kept.
            strip = _kept_strip if is_slip and kind in _ALIKE_ON_SLIPS else strip_of
            yield from (strip(block, sheet) for block in blocks)


@lru_cache(maxsize=256)
def _kept_strip(block: Block, sheet: Sheet) -> Image.Image:
    return strip_of(block, sheet)


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
