"""DejaVu Sans from a folder: fonts by size, and texts that contain nothing the font cannot draw.

DejaVu covers all Kazakh letters and «₸»; what it lacks is drawn as a visible replacement sign, because a
letter that vanishes silently changes a name.
"""

import unicodedata
from functools import cache
from pathlib import Path

from PIL import ImageFont

REPLACEMENT = "\ufffd"
_NO_BREAK = "\u00a0\u202f"
_PROBE = 24  # dots: large enough for two glyphs that differ to differ in pixels
_NOWHERE = "\U0010ffff"  # never a character: drawn as the font's .notdef


class Glyphs(dict[int, str]):
    """A table for `str.translate` that learns, character by character, what the font can draw."""

    def __init__(self, font: ImageFont.FreeTypeFont) -> None:
        self._font = font
        self._tofu = self._drawn(_NOWHERE)

    def __missing__(self, code: int) -> str:
        self[code] = drawable = self._drawable(chr(code))
        return drawable

    def _drawable(self, char: str) -> str:
        category = unicodedata.category(char)
        if char == "\n" or char in _NO_BREAK:
            return "\n" if char == "\n" else "\u00a0"
        if char == "\t" or category.startswith("Z"):
            return " "
        if category in ("Cc", "Cf"):
            return ""
        if category == "Cs" or self._drawn(char) == self._tofu:
            return REPLACEMENT
        return char

    def _drawn(self, char: str) -> tuple[tuple[int, int], bytes]:
        mask = self._font.getmask(char, mode="1")
        return mask.size, bytes(mask)


class Typeface:
    """DejaVu Sans, regular and bold, read from the folder `fonts`. Raises OSError where it is not there."""

    def __init__(self, fonts: Path) -> None:
        self._files = {False: fonts / "DejaVuSans.ttf", True: fonts / "DejaVuSans-Bold.ttf"}
        self._glyphs = {bold: Glyphs(self.font(_PROBE, bold)) for bold in (False, True)}

    @cache  # noqa: B019  a process has one typeface, and it lives as long as the process
    def font(self, size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
        """The font of `size` dots an em. Basic layout: the same letters on every machine."""
        return ImageFont.truetype(self._files[bold], size, layout_engine=ImageFont.Layout.BASIC)

    def clean(self, text: str, bold: bool = False) -> str:
        """The text as it can be drawn: composed (NFC), without control characters, nothing missing unseen."""
        return unicodedata.normalize("NFC", text).translate(self._glyphs[bold])
