"""T16: strangers cost the clerks nothing that they would notice, and fill neither memory nor the disk."""

import time
from collections.abc import Callable
from pathlib import Path

import websocket

from deploy.http_client import Connection
from server.web.admission import LOOKED_AT_EVERY
from tests.faults.crowd import Crowd
from tests.faults.lag import Watch, memory_mb
from tests.faults.strangers import Loiterers, flood, get, post
from tests.site import Site, running_site

SLOW, IDLE = 200, 200
CLERKS_MS = 100.0
GROWTH_MB = 60.0
LOG_BYTES = 4096  # what the site itself may have to say meanwhile
FLOODS = (
    (get("/api/wp-login.php"), 404),
    (get("/api/services", Authorization="Bearer guess"), 401),
    (post("/api/visits", b"x" * 100_000, Authorization="Bearer guess"), 413),
)


def press_next(site: Site) -> Callable[[], None]:
    """Each press calls somebody who has just come."""
    doctor, kiosk = site.staff("doctor"), site.kiosk
    open_tickets: list[str] = []

    def press() -> None:
        kiosk.take("reception")
        for ticket in open_tickets:
            doctor.move(ticket, "withdraw")
        open_tickets[:] = [doctor.next()["id"]]

    return press


def test_strangers_hold_up_no_clerk_and_fill_nothing(tmp_path: Path, full: bool) -> None:
    seconds = 90.0 if full else 8.0
    with running_site(tmp_path) as site:
        press = press_next(site)
        press()
        before, said = memory_mb(site), site.log.stat().st_size
        loiterers, crowd, watch = Loiterers(site, SLOW, IDLE), Crowd(), Watch(site)
        connections = []
        for request, refused in FLOODS:
            connections.append(Connection("127.0.0.1", site.port))
            crowd.does("flood", flood(connections[-1], request, refused), pause=0.001)
        crowd.does("press", press, pause=0.05)
        time.sleep(seconds)
        crowd.end()
        for connection in connections:
            connection.close()
        lags, grown = watch.lags(), memory_mb(site) - before
        written = site.log.stat().st_size - said
        print(
            f"T16: {SLOW} slow and {IDLE} idle connections, {len(crowd.seconds['flood']) / seconds:.0f} refused a"
            f" second: take, withdraw and Next together p99 {crowd.p99('press'):.0f} ms (limit for one:"
            f" {CLERKS_MS:.0f}); {lags}; memory +{grown:.0f} MB (limit {GROWTH_MB:.0f}), log +{written} bytes"
        )
        loiterers.go()
        assert site.request("GET", "/readyz").status == 200
        press()
    assert grown <= GROWTH_MB
    assert written <= LOG_BYTES


def test_whoever_connects_to_the_news_and_enters_no_room_is_let_go(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        stranger = websocket.create_connection(
            f"ws://127.0.0.1:{site.port}/socket.io/?EIO=4&transport=websocket",
            suppress_origin=True,
            timeout=60,
        )
        began = time.monotonic()
        while (said := stranger.recv()) not in ("1", ""):  # Engine.IO: close
            assert time.monotonic() - began < 60, "he is let stay"
            if said == "2":
                stranger.send("3")
        took = time.monotonic() - began
        print(f"T16: who enters no room is let go after {took:.1f} s (limit {2 * LOOKED_AT_EVERY:.0f} s)")
        stranger.shutdown()  # type: ignore[no-untyped-call]
