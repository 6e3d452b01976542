"""News: whole snapshots of rooms, pushed over Socket.IO to those who may see them.

A room is "board:<hall>", "counter:<id>" or "lines". The first change is told at once, then the latest only: a
board and a counter at most 20 times a second, the long lines once a second, and every room at least every three
seconds, so that a page can tell a quiet hall from a dead link. Nothing is obeyed that comes in over a socket.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import gevent
import orjson
from flask import request, session
from flask_socketio import SocketIO, emit, join_room
from gevent.event import Event as Signal
from socketio.exceptions import ConnectionRefusedError

from server.desk.commands import Store
from server.desk.house import House
from server.desk.views import board_view, counter_view, lines_view
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.web import answers
from server.web.actor import OVERSIGHT, STAFF, Actor
from server.web.counters import counter_for, service_names
from server.web.devices import check_hall
from server.web.guard import SESSION_TOKEN, Guard
from server.web.serve import to_json

log = logging.getLogger(__name__)

NAMESPACE = "/news"
SHORTEST = {"board": 0.05, "counter": 0.05, "lines": 1.0}  # seconds between two snapshots of a room
LONGEST = 3.0
DOORS_WATCHED_EVERY = 5.0
MOST_UNREAD = 32  # packets; whoever has more of them waiting does not read


@dataclass(slots=True)
class _Room:
    """`due` is when it is to be told next, by the monotonic clock; `earliest` when it may be."""

    readers: set[str] = field(default_factory=set)
    due: float = 0.0
    earliest: float = 0.0


class News:
    """The publisher. `told` is called by the writer after each commit, with whose view has changed."""

    def __init__(self, socketio: SocketIO, monotonic: Callable[[], float]) -> None:
        self._socketio: Any = socketio  # its stubs do not know `server`
        self._monotonic = monotonic
        self._rooms: dict[str, _Room] = {}
        self._admitted: dict[str, Callable[[], bool]] = {}
        self._signal = Signal()
        self._waiting: dict[str, Signal] = defaultdict(Signal)
        self._counters_of_role: dict[str, list[str]] = {}
        self._store: Store | None = None

    def open(self, store: Store, guard: Guard) -> None:
        """From here on readers are let in, and told."""
        self._store = store
        self._counters_of_role = _by_role(store.read(lambda house: house.counters()))
        _Doors(self, store, guard).add_to(self._socketio)
        gevent.spawn(self._run)
        gevent.spawn(self._watch_doors)

    # what the writer says

    def told(self, touched: Iterable[str]) -> None:
        now = self._monotonic()
        for what in touched:
            if what in self._waiting:
                self._waiting.pop(what).set()
            for name in self._rooms_of(what):
                room = self._rooms.get(name)
                if room is not None:
                    room.due = min(room.due, max(now, room.earliest))
        self._signal.set()

    def _rooms_of(self, what: str) -> list[str]:
        kind, _, name = what.partition(":")
        if kind == "line":
            return ["lines", *(f"counter:{counter}" for counter in self._counters_of_role.get(name, ()))]
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

    def enter(self, name: str, reader: str, is_admitted: Callable[[], bool]) -> None:
        """`is_admitted` is asked again and again while the reader is there."""
        now = self._monotonic()
        self._admitted[reader] = is_admitted
        room = self._rooms.setdefault(name, _Room(due=now + LONGEST))
        room.readers.add(reader)
        self._signal.set()

    def leave(self, reader: str) -> None:
        self._admitted.pop(reader, None)
        for name in [name for name, room in self._rooms.items() if reader in room.readers]:
            self._rooms[name].readers.discard(reader)
            if not self._rooms[name].readers:
                del self._rooms[name]

    # the publisher

    def _run(self) -> None:
        while True:
            now = self._monotonic()
            for name in [name for name, room in self._rooms.items() if room.due <= now]:
                self._publish(name)
            next_due = min((room.due for room in self._rooms.values()), default=now + LONGEST)
            self._signal.clear()
            self._signal.wait(max(0.001, next_due - self._monotonic()))

    def _publish(self, name: str) -> None:
        room, now = self._rooms.get(name), self._monotonic()
        if room is None:  # its last reader was cut off a moment ago
            return
        room.earliest = now + SHORTEST[name.partition(":")[0]]
        room.due = now + LONGEST
        try:
            self._socketio.emit("snapshot", self.snapshot(name), namespace=NAMESPACE, to=name)
        except Exception:
            log.exception("the snapshot of %s was not told", name)
        for reader in [reader for reader in room.readers if self._does_not_read(reader)]:
            log.warning("a reader of %s does not read and is cut off", name)
            self._cut_off(reader)

    def _cut_off(self, reader: str) -> None:
        self.leave(reader)
        gevent.spawn(self._socketio.server.disconnect, reader, namespace=NAMESPACE)

    def _watch_doors(self) -> None:
        """Whoever signed out, left or was revoked since he came is let go."""
        while True:
            gevent.sleep(DOORS_WATCHED_EVERY)
            for reader, is_admitted in list(self._admitted.items()):
                if not is_admitted():
                    self._cut_off(reader)

    def _does_not_read(self, reader: str) -> bool:
        server = self._socketio.server
        engine = server.eio.sockets.get(server.manager.eio_sid_from_sid(reader, NAMESPACE))
        return engine is not None and engine.queue.qsize() > MOST_UNREAD

    def snapshot(self, name: str) -> Any:
        """`{room, epoch, revision, at, data}`, `data` as the matching GET answers. Raises Refusal `not_found`."""
        if self._store is None:
            raise LookupError("the news are not open yet")
        kind, _, of = name.partition(":")

        def ask(house: House) -> tuple[Any, datetime]:
            return _DATA[kind](house, of), house.now

        (data, at), head = self._store.read_with_head(ask)
        snapshot = {"room": name, "epoch": head.epoch, "revision": head.seq, "at": at, "data": data}
        return _plain(snapshot)


def _plain(snapshot: dict[str, Any]) -> Any:
    """Socket.IO's own JSON knows no datetimes."""
    return orjson.loads(to_json(snapshot))


