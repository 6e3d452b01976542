"""A second reader of a job's bytes, stricter than any printer: it knows our driver's commands and no other."""

import struct

from PIL import Image, ImageChops

INITIALISE, FEED, CUT, RASTER = b"\x1b@", b"\x1bd", b"\x1dV\0", b"\x1dv0\0"


def read(job: bytes, width: int) -> Image.Image:
    """The picture in the job. Raises ValueError at the first byte that our driver had no reason to send."""
    strips, at = [], _after(job, 0, INITIALISE)
    while job.startswith(RASTER, at):
        across, rows = struct.unpack_from("<HH", job, at + len(RASTER))
        data = job[at + len(RASTER) + 4 :][: across * rows]
        strips.append(ImageChops.invert(Image.frombytes("1", (across * 8, rows), data)))
        at += len(RASTER) + 4 + len(data)
    at = _after(job, at, FEED) + 1
    if _after(job, at, CUT) != len(job):
        raise ValueError(f"{len(job) - at} bytes after the cut")
    picture = Image.new("1", (width, sum(strip.height for strip in strips)), 255)
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture


def _after(job: bytes, at: int, command: bytes) -> int:
    if not job.startswith(command, at):
        raise ValueError(f"at {at}: {job[at : at + 8]!r}, not {command!r}")
    return at + len(command)
