"""How a request arrives: whole, or not at all.

A request reaches the application when its last byte is there; one that dawdles, is too long or is not plain HTTP/1.1
is answered and cut here, and has cost nothing but a socket. The head is read by llhttp, which refuses what two
readers could understand in two ways (RFC 9112); a body comes with its length.
"""

import io
from contextlib import suppress
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

import gevent
from gevent.pywsgi import WSGIHandler
from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser

from server.domain.refusal import Refusal
from server.web.news_socket import NewsSocket
from server.web.problems import PROBLEM_TYPE, best_language, problem_reply

# All in bytes. To a longer request line gevent would give an answer of its own, in plain text.
LONGEST_LINE = 8 * 1024 - 1
LARGEST_HEAD = 16 * 1024
# The largest honest body is a task with a few lines of text.
LARGEST_BODY = 64 * 1024
# So much of a body too large is read and dropped, in pieces, that its sender comes to read the answer.
LARGEST_DROPPED = 1024 * 1024
PIECE = 8 * 1024
# An answer up to this size goes out together with its head.
ONE_SEND = 32 * 1024

# Every reader of the news would cost 300 KB of memory and be sent the same snapshot compressed once more.
_NOT_OFFERED = frozenset({"sec-websocket-extensions"})
NEWS_PATH = b"/socket.io/"
_PHRASES = {400: "Bad Request", 408: "Request Timeout", 413: "Content Too Large"}


class _Head:
    """What the parser finds in a head."""

    def __init__(self) -> None:
        self.url = b""
        self.fields: dict[str, str] = {}

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        known, text = str(name, "latin-1").lower(), str(value, "latin-1")
        if known in self.fields:
            text = f"{self.fields[known]}{'; ' if known == 'cookie' else ','}{text}"
        self.fields[known] = text


class _Fields(dict[str, str]):
    """Header fields by their names in small letters; gevent's handler asks for some of them in others."""

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.lower(), default)


class _Body(io.BytesIO):
    """A body that is there already: nothing of it is left on the socket."""

    def _discard(self) -> None:
        return


