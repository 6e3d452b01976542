"""T9 for the papers that count: whatever a printer does, none comes out twice and none is called printed falsely.

A job that ended *unknown* is not queued again by anyone: only staff may order it anew, and then as a COPY.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deploy.virtual_printer import FAULTS, VirtualPrinter
from server.domain.paper import Paper
from server.printing.jobs import PrintJobs
from server.printing.printer import NetworkPrinter
from server.printing.site import Site
from server.printing.typeface import Typeface
from server.printing.worker import renderer
from tests.printing.samples import a_certificate, a_receipt
from tests.printing.server import FakeSite

NAMED: dict[
    str, set[str | None]
] = {  # where the fault has other names, or none: what was short enough came out
    "near_end": {"paper_near_end"},
    "reset": {"reset", "unreachable"},
    "slow": {"slow", None},
}
PAPERS = {"receipt": a_receipt(), "certificate": a_certificate()}
BEGINNINGS = {"before": 0, "in the middle": 12_000}  # bytes of the paper
SECONDS = 8.0  # twelve printers at a time on a machine that others use; alone it is 5, see test_printer


@dataclass(frozen=True)
class Outcome:
    state: str
    fault: str | None
    seconds: float
    came_out: int


@contextmanager
def office(folder: Path, typeface: Typeface) -> Iterator[tuple[FakeSite, VirtualPrinter, PrintJobs]]:
    with FakeSite() as site, VirtualPrinter(folder) as box:
        printer = NetworkPrinter("127.0.0.1", box.port, 576, notes=True)
        stale = timedelta(seconds=60)
        jobs = PrintJobs(
            Site(site.url, "token"),
            "office",
            printer,
            renderer(printer, typeface),
            wait=1,
            look=0.1,
            stale=stale,
        )
        jobs.start()
        with ExitStack() as ending:
            ending.callback(jobs.stop, 30)
            yield site, box, jobs


def failed_once(folder: Path, typeface: Typeface, fault: str, paper: Paper, after: int) -> Outcome:
    """One paper on a printer that fails, is mended, and works on for as long as a second print would take."""
    with office(folder, typeface) as (site, box, _):
        site.wait_for_beat(state="ok", fault=None)
        box.set_fault(fault, after=after)
        began = time.monotonic()
        site.queue("j", paper, datetime.now(UTC))
        with site.changed:
            ended = site.changed.wait_for(lambda: set(site.states("j")) - {"sent"}, 60)
        assert ended, f"{fault}: nothing was told"
        seconds = time.monotonic() - began
        told = site.told["j"][-1]
        near_end = fault == "near_end"
        if near_end:
            site.wait_for_beat(state="warning", fault="paper_near_end")
        box.set_fault(None)
        site.wait_for_beat(state="ok", fault=None)
        time.sleep(1.5)
        named = "paper_near_end" if near_end else told["fault"]
        return Outcome(told["state"], named, seconds, len(box.papers))


def test_no_receipt_and_no_certificate_comes_out_twice(tmp_path: Path, typeface: Typeface) -> None:
    trials = [(fault, name, beginning) for fault in FAULTS for name in PAPERS for beginning in BEGINNINGS]

    def tried(trial: tuple[str, str, str]) -> Outcome:
        fault, name, beginning = trial
        folder = tmp_path / "-".join(trial)
        return failed_once(folder, typeface, fault, PAPERS[name], BEGINNINGS[beginning])

    with ThreadPoolExecutor(max_workers=12) as hands:
        outcomes = dict(zip(trials, hands.map(tried, trials), strict=True))
    twice = [trial for trial, ended in outcomes.items() if ended.came_out > 1]
    lies = [trial for trial, ended in outcomes.items() if ended.state == "printed" and not ended.came_out]
    lost = [trial for trial, ended in outcomes.items() if ended.state == "failed" and ended.came_out]
    unnamed = [
        (trial, ended)
        for trial, ended in outcomes.items()
        if ended.fault not in NAMED.get(trial[0], {trial[0]})
    ]
    slowest = max(ended.seconds for ended in outcomes.values())
    print(
        f"{len(FAULTS)} ways to fail, unnamed {len(unnamed)}, the slowest named in {slowest:.1f} s"
        f" (limit {SECONDS:.0f} s); "
        f"{len(trials)} receipts and certificates: twice {len(twice)}, falsely printed {len(lies)}"
    )
    assert (twice, lies, lost, unnamed) == ([], [], [], [])
