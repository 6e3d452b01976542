"""The connection below a reader of the news: it sends a message whole, and gives up whoever is not there.

The library below Socket.IO calls `send` once for a message and goes on, also when only a part of it was taken; and
it waits for ever, to send and to receive. A reader answers a ping every five seconds.

A snapshot goes to fifty readers. Made into a message once and offered to each, it costs a call of the system a
reader; through the library each would be woken, and would frame the same bytes for himself.
"""

import socket
import struct
from contextlib import suppress
from typing import Any

import gevent
from gevent.lock import BoundedSemaphore
from wsproto.frame_protocol import FrameProtocol

SILENT_SECONDS = 12.0  # without a byte from a reader, or until he has taken a message
_FORGET_THE_REST = struct.pack("ii", 1, 0)  # or the system would keep what he did not take for minutes


def event_message(namespace: str, event: str, data: bytes) -> bytes:
    """A Socket.IO event as it goes over the wire: a message (4) of Engine.IO that is an event (2), in one frame.

    `data`: JSON. What a server sends is not masked (RFC 6455, 5.1), so it is the same for every reader.
    """
    frames = FrameProtocol(client=False, extensions=[])
    return bytes(frames.send_data(f'42{namespace},["{event}",{data.decode()}]', fin=True))


class NewsSocket:
    """What the library asks of `environ["wsgi.input"]` and of the socket that it finds there."""

    def __init__(self, connection: Any, writing: BoundedSemaphore | None = None) -> None:
        self._connection = connection
        self._writing = writing or BoundedSemaphore()  # whoever sends: two messages must not mingle

    @property
    def raw(self) -> "NewsSocket":
        return self

    @property
    def _sock(self) -> "NewsSocket":
        return self

    def dup(self) -> "NewsSocket":
        """A handle of its own: it lives on until the library closes it."""
        connection = self._connection.dup()
        for handle in (self._connection, connection):
            handle.settimeout(SILENT_SECONDS)
        return NewsSocket(connection, self._writing)

    def recv(self, most: int) -> bytes:
        """Raises TimeoutError."""
        received: bytes = self._connection.recv(most)
        return received

    def send(self, data: bytes) -> int:
        """Raises BrokenPipeError, and then nothing more is received either."""
        with self._writing:
            self._send(data)
        return len(data)

    def offer(self, message: bytes) -> bool:
        """Send it now; never waits. False: something else is on its way, or he has not taken what he was sent."""
        if not self._writing.acquire(blocking=False):
            return False
        try:
            sent = self._connection.send(message, timeout=0.0)
        except OSError:  # full; or he has gone, as the library will learn when it receives
            self._writing.release()
            return False
        if sent == len(message):
            self._writing.release()
        else:
            gevent.spawn(self._send_rest, message[sent:])
        return True

    def _send_rest(self, rest: bytes) -> None:
        try:
            with suppress(BrokenPipeError):  # he is given up
                self._send(rest)
        finally:
            self._writing.release()

    def _send(self, data: bytes) -> None:
        try:
            self._connection.sendall(data)
        except OSError as error:
            with suppress(OSError):  # the other end has gone
                self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _FORGET_THE_REST)
                self._connection.shutdown(socket.SHUT_RDWR)
            raise BrokenPipeError("the reader is not there") from error

    def close(self) -> None:
        self._connection.close()
