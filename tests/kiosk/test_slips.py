"""The slips of a kiosk, without its printer."""

from typing import Any

from kiosk.slips import Slips, SlipState
from server.printing.printer import PrintResult
from server.printing.status import PrinterState


class NoPaper:
    """Notes what it was asked to print."""

    state: PrinterState | None = None

    def __init__(self) -> None:
        self.asked: list[object] = []

    def print_now(self, job: dict[str, object]) -> PrintResult | None:
        self.asked.append(job["id"])
        return None


def slip_of(job: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"id": job}, {"number": "A001"}


def test_a_slip_is_begun_once() -> None:
    jobs = NoPaper()
    slips = Slips(jobs)
    slips.print(*slip_of("first"))
    slips.print(*slip_of("first"))
    slips.close()
    assert jobs.asked == ["first"]


def test_a_ticket_issued_while_the_agent_ends_is_left_to_the_agent_that_comes_next() -> None:
    jobs = NoPaper()
    slips = Slips(jobs)
    slips.close()
    slips.print(*slip_of("late"))
    assert jobs.asked == []
    assert slips.state_of("late") == SlipState("queued")
