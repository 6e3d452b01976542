"""A network printer that is never trusted: asked before, asked after, and waited for with a short patience.

A job ends *failed* only if certainly nothing was printed, *printed* only if the printer took every byte, did
what stood before the last question and says that it is well; everything between is *unknown*.
"""

import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from server.printing.status import QUESTIONS, Fault, Health, PrinterState, decoded, is_status


class Outcome(StrEnum):
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrintResult:
    outcome: Outcome
    fault: Fault | None = None


_CONNECT_SECONDS = 1.0
_ANSWER_SECONDS = 0.8  # a printer answers a real-time question within milliseconds
_PATIENCE_SECONDS = 3.5  # from the first byte to the last; a fault has to be named within 5 s
_BYTES_A_SECOND = 25_000  # no slower is expected: a longer paper is waited for accordingly
_FINISH_MARK = b"\x1dr\x01"  # GS r 1: answered when all before it has been done, unlike DLE EOT
_LOOK_AGAIN_SECONDS = 0.25
_SETTLING_BYTES_A_SECOND = 60_000  # how fast the slowest printers burn what they have taken


class NetworkPrinter:
    """An ESC/POS printer on TCP. One user at a time: further threads wait for their turn.

    `width` in dots. `finish_mark` is switched off for boards that do not answer GS r; then a paper counts as
    printed when the printer has taken it and was well for the time that printing takes. `notes` is for
    virtual printers, see `escpos_bytes.note_bytes`.
    """

    def __init__(
        self, host: str, port: int, width: int, *, finish_mark: bool = True, notes: bool = False
    ) -> None:
        self.address = (host, port)
        self.width = width
        self.notes = notes
        self._finish_mark = finish_mark
        self._turn = threading.Lock()

    def state(self) -> PrinterState:
        """How the printer is now; asked over a connection of its own."""
        with self._turn:
            return self._asked_anew()

    def print(self, job: bytes) -> PrintResult:
        """Print the bytes of one paper. Raises nothing, whatever a printer or a cable may do."""
        with self._turn:
            result = self._printed(job)
            if result.fault is Fault.SLOW:  # that link is stuck in the middle of a paper: ask beside it
                now = self._asked_anew()
                result = PrintResult(result.outcome, Fault.SLOW if now.can_print else now.fault)
            return result

    def _printed(self, job: bytes) -> PrintResult:
        try:
            with _Link(self.address) as link:
                before = link.ask()
                return self._sent(link, job) if before.can_print else _failed(before.fault)
        except OSError:
            return _failed(Fault.UNREACHABLE)

    def _sent(self, link: "_Link", job: bytes) -> PrintResult:
        """Send and wait: from the first byte on nothing is certain until the printer says so."""
        ends = time.monotonic() + max(_PATIENCE_SECONDS, len(job) / _BYTES_A_SECOND)
        try:
            link.send(job, ends)
            if self._finish_mark:
                link.mark_the_end(ends)
            return self._watched(link, ends, len(job))
        except TimeoutError:
            return _unknown(Fault.SLOW)
        except OSError:
            return _unknown(Fault.RESET)

    def _watched(self, link: "_Link", ends: float, length: int) -> PrintResult:
        """Ask until the printer has finished, is not well, or patience ends."""
        settled = time.monotonic() + length / _SETTLING_BYTES_A_SECOND
        while (now := time.monotonic()) < ends:
            finished = link.finished if self._finish_mark else now >= settled
            state = link.ask(_LOOK_AGAIN_SECONDS)
            if state.fault is Fault.SILENT:  # not yet: the question waits behind the paper
                continue
            if not state.can_print:
                return _unknown(state.fault)
            if finished:  # and this whole round of answers came after the end
                return PrintResult(Outcome.PRINTED)
            time.sleep(0.01)
        return _unknown(Fault.SLOW)

    def _asked_anew(self) -> PrinterState:
        try:
            with _Link(self.address) as link:
                return link.ask()
        except OSError:
            return PrinterState(Health.UNKNOWN, Fault.UNREACHABLE)


def _failed(fault: Fault | None) -> PrintResult:
    return PrintResult(Outcome.FAILED, fault)


def _unknown(fault: Fault | None) -> PrintResult:
    return PrintResult(Outcome.UNKNOWN, fault)


class _Link:
    """One connection to the printer. Everything raises OSError once it is broken."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._socket = socket.create_connection(address, _CONNECT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers = b""  # of the round of questions that is under way
        self._asked = 0
        self._marked = False
        self.finished = False  # has the mark at the end been answered?

    def __enter__(self) -> "_Link":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # the printer may have hung up first
            self._socket.shutdown(socket.SHUT_WR)
        self._socket.close()

    def send(self, data: bytes, ends: float) -> None:
        """Raises TimeoutError if the printer has not taken the bytes by `ends`."""
        self._socket.settimeout(max(ends - time.monotonic(), 0.01))
        self._socket.sendall(data)

    def mark_the_end(self, ends: float) -> None:
        """Ask to be told when all that was sent has been done."""
        self._marked = True
        self.send(_FINISH_MARK, ends)

    def ask(self, patience: float = _ANSWER_SECONDS) -> PrinterState:
        """The four questions; SILENT if they are not answered within `patience` seconds.

        A round that was not answered stays under way, and the next call waits for the rest of it.
        """
        ends = time.monotonic() + patience
        while len(self._answers) < len(QUESTIONS):
            if len(self._answers) == self._asked:
                self.send(QUESTIONS[self._asked], ends)
                self._asked += 1
            if not self._hear(ends - time.monotonic()):
                return PrinterState(Health.UNKNOWN, Fault.SILENT)
            if not all(map(is_status, self._answers)):
                break
        state = decoded(self._answers)
        self._answers, self._asked = b"", 0
        return state

    def _hear(self, seconds: float) -> bool:
        """Take what the printer says; False if it says nothing in so many seconds."""
        if seconds <= 0:
            return False
        self._socket.settimeout(seconds)
        try:
            heard = self._socket.recv(256)
        except TimeoutError:
            return False
        if not heard:
            raise ConnectionResetError("the printer hung up")
        for answer in heard:
            # Bit 4 tells the two apart: clear in the answer to the mark, set in every real-time answer.
            if self._marked and not self.finished and answer & 0b1001_0000 == 0:
                self.finished = True
            else:
                self._answers += bytes([answer])
        return True
