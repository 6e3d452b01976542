"""An hour's load played in minutes: what each process of the house keeps in memory, and whether it grows.

Invented people (`deploy/visitors`) take their tickets at a kiosk's agent, which prints their slips; forty operators
and a clerk for everything else serve them to the end; fifty boards and forty counter pages listen.
"""

import statistics
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from deploy.processes import Program
from deploy.tryout import TryOut
from deploy.visitors import Place, Post, Summary, plan_load, play, read_place
from deploy.visitors.place import address
from server.tryout import CASH_PRINTER, OFFICE_PRINTER, Ports, password_of
from tests.bench.busy import COUNTERS, busy_site
from tests.bench.figure import Figure
from tests.bench.kiosk import kiosk_box
from tests.bench.load import meanwhile
from tests.bench.plan import Plan
from tests.bench.processes import resident_mb
from tests.operators import counter_of_operator
from tests.site import REPOSITORY, Site

ABOUT = "Memory under an hour's load, played in minutes"
LIMIT = 150.0
FLAT = 2.0  # MB: what the last third may be above the one before it
_SAMPLE_SECONDS = 1.0
_PACE = 0.1  # of a played minute: one cashier and one doctor serve what forty operators send them
_DOORS = 4  # people who touch the kiosk at once


@dataclass(slots=True)
class Samples:
    """Megabytes, one after the other."""

    of: dict[str, int]  # process ids
    seen: dict[str, list[float]] = field(default_factory=dict)

    def take_until(self, ended: threading.Event) -> None:
        while not ended.wait(_SAMPLE_SECONDS):
            for name, pid in self.of.items():
                self.seen.setdefault(name, []).append(resident_mb(pid))


def measure(plan: Plan) -> list[Figure]:
    visits, minutes, speed = plan.count(900, 60), plan.count(60, 10), 20.0
    with (
        busy_site(plan.folder, waiting=0) as busy,
        printing_worker(plan.folder, busy.site) as worker,
        kiosk_box(plan.folder, busy.site) as box,
    ):
        samples = Samples(
            {"server": busy.site.process.pid, "printing worker": worker, "kiosk's agent": box.process.pid}
        )
        place = replace(_place(busy.site), kiosk=address(box.url))
        with meanwhile(samples.take_until), ended_after(minutes * 60 / speed) as ended:
            summary = play(plan_load(1, visits, minutes, pace=_PACE), place, speed, ended, doors=_DOORS)
    if summary.unexpected:
        raise AssertionError(f"the site answered what its contract does not promise: {summary.as_line()}")
    return [
        *_played(summary, visits),
        *(figure for name in samples.seen for figure in _figures(name, samples.seen[name])),
    ]


@contextmanager
def ended_after(seconds: float) -> Iterator[threading.Event]:
    """An event that is set then: the hour is over, whoever is still inside."""
    ended = threading.Event()
    timer = threading.Timer(seconds, ended.set)
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()


def _place(site: Site) -> Place:
    """The try-out's posts and the forty operators."""
    place, password = read_place(site.url), password_of("operator")
    names = [counter_of_operator(n) for n in range(COUNTERS)]
    return replace(
        place, posts=[*place.posts, *(Post(name, name, password, ("operator",)) for name in names)]
    )


@contextmanager
def printing_worker(folder: Path, site: Site) -> Iterator[int]:
    """The worker and the printers that it drives, as the try-out has them; the worker's process id."""
    house = TryOut(site.data, Ports(site.port))
    tokens = {device["id"]: device["token"] for device in site.try_out()["devices"]}
    with ExitStack() as stack, (folder / "printing.log").open("wb") as log:
        for printer in (CASH_PRINTER, OFFICE_PRINTER):
            stack.enter_context(_running(house.printer(printer), log))
        yield stack.enter_context(_running(house.worker(tokens), log)).pid


@contextmanager
def _running(program: Program, log: BinaryIO) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(program.arguments, cwd=REPOSITORY, stdin=subprocess.PIPE, stderr=log) as process:
        assert process.stdin is not None
        process.stdin.write(program.said)
        process.stdin.close()
        try:
            yield process
        finally:
            process.terminate()


def _played(summary: Summary, visits: int) -> list[Figure]:
    return [
        Figure(ABOUT, "visits opened", float(summary.deeds.get("open", 0)), "", 0.9 * visits, at_least=True),
        Figure(ABOUT, "commands done", float(sum(summary.deeds.values())), ""),
    ]


def _figures(name: str, seen: Sequence[float]) -> list[Figure]:
    """A process in its last third, against its middle third: what still grows then grows for ever."""
    third = len(seen) // 3
    middle, last = statistics.median(seen[third : 2 * third]), statistics.median(seen[2 * third :])
    is_server = name == "server"
    return [
        Figure(ABOUT, f"{name}, most", max(seen), "MB", LIMIT if is_server else None),
        Figure(
            ABOUT, f"{name}, last third above the middle", last - middle, "MB", FLAT if is_server else None
        ),
    ]
