"""The publisher outlives its readers: one who does not read costs the others nothing."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from server.web.news import CATCH_UP, LONGEST, LONGEST_CATCH_UP, SHORTEST, News


class FakeReader:
    """A connection: what waits for it in Socket.IO, whether it takes what is offered, and what it has taken."""

    def __init__(self) -> None:
        self.queued = 0
        self.reads = True
        self.taken: list[bytes] = []

    def offer(self, message: bytes) -> bool:
        if self.reads:
            self.taken.append(message)
        return self.reads


class Hand:
    """A publisher whose clock is moved by hand, and its readers."""

    def __init__(self, readers: Iterable[str], rooms: Iterable[str]) -> None:
        self.now = 100.0
        self.made = 0
        self.readers = {name: FakeReader() for name in readers}
        self.news = News(self._socketio(), monotonic=lambda: self.now, pages="")
        self.news._made = self._make  # type: ignore[method-assign]
        for room in rooms:
            for name, reader in self.readers.items():
                self.news.enter(room, name, reader)  # type: ignore[arg-type]

    def _socketio(self) -> Any:
        engines = {
            name: SimpleNamespace(queue=SimpleNamespace(empty=lambda reader=reader: reader.queued == 0))
            for name, reader in self.readers.items()
        }
        manager = SimpleNamespace(eio_sid_from_sid=lambda reader, _: reader)
        return SimpleNamespace(server=SimpleNamespace(eio=SimpleNamespace(sockets=engines), manager=manager))

    def _make(self, name: str) -> bytes:
        self.made += 1
        return f'"{name} {self.made}"'.encode()

    def told(self, reader: str) -> int:
        """How many snapshots he was sent."""
        return len(self.readers[reader].taken)

    def due(self, room: str) -> float:
        """In how many seconds somebody in the room is told again."""
        return self.news._rooms[room].next - self.now

    def publish(self, room: str) -> None:
        """As something in it has changed."""
        if room in self.news._rooms:
            self.news._rooms[room].due = self.now
        self.news._publish(room)

    def catch_up(self, room: str) -> None:
        """Nothing has changed, and somebody was passed over."""
        self.now += CATCH_UP
        self.news._publish(room)


def test_a_reader_gets_a_frame_that_is_made_once_for_all() -> None:
    hand = Hand(["one", "other"], ["board:main"])
    hand.publish("board:main")
    message = b'42/news,["snapshot","board:main 1"]'
    assert hand.readers["one"].taken == hand.readers["other"].taken == [bytes([0x81, len(message)]) + message]
    assert hand.made == 1


def test_whoever_has_not_taken_his_snapshot_is_passed_over_and_the_others_are_told() -> None:
    hand = Hand(["sleeper", "awake"], ["board:main"])
    hand.readers["sleeper"].reads = False
    hand.publish("board:main")
    assert (hand.told("sleeper"), hand.told("awake")) == (0, 1)


def test_no_snapshot_overtakes_what_socketio_has_for_him_still() -> None:
    hand = Hand(["newcomer"], ["board:main"])
    hand.readers["newcomer"].queued = 1
    hand.publish("board:main")
    assert hand.told("newcomer") == 0
    assert hand.due("board:main") == pytest.approx(CATCH_UP)


def test_whoever_was_passed_over_is_told_the_latest_as_soon_as_he_has_taken_the_rest() -> None:
    hand = Hand(["sleeper"], ["board:main"])
    hand.readers["sleeper"].reads = False
    hand.publish("board:main")
    assert hand.due("board:main") == pytest.approx(CATCH_UP)
    hand.readers["sleeper"].reads = True
    hand.catch_up("board:main")
    assert hand.told("sleeper") == 1
    assert hand.due("board:main") == pytest.approx(LONGEST - CATCH_UP)


def test_nobody_but_who_was_passed_over_is_told_again_for_his_sake() -> None:
    hand = Hand(["sleeper", "awake"], ["board:main"])
    hand.readers["sleeper"].reads = False
    hand.publish("board:main")
    for _ in range(3):
        hand.catch_up("board:main")
    assert (hand.told("sleeper"), hand.told("awake"), hand.made) == (0, 1, 1)
    hand.now += SHORTEST["board"]
    hand.news.told({"board:main"})
    assert hand.due("board:main") <= 0.0, "nor has a change to wait for it"
    hand.publish("board:main")
    assert hand.told("awake") == 2


def test_whoever_does_not_read_is_asked_less_and_less_often_until_something_is_new() -> None:
    hand = Hand(["sleeper"], ["board:main"])
    hand.readers["sleeper"].reads = False
    hand.publish("board:main")
    waits = [hand.due("board:main")]
    for _ in range(9):
        hand.catch_up("board:main")
        waits.append(hand.due("board:main"))
    assert waits[:3] == pytest.approx([CATCH_UP, 2 * CATCH_UP, 4 * CATCH_UP])
    assert waits[-1] == pytest.approx(LONGEST_CATCH_UP)
    hand.publish("board:main")
    assert hand.due("board:main") == pytest.approx(CATCH_UP)


def test_whoever_leaves_is_not_waited_for() -> None:
    hand = Hand(["sleeper", "awake"], ["board:main"])
    hand.readers["sleeper"].reads = False
    hand.publish("board:main")
    hand.news.leave("sleeper")
    assert hand.due("board:main") == LONGEST


def test_a_first_change_is_told_at_once_and_those_right_after_it_together() -> None:
    hand = Hand(["awake"], ["board:main", "lines"])
    hand.publish("board:main")
    hand.publish("lines")
    hand.now += LONGEST / 2
    hand.news.told({"board:main", "line:doctor"})
    assert hand.due("board:main") == hand.due("lines") == 0.0
    hand.publish("board:main")
    hand.publish("lines")
    for _ in range(10):
        hand.news.told({"board:main", "line:doctor"})
    assert hand.due("board:main") == pytest.approx(SHORTEST["board"])
    assert hand.due("lines") == pytest.approx(SHORTEST["lines"])


def test_a_crowd_that_comes_at_once_is_told_one_snapshot_until_something_changes() -> None:
    hand = Hand(["awake"], ["board:main"])
    for _ in range(200):
        hand.news.snapshot("board:main")
    hand.news.told({"board:other"})
    hand.news.snapshot("board:main")
    assert hand.made == 1
    hand.news.told({"board:main"})
    hand.news.snapshot("board:main")
    assert hand.made == 2


def test_a_snapshot_that_is_not_of_this_moment_is_made_anew_for_a_newcomer() -> None:
    hand = Hand(["awake"], ["board:main"])
    hand.news.snapshot("board:main")
    hand.now += SHORTEST["board"] * 1.1
    hand.news.snapshot("board:main")
    assert hand.made == 2


def test_a_room_without_readers_is_forgotten() -> None:
    hand = Hand(["awake"], ["board:main", "lines"])
    hand.news.leave("awake")
    assert hand.news._rooms == {}
    hand.publish("board:main")
    assert hand.told("awake") == 0


def test_a_board_is_told_before_the_counters_that_wait_already() -> None:
    hand = Hand(["awake"], ["counter:w1", "counter:w2", "board:main"])
    hand.now += LONGEST / 2
    hand.news.told({"counter:w1", "counter:w2"})
    hand.now += SHORTEST["counter"]
    hand.news.told({"board:main"})
    assert hand.news._next_to_tell() == "board:main"


def test_of_two_counters_the_one_that_has_waited_longer_is_told_first() -> None:
    hand = Hand(["awake"], ["counter:w1", "counter:w2"])
    hand.now += LONGEST / 2
    hand.news.told({"counter:w2"})
    hand.now += SHORTEST["counter"]
    hand.news.told({"counter:w1"})
    assert hand.news._next_to_tell() == "counter:w2"


def test_nobody_is_told_before_something_is_due() -> None:
    hand = Hand(["awake"], ["board:main"])
    assert hand.news._next_to_tell() is None
