"""News on their way to a page, changed as a test needs them: what a server of tomorrow or a full hall would tell."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, WebSocketRoute

_SNAPSHOT = "42/news,"


def doctor_news(box: BrowserContext, change: Callable[[dict[str, Any]], None]) -> None:
    """`change` is given every snapshot that a page of `box` is told, and may alter it."""

    def connect(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def tell(message: str | bytes) -> None:
            if isinstance(message, str) and message.startswith(_SNAPSHOT):
                event = json.loads(message.removeprefix(_SNAPSHOT))
                change(event[1])
                message = _SNAPSHOT + json.dumps(event)
            socket.send(message)

        server.on_message(tell)

    box.route_web_socket("**/socket.io/**", connect)
