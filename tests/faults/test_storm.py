"""A reconnect storm: all boards and counters of a large house come at once, again and again."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import websocket

from tests.faults.lag import Watch, memory_mb
from tests.site import Site, running_site

SOCKETS = 200
AT_ONCE = 50
WHOLE_AGAIN_SECONDS = 2.0
GROWTH_MB = 60.0


def come(site: Site, token: str) -> websocket.WebSocket:
    """Connect, and read until the snapshot is there."""
    link = websocket.create_connection(
        f"ws://127.0.0.1:{site.port}/socket.io/?EIO=4&transport=websocket", suppress_origin=True, timeout=60
    )
    link.send(f"40/news,{json.dumps({'token': token, 'rooms': ['board:main']})}")
    while '"snapshot"' not in str(link.recv()):
        pass
    return link


def open_files(site: Site) -> int:
    return len(list(Path(f"/proc/{site.process.pid}/fd").iterdir()))


def test_two_hundred_boards_that_come_at_once_are_told_and_forgotten(tmp_path: Path, full: bool) -> None:
    rounds = 20 if full else 3
    with running_site(tmp_path) as site, ThreadPoolExecutor(AT_ONCE) as pool:
        token, took = site.token("board-main"), list[float]()
        come(site, token).shutdown()  # type: ignore[no-untyped-call]
        files, before, watch = open_files(site), memory_mb(site), Watch(site)
        for _ in range(rounds):
            began = time.monotonic()
            links = list(pool.map(lambda _: come(site, token), range(SOCKETS)))
            took.append(time.monotonic() - began)
            for link in links:
                link.shutdown()  # type: ignore[no-untyped-call]
        lags, grown = watch.lags(), memory_mb(site) - before
        end = time.monotonic() + 60
        while open_files(site) > files + 5 and time.monotonic() < end:
            time.sleep(0.1)
        left = open_files(site) - files
        print(
            f"storm: {SOCKETS} boards at once, {rounds} times: all told within {max(took):.1f} s at the slowest"
            f" (limit {WHOLE_AGAIN_SECONDS:.0f} s); {lags}; memory +{grown:.0f} MB (limit {GROWTH_MB:.0f})"
        )
        assert site.request("GET", "/readyz").status == 200
    assert left <= 5, "connections that have gone are still held"
    assert grown <= GROWTH_MB
