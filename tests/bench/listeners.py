"""The readers of a busy site: fifty boards and forty counter pages, in one process with one loop.

Run as `python -m tests.bench.listeners`, told on standard input whom to be: one line of JSON, `{port, readers:
[{room, auth, cookie}]}`. Says `ready` when each has its first snapshot. At the next line it says, as one line of
JSON, `{reached, frames, bytes}` and begins anew: `reached` says of each call number when the last of
the boards had it (monotonic nanoseconds, the same clock for every process of a machine).

A board's calls come newest first: the first number in a snapshot is the newest call that it holds.
"""

import json
import selectors
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from tests.bench.websocket import NewsSocket, open_news

_CALL = b'"call":'
_SNAPSHOT = b'42/news,["snapshot"'
_BOARD = "board:"
# Calls between two snapshots: their numbers count over the whole past, of which an empty board knows none.
_MOST_AT_ONCE = 1000


@dataclass(slots=True)
class Heard:
    """What the boards were told since the last report. `newest` of each board outlives it."""

    newest: dict[int, int] = field(default_factory=dict)
    boards_with: dict[int, int] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)
    frames: int = 0
    bytes: int = 0

    def take(self, board: int, call: int, boards: int, now: int) -> None:
        for fresh in range(max(self.newest.get(board, call) + 1, call - _MOST_AT_ONCE), call + 1):
            self.boards_with[fresh] = self.boards_with.get(fresh, 0) + 1
            if self.boards_with[fresh] == boards:
                self.reached[fresh] = now
        self.newest[board] = max(call, self.newest.get(board, 0))


def newest_call(packet: bytes) -> int:
    """The first call of a snapshot; 0 when the board is empty."""
    at = packet.find(_CALL)
    if at < 0:
        return 0
    start = at + len(_CALL)
    end = start
    while packet[end : end + 1].isdigit():
        end += 1
    return int(packet[start:end])


def main() -> None:
    told: dict[str, Any] = json.loads(sys.stdin.readline())
    readers = [open_news(told["port"], **reader) for reader in told["readers"]]
    boards = sum(reader.room.startswith(_BOARD) for reader in readers)
    loop = selectors.DefaultSelector()
    for reader in readers:
        loop.register(reader, selectors.EVENT_READ, reader)
    loop.register(sys.stdin, selectors.EVENT_READ)  # no reader: the bench speaks
    heard, waiting = Heard(), {reader.fileno() for reader in readers}
    ready = False
    while True:
        for key, _ in loop.select():
            if key.data is None:
                if not sys.stdin.readline():
                    return
                _report(heard)
                heard = Heard(newest=heard.newest)
                continue
            reader = key.data
            for packet in reader.packets():
                if _hear(heard, reader, packet, boards):
                    waiting.discard(reader.fileno())
        if not waiting and not ready:
            ready = True
            print("ready", flush=True)


def _hear(heard: Heard, reader: NewsSocket, packet: bytes, boards: int) -> bool:
    """Whether it was a snapshot."""
    now = time.monotonic_ns()
    if packet.startswith(b"44/news"):
        raise PermissionError(packet.decode(errors="replace"))
    if not packet.startswith(_SNAPSHOT):
        return False
    heard.frames += 1
    heard.bytes += len(packet)
    if reader.room.startswith(_BOARD):
        heard.take(reader.fileno(), newest_call(packet), boards, now)
    return True


def _report(heard: Heard) -> None:
    told = {"reached": heard.reached, "frames": heard.frames, "bytes": heard.bytes}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
