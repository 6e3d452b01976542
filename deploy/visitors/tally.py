"""What came of the play: counted by all who play, told once at the end."""

import json
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Press:
    """A command and its answer. `deed`: open, call, start, task, finish, … `began`, `answered`: perf_counter.

    `began` is the moment of the attempt that was answered, so time without a server does not count.
    """

    deed: str
    began: float
    answered: float
    status: int
    body: Any

    @property
    def seconds(self) -> float:
        return self.answered - self.began


Heard = Callable[[Press], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """`deeds`: accepted commands by name. `refusals`: refused by a rule, by code; the play goes on.

    `inside`: visits that are still open; `awaiting` of them wait for a result or for the day they come back.
    `unexpected`: answers that the contract does not promise. There must be none.
    """

    visits: dict[str, int]
    by_telephone: int
    deeds: dict[str, int]
    refusals: dict[str, int]
    ended: dict[str, int]
    inside: int
    awaiting: int
    tried_again: int
    unexpected: int
    unexpected_answers: list[str]

    def as_line(self) -> str:
        facts = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(
            {
                "visits": facts.pop("visits"),
                "steps_finished": self.deeds.get("finish", 0),
                "calls": self.deeds.get("call", 0),
                "missed": self.deeds.get("dismiss", 0),
                "refused": self.ended.get("refused", 0),
                **facts,
            },
            ensure_ascii=False,
        )


@dataclass(slots=True)
class Tally:
    """Counts of one play. May be shared by threads. `heard` is told each press, on the thread that pressed."""

    heard: Heard | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _visits: Counter[str] = field(default_factory=Counter)
    _deeds: Counter[str] = field(default_factory=Counter)
    _refusals: Counter[str] = field(default_factory=Counter)
    _ended: Counter[str] = field(default_factory=Counter)
    _by_telephone: int = 0
    _tried_again: int = 0
    _unexpected: int = 0
    _shown: list[str] = field(default_factory=list)

    def press(self, press: Press) -> None:
        if press.status < 300:
            in_vain = press.deed == "call" and press.status != 201  # nobody waits, or the counter is busy
            with self._lock:
                self._deeds["call_in_vain" if in_vain else press.deed] += 1
        if self.heard is not None:
            self.heard(press)

    def opened(self, service: str, *, by_telephone: bool) -> None:
        with self._lock:
            self._visits[service] += 1
            self._by_telephone += by_telephone

    def ended(self, state: str) -> None:
        with self._lock:
            self._ended[state] += 1

    def refused(self, code: str) -> None:
        with self._lock:
            self._refusals[code] += 1

    def tried_again(self) -> None:
        with self._lock:
            self._tried_again += 1

    def unexpected(self, what: str) -> None:
        """Said at once and loudly, and again in the summary."""
        sys.stderr.write(f"visitors: UNEXPECTED: {what}\n")
        sys.stderr.flush()
        with self._lock:
            self._unexpected += 1
            if len(self._shown) < SHOWN:
                self._shown.append(what)

    def summary(self, inside: int, awaiting: int) -> Summary:
        with self._lock:
            return Summary(
                dict(sorted(self._visits.items())),
                self._by_telephone,
                dict(sorted(self._deeds.items())),
                dict(sorted(self._refusals.items())),
                dict(sorted(self._ended.items())),
                inside,
                awaiting,
                self._tried_again,
                self._unexpected,
                list(self._shown),
            )
