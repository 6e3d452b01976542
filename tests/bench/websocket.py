"""Just enough WebSocket and Engine.IO to listen to news, at little cost.

A client of the real library with a thread of its own, fifty times, would measure itself: here a reader is a socket,
a buffer, and a search for the end of a frame. Nothing is parsed but what asks for an answer.
"""

import json
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA


@dataclass(slots=True)
class NewsSocket:
    """One reader of /news. `room` is what it reads."""

    room: str
    link: socket.socket
    _buffer: bytearray = field(default_factory=bytearray)

    def fileno(self) -> int:
        return self.link.fileno()

    def send(self, text: str, kind: int = _TEXT) -> None:
        """A client's frame is masked; a mask of zeros leaves it as it is."""
        data = text.encode()
        length = (
            struct.pack("!B", 0x80 | len(data)) if len(data) < 126 else struct.pack("!BH", 0xFE, len(data))
        )
        self.link.sendall(bytes([0x80 | kind]) + length + bytes(4) + data)

    def packets(self) -> Iterator[bytes]:
        """What has arrived, as Socket.IO's packets; pings are answered. Raises ConnectionError at the end."""
        part = self.link.recv(262_144)
        if not part:
            raise ConnectionError(f"the reader of {self.room} was let go")
        self._buffer += part
        while (frame := self._frame()) is not None:
            kind, data = frame
            if kind == _CLOSE:
                raise ConnectionError(f"the reader of {self.room} was let go")
            if kind == _PING:
                self.send(data.decode(), _PONG)
            elif data == b"2":
                self.send("3")
            else:
                yield data

    def _frame(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        length, start = buffer[1] & 0x7F, 2
        if length >= 126:
            wide = 2 if length == 126 else 8
            if len(buffer) < 2 + wide:
                return None
            length, start = int.from_bytes(buffer[2 : 2 + wide]), 2 + wide
        if len(buffer) < start + length:
            return None
        kind, data = buffer[0] & 0x0F, bytes(buffer[start : start + length])
        del buffer[: start + length]
        return kind, data


def open_news(port: int, room: str, auth: dict[str, Any], cookie: str = "") -> NewsSocket:
    """Connect and ask for the room; the server's consent comes as the first packets."""
    link = socket.create_connection(("127.0.0.1", port), timeout=10)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: a2V6ZWstYmVuY2gtcmVhZA==",
        "Sec-WebSocket-Version: 13",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    link.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
    head = bytearray()
    while not head.endswith(b"\r\n\r\n"):
        byte = link.recv(1)
        if not byte:
            raise ConnectionError("the server does not take a WebSocket")
        head += byte
    if b" 101 " not in head.split(b"\r\n", 1)[0]:
        raise ConnectionError(head.decode(errors="replace"))
    reader = NewsSocket(room, link)
    reader.send("40/news," + json.dumps({**auth, "rooms": [room]}))
    return reader
