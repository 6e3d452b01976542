"""The print protocol against a small server: claimed first, printed once, told until it is heard."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from deploy.virtual_printer import VirtualPrinter
from server.printing.jobs import PrintJobs
from server.printing.printer import NetworkPrinter, Outcome, PrintResult
from server.printing.site import Job, Site, outcome_key
from server.printing.status import Fault
from server.printing.typeface import Typeface
from server.printing.worker import renderer
from tests.printing.samples import a_certificate, a_receipt, a_slip
from tests.printing.server import FakeSite

LONG_AGO = datetime.now(UTC) - timedelta(seconds=125)


class MakeJobs(Protocol):
    def __call__(self, *, stale: timedelta = ...) -> PrintJobs: ...


@pytest.fixture
def make_jobs(site: FakeSite, printer: NetworkPrinter, typeface: Typeface) -> Iterator[MakeJobs]:
    """Drivers of the one printer, as after a restart: made, not yet started, stopped at the end."""
    made: list[PrintJobs] = []

    def make(*, stale: timedelta = timedelta(seconds=60)) -> PrintJobs:
        render = renderer(printer, typeface)
        made.append(
            PrintJobs(Site(site.url, "token"), "lobby", printer, render, wait=1, look=0.1, stale=stale)
        )
        return made[-1]

    yield make
    for jobs in made:
        jobs.stop(30)


@pytest.fixture
def jobs(make_jobs: MakeJobs) -> PrintJobs:
    started = make_jobs()
    started.start()
    return started


def test_what_is_queued_is_claimed_then_printed_then_told(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    site.queue("j1", a_slip())
    site.wait_for("j1", "printed")
    assert site.told["j1"] == [{"state": "sent", "fault": None}, {"state": "printed", "fault": None}]
    (paper,) = box.papers
    assert (paper.job, paper.kind) == ("j1", "slip")
    assert site.tokens == {"Bearer token"}


def test_jobs_are_printed_in_the_order_they_wait(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    for name in ("j1", "j2", "j3"):
        site.queue(name, a_slip())
    assert [paper.job for paper in box.wait_for_papers(3)] == ["j1", "j2", "j3"]


def test_what_another_device_holds_is_left_alone(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    site.queue("theirs", a_slip(), held=True)
    site.queue("ours", a_slip())
    site.wait_for("ours", "printed")
    assert [paper.job for paper in box.papers] == ["ours"]
    assert site.told["theirs"] == []


def test_a_slip_that_is_too_old_is_not_printed_and_a_receipt_is(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    site.queue("old-slip", a_slip(), LONG_AGO)
    site.queue("old-receipt", a_receipt(), LONG_AGO)
    site.wait_for("old-receipt", "printed")
    assert site.wait_for("old-slip", "failed")["fault"] == "too_late"
    assert site.states("old-slip") == ["failed"]
    assert [paper.job for paper in box.papers] == ["old-receipt"]


def test_a_fault_is_told_with_the_outcome_and_with_the_heartbeat(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    site.wait_for_beat(state="ok", fault=None)
    box.set_fault("paper_out")
    site.queue("j1", a_certificate())
    assert site.wait_for("j1", "failed")["fault"] == "paper_out"
    site.wait_for_beat(state="fault", fault="paper_out")
    box.set_fault(None)
    site.wait_for_beat(state="ok", fault=None)
    assert not box.papers


def test_a_paper_that_cannot_be_drawn_fails_and_the_next_is_printed(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    site.queue("bad", a_slip())["paper"]["blocks"] = [{"block": "bomb"}]
    site.queue("good", a_slip())
    site.wait_for("good", "printed")
    assert site.wait_for("bad", "failed")["fault"] == "bad_paper"


def test_a_server_that_is_silent_for_a_while_is_asked_and_told_again(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    site.queue("j1", a_slip())
    site.wait_for("j1", "sent")
    site.deaf = 4
    site.wait_for("j1", "printed")
    assert len(box.papers) == 1


def test_the_kiosk_prints_at_once_and_the_poll_does_not_print_again(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    job = site.queue("j1", a_slip())
    assert jobs.print_now(job) == PrintResult(Outcome.PRINTED)
    assert jobs.print_now(job) == PrintResult(Outcome.PRINTED)
    site.queue("j1", a_slip())  # a list that has not heard of it yet
    time.sleep(0.3)
    assert len(box.papers) == 1


def test_twenty_threads_that_print_one_job_get_one_paper(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    job = site.queue("j1", a_slip())
    results: list[PrintResult | None] = []
    threads = [threading.Thread(target=lambda: results.append(jobs.print_now(job))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [PrintResult(Outcome.PRINTED)] * 20
    assert len(box.papers) == 1


def test_print_now_leaves_what_another_holds(site: FakeSite, box: VirtualPrinter, jobs: PrintJobs) -> None:
    assert jobs.print_now(site.queue("theirs", a_slip(), held=True)) is None
    assert not box.papers


def test_without_a_server_nothing_is_printed_and_the_kiosk_learns_it_soon(
    site: FakeSite, box: VirtualPrinter, make_jobs: MakeJobs
) -> None:
    jobs = make_jobs()
    site.deaf = 100
    began = time.monotonic()
    assert jobs.print_now(site.job("j1", a_slip())) == PrintResult(Outcome.FAILED, Fault.NO_SERVER)
    print(f"a kiosk without a server knows after {time.monotonic() - began:.1f} s (limit 5 s)")
    assert not box.papers
    site.deaf = 0
    jobs.start()
    assert site.wait_for("j1", "failed")["fault"] == "no_server"


def test_a_job_that_a_dead_process_claimed_is_not_printed_again(
    site: FakeSite, box: VirtualPrinter, make_jobs: MakeJobs
) -> None:
    job = site.job("j1", a_certificate())
    Site(site.url, "token").tell_outcome("lobby", "j1", "sent", None)
    jobs = make_jobs()
    jobs.start()
    assert jobs.print_now(job) == PrintResult(Outcome.UNKNOWN)
    site.wait_for("j1", "unknown")
    assert not box.papers


def test_what_a_dead_process_left_in_doubt_ends_as_unknown(
    site: FakeSite, box: VirtualPrinter, make_jobs: MakeJobs
) -> None:
    site.queue("in-doubt", a_receipt(), LONG_AGO, state="sent")
    site.queue("being-printed", a_receipt(), state="sent")
    make_jobs().start()
    site.wait_for("in-doubt", "unknown")
    assert site.told["being-printed"] == []
    assert not box.papers


def test_a_claim_that_is_young_at_the_start_ends_as_unknown_once_it_is_old(
    site: FakeSite, box: VirtualPrinter, make_jobs: MakeJobs
) -> None:
    moment = datetime.now(UTC) - timedelta(seconds=2)
    site.queue("in-doubt", a_receipt(), moment, state="sent")
    make_jobs(stale=timedelta(seconds=8)).start()
    time.sleep(1)
    assert site.told["in-doubt"] == []
    site.wait_for("in-doubt", "unknown")
    assert site.states("in-doubt") == ["unknown"]
    assert not box.papers


def test_stopping_ends_the_paper_that_is_under_way(
    site: FakeSite, box: VirtualPrinter, jobs: PrintJobs
) -> None:
    site.queue("j1", a_certificate())
    site.wait_for("j1", "sent")
    jobs.stop(30)
    assert site.states("j1") == ["sent", "printed"]
    assert len(box.papers) == 1


@pytest.mark.parametrize("job", ["1", "0199-4f3a", "x" * 80, "ж"])
@pytest.mark.parametrize("state", ["sent", "printed"])
def test_the_key_of_an_outcome_is_the_same_each_time_and_of_proper_length(job: str, state: str) -> None:
    key = outcome_key(job, state)
    assert key == outcome_key(job, state)
    assert 16 <= len(key) <= 64
    assert key.isascii()
    assert key != outcome_key(job, "failed")


def test_a_job_is_read_with_a_time_of_any_zone() -> None:
    job = Job.read({"id": "1", "kind": "slip", "paper": {}, "queued_at": "2026-11-23T08:45:00Z"})
    assert job.queued_at is not None
    assert job.queued_at.utcoffset() == timedelta(0)
    assert Job.read({"id": "1", "kind": "slip", "paper": {}}).queued_at is None
