"""Says a call as soon as it is committed, so that its clip lies ready when a board asks for it.

Where calls come faster than they can be spoken, boards ask when their turn comes: then nothing is said ahead, so
that the voices leave the machine to the queue.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

import gevent
from gevent.event import Event as Signal

from server.domain.board import Call, said_in
from server.domain.language import Language
from server.domain.refusal import Refusal
from server.speech.clips import Clips
from server.words.voice import can_be_said, spoken_call

log = logging.getLogger(__name__)
_BOARD = "board:"
QUIET = timedelta(seconds=4)  # no call is said in less
PAUSE = 0.25  # seconds; of calls that come faster only the newest is looked at


class Ahead:
    """`told` is called by the writer after each commit; it only notes which hall it was."""

    def __init__(self, clips: Clips, languages: frozenset[Language], pause: float = PAUSE) -> None:
        self._clips = clips
        self._languages = languages
        self._pause = pause
        self._halls: set[str] = set()
        self._signal = Signal()
        self._last: dict[str, Call] = {}  # by hall

    def open(self, calls_of: Callable[[str], Iterable[Call]]) -> None:
        """From here on calls are said. `calls_of(hall)`: those that its boards show."""
        gevent.spawn(self._run, calls_of)

    def told(self, touched: Iterable[str]) -> None:
        if self._languages:
            self._halls.update(what.removeprefix(_BOARD) for what in touched if what.startswith(_BOARD))
        if self._halls:
            self._signal.set()

    def _run(self, calls_of: Callable[[str], Iterable[Call]]) -> None:
        while True:
            self._signal.wait()
            self._signal.clear()
            halls, self._halls = self._halls, set()
            for hall in halls:
                try:
                    self._say_new(hall, calls_of(hall))
                except Exception:
                    log.exception("the calls of %s were not said ahead", hall)
            gevent.sleep(self._pause)

    def _say_new(self, hall: str, calls: Iterable[Call]) -> None:
        """The newest, unless it has to wait: behind another call there is time to say it when its turn comes."""
        newest = max(calls, key=lambda call: call.call, default=None)
        before = self._last.get(hall)
        if newest is None or (before and newest.call <= before.call):
            return
        self._last[hall] = newest
        if before is None or newest.at - before.at >= QUIET:
            self._say(newest)

    def _say(self, call: Call) -> None:
        for language in said_in(call.language):
            if language in self._languages and can_be_said(call.number, call.place_name):
                spoken = spoken_call(call.number, call.place_kind, call.place_name, language, short=False)
                try:
                    self._clips.clip(spoken)
                except Refusal:
                    log.info("call %d was not said ahead", call.call)
