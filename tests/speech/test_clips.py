"""Clips: said once for all who ask, kept for a while, never more of them than fit; and said ahead."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import gevent
import pytest
from gevent.event import Event as Signal

from server.domain.board import Call, CallState
from server.domain.language import Language
from server.domain.place import PlaceKind
from server.domain.refusal import Refusal
from server.speech import clips as module
from server.speech.ahead import QUIET, Ahead
from server.speech.clips import MOST_AT_ONCE, MOST_WAITING, Clips
from server.speech.speaker import NotSaid
from server.words.voice import Spoken, spoken_call
from tests.speech.recordings import of_words

CALL = Call(
    call=1,
    ticket="t",
    number="A001",
    hall="main",
    place_kind=PlaceKind.WINDOW,
    place_name="1",
    language=Language.RU,
    at=datetime(2026, 11, 23, tzinfo=UTC),
    times=1,
    state=CallState.OPEN,
)


class ASpeaker:
    """Says when it is let; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Spoken] = []
        self.at_once = self.most_at_once = 0
        self.may_speak = Signal()
        self.may_speak.set()
        self.fault: Exception | None = None
        self.clip = b"x"

    def say(self, spoken: Spoken) -> bytes:
        self.asked.append(spoken)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.may_speak.wait()
        self.at_once -= 1
        if self.fault:
            raise self.fault
        return self.clip


@pytest.fixture
def speaker() -> ASpeaker:
    return ASpeaker()


def words(at: int) -> Spoken:
    return of_words(Language.KK, f"w{at}")


def test_what_was_said_once_is_kept(speaker: ASpeaker) -> None:
    clips = Clips(speaker)
    assert clips.clip(words(1)) == clips.clip(words(1)) == b"x"
    assert speaker.asked == [words(1)]


def test_fifty_boards_that_ask_at_once_have_it_said_once(speaker: ASpeaker) -> None:
    clips = Clips(speaker)
    speaker.may_speak.clear()
    boards = [gevent.spawn(clips.clip, words(1)) for _ in range(50)]
    gevent.sleep(0)
    speaker.may_speak.set()
    assert [board.get() for board in boards] == [b"x"] * 50
    assert speaker.asked == [words(1)]


def test_no_more_are_said_at_once_than_processes_may_run(speaker: ASpeaker) -> None:
    clips = Clips(speaker)
    speaker.may_speak.clear()
    boards = [gevent.spawn(clips.clip, words(at)) for at in range(10)]
    gevent.sleep(0.01)
    speaker.may_speak.set()
    gevent.joinall(boards, raise_error=True)
    assert speaker.most_at_once == MOST_AT_ONCE


def test_who_asks_for_too_much_is_refused_and_others_get_theirs(speaker: ASpeaker) -> None:
    clips = Clips(speaker)
    speaker.may_speak.clear()
    boards = [gevent.spawn(clips.clip, words(at)) for at in range(MOST_WAITING)]
    gevent.sleep(0.01)
    with pytest.raises(Refusal) as refused:
        clips.clip(words(MOST_WAITING))
    assert (refused.value.code, refused.value.status) == ("voice_missing", 503)
    speaker.may_speak.set()
    gevent.joinall(boards, raise_error=True)
    assert clips.clip(words(MOST_WAITING)) == b"x"


def test_what_cannot_be_said_is_refused_and_tried_again_when_asked_again(speaker: ASpeaker) -> None:
    clips = Clips(speaker)
    speaker.fault = NotSaid("hoarse")
    with pytest.raises(Refusal):
        clips.clip(words(1))
    speaker.fault = None
    assert clips.clip(words(1)) == b"x"


def test_the_oldest_go_when_there_is_no_room_for_more(
    speaker: ASpeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 30)
    speaker.clip = b"x" * 10
    clips = Clips(speaker)
    for at in (1, 2, 3, 1, 4):  # 1 was asked for again: 2 is the oldest
        clips.clip(words(at))
    speaker.asked.clear()
    for at in (1, 3, 4):
        clips.clip(words(at))
    assert speaker.asked == []
    clips.clip(words(2))
    assert speaker.asked == [words(2)]