class Arrival(WSGIHandler):
    """One connection: gevent's handler, but for how it reads a request and how it writes the head of an answer."""

    slowest = (
        60.0  # seconds from the last answer to the end of the next request, and for an answer to be taken
    )
    ignored_socket_errors: Any = (*WSGIHandler.ignored_socket_errors, "timed out")

    def handle(self) -> None:
        handler: Any = self
        handler.socket.settimeout(self.slowest)
        with suppress(OSError):  # the other end has gone: nobody is left to be told
            super().handle()

    def read_requestline(self) -> str:
        """Wait for a request, but not for ever: the time runs until its last byte is there."""
        self._late = gevent.Timeout.start_new(self.slowest)
        line = b""
        try:
            line = self.rfile.readline(LONGEST_LINE)
        except (gevent.Timeout, OSError):
            return ""
        finally:
            if not line:
                self._late.close()
        return str(line, "latin-1")

    def read_request(self, raw_requestline: str) -> Any:
        """Raises Refusal `malformed` (400, 408), `body_too_large` (413)."""
        try:
            self._read(raw_requestline.encode("latin-1"))
        except gevent.Timeout:
            raise Refusal("malformed", 408, field="request") from None
        except HttpParserError:
            raise Refusal("malformed", 400, field="request") from None
        finally:
            self._late.close()
        return True

    def _read(self, request_line: bytes) -> None:
        handler: Any = self  # the stubs of gevent do not know what it reads into
        handler.headers = _Fields()
        head = _Head()
        parser: Any = HttpRequestParser(head)
        upgrading = False
        try:
            parser.feed_data(self._head_bytes(request_line))
        except HttpParserUpgrade:
            upgrading = head.url.startswith(NEWS_PATH) and parser.get_method() == b"GET"
        if not upgrading and head.url.startswith(NEWS_PATH):  # the news go over WebSocket only
            raise Refusal("malformed", 400, field="transport")
        if not upgrading and "upgrade" in head.fields:  # to another protocol, or to none in earnest
            raise Refusal("malformed", 400, field="request")
        version = parser.get_http_version()
        if version not in ("1.0", "1.1") or "transfer-encoding" in head.fields:
            raise Refusal("malformed", 400, field="request")
        handler.command, handler.path = str(parser.get_method(), "latin-1"), str(head.url, "latin-1")
        handler.request_version = f"HTTP/{version}"
        handler.headers = _Fields(head.fields)
        handler.connection_upgraded = upgrading
        handler.close_connection = not parser.should_keep_alive()
        handler.wsgi_input = _Body(self._body_bytes(int(head.fields.get("content-length", "0"))))

    def _head_bytes(self, request_line: bytes) -> bytes:
        lines, left = [request_line], LARGEST_HEAD - len(request_line)
        while lines[-1] != b"\r\n":
            line = self.rfile.readline(left)
            if not line:  # the sender has gone, or the head is too long
                raise Refusal("malformed", 400, field="request")
            lines.append(line)
            left -= len(line)
        return b"".join(lines)

    def _body_bytes(self, length: int) -> bytes:
        if length > LARGEST_BODY:
            self._drop(min(length, LARGEST_DROPPED))
            raise Refusal("body_too_large", 413)
        if length and self.headers.get("expect", "").lower() == "100-continue":
            self.socket.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = self.rfile.read(length) if length else b""
        if len(body) < length:
            raise Refusal("malformed", 400, field="request")
        return body

    def _drop(self, left: int) -> None:
        while left > 0 and (piece := self.rfile.read(min(left, PIECE))):
            left -= len(piece)

    def get_environ(self) -> dict[str, Any]:
        path, _, query = (self.path or "").partition("?")
        upgrading = self.connection_upgraded
        environ: dict[str, Any] = self.server.get_environ()
        environ["REQUEST_METHOD"] = self.command
        environ["SCRIPT_NAME"] = ""
        environ["PATH_INFO"] = str(unquote_to_bytes(path), "latin-1")
        environ["QUERY_STRING"] = query
        environ["SERVER_PROTOCOL"] = self.request_version
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = self.client_address[0], str(self.client_address[1])
        environ["wsgi.input"] = NewsSocket(self.socket) if upgrading else self.wsgi_input
        environ["wsgi.input_terminated"] = not upgrading
        for name, value in self.headers.items():
            # With _ it would pass for the name with a hyphen.
            if "_" not in name and name not in _NOT_OFFERED:
                environ[_environ_name(name)] = value
        return environ

    def _write_with_headers(self, data: bytes) -> None:
        """As gevent does it, but one call of the system and one packet less for each answer."""
        handler: Any = self  # its stubs do not know what a handler writes with
        handler.headers_sent = True
        handler.finalize_headers()
        fields = b"".join([b"%b: %b\r\n" % field for field in handler.response_headers])
        head = b"HTTP/1.1 %b\r\n%b\r\n" % (handler.status, fields)
        if handler.response_use_chunked or len(data) > ONE_SEND:
            handler._sendall(head)
            handler._write(data)
        else:
            handler._sendall(head + data)

    def _sendall(self, data: Any) -> None:
        """At once where the socket takes it whole, as it does nearly always; gevent asks for its buffer first."""
        handler: Any = self
        sent = handler.socket.send(data)
        if sent < len(data):
            handler.socket.sendall(memoryview(data)[sent:])
        handler.response_length += len(data)

    def _handle_client_error(self, error: Exception) -> tuple[str, bytes]:
        """Not logged: whoever sends nonsense shall not fill the disk."""
        if not isinstance(error, Refusal):
            raise error
        reply = problem_reply(error, best_language(self.headers.get("accept-language", "")))
        head = (
            f"HTTP/1.1 {reply.status} {_PHRASES[reply.status]}\r\nContent-Type: {PROBLEM_TYPE}\r\n"
            f"Content-Length: {len(reply.body)}\r\nConnection: close\r\n\r\n"
        )
        return str(reply.status), head.encode() + reply.body

    def log_request(self) -> None:
        """Nobody keeps who asked for what; how long it took stands in the metrics."""


@lru_cache(maxsize=256)
def _environ_name(field: str) -> str:
    name = field.upper().replace("-", "_")
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
