"""A virtual ESC/POS printer for the try-out and the tests: real bytes on a real socket, papers as pictures.

It reads the stream as a printer does, answers DLE EOT at once and GS r in its turn, turns raster commands
back into dots and keeps one picture a cut. It can be made to fail in the ways that printers fail. A second
listener shows the papers and sets the faults. Loopback only; standard library and Pillow.

    python -m deploy.virtual_printer --port 9100 --papers-port 9180 --out papers --width 576

Which job a paper is cannot be seen in its dots. A driver that is told to may put a note in front of it, spoken
to another device (ESC = 2) so that no printer prints it: {"job": …, "kind": …}. Without one `job` is the
running number of the paper and `kind` is null.
"""

import argparse
import json
import signal
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from PIL import Image, ImageChops, PngImagePlugin

FAULTS = ("paper_out", "near_end", "cover_open", "offline", "error", "silent", "reset", "garbage", "slow")
_STOPPING = frozenset({"paper_out", "cover_open", "offline", "error"})
_DEAF = frozenset({"silent", "garbage"})  # takes bytes and does nothing with them
_FIXED_BITS = 0x12
_STATUS = {  # question of DLE EOT -> the bits that a fault sets in the answer
    1: dict.fromkeys(_STOPPING, 0x08),
    2: {"cover_open": 0x04, "paper_out": 0x20, "error": 0x40},
    3: {"error": 0x08},
    4: {"near_end": 0x0C, "paper_out": 0x6C},
}
_LINE = 30  # dots a line feed moves the paper
_PIECE = 512  # bytes taken at once: a fault may begin in the middle of a paper
_SLOW_SECONDS = 0.1  # that a slow printer takes for a piece

_ONE_ARGUMENT = frozenset(b"!-3EGJMRSTVadtr{ ")  # after ESC; those that are not told apart are skipped
_GS_ONE_ARGUMENT = frozenset(b"!BHfhwrab")
Reply = Callable[[bytes], None]


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


class Reader:
    """Reads one connection's stream. Real-time questions are answered where they stand, the rest in turn."""

    def __init__(self, printer: "VirtualPrinter", reply: Reply) -> None:
        self._printer = printer
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
        if about[0] == 0x04 and about[1] in _STATUS:
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
        self._printer.do(deed)


