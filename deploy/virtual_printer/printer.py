"""The printer itself: connections, faults that begin and end, papers that are kept."""

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from PIL import Image, PngImagePlugin

from deploy.virtual_printer import faults
from deploy.virtual_printer.faults import DEAF, STOPPING
from deploy.virtual_printer.papers_page import PapersServer
from deploy.virtual_printer.reader import Reader, Reply
from deploy.virtual_printer.roll import Printed, Roll

_PIECE = 512  # bytes taken at once: a fault may begin in the middle of a paper
_SLOW_SECONDS = 0.1  # that a slow printer takes for a piece


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
        self._width = width
        self._rolls: set[Roll] = set()  # one a connection: what two drivers send at once must not mingle
        self._lock = threading.RLock()
        self._printed = threading.Condition(self._lock)
        self._undone: deque[Callable[[], None]] = deque()
        self._fault: str | None = None
        self._coming: tuple[int, str] | None = None  # bytes still to come before the fault begins
        self._closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        out.mkdir(parents=True, exist_ok=True)
        self._remember()
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self._http = PapersServer(papers_port, self)
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
        if fault is not None and fault not in faults.FAULTS:
            raise ValueError(f"no such fault: {fault}")
        with self._lock:
            if self._fault in DEAF:  # it slept through the rest: what it had begun is torn off
                for roll in self._rolls:
                    roll.tear()
            self._coming = (after, fault) if fault is not None and after else None
            self._fault = None if after else fault
            self._work()

    def wait_for_papers(self, count: int, seconds: float = 60.0) -> list[Printed]:
        """The papers, as soon as there are `count`. Raises TimeoutError."""
        with self._printed:
            if not self._printed.wait_for(lambda: len(self.papers) >= count, seconds):
                raise TimeoutError(f"{len(self.papers)} of {count} papers after {seconds} s")
            return list(self.papers)

    def answer(self, about: int, reply: Reply) -> None:
        """Answer a real-time question."""
        if said := faults.answer(about, self._fault):
            reply(said)

    def do(self, deed: Callable[[], None]) -> None:
        """Do it in its turn: now, or when what stops the printer is mended."""
        with self._lock:
            if self._fault not in DEAF:
                self._undone.append(deed)
                self._work()

    def _work(self) -> None:
        while self._undone and self._fault not in STOPPING:
            self._undone.popleft()()

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
            roll = Roll(self._width, self._kept)
            self._rolls.add(roll)
        with link, suppress(OSError):  # the driver may hang up at any byte
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._read(link, roll)
        with self._lock:
            self._open.discard(link)
            self._rolls.discard(roll)

    def _read(self, link: socket.socket, roll: Roll) -> None:
        def reply(answer: bytes) -> None:
            with suppress(OSError):  # nobody listens any more
                link.sendall(answer)

        reader = Reader(self, roll, reply)
        while not self._closing.is_set() and (piece := link.recv(_PIECE)):
            if self._begun(len(piece)) == "reset":
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                with self._lock:
                    self._undone.clear()
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
