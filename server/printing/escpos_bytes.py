"""A picture as the bytes of ESC/POS: initialise, raster, feed, cut.

python-escpos configures the root logger and leaves a folder in the temporary directory when it is imported:
both are undone here, which is why it is imported nowhere else. It belongs into the processes that drive
printers, never into the web process.
"""

import json
import logging
import tempfile
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from PIL import Image, ImageChops


def _dummy() -> type[Any]:
    """python-escpos's printer that only remembers its bytes, imported without its side effects."""
    handlers, level, folder = logging.root.handlers[:], logging.root.level, tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="kezek-") as scratch:
        tempfile.tempdir = scratch
        try:
            from escpos.printer import Dummy
        finally:
            tempfile.tempdir = folder
            logging.root.handlers[:] = handlers
            logging.root.setLevel(level)
    return Dummy  # type: ignore[no-any-return]


_Dummy = _dummy()
_INITIALISE = b"\x1b@"
_MAX_BAND = 256  # rows a raster command: small receive buffers choke on more
_GAP = 4  # white rows that part two bands; fewer are not worth a command of their own


def to_bytes(picture: Image.Image, note: dict[str, str] | None = None) -> bytes:
    """The picture as a print job. `note` travels in it for a virtual printer alone, see `note_bytes`."""
    printer = _Dummy()
    # A profile of our own: the default one knows no width and complains of it on standard output.
    printer.profile.profile_data = {
        "media": {"width": {"pixels": picture.width}},
        "features": {"paperFullCut": True},
    }
    printer._raw(_INITIALISE)
    if note is not None:
        printer._raw(note_bytes(note))
    for band in bands(picture):
        printer.image(band, fragment_height=_MAX_BAND)
    printer.cut()
    output: bytes = printer.output
    return output


def bands(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture from top to bottom in pieces without their white right side.

    A line of text is seldom as wide as the paper and the rows between lines are white: sent like this a
    paper takes half the bytes, and the same dots fall in the same places.
    """
    edges = [0, *_edges(picture), picture.height]
    for top, bottom in pairwise(edges):
        band = picture.crop((0, top, picture.width, bottom))
        drawn = ImageChops.invert(band).getbbox()
        yield band.crop((0, 0, -(-drawn[2] // 8) * 8 if drawn else 8, band.height))


def _edges(picture: Image.Image) -> Iterator[int]:
    """The rows at which ink begins or ends; gaps of a few rows do not count."""
    _, inked = ImageChops.invert(picture).getprojection()
    row = 0
    for ink, run in groupby(inked):
        length = len(list(run))
        if not ink and length >= _GAP:
            yield from (edge for edge in (row, row + length) if 0 < edge < picture.height)
        row += length


def note_bytes(note: dict[str, str]) -> bytes:
    """A note to a virtual printer: spoken to another device (ESC = 2), so that a printer does not listen.

    Boards that do not know the command would print the note; so no printer gets one unless its settings ask.
    """
    return b"\x1b=\x02" + json.dumps(note).encode("ascii") + b"\x1b=\x01"