def _by_role(counters: Iterable[Counter]) -> dict[str, list[str]]:
    by_role: dict[str, list[str]] = defaultdict(list)
    for counter in counters:
        for role in counter.roles:
            by_role[role.value].append(counter.id)
    return by_role


def _board(house: House, hall: str) -> Any:
    return answers.board_answer(board_view(house, hall), house.revision(), house.now)


def _counter(house: House, counter: str) -> Any:
    return answers.counter_answer(counter_view(house, counter), service_names(house))


def _lines(house: House, _: str) -> Any:
    return answers.lines_answer(lines_view(house), service_names(house))


_DATA: dict[str, Callable[[House, str], Any]] = {"board": _board, "counter": _counter, "lines": _lines}


@dataclass(frozen=True, slots=True)
class _Doors:
    news: News
    store: Store
    guard: Guard

    def add_to(self, socketio: SocketIO) -> None:
        socketio.on_event("connect", self._connect, namespace=NAMESPACE)
        socketio.on_event("disconnect", self._disconnect, namespace=NAMESPACE)

    def _connect(self, auth: Any) -> None:
        """`auth`: `{token?, rooms: […]}`. Refuses with the code of the refusal."""
        try:
            way_in = self._way_in(auth if isinstance(auth, dict) else {})
            rooms = self._rooms(auth, way_in())
        except Refusal as refusal:
            raise ConnectionRefusedError(refusal.code) from None
        reader = request.sid  # type: ignore[attr-defined]
        for name in rooms:
            join_room(name)
            self.news.enter(name, reader, partial(_is_admitted, way_in))
            emit("snapshot", self.news.snapshot(name))

    def _disconnect(self, *_: Any) -> None:
        self.news.leave(request.sid)  # type: ignore[attr-defined]

    def _way_in(self, auth: dict[str, Any]) -> Callable[[], Actor]:
        """Who comes, asked of what he came with: it raises Refusal as soon as that is worth nothing any more."""
        token = auth.get("token")
        if isinstance(token, str):
            return partial(self.guard.device_with, token)
        return partial(self.guard.staff_with, session.get(SESSION_TOKEN))

    def _rooms(self, auth: Any, actor: Actor) -> list[str]:
        rooms = auth.get("rooms") if isinstance(auth, dict) else None
        if (
            not isinstance(rooms, list)
            or not 1 <= len(rooms) <= 10
            or not all(isinstance(r, str) for r in rooms)
        ):
            raise Refusal("malformed", 400, field="rooms")
        for name in rooms:
            self.store.read(partial(_may_enter, name=name, actor=actor))
        return rooms


def _is_admitted(way_in: Callable[[], Actor]) -> bool:
    try:
        way_in()
    except Refusal:
        return False
    return True


def _may_enter(house: House, name: str, actor: Actor) -> None:
    """Whoever may GET it may be told it. Raises Refusal as the matching GET does."""
    kind, _, of = name.partition(":")
    if kind == "board" and actor.may_as & (STAFF | {"board"}):
        house.hall(of)
        check_hall(actor, of)
    elif kind == "counter" and actor.staff is not None:
        counter_for(house, of, actor)
    elif not (name == "lines" and actor.may_as & OVERSIGHT):
        raise Refusal("forbidden", 403)
