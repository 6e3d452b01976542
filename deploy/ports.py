"""Which ports of this machine are free."""

import socket
import time
from collections.abc import Mapping

FREED_SECONDS = 3.0  # the ports of a house that was killed are free when its children are gone
LOOK_EVERY = 0.1


def is_free(port: int) -> bool:
    """Whether the loopback address can be listened on there."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def taken(named: Mapping[str, int]) -> list[str]:
    """The names of the ports that others listen on, after a moment for those who are just ending."""
    until = time.monotonic() + FREED_SECONDS
    while True:
        found = [f"{port} ({name})" for name, port in named.items() if not is_free(port)]
        if not found or time.monotonic() > until:
            return found
        time.sleep(LOOK_EVERY)