class VirtualPrinter:
    """The printer: a context manager that listens while it is open. Port 0 takes any that is free.

    `papers` are the last `keep` papers, oldest first; they stand in the folder `out` too and are found there
    again by the next printer with that folder.
    """

    def __init__(
        self, out: Path, *, port: int = 0, papers_port: int = 0, width: int = 576, keep: int = 200
    ) -> None:
        self.out = out
        self.papers: deque[Printed] = deque(maxlen=keep)
        self.connections = 0
        self._roll = Roll(width, self._kept)
        self._lock = threading.RLock()
        self._printed = threading.Condition(self._lock)
        self._undone: deque[Callable[[Roll], None]] = deque()
        self._fault: str | None = None
        self._coming: tuple[int, str] | None = None  # bytes still to come before the fault begins
        self._closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        out.mkdir(parents=True, exist_ok=True)
        self._remember()
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self._http = _PapersServer(("127.0.0.1", papers_port), _PapersPage)
        self._http.printer = self
        self.papers_url = f"http://127.0.0.1:{self._http.server_address[1]}/papers"

    def __enter__(self) -> "VirtualPrinter":
        for work in (self._listen, lambda: self._http.serve_forever(poll_interval=0.05)):
            thread = threading.Thread(target=work, daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        with suppress(OSError):  # wakes accept(); on some systems it is an error
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for link in self._open:
                with suppress(OSError):  # it may be closed from the other end already
                    link.shutdown(socket.SHUT_RDWR)
        self._http.shutdown()
        self._http.server_close()
        for thread in self._threads:
            thread.join(5)

    @property
    def fault(self) -> str | None:
        return self._fault

    def set_fault(self, fault: str | None, *, after: int = 0) -> None:
        """Fail in that way from now on, or from the next `after` bytes on; None mends the printer.

        Like a real one it goes on with what it had taken as soon as it is mended. ValueError: no such fault.
        """
        if fault is not None and fault not in FAULTS:
            raise ValueError(f"no such fault: {fault}")
        with self._lock:
            if self._fault in _DEAF:  # it slept through the rest: what it had begun is torn off
                self._roll.tear()
            self._coming = (after, fault) if fault is not None and after else None
            self._fault = None if after else fault
            self._work()

    def wait_for_papers(self, count: int, seconds: float = 5.0) -> list[Printed]:
        """The papers, as soon as there are `count`. Raises TimeoutError."""
        with self._printed:
            if not self._printed.wait_for(lambda: len(self.papers) >= count, seconds):
                raise TimeoutError(f"{len(self.papers)} of {count} papers after {seconds} s")
            return list(self.papers)

    def answer(self, about: int, reply: Reply) -> None:
        """Answer a real-time question."""
        if self._fault == "garbage":
            reply(b"\xff\x40?"[about % 3 :])
        elif self._fault != "silent":
            reply(bytes([_FIXED_BITS | _STATUS[about].get(self._fault or "", 0)]))

    def do(self, deed: Callable[[Roll], None]) -> None:
        """Do it in its turn: now, or when what stops the printer is mended."""
        with self._lock:
            if self._fault not in _DEAF:
                self._undone.append(deed)
                self._work()

    def _work(self) -> None:
        while self._undone and self._fault not in _STOPPING:
            self._undone.popleft()(self._roll)

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(link,), daemon=True)
            self._threads = [*filter(threading.Thread.is_alive, self._threads), thread]
            thread.start()

    def _serve(self, link: socket.socket) -> None:
        with self._lock:
            self.connections += 1
            self._open.add(link)
        with link, suppress(OSError):  # the driver may hang up at any byte
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._read(link)
        with self._lock:
            self._open.discard(link)

    def _read(self, link: socket.socket) -> None:
        def reply(answer: bytes) -> None:
            with suppress(OSError):  # nobody listens any more
                link.sendall(answer)

        reader = Reader(self, reply)
        while not self._closing.is_set() and (piece := link.recv(_PIECE)):
            if self._begun(len(piece)) == "reset":
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                with self._lock:
                    self._undone.clear()
                    self._roll.tear()
                return
            if self._fault == "slow" and len(piece) == _PIECE:
                self._closing.wait(_SLOW_SECONDS)
            reader.feed(piece)

    def _begun(self, count: int) -> str | None:
        """The fault after `count` more bytes."""
        with self._lock:
            if self._coming is not None:
                left, fault = self._coming[0] - count, self._coming[1]
                self._coming = (left, fault) if left > 0 else None
                if left <= 0:
                    self._fault = fault
            return self._fault

    def _kept(self, picture: Image.Image, note: dict[str, str], stray: bytes) -> None:
        number = self.papers[-1].number + 1 if self.papers else 1
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        paper = Printed(number, str(note.get("job", number)), note.get("kind"), at, picture, stray)
        said = PngImagePlugin.PngInfo()
        said.add_itxt("paper", json.dumps({"job": paper.job, "kind": paper.kind, "at": at}))
        picture.save(self.file(number), pnginfo=said)
        if len(self.papers) == self.papers.maxlen:
            self.file(self.papers[0].number).unlink(missing_ok=True)
        self.papers.append(paper)
        self._printed.notify_all()

    def file(self, number: int) -> Path:
        return self.out / f"paper-{number:06}.png"

    def _remember(self) -> None:
        """Find the papers of an earlier run again."""
        for file in sorted(self.out.glob("paper-*.png"))[-(self.papers.maxlen or 1) :]:
            with Image.open(file) as picture:
                picture.load()
                said: dict[str, Any] = json.loads(picture.info.get("paper", "{}"))
                number = int(file.stem.removeprefix("paper-"))
                job, kind, at = said.get("job", str(number)), said.get("kind"), said.get("at", "")
                self.papers.append(Printed(number, job, kind, at, picture.copy()))


class _PapersServer(ThreadingHTTPServer):
    daemon_threads = True
    printer: VirtualPrinter


