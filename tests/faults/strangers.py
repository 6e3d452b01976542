"""Strangers in the lobby's network: connections that say nothing, or a byte a second, and floods of nonsense."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from deploy.http_client import Connection
from tests.site import Site

A_BYTE_EVERY = 1.0
BABBLE = b"GET /api/services HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 1000


class Loiterers:
    """`slow` connections that send a byte a second, and `idle` ones that send none."""

    def __init__(self, site: Site, slow: int, idle: int) -> None:
        there = ("127.0.0.1", site.port)
        self._slow = [socket.create_connection(there) for _ in range(slow)]
        self._idle = [socket.create_connection(there) for _ in range(idle)]
        self._over = threading.Event()
        self._babbling = threading.Thread(target=self._babble)
        self._babbling.start()

    def _babble(self) -> None:
        for at in range(len(BABBLE)):
            for slow in self._slow:
                with suppress(OSError):  # the server has had enough of it
                    slow.send(BABBLE[at : at + 1])
            if self._over.wait(A_BYTE_EVERY):
                return

    def go(self) -> None:
        self._over.set()
        self._babbling.join()
        for connection in (*self._slow, *self._idle):
            connection.close()


def flood(connection: Connection, request: bytes, refused: int) -> Callable[[], None]:
    """Sends `request` again and again, and sees that it is refused."""

    def send() -> None:
        answered = connection.ask(request)
        assert answered.status == refused, answered

    return send


def post(path: str, body: bytes, **headers: str) -> bytes:
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    length = f"Content-Length: {len(body)}\r\nContent-Type: application/json\r\n"
    return f"POST {path} HTTP/1.1\r\nHost: a\r\n{length}{head}\r\n".encode() + body


def get(path: str, **headers: str) -> bytes:
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\nHost: a\r\n{head}\r\n".encode()
