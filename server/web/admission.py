"""Who is let in to the news, and for how long. Nothing is obeyed that comes in over a socket."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import gevent
from flask import request, session
from flask_socketio import SocketIO, emit
from socketio.exceptions import ConnectionRefusedError

from server.desk.commands import Store
from server.desk.house import House
from server.domain.refusal import Refusal
from server.web.actor import OVERSIGHT, STAFF, Actor
from server.web.counters import counter_for
from server.web.devices import check_hall
from server.web.guard import SESSION_TOKEN, Guard
from server.web.news import NAMESPACE, News
from server.web.news_socket import NewsSocket

log = logging.getLogger(__name__)

LOOKED_AT_EVERY = 5.0  # seconds
MOST_ROOMS = 10

WayIn = Callable[[], Actor]


class Admission:
    """The door: whoever may GET what a room shows may be told it, and only as long as he may."""

    def __init__(self, socketio: SocketIO, news: News, store: Store, guard: Guard) -> None:
        self._socketio: Any = socketio  # its stubs do not know `server`
        self._news = news
        self._store = store
        self._guard = guard
        self._inside: dict[str, WayIn] = {}  # by reader
        self._outside: set[str] = set()  # connections that had entered no room when they were looked at

    def open(self) -> None:
        # Or whoever is in could send an event that bears the name "connect", and exchange his way in for another.
        self._socketio.server._handle_event = _obey_nothing
        self._socketio.on_event("connect", self._connect, namespace=NAMESPACE)
        self._socketio.on_event("disconnect", self._disconnect, namespace=NAMESPACE)
        gevent.spawn(self._look_after)

    def _connect(self, auth: Any) -> None:
        """`auth`: `{token?, rooms: […]}`. Refuses with the code of the refusal."""
        try:
            way_in = self._way_in(auth if isinstance(auth, dict) else {})
            rooms = self._rooms(auth, way_in())
            snapshots = [(name, self._news.snapshot(name)) for name in rooms]
        except Refusal as refusal:
            raise ConnectionRefusedError(refusal.code) from None
        reader = request.sid  # type: ignore[attr-defined]
        link: NewsSocket = request.environ["wsgi.input"]
        self._inside[reader] = way_in
        for name, snapshot in snapshots:
            self._news.enter(name, reader, link)
            emit("snapshot", snapshot)

    def _disconnect(self, *_: Any) -> None:
        self._leave(request.sid)  # type: ignore[attr-defined]

    def _leave(self, reader: str) -> None:
        self._inside.pop(reader, None)
        self._news.leave(reader)

    def _way_in(self, auth: dict[str, Any]) -> WayIn:
        """Who comes, asked of what he came with: it raises Refusal as soon as that is worth nothing any more."""
        token = auth.get("token")
        if isinstance(token, str):
            return partial(self._guard.device_with, token)
        return partial(self._guard.staff_with, session.get(SESSION_TOKEN))

    def _rooms(self, auth: Any, actor: Actor) -> list[str]:
        rooms = auth.get("rooms") if isinstance(auth, dict) else None
        if (
            not isinstance(rooms, list)
            or not 1 <= len(rooms) <= MOST_ROOMS
            or not all(isinstance(r, str) for r in rooms)
        ):
            raise Refusal("malformed", 400, field="rooms")
        for name in rooms:
            self._store.read(partial(_may_enter, name=name, actor=actor))
        return list(dict.fromkeys(rooms))

    def _look_after(self) -> None:
        while True:
            gevent.sleep(LOOKED_AT_EVERY)
            try:
                self._let_go()
            except Exception:
                log.exception("who reads the news was not looked at; the next round will try again")

    def _let_go(self) -> None:
        """Whoever signed out or was revoked since he came, and whoever came and never entered a room."""
        for reader in [reader for reader, way_in in self._inside.items() if not _is_admitted(way_in)]:
            engine = self._connection_of(reader)
            self._leave(reader)
            self._cut_off(engine)
        inside = {self._connection_of(reader) for reader in self._inside}
        outside = set(self._socketio.server.eio.sockets) - inside
        for engine in outside & self._outside:
            self._cut_off(engine)
        self._outside = outside

    def _connection_of(self, reader: str) -> Any:
        return self._socketio.server.manager.eio_sid_from_sid(reader, NAMESPACE)

    def _cut_off(self, engine: Any) -> None:
        """His connection, not his place in the room alone: a page that is cut off comes back and is told why."""
        connection = self._socketio.server.eio.sockets.get(engine)
        if connection is not None:
            gevent.spawn(connection.close, wait=False)


def _obey_nothing(*_: Any) -> None:
    return


def _is_admitted(way_in: WayIn) -> bool:
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
