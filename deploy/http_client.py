"""A small HTTP/1.1 client that costs little: kept-alive sockets, prepared requests, bodies by Content-Length.

The load and the server share the machine's cores, so every microsecond of the client is one that the server lacks.
"""

import socket
from dataclasses import dataclass, field

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Answered:
    """`head`: the status line and the headers as they came."""

    status: int
    body: bytes
    head: bytes = b""

    def header(self, name: str) -> str | None:
        """The value of a header, if it came."""
        for line in self.head.split(b"\r\n")[1:]:
            known, _, value = line.partition(b":")
            if known.strip().lower() == name.lower().encode():
                return value.strip().decode("latin-1")
        return None


@dataclass(slots=True)
class Connection:
    """One connection, opened when it is first needed, and again after `close`."""

    host: str
    port: int
    patience: float = PATIENCE_SECONDS
    _socket: socket.socket | None = None
    _left: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> Answered:
        """Send `request` and wait for its answer. Raises OSError when the server is gone or silent."""
        if self._socket is None:
            self._socket = socket.create_connection((self.host, self.port), timeout=self.patience)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        answered = self._answer(self._socket)
        if b"connection: close" in answered.head.lower():
            self.close()
        return answered

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            self._left.clear()

    def _answer(self, link: socket.socket) -> Answered:
        buffer = self._left
        while (end := buffer.find(b"\r\n\r\n")) < 0:
            self._more(link, buffer)
        head = bytes(buffer[:end])
        start = head.lower().find(b"content-length:")
        length = int(head[start + 15 :].split(b"\r\n", 1)[0]) if start >= 0 else 0
        while len(buffer) < end + 4 + length:
            self._more(link, buffer)
        body = bytes(buffer[end + 4 : end + 4 + length])
        del buffer[: end + 4 + length]
        return Answered(int(head[9:12]), body, head)

    def _more(self, link: socket.socket, buffer: bytearray) -> None:
        part = link.recv(65536)
        if not part:
            raise ConnectionError("the server closed the connection")
        buffer += part


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """The bytes of a request; `X_CSRF_Token="…"` becomes the header X-CSRF-Token."""
    lines = [f"{method} {path} HTTP/1.1"]
    lines += [
        f"{name.replace('_', '-')}: {value}" for name, value in ({"Host": "127.0.0.1"} | headers).items()
    ]
    if body:
        lines.append("Content-Type: application/json")
    if method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
