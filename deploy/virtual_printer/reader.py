"""The stream of bytes as a printer reads it: which command is it, and how far does it go?"""

import json
import struct
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Protocol

from deploy.virtual_printer.faults import STATUS
from deploy.virtual_printer.roll import Roll

_LINE = 30  # dots a line feed moves the paper
_ONE_ARGUMENT = frozenset(b"!-3EGJMRSTVadtr{ ")  # after ESC; those that are not told apart are skipped
_GS_ONE_ARGUMENT = frozenset(b"!BHfhwrab")

Reply = Callable[[bytes], None]


class Obeys(Protocol):
    """What the reader needs of a printer."""

    def answer(self, about: int, reply: Reply) -> None: ...

    def do(self, deed: Callable[[], None]) -> None: ...


class Reader:
    """Reads one connection's stream. Real-time questions are answered where they stand, the rest in turn."""

    def __init__(self, printer: Obeys, roll: Roll, reply: Reply) -> None:
        self._printer = printer
        self._roll = roll
        self._reply = reply
        self._buffer = bytearray()
        self._commands = self._read()
        next(self._commands)

    def feed(self, data: bytes) -> None:
        self._buffer += data
        next(self._commands)

    def _take(self, count: int) -> Generator[None, None, bytes]:
        while len(self._buffer) < count:
            yield
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _until(self, end: bytes) -> Generator[None, None, bytes]:
        while (at := self._buffer.find(end)) < 0:
            yield
        taken = yield from self._take(at + len(end))
        return taken[: -len(end)]

    def _read(self) -> Generator[None, None, None]:
        groups = {0x10: self._real_time, 0x1B: self._escape, 0x1D: self._group}
        while True:
            byte = yield from self._take(1)
            if byte[0] in groups:
                yield from groups[byte[0]]()
            elif byte == b"\n":
                self._do(lambda roll: roll.feed(_LINE))
            else:
                self._stray(byte)

    def _real_time(self) -> Generator[None, None, None]:
        about = yield from self._take(2)
        if about[0] == 0x04 and about[1] in STATUS:
            self._printer.answer(about[1], self._reply)
        else:
            self._stray(b"\x10" + about)

    def _escape(self) -> Generator[None, None, None]:
        code = yield from self._take(1)
        if code == b"@":
            return
        if code == b"=":
            yield from self._device()
        elif code == b"*":
            yield from self._column_picture()
        elif code == b"D":
            yield from self._until(b"\0")
        elif code == b"2":
            return
        elif code in (b"J", b"d"):
            count = yield from self._take(1)
            rows = count[0] * (1 if code == b"J" else _LINE)
            self._do(lambda roll: roll.feed(rows))
        elif code[0] in _ONE_ARGUMENT:
            yield from self._take(1)
        else:
            self._stray(b"\x1b" + code)

    def _device(self) -> Generator[None, None, None]:
        """ESC = n: with bit 0 clear what follows is for another device, until that is taken back."""
        device = yield from self._take(1)
        if device[0] & 1:
            return
        aside = yield from self._until(b"\x1b=\x01")
        with suppress(ValueError):  # whatever is said to another device need not be a note
            note = json.loads(aside)
            self._do(lambda roll: roll.note.update(note))

    def _column_picture(self) -> Generator[None, None, None]:
        mode, low, high = yield from self._take(3)
        dots = 24 if mode in (32, 33) else 8
        data = yield from self._take((low + 256 * high) * dots // 8)
        self._do(lambda roll: roll.columns(dots, data))

    def _group(self) -> Generator[None, None, None]:
        code = yield from self._take(1)
        if code == b"v":
            yield from self._raster()
        elif code == b"V":
            mode = yield from self._take(1)
            if mode[0] in (65, 66):
                yield from self._take(1)
            self._do(lambda roll: roll.cut())
        elif code == b"r":
            yield from self._take(1)
            self._do(lambda _: self._reply(b"\0"))
        elif code == b"(":
            _, low, high = yield from self._take(3)
            yield from self._take(low + 256 * high)
        elif code[0] in _GS_ONE_ARGUMENT:
            yield from self._take(1)
        else:
            self._stray(b"\x1d" + code)

    def _raster(self) -> Generator[None, None, None]:
        head = yield from self._take(6)
        across, rows = struct.unpack("<HH", head[2:])
        data = yield from self._take(across * rows)
        if across and rows:
            self._do(lambda roll: roll.raster(across, rows, data))

    def _stray(self, data: bytes) -> None:
        def note(roll: Roll) -> None:
            roll.stray += data

        self._do(note)

    def _do(self, deed: Callable[[Roll], None]) -> None:
        self._printer.do(lambda: deed(self._roll))