# ahead


@pytest.fixture
def told(speaker: ASpeaker) -> Callable[..., list[str]]:
    """`told(hall, *calls)`: the writer says that the hall's board has changed; what is said after that."""
    ahead = Ahead(Clips(speaker), frozenset({Language.KK, Language.RU}), pause=0.0)
    boards: dict[str, list[Call]] = {}
    ahead.open(lambda hall: boards[hall])

    def tell(hall: str, *calls: Call) -> list[str]:
        speaker.asked.clear()
        boards[hall] = list(calls)
        ahead.told({f"board:{hall}", "counter:window-1", "line:operator"})
        for _ in range(30):  # rounds of the loop, in each of which it may go on
            gevent.sleep(0.001)
        return [spoken.text for spoken in speaker.asked]

    return tell


def text(call: Call, language: Language) -> str:
    return spoken_call(call.number, call.place_kind, call.place_name, language, short=False).text


def test_a_call_is_said_ahead_in_the_persons_language_first(told: Callable[..., list[str]]) -> None:
    assert told("main", CALL) == [text(CALL, Language.RU), text(CALL, Language.KK)]


def later(call: int, **changed: Any) -> Call:
    """A call in a quiet hall, long after the one before it."""
    return replace(CALL, call=call, number=f"A{call:03}", at=CALL.at + call * QUIET, **changed)


def both(call: Call) -> list[str]:
    return [text(call, Language.RU), text(call, Language.KK)]


def test_a_call_that_was_said_is_not_said_again(told: Callable[..., list[str]]) -> None:
    told("main", CALL)
    second = later(2)
    assert told("main", second, CALL) == both(second)
    assert told("main", second, CALL) == []


def test_each_hall_has_its_own_calls(told: Callable[..., list[str]]) -> None:
    told("main", later(7))
    of_annex = later(3, hall="annex")
    assert told("annex", of_annex) == both(of_annex)


def test_a_language_that_nobody_speaks_is_left_out(told: Callable[..., list[str]]) -> None:
    english = replace(CALL, language=Language.EN)
    assert told("main", english) == [text(CALL, Language.KK), text(CALL, Language.RU)]


def test_a_call_that_waits_behind_another_is_not_said_ahead(told: Callable[..., list[str]]) -> None:
    calls = [replace(CALL, call=at, number=f"A{at:03}") for at in (1, 2, 3)]
    assert told("main", *calls[:1]) == both(calls[0])
    assert told("main", *calls) == []
    soon = replace(calls[2], call=4, at=CALL.at + QUIET - timedelta(seconds=1))
    assert told("main", *calls, soon) == []
    assert told("main", *calls, later(5)) == both(later(5))


def test_a_call_that_cannot_be_said_does_not_keep_the_next_from_being_said(
    told: Callable[..., list[str]], speaker: ASpeaker
) -> None:
    assert told("main", replace(CALL, place_name="«»")) == []
    speaker.fault = NotSaid("hoarse")
    told("main", later(2))
    speaker.fault = ValueError("a bug")
    told("main", later(3))
    speaker.fault = None
    assert told("main", later(4)) == both(later(4))


def test_a_hall_that_moves_all_the_time_is_looked_at_a_few_times_a_second_only(speaker: ASpeaker) -> None:
    looked: list[str] = []
    ahead = Ahead(Clips(speaker), frozenset({Language.KK}), pause=1.0)

    def calls_of(hall: str) -> list[Call]:
        looked.append(hall)
        return []

    ahead.open(calls_of)
    for _ in range(20):
        ahead.told({"board:main"})
        gevent.sleep(0.001)
    assert looked == ["main"]
    with gevent.Timeout(30):
        while len(looked) == 1:
            gevent.sleep(0.01)
    gevent.sleep(0.1)
    assert looked == ["main"] * 2, "and once more for what came meanwhile"
