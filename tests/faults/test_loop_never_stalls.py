"""T6: the event loop never stalls, on a slow disk, with readers who do not read and printers that are dead."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.crowd import Crowd
from tests.faults.lag import Watch, memory_mb
from tests.faults.sleeper import Sleeper
from tests.site import Site, running_site

SLEEPERS = 10
KIOSKS = 4
CLERKS = ("doctor", "operator", "registrar")
GROWTH_MB = 60.0
CUT_OFF_SECONDS = 60.0  # a slow machine fails nothing
SERVICES = ("reception", "tb-certificate", "narcological-certificate", "psychoneurological-certificate")


def fill(site: Site, count: int) -> None:
    kiosk = site.kiosk
    with ThreadPoolExecutor(max_workers=16) as pool:
        list(pool.map(lambda n: kiosk.take(SERVICES[n % len(SERVICES)]), range(count)))


def serve_one(site: Site, name: str) -> Callable[[], None]:
    clerk = site.staff(name)

    def serve() -> None:
        ticket = clerk.next()
        if ticket is not None:
            clerk.move(ticket["id"], "start")
            clerk.move(ticket["id"], "withdraw")

    return serve


def test_nothing_that_is_slow_holds_up_the_loop(tmp_path: Path, full: bool) -> None:
    waiting, seconds = (1000, 60.0) if full else (300, 8.0)
    with running_site(tmp_path, module="tests.faults.slow_disk") as site:
        fill(site, waiting)
        supervisor, before = site.staff("supervisor"), memory_mb(site)
        counters = [f"counter:{counter['id']}" for counter in site.try_out()["counters"]]
        sleepers = [Sleeper(site, supervisor, "lines", "board:main", *counters[:8]) for _ in range(SLEEPERS)]
        watch, crowd = Watch(site), Crowd()
        for _ in range(KIOSKS):
            crowd.does("take", lambda: site.kiosk.take("reception"), pause=0.05)
        for clerk in CLERKS:
            crowd.does("serve", serve_one(site, clerk), pause=0.05)
        crowd.does("lines", lambda: supervisor.ask("GET", "/api/lines"), pause=0.2)
        time.sleep(seconds)
        crowd.end()
        lags, grown = watch.lags(), memory_mb(site) - before
        began = time.monotonic()
        cut_off = [sleeper.is_cut_off(CUT_OFF_SECONDS) for sleeper in sleepers]
        silent = seconds + time.monotonic() - began
        print(
            f"T6: {waiting} waiting, COMMIT of 20 ms, {SLEEPERS} readers who do not read: {lags};"
            f" a whole turn of a clerk p99 {crowd.p99('serve'):.0f} ms, GET lines p99 {crowd.p99('lines'):.0f} ms;"
            f" all cut off within {silent:.0f} s; memory +{grown:.0f} MB (limit {GROWTH_MB:.0f})"
        )
        for sleeper in sleepers:
            sleeper.close()
    assert cut_off == [True] * SLEEPERS
    assert grown <= GROWTH_MB
