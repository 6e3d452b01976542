"""The one writer: batches, their neighbours' bugs, failed commits, floods, repeats."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import gevent
import pytest

from server.desk.commands import Command, NotSaved, Overloaded, Reply, ReplyKey, Stopped
from server.domain.event import Event
from server.domain.refusal import Refusal
from server.store.house import SqlHouse
from server.store.writer import MOST_IN_BATCH, MOST_WAITING
from tests.desk.a_house import AHouse, connection_of, open_house

Run = Callable[[SqlHouse], Any]


def count_up(house: SqlHouse) -> int:
    """A command that leaves a row and an event."""
    number = house.next_in_series("test")
    house.record(Event("counted", {"to": number}))
    return number


def counted(house: AHouse) -> int:
    rows = house.rows("SELECT last FROM series WHERE name = 'test'")
    return int(rows[0][0]) if rows else 0


def breaks(house: SqlHouse) -> None:
    count_up(house)
    raise ZeroDivisionError("a bug")


def refuses(house: SqlHouse) -> None:
    count_up(house)
    raise Refusal("seat_taken")


def spoils_the_commit(house: SqlHouse) -> int:
    """A row that points to nothing, which SQLite notices when it commits."""
    house.connection.execute("PRAGMA defer_foreign_keys = ON")
    house.connection.execute("INSERT INTO seat VALUES ('nowhere', 'nobody', 0)")
    return 0


def at_once(house: AHouse, *runs: Run) -> list[Any]:
    """Submit all before the writer wakes; each answer, or what was raised."""

    def one(run: Run) -> Any:
        try:
            return house.do(run)
        except Exception as error:
            return error

    waiting = [gevent.spawn(partial(one, run)) for run in runs]
    gevent.joinall(waiting)
    return [greenlet.value for greenlet in waiting]


def started(house: AHouse, command: Command) -> "gevent.Greenlet[..., Any]":
    return gevent.spawn(lambda: house.store.submit(command))


def commits(house: AHouse) -> list[str]:
    seen: list[str] = []
    connection_of(house.store).set_trace_callback(lambda sql: seen.append(sql) if sql == "COMMIT" else None)
    return seen


def test_commands_that_wait_together_are_committed_together(house: AHouse) -> None:
    seen = commits(house)
    assert at_once(house, *[count_up] * 20) == list(range(1, 21))
    assert len(seen) == 1


def test_a_batch_has_its_most(house: AHouse) -> None:
    seen = commits(house)
    at_once(house, *[count_up] * (MOST_IN_BATCH + 1))
    assert len(seen) == 2


def test_stamps_and_ids_of_a_batch_are_in_order(house: AHouse) -> None:
    stamps = at_once(house, *[lambda h: (h.now, h.new_id())] * 10)
    assert stamps == sorted(stamps)
    assert len({stamp for stamp, _ in stamps}) == 10


def test_a_bug_in_one_command_does_not_hurt_its_neighbours(house: AHouse) -> None:
    first, bug, refusal, last = at_once(house, count_up, breaks, refuses, count_up)
    assert (first, last) == (1, 2)
    assert isinstance(bug, ZeroDivisionError)
    assert isinstance(refusal, Refusal)
    assert counted(house) == 2
    assert house.kinds().count("counted") == 2


def test_a_failed_commit_refuses_the_whole_batch_and_the_pump_lives_on(house: AHouse) -> None:
    house.do(count_up)
    with house.nothing_changes():
        answers = at_once(house, count_up, spoils_the_commit, refuses, count_up)
        assert [type(answer) for answer in answers] == [NotSaved] * 4
    assert house.do(count_up) == 2
    assert house.store.ledger.fault(house.store.reading) is None


def test_a_transaction_that_ended_by_itself_refuses_the_whole_batch(house: AHouse) -> None:
    """A full disk ends the whole transaction, not only the savepoint."""

    def ends_it(inside: SqlHouse) -> None:
        inside.connection.execute("ROLLBACK")
        raise OSError("disk full")

    with house.nothing_changes():
        answers = at_once(house, count_up, ends_it)
        assert [type(answer) for answer in answers] == [NotSaved] * 2
    assert house.do(count_up) == 1


def test_nothing_is_told_of_what_was_not_saved(house: AHouse) -> None:
    house.kiosk("house-call")
    house.told.clear()
    at_once(house, spoils_the_commit, lambda h: h.leave_seat("window-1"))
    assert house.told == []


def test_what_is_on_the_disk_is_acknowledged_though_the_news_cannot_be_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    house = open_house(tmp_path)

    def cannot(touched: set[str]) -> None:
        raise ConnectionError("nobody listens")

    house.store.writer._tell = cannot
    with caplog.at_level(logging.CRITICAL):
        assert house.kiosk("house-call").number == "A001"
        assert house.kiosk("house-call").number == "A002"
    house.store.close()


def test_a_flood_is_refused_beyond_the_most_that_may_wait(house: AHouse) -> None:
    answers = at_once(house, *[count_up] * (MOST_WAITING + 44))
    refused = [answer for answer in answers if isinstance(answer, Overloaded)]
    assert len(refused) == 44
    assert counted(house) == MOST_WAITING
    assert house.do(count_up) == MOST_WAITING + 1


def test_a_writer_that_stops_finishes_what_waits_and_takes_no_more(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    waiting = [gevent.spawn(lambda: house.do(count_up)) for _ in range(5)]
    gevent.sleep(0)
    house.store.writer.stop()
    gevent.joinall(waiting)
    assert [greenlet.value for greenlet in waiting] == [1, 2, 3, 4, 5]
    with pytest.raises(Stopped):
        house.do(count_up)
    assert not (tmp_path / "kezek.db-wal").stat().st_size


def test_a_jump_of_the_clock_is_told_once_even_if_the_first_batch_was_not_saved(
    house: AHouse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    house.clock.set_by(hours=1)
    at_once(house, spoils_the_commit)
    house.do(count_up)
    house.do(count_up)
    assert house.rows("SELECT facts FROM ledger WHERE kind = 'clock_jumped'") == [('{"seconds":3600}',)]


@pytest.mark.parametrize(("seconds", "told"), [(-61, 1), (-60, 0), (60, 0), (61, 1), (-3600, 1)])
def test_a_jump_of_more_than_a_minute_is_told(
    house: AHouse, seconds: float, told: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    before = house.do(lambda h: h.now)
    house.clock.set_by(seconds=seconds)
    assert house.do(lambda h: h.now) > before
    assert house.kinds().count("clock_jumped") == told


def test_time_that_goes_by_is_no_jump(house: AHouse) -> None:
    house.clock.go_on(days=3)
    house.do(count_up)
    assert "clock_jumped" not in house.kinds()


# repeats

KEY = ReplyKey("k1", b"fingerprint of the one")


def replying(run: Run, key: ReplyKey = KEY, actor: str = "clerk") -> Command:
    def reply(house: SqlHouse) -> Reply:
        return Reply(200, repr(run(house)).encode())

    return Command(actor, reply, key, lambda refusal: Reply(refusal.status, refusal.code.encode()))


def test_the_same_command_again_gets_the_same_answer_and_happens_once(house: AHouse) -> None:
    first = house.store.submit(replying(count_up))
    again = house.store.submit(replying(count_up))
    assert again == replace(first, replayed=True)
    assert counted(house) == 1


def test_a_repeat_that_arrives_beside_the_first_happens_once(house: AHouse) -> None:
    greenlets = [started(house, replying(count_up)) for _ in range(5)]
    gevent.joinall(greenlets)
    assert {greenlet.get().body for greenlet in greenlets} == {b"1"}
    assert counted(house) == 1


def test_the_same_key_with_another_body_is_refused(house: AHouse) -> None:
    house.store.submit(replying(count_up))
    with house.refuses("key_reused"):
        house.store.submit(replying(count_up, ReplyKey("k1", b"fingerprint of the other")))


def test_the_same_key_of_another_actor_is_another_command(house: AHouse) -> None:
    house.store.submit(replying(count_up))
    house.store.submit(replying(count_up, actor="kiosk"))
    assert counted(house) == 2


@pytest.mark.parametrize("status", [404, 409, 422])
def test_a_refusal_by_a_rule_is_kept_after_a_restart_too(tmp_path: Path, status: int) -> None:
    def refuse(inside: SqlHouse) -> None:
        count_up(inside)
        raise Refusal("seat_taken", status)

    house = open_house(tmp_path)
    assert house.store.submit(replying(refuse)) == Reply(status, b"seat_taken")
    house.store.close()
    house = open_house(tmp_path)
    assert house.store.submit(replying(count_up)) == Reply(status, b"seat_taken", replayed=True)
    assert counted(house) == 0
    house.store.close()


def test_an_answer_is_kept_after_a_restart(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    house.store.submit(replying(count_up))
    house.store.close()
    house = open_house(tmp_path, house.clock)
    assert house.store.submit(replying(count_up)) == Reply(200, b"1", replayed=True)
    house.store.close()


@pytest.mark.parametrize("status", [400, 401, 403, 413, 429, 500, 503])
def test_what_is_not_a_refusal_by_a_rule_is_not_kept(house: AHouse, status: int) -> None:
    def refuse(inside: SqlHouse) -> None:
        raise Refusal("some_code", status)

    with house.refuses("some_code", status):
        house.store.submit(replying(refuse))
    assert house.store.submit(replying(count_up)) == Reply(200, b"1")


def test_a_bug_is_not_kept(house: AHouse) -> None:
    with pytest.raises(ZeroDivisionError):
        house.store.submit(replying(breaks))
    assert house.store.submit(replying(count_up)) == Reply(200, b"1")


def test_a_reply_of_a_batch_that_was_not_saved_is_not_kept(house: AHouse) -> None:
    first = started(house, replying(count_up))
    second = started(house, Command("test", spoils_the_commit))
    gevent.joinall([first, second])
    assert isinstance(first.exception, NotSaved)
    assert house.store.submit(replying(count_up)) == Reply(200, b"1")


def test_a_kept_reply_is_sealed(house: AHouse) -> None:
    house.store.submit(replying(lambda h: "the secret"))
    assert b"the secret" not in house.rows("SELECT body FROM reply")[0][0]


def test_a_fault_without_a_name_refuses_the_batch_and_the_pump_lives_on(
    house: AHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database module raises faults of its own that bear no SQLite code: they must not end the writer."""
    writer = house.store.writer
    with monkeypatch.context() as broken:

        def fail(*_: object) -> None:
            raise sqlite3.OperationalError("Could not decode to UTF-8 column")

        broken.setattr(house.store.ledger, "append", fail)
        with pytest.raises(NotSaved):
            house.do(lambda h: h.next_in_series("x"))
        assert writer.why_not_writing() == "OperationalError"
    assert house.do(lambda h: h.next_in_series("x")) == 1
    assert writer.why_not_writing() is None
