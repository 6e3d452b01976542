"""News: whole snapshots of rooms, pushed over Socket.IO to those who were let in (`admission.py`).

A room is "board:<hall>", "counter:<id>" or "lines". The first change is told at once, then the latest only: a
board and a counter at most 20 times a second, the long lines once a second, and every room at least every three
seconds, so that a page can tell a quiet hall from a dead link.

Nobody's slowness costs another anything: whoever still has a snapshot to take is passed over until he has taken it,
so that at most one waits for him, and `news_socket.py` cuts him off when he takes none at all.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import gevent
import orjson
from flask_socketio import SocketIO
from gevent.event import Event as Signal

from server.desk.commands import Store
from server.desk.house import House
from server.desk.views import board_view, counter_view, lines_view
from server.domain.place import Counter
from server.web.answers.boards import board_answer
from server.web.answers.counters import counter_answer, lines_answer
from server.web.counters import service_names
from server.web.news_socket import NewsSocket, event_message
from server.web.serve import to_json

log = logging.getLogger(__name__)

NAMESPACE = "/news"
SHORTEST = {"board": 0.05, "counter": 0.05, "lines": 1.0}  # seconds between two snapshots of a room
LONGEST = 3.0
CATCH_UP = 0.002  # seconds until a reader who was passed over is told again; then twice as long each time,
LONGEST_CATCH_UP = 0.25  # for he met a ping that was on its way, or he does not read
LONGEST_LET = 0.02  # seconds that all else together may keep the next room waiting


class NewsJson:
    """JSON as Socket.IO asks for it: what is sent was made once, whoever it goes to."""

    @staticmethod
    def dumps(data: Any, **_: Any) -> str:
        return orjson.dumps(data).decode()

    @staticmethod
    def loads(text: str | bytes, **_: Any) -> Any:
        return orjson.loads(text)


@dataclass(slots=True)
class _Room:
    """`due` is when it is to be told next, by the monotonic clock; `earliest` when it may be.

    `behind`: who was passed over, and is to be told at `catch_up`, alone if nothing new has come, and again after
    `patience`.
    `told`: what was told last and still holds, and since when; newcomers who come in a crowd are told the same.
    """

    readers: dict[str, NewsSocket] = field(default_factory=dict)
    due: float = 0.0
    earliest: float = 0.0
    behind: set[str] = field(default_factory=set)
    catch_up: float = 0.0
    patience: float = CATCH_UP
    told: tuple[float, bytes] | None = None

    @property
    def next(self) -> float:
        """When somebody is to be told."""
        return min(self.due, self.catch_up) if self.behind else self.due

    def leave(self, reader: str) -> None:
        del self.readers[reader]
        self.behind.discard(reader)


class News:
    """The publisher. `told` is called by the writer after each commit, with whose view has changed."""

    def __init__(self, socketio: SocketIO, monotonic: Callable[[], float], pages: str) -> None:
        """`pages`: a digest of the pages that are served, so that one which stayed open can tell that it is old."""
        self._socketio: Any = socketio  # its stubs do not know `server`
        self._monotonic = monotonic
        self._pages = pages
        self._rooms: dict[str, _Room] = {}
        self._signal = Signal()
        self._waiting: dict[str, Signal] = defaultdict(Signal)
        self._rooms_of_role: dict[str, list[str]] = {}  # of the counters that serve it
        self._store: Store | None = None

    def open(self, store: Store) -> None:
        """From here on readers are told."""
        self._store = store
        self._rooms_of_role = _by_role(store.read(lambda house: house.counters()))
        gevent.spawn(self._run)

    # what the writer says

    def told(self, touched: Iterable[str]) -> None:
        now = self._monotonic()
        sooner = False
        for what in touched:
            if what in self._waiting:
                self._waiting.pop(what).set()
            for name in self._rooms_of(what) if self._rooms else ():
                room = self._rooms.get(name)
                if room is not None:
                    room.told = None
                    due = max(now, room.earliest)
                    if due < room.due:
                        room.due, sooner = due, True
        if sooner:
            self._signal.set()

    def _rooms_of(self, what: str) -> list[str]:
        kind, _, name = what.partition(":")
        if kind == "line":
            return ["lines", *self._rooms_of_role.get(name, ())]
        if kind == "counter":
            return ["lines", what]
        return [what]

    def wait_for(self, what: str, seconds: float) -> None:
        """Wait until `what` is touched, or the time is up: for the long poll of a printer."""
        self._waiting[what].wait(seconds)

    def close(self) -> None:
        """Let those go who wait for something to happen: nothing will any more."""
        for signal in self._waiting.values():
            signal.set()
        self._waiting.clear()

    # who reads

    def enter(self, name: str, reader: str, link: NewsSocket) -> None:
        room = self._rooms.setdefault(name, _Room(due=self._monotonic() + LONGEST))
        room.readers[reader] = link
        self._signal.set()

    def leave(self, reader: str) -> None:
        for name in [name for name, room in self._rooms.items() if reader in room.readers]:
            self._rooms[name].leave(reader)
            if not self._rooms[name].readers:
                del self._rooms[name]

    def is_read(self, name: str) -> bool:
        """Whether somebody has a page open that follows this room."""
        return name in self._rooms

    # the publisher

    def _run(self) -> None:
        while True:
            while (name := self._next_to_tell()) is not None:
                try:
                    self._publish(name)
                except Exception:
                    log.exception("the snapshot of %s was not told", name)
                _let_others()
            now = self._monotonic()
            next_due = min((room.next for room in self._rooms.values()), default=now + LONGEST)
            self._signal.clear()
            self._signal.wait(max(0.001, next_due - now))

    def _next_to_tell(self) -> str | None:
        """Of the rooms that are due: a board first, because a hall looks up; else the one that has waited longest.

        Asked anew for each room, so a call is on the boards before the rest of forty counters know of the last one.
        """
        now = self._monotonic()
        due = [
            (_kind(name) != "board", room.next, name)
            for name, room in self._rooms.items()
            if room.next <= now
        ]
        return min(due)[2] if due else None

    def _publish(self, name: str) -> None:
        room, now = self._rooms.get(name), self._monotonic()
        if room is None:  # its last reader left a moment ago
            return
        to_tell = room.readers.items()
        if room.due <= now:
            room.due, room.earliest = now + LONGEST, now + SHORTEST[_kind(name)]
            room.told, room.patience = None, CATCH_UP
        else:  # nothing new: only who was passed over
            room.patience = min(2 * room.patience, LONGEST_CATCH_UP)
            to_tell = {reader: room.readers[reader] for reader in room.behind}.items()
        if room.told is None:
            room.told = (now, self._made(name))
        message = event_message(NAMESPACE, "snapshot", room.told[1])
        room.behind = {reader for reader, link in to_tell if not self._offer(reader, link, message)}
        room.catch_up = now + room.patience

    def _offer(self, reader: str, link: NewsSocket, message: bytes) -> bool:
        """Behind what Socket.IO itself has for him: his first snapshots, a ping."""
        server = self._socketio.server
        engine = server.eio.sockets.get(server.manager.eio_sid_from_sid(reader, NAMESPACE))
        return engine is None or (engine.queue.empty() and link.offer(message))

    def snapshot(self, name: str) -> orjson.Fragment:
        """`{room, epoch, revision, at, pages, data}`, `data` as the matching GET answers.

        Raises Refusal `not_found`.
        """
        room, now = self._rooms.get(name), self._monotonic()
        if room is None:
            return orjson.Fragment(self._made(name))
        if room.told is None or now - room.told[0] > SHORTEST[_kind(name)]:
            room.told = (now, self._made(name))
        return orjson.Fragment(room.told[1])

    def _made(self, name: str) -> bytes:
        if self._store is None:
            raise LookupError("the news are not open yet")
        kind, _, of = name.partition(":")

        def ask(house: House) -> tuple[Any, datetime]:
            return _DATA[kind](house, of), house.now

        (data, at), head = self._store.read_with_head(ask)
        snapshot = {
            "room": name,
            "epoch": head.epoch,
            "revision": head.seq,
            "at": at,
            "pages": self._pages,
            "data": data,
        }
        return to_json(snapshot)


def _let_others() -> None:
    """Many rooms at once are no reason to let a clerk wait: what has reached a socket or the disk goes first.

    `gevent.sleep(0)` would not do: the loop does fifty things that are ready before it looks for what has arrived.
    """
    with suppress(gevent.Timeout), gevent.Timeout(LONGEST_LET):
        gevent.idle()


def _kind(name: str) -> str:
    return name.partition(":")[0]


def _by_role(counters: Iterable[Counter]) -> dict[str, list[str]]:
    by_role: dict[str, list[str]] = defaultdict(list)
    for counter in counters:
        for role in counter.roles:
            by_role[role.value].append(f"counter:{counter.id}")
    return by_role


def _board(house: House, hall: str) -> Any:
    return board_answer(board_view(house, hall), house.revision(), house.now)


def _counter(house: House, counter: str) -> Any:
    return counter_answer(counter_view(house, counter), service_names(house))


def _lines(house: House, _: str) -> Any:
    return lines_answer(lines_view(house), service_names(house))


_DATA: dict[str, Callable[[House, str], Any]] = {"board": _board, "counter": _counter, "lines": _lines}
