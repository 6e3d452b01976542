"""Readers of the news who do not read: they answer pings, take nothing, and have little room for what is sent."""

import json
import socket
import threading
from contextlib import suppress

import websocket

from tests.site import Clerk, Site

LITTLE_ROOM = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),)
PONG_EVERY = 1.0


class Sleeper:
    """Enters `rooms` as `clerk`, reads until he is in, and then nothing."""

    def __init__(self, site: Site, clerk: Clerk, *rooms: str) -> None:
        self._socket = websocket.create_connection(
            f"ws://127.0.0.1:{site.port}/socket.io/?EIO=4&transport=websocket",
            cookie=clerk.headers["Cookie"],
            suppress_origin=True,
            sockopt=LITTLE_ROOM,
            timeout=30,
        )
        self._socket.send(f"40/news,{json.dumps({'rooms': rooms})}")
        while not str(self._socket.recv()).startswith("40/news,"):
            pass
        self._over = threading.Event()
        self._ponging = threading.Thread(target=self._pong)
        self._ponging.start()

    def _pong(self) -> None:
        with suppress(OSError, websocket.WebSocketException):  # cut off
            while not self._over.wait(PONG_EVERY):
                self._socket.send("3")

    def is_cut_off(self, seconds: float) -> bool:
        """Whether the server ends the connection within `seconds`, though it is answered."""
        self._ponging.join(seconds)
        return not self._ponging.is_alive()

    def close(self) -> None:
        self._over.set()
        self._ponging.join()
        self._socket.shutdown()  # type: ignore[no-untyped-call]
