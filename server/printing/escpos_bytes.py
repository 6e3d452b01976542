"""A picture as the bytes of ESC/POS: initialise, raster, feed, cut.

python-escpos knows how a printer is initialised and its paper cut; the raster between is packed here, because
its own packing converts every band six times over. It configures the root logger and leaves a folder in the
temporary directory when it is imported: both are undone here, which is why it is imported nowhere else. It
belongs into the processes that drive printers, never into the web process.
"""

import json
import logging
import struct
import tempfile
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from PIL import Image


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
_MAX_BAND = 256  # rows a raster command: small receive buffers choke on more
_GAP = 2  # white rows that part two bands; fewer are not worth a command of their own
_INK = bytes(byte ^ 0xFF for byte in range(256))  # Pillow's white is a set bit, a printer's black


def _framing() -> tuple[bytes, bytes]:
    """What stands before and after the pictures of a paper."""
    before, after = _Dummy(), _Dummy()
    before.hw("INIT")
    # A profile of our own: the default one complains on standard output.
    after.profile.profile_data = {"features": {"paperFullCut": True}}
    after.cut()
    return before.output, after.output


INITIALISE, CUT = _framing()


def to_bytes(picture: Image.Image, note: dict[str, str] | None = None) -> bytes:
    """The picture as a print job. `note` travels in it for a virtual printer alone, see `note_bytes`."""
    noted = note_bytes(note) if note is not None else b""
    return b"".join((INITIALISE, noted, *map(_raster, bands(picture)), CUT))


def _raster(band: list[bytes]) -> bytes:
    """GS v 0: rows of one width, the highest bit of a byte its leftmost dot."""
    return b"\x1dv0\0" + struct.pack("<HH", len(band[0]), len(band)) + b"".join(band)


def bands(picture: Image.Image) -> Iterator[list[bytes]]:
    """The picture's rows from top to bottom, in bands without their white right side.

    A line of text is seldom as wide as the paper and the rows between lines are white: sent like this a
    paper takes half the bytes, and the same dots fall in the same places.
    """
    across = -(-picture.width // 8)
    dots = picture.tobytes().translate(_INK)
    rows = [dots[start : start + across] for start in range(0, len(dots), across)]
    for band in _parted(rows):
        wide = max(1, *(len(row.rstrip(b"\0")) for row in band))
        for start in range(0, len(band), _MAX_BAND):
            yield [row[:wide] for row in band[start : start + _MAX_BAND]]


def _parted(rows: list[bytes]) -> Iterator[list[bytes]]:
    """Bands of ink and bands of white; gaps of a few rows do not part."""
    band: list[bytes] = []
    for white, run in groupby(rows, lambda row: not row.strip(b"\0")):
        alike = list(run)
        if white and len(alike) >= _GAP:
            if band:
                yield band
            yield alike
            band = []
        else:
            band += alike
    if band:
        yield band


def note_bytes(note: dict[str, str]) -> bytes:
    """A note to a virtual printer: spoken to another device (ESC = 2), so that a printer does not listen.

    Boards that do not know the command would print the note; so no printer gets one unless its settings ask.
    """
    return b"\x1b=\x02" + json.dumps(note).encode("ascii") + b"\x1b=\x01"
