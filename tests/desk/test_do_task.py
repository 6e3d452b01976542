"""Tasks at the counter, the papers that they leave behind, and how the printers say it ended."""

import pytest

from server.desk.do_task import TaskDone
from server.desk.outcome import jobs_to_print, record_heartbeat, record_outcome
from server.domain.job import JobState
from server.domain.paper import PaperKind
from server.domain.ticket import Move, Ticket
from tests.desk.a_house import LOBBY, OFFICE, AHouse


def seated(house: AHouse, service: str = "narcological-certificate", counter: str = "window-3") -> Ticket:
    visit = house.kiosk(service)
    house.kiosk(service)
    house.next(counter)
    house.move(house.visit(visit).tickets[0], Move.START, counter)
    return house.visit(visit).tickets[0]


def test_a_task_is_kept_with_who_did_it_and_what_was_filled_in(house: AHouse) -> None:
    ticket = seated(house)
    house.task(ticket, "register-check", "window-3", finding="present")
    (done,) = house.ask(lambda h: h.tasks_of(ticket.visit))
    assert (done.task, done.step, done.staff) == ("register-check", "check", "clerk-window-3")
    assert done.answers["finding"] == "present"
    assert house.kinds()[-1] == "task_done"
    assert "present" not in house.rows("SELECT facts FROM ledger ORDER BY seq DESC LIMIT 1")[0][0]


def test_a_task_is_done_once(house: AHouse) -> None:
    ticket = seated(house)
    house.task(ticket, "documents", "window-3")
    with house.refuses("task_done"):
        house.task(ticket, "documents", "window-3")


def test_a_task_of_another_step_is_unknown_here(house: AHouse) -> None:
    ticket = seated(house)
    with house.refuses("task_unknown", 404):
        house.task(ticket, "payment", "window-3")


def test_a_task_is_done_at_the_counter_where_the_person_sits(house: AHouse) -> None:
    ticket = seated(house)
    with house.refuses("not_seated", 403):
        house.task(ticket, "documents", "window-4")


def test_nothing_is_done_before_the_person_sits_down(house: AHouse) -> None:
    visit = house.kiosk("narcological-certificate")
    house.kiosk("narcological-certificate")
    with house.refuses("task_not_ready"):
        house.task(house.at(visit, "check"), "documents", "window-3")
    house.next("window-3")
    with house.refuses("task_not_ready"):
        house.task(house.at(visit, "check"), "documents", "window-3")


def test_a_certificate_is_not_drafted_before_the_journal_is_written(house: AHouse) -> None:
    ticket = seated(house)
    (draft,) = house.finish(ticket, "window-3").opened
    with house.refuses("task_not_ready"):
        house.task(draft, "certificate", "window-3")
    with house.refuses("task_not_ready"):
        house.task(draft, "registrar-signature", "window-3")


@pytest.mark.parametrize(
    ("answers", "code", "status"),
    [
        ({"complete": False}, "unacceptable", 422),
        ({"complete": "yes"}, "malformed", 400),
        ({"shoes": 2}, "unknown_field", 400),
    ],
)
def test_wrong_answers_leave_nothing(
    house: AHouse, answers: dict[str, object], code: str, status: int
) -> None:
    ticket = seated(house)
    with house.refuses(code, status):
        house.task(ticket, "documents", "window-3", **answers)


# papers


def receipt(house: AHouse, **answers: object) -> TaskDone:
    house.kiosk("narcological-certificate")
    house.finish(house.serve("window-3").opened[0], "window-3")
    ticket = house.next("cash-1").ticket
    assert ticket is not None
    house.move(ticket, Move.START, "cash-1")
    return house.task(ticket, "payment", "cash-1", **answers)


def test_a_payment_prints_a_receipt_with_the_next_number_of_the_year(house: AHouse) -> None:
    done = receipt(house, taken=500_000)
    assert done.job is not None
    assert (done.job.kind, done.job.printer, done.job.state) == (PaperKind.RECEIPT, OFFICE, JobState.QUEUED)
    papers = [paper for _, paper in house.ask(lambda h: jobs_to_print(h, OFFICE, JobState.QUEUED))]
    assert "1/2026" in str(papers[-1].blocks)


def test_less_than_the_price_is_not_taken_and_no_receipt_number_is_lost(house: AHouse) -> None:
    receipt(house)
    ticket = house.ask(lambda h: h.at_counter("cash-1"))[0]
    house.finish(ticket, "cash-1")
    house.kiosk("narcological-certificate")
    house.finish(house.serve("window-3").opened[0], "window-3")
    second = house.next("cash-1").ticket
    assert second is not None
    house.move(second, Move.START, "cash-1")
    with house.refuses("unacceptable", 422):
        house.task(second, "payment", "cash-1", taken=1)
    house.task(second, "payment", "cash-1")
    papers = [paper for _, paper in house.ask(lambda h: jobs_to_print(h, OFFICE, JobState.QUEUED))]
    assert "2/2026" in str(papers[-1].blocks)


def test_a_receipt_tells_nothing_of_the_finding(house: AHouse) -> None:
    receipt(house)
    papers = [
        paper
        for job, paper in house.ask(lambda h: jobs_to_print(h, OFFICE, JobState.QUEUED))
        if job.kind == "receipt"
    ]
    assert "есепте" not in str(papers)
    assert "890101199900" not in str(papers)


# how it ended


def outcome(house: AHouse, job: str, state: JobState, printer: str = LOBBY, fault: str | None = None) -> None:
    house.do(lambda h: record_outcome(h, printer, job, state, fault))


def a_job(house: AHouse) -> str:
    house.kiosk("house-call", printer=LOBBY)
    house.kiosk("house-call", printer=LOBBY)
    return str(house.rows("SELECT id FROM job ORDER BY id")[0][0])


@pytest.mark.parametrize("end", [JobState.PRINTED, JobState.FAILED, JobState.UNKNOWN])
def test_a_job_is_claimed_once_and_ends_once(house: AHouse, end: JobState) -> None:
    job = a_job(house)
    neighbour = house.rows("SELECT * FROM job WHERE id <> ?", job)
    outcome(house, job, JobState.SENT)
    with house.refuses("job_refused"):
        outcome(house, job, JobState.SENT)
    outcome(house, job, end, fault="paper_out")
    for again in JobState:
        with house.refuses("job_refused"):
            outcome(house, job, again)
    assert house.rows("SELECT state, fault, ended_at IS NULL FROM job WHERE id = ?", job) == [
        (end.value, "paper_out", 0)
    ]
    assert house.kinds()[-2:] == ["job_sent", f"job_{end.value}"]
    assert house.rows("SELECT * FROM job WHERE id <> ?", job) == neighbour


def test_a_job_of_another_printer_is_not_there(house: AHouse) -> None:
    job = a_job(house)
    with house.refuses("not_found", 404):
        outcome(house, job, JobState.SENT, printer=OFFICE)
    with house.refuses("not_found", 404):
        outcome(house, "nothing", JobState.SENT)


def test_only_a_change_of_a_device_is_an_event(house: AHouse) -> None:
    def beat(state: str, fault: str | None) -> None:
        house.do(lambda h: record_heartbeat(h, LOBBY, state, fault))

    before = len(house.kinds())
    beat("ready", None)
    house.clock.go_on(seconds=5)
    beat("ready", None)
    beat("fault", "cover_open")
    assert house.kinds()[before:] == ["device_changed", "device_changed"]
    assert house.ask(lambda h: h.device(LOBBY)).fault == "cover_open"
    with house.refuses("not_found", 404):
        house.do(lambda h: record_heartbeat(h, "nothing", "ready", None))