class _PapersPage(BaseHTTPRequestHandler):
    """`GET /` the page, `GET /papers` the list, `GET /papers/<n>.png` a picture, `POST /fault`."""

    server: _PapersServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/":
            self._answer(200, "text/html; charset=utf-8", self._page().encode())
        elif path == "/papers":
            self._json(self._listed())
        elif path == "/fault":
            self._json({"fault": self.server.printer.fault, "faults": FAULTS})
        else:
            self._picture(path)

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 4096))
        form = self.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded")
        try:
            asked: dict[str, Any] = dict(parse_qsl(body.decode())) if form else json.loads(body)
            self.server.printer.set_fault(asked.get("fault") or None, after=int(asked.get("after", 0)))
        except (ValueError, AttributeError) as error:
            self._json({"detail": str(error)}, 400)
            return
        if form:
            self.send_response(303)
            self.send_header("Location", "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._json({"fault": self.server.printer.fault})

    def _listed(self) -> list[dict[str, str | None]]:
        url = self.server.printer.papers_url
        return [
            {"job": paper.job, "kind": paper.kind, "at": paper.at, "png": f"{url}/{paper.number}.png"}
            for paper in reversed(list(self.server.printer.papers))
        ]

    def _picture(self, path: str) -> None:
        number = path.removeprefix("/papers/").removesuffix(".png")
        file = self.server.printer.file(int(number)) if number.isdecimal() else None
        if file is None or not file.is_file():
            self._json({"detail": "not found"}, 404)
        else:
            self._answer(200, "image/png", file.read_bytes())

    def _page(self) -> str:
        fault = self.server.printer.fault
        choices = "".join(
            f"<button name=fault value='{name}'{' class=now' if name == (fault or '') else ''}>"
            f"{name.replace('_', ' ') or 'well'}</button>"
            for name in ("", *FAULTS)
        )
        papers = "".join(
            f"<figure><img src='{escape(str(paper['png']))}' alt=''>"
            f"<figcaption>{escape(paper['kind'] or '')} {escape(str(paper['at']))}</figcaption></figure>"
            for paper in self._listed()[:40]
        )
        return _PAGE.format(choices=choices, papers=papers or "<p>Nothing has been printed yet.</p>")

    def _json(self, said: Any, status: int = 200) -> None:
        self._answer(status, "application/json", json.dumps(said, ensure_ascii=False).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: whoever runs the printer watches the papers."""


_PAGE = """<!doctype html><html lang=en><meta charset=utf-8><meta http-equiv=refresh content=3>
<meta name=viewport content="width=device-width"><title>Printer</title><style>
body {{ font: 16px system-ui, sans-serif; margin: 0; background: #e7ebee; color: #16242f }}
header {{ padding: 1rem 1.5rem; background: #fff; border-bottom: 1px solid #ccd4da }}
h1 {{ font-size: 1.1rem; margin: 0 0 .6rem }}
button {{ font: inherit; margin: 0 .3rem .3rem 0; padding: .3rem .8rem; border: 1px solid #9aa8b3;
  border-radius: 1rem; background: #fff; cursor: pointer }}
button.now {{ background: #0b5563; border-color: #0b5563; color: #fff }}
main {{ display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 1.5rem; align-items: flex-start }}
figure {{ margin: 0 }}
img {{ display: block; width: 288px; padding: 14px; background: #fff; box-shadow: 0 2px 8px #0003 }}
figcaption {{ margin-top: .4rem; font-size: .85rem; color: #4a5a66 }}
</style><header><h1>Virtual printer: what came out, newest first</h1>
<form method=post action=/fault>{choices}</form></header><main>{papers}</main></html>"""


def main() -> None:
    """Run one printer until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description="A virtual ESC/POS printer on loopback")
    parser.add_argument("--port", type=int, required=True, help="where it takes papers")
    parser.add_argument("--papers-port", type=int, required=True, help="where it shows them, over HTTP")
    parser.add_argument("--out", type=Path, required=True, help="the folder the pictures are kept in")
    parser.add_argument("--width", type=int, default=576, help="dots across the paper")
    settings = parser.parse_args()
    ended = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: ended.set())
    with VirtualPrinter(
        settings.out, port=settings.port, papers_port=settings.papers_port, width=settings.width
    ):
        ended.wait()


if __name__ == "__main__":
    main()
