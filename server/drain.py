"""Ending without breaking off what has begun: the requests under way are counted, the connections are not.

A kept-alive connection that is idle and a socket that listens to the news may be cut at any moment; a command may not.
"""

from collections.abc import Callable, Iterable
from typing import Any

from gevent.event import Event as Signal

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
NEWS_PATH = "/socket.io"


class Drain:
    """Wraps a WSGI application and knows when nothing is under way."""

    def __init__(self, app: WsgiApp) -> None:
        self._app = app
        self._under_way = 0
        self._idle = Signal()
        self._idle.set()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(NEWS_PATH):
            return self._app(environ, start_response)
        self._under_way += 1
        self._idle.clear()
        try:
            return self._app(environ, start_response)
        finally:
            self._under_way -= 1
            if self._under_way == 0:
                self._idle.set()

    def wait(self, seconds: float) -> None:
        """Until nothing is under way, or the time is up."""
        self._idle.wait(seconds)
