"""The broom: what was kept long enough goes, in small pieces, and nothing else does."""

from datetime import timedelta
from functools import partial

from server.desk.commands import REPLIES_KEPT_FOR, Command, Reply, ReplyKey
from server.desk.outcome import record_outcome
from server.domain.job import JobState
from server.domain.paper import Number, Paper, PaperKind
from server.store.doors import SESSION_LASTS
from server.store.sweep import MOST_AT_ONCE, PAPERS_KEPT_FOR, sweep
from tests.desk.a_house import CLERKS, LOBBY, AHouse

A_SECOND = timedelta(seconds=1)


def go_on(house: AHouse, by: timedelta) -> None:
    house.clock.go_on(seconds=by.total_seconds())


def reply(house: AHouse, key: str) -> None:
    house.store.submit(Command("clerk", lambda h: Reply(200, b"{}"), ReplyKey(key, b"f")))


def test_replies_go_after_seven_days_and_not_before(house: AHouse) -> None:
    reply(house, "old")
    go_on(house, REPLIES_KEPT_FOR - A_SECOND)
    reply(house, "young")
    assert house.do(sweep) == 0
    go_on(house, 2 * A_SECOND)
    assert house.do(sweep) == 1
    assert house.rows("SELECT key FROM reply") == [("young",)]


def test_nobody_waits_for_the_broom(house: AHouse) -> None:
    for n in range(MOST_AT_ONCE + 5):
        reply(house, f"k{n}")
    go_on(house, REPLIES_KEPT_FOR + A_SECOND)
    assert [house.do(sweep) for _ in range(3)] == [MOST_AT_ONCE, 5, 0]


def test_a_session_goes_when_it_has_expired(house: AHouse) -> None:
    token, _ = house.do(lambda h: h.open_session(CLERKS["window-1"]))
    go_on(house, SESSION_LASTS - A_SECOND)
    assert house.do(sweep) == 0
    assert house.ask(lambda h: h.session(token)) is not None
    go_on(house, 2 * A_SECOND)
    assert house.ask(lambda h: h.session(token)) is None
    assert house.do(sweep) == 1


def test_the_drawing_of_a_paper_goes_a_day_after_it_ended_and_its_job_stays(house: AHouse) -> None:
    paper = Paper(PaperKind.RECEIPT, (Number("A001"),))
    for _ in range(2):
        house.do(lambda h: h.add_job(LOBBY, paper, None))
    (done,), (waits,) = house.rows("SELECT id FROM job ORDER BY id")
    for state in (JobState.SENT, JobState.PRINTED):
        house.do(partial(record_outcome, printer=LOBBY, job_id=done, state=state, fault=None))
    go_on(house, PAPERS_KEPT_FOR + A_SECOND)
    assert house.do(sweep) == 1
    assert house.rows("SELECT id, state, paper IS NULL FROM job ORDER BY id") == [
        (done, "printed", 1),
        (waits, "queued", 0),
    ]
    assert house.do(sweep) == 0
