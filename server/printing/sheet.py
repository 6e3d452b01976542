"""What a paper is drawn on: its width, its margins, the sizes of its letters, and the grid of its rows.

All measures are dots: 8 a millimetre (203 dpi).
"""

from dataclasses import dataclass

from PIL import Image, ImageFont

from server.printing.typeface import Typeface

WIDE, NARROW = 576, 384  # dots that printers for 80 mm and 58 mm paper print
MM = 8
WHITE, BLACK = 255, 0

_SIZES = {"note": 18, "small": 21, "normal": 26, "large": 38}
_NARROW_SIZES = {"note": 17, "small": 20, "normal": 24, "large": 34}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every strip is drawn on."""

    type: Typeface
    width: int

    @property
    def is_wide(self) -> bool:
        return self.width >= WIDE

    @property
    def margin(self) -> int:
        return 12 if self.is_wide else 8

    @property
    def room(self) -> int:
        return self.width - 2 * self.margin

    @property
    def right(self) -> int:
        """Where the right margin begins."""
        return self.width - self.margin

    def size(self, name: str) -> int:
        sizes = _SIZES if self.is_wide else _NARROW_SIZES
        return sizes.get(name, sizes["normal"])

    def font(self, size: str, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        return self.type.font(self.size(size), bold)

    def strip(self, rows: int) -> Image.Image:
        return Image.new("1", (self.width, rows), WHITE)
