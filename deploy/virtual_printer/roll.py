"""The paper in the printer: dots become rows, rows a paper."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops


@dataclass(frozen=True, slots=True)
class Printed:
    """One paper: what was decoded between two cuts. `stray`: text and commands no picture consists of."""

    number: int
    job: str
    kind: str | None
    at: str
    picture: Image.Image
    stray: bytes = b""


class Roll:
    """The paper in the printer: dots come on, cuts come off. Not safe for threads by itself."""

    def __init__(self, width: int, keep: Callable[[Image.Image, dict[str, str], bytes], None]) -> None:
        self.width = width
        self._keep = keep
        self.tear()

    def tear(self) -> None:
        self._rows: list[Image.Image] = []
        self._line: Image.Image | None = None
        self.note: dict[str, str] = {}
        self.stray = b""

    def raster(self, across: int, rows: int, data: bytes) -> None:
        """`rows` rows of `across` bytes, a set bit being black; what is wider than the paper is lost."""
        strip = Image.new("1", (self.width, rows), 255)
        strip.paste(ImageChops.invert(Image.frombytes("1", (across * 8, rows), data)), (0, 0))
        self._rows.append(strip)

    def columns(self, high: int, data: bytes) -> None:
        """Columns of `high` dots, top dot first: they wait in the line until it is fed."""
        turned = Image.frombytes("1", (high, len(data) * 8 // high), data)
        strip = Image.new("1", (self.width, high), 255)
        upright = turned.transpose(Image.Transpose.TRANSPOSE)
        strip.paste(ImageChops.invert(upright), (0, 0))
        self._line = strip

    def feed(self, rows: int) -> None:
        if self._line is not None:
            self._rows.append(self._line)
            self._line = None
        elif self._rows and rows:
            self._rows.append(Image.new("1", (self.width, rows), 255))

    def cut(self) -> None:
        """Keep what is on the roll as one paper, without the white that was fed before the cut."""
        whole = Image.new("1", (self.width, max(sum(row.height for row in self._rows), 1)), 255)
        top = 0
        for row in self._rows:
            whole.paste(row, (0, top))
            top += row.height
        inked = ImageChops.invert(whole).getbbox()
        self._keep(whole.crop((0, 0, self.width, inked[3] if inked else 1)), self.note, self.stray)
        self.tear()
