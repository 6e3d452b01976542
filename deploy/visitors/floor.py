"""What the invented people share: who is inside, who is yet to come, what somebody asks of a clerk, and the bells.

All of it may be used by every thread.
"""

import heapq
import itertools
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from deploy.visitors.clock import Clock
from deploy.visitors.plan import Day, Person
from deploy.visitors.tally import Tally


class Errand(StrEnum):
    """What somebody asks of a clerk besides the line."""

    TELEPHONE = "telephone"  # opens a visit over the telephone
    DESK = "desk"  # opens a visit at the window
    RESULT = "result"  # the laboratory sends a result
    REINSTATE = "reinstate"  # who missed his call, or fetched a paper, is back
    LEAVES = "leaves"  # somebody who waits says that he goes


@dataclass(frozen=True, slots=True)
class Asked:
    """`ticket` of those who have one; `person` who has none yet."""

    errand: Errand
    role: str
    ticket: str = ""
    visit: str = ""
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody at the door: new, or back with the return code of his visit."""

    person: Person
    return_code: str | None = None
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """Whose visit it is, in the plan's words; `person` None: somebody who is not of this plan."""

    whose: object
    person: Person | None


@dataclass(slots=True)
class Floor:
    day: Day
    clock: Clock
    tally: Tally
    _left_alone: frozenset[str] = frozenset()
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _order: "itertools.count[int]" = field(default_factory=itertools.count)
    _people: dict[str, Person] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _inside: set[str] = field(default_factory=set)
    _awaiting: set[str] = field(default_factory=set)
    _arriving: set[int] = field(default_factory=set)  # through the door, and not yet with a ticket
    _gone: set[str] = field(default_factory=set)
    _attempts: Counter[str] = field(default_factory=Counter)
    _errands: dict[str, list[tuple[float, int, Asked]]] = field(default_factory=lambda: defaultdict(list))
    _last_came: float = 0.0
    _coming: list[tuple[float, int, Coming]] = field(default_factory=list)
    _bells: dict[str, list[threading.Event]] = field(default_factory=lambda: defaultdict(list))

    def begin(self, day: Day, clock: Clock) -> None:
        """A new day: its people will come, and who was to come back after yesterday's closing comes this morning."""
        with self._lock:
            self.day, self.clock = day, clock
            self._bells.clear()
            self._arriving.clear()
            self._last_came = 0.0
            self._coming = [
                (day.dice.between(0, 120, "again", n), n, coming) for _, n, coming in self._coming
            ]
            self._coming += [(person.comes_at, next(self._order), Coming(person)) for person in day.people]
            heapq.heapify(self._coming)
            for role, errands in self._errands.items():
                self._errands[role] = [
                    (day.dice.between(0, 60, "again", n), n, asked) for _, n, asked in errands
                ]
                heapq.heapify(self._errands[role])

    def over(self) -> bool:
        """Whether nobody comes any more, and everybody who can be served has been."""
        now = self.clock.now()
        with self._lock:
            if self._coming and self._coming[0][0] <= self.day.closes:
                return False
            if now < self.day.closes:
                return not self._arriving and not self._inside - self._gone
            late = now > max(self.day.closes, self._last_came) + self.day.overtime
            return late or (not self._arriving and not self._inside - self._awaiting - self._gone)

    def comer(self) -> Coming | None:
        """Who comes through the door now."""
        now = self.clock.now()
        with self._lock:
            if self._coming and self._coming[0][0] <= min(now, self.day.closes):
                self._last_came = now
                coming = heapq.heappop(self._coming)[2]
                if coming.return_code is None:
                    self._arriving.add(coming.person.n)
                self._awaiting.discard(coming.visit)
                return coming
        return None

    def next_comes(self) -> float:
        """The minute at which the next one comes, if anybody does."""
        with self._lock:
            return self._coming[0][0] if self._coming else self.day.closes

    def leave_alone(self, counters: Iterable[str]) -> None:
        """Somebody of flesh and blood is at these counters, and at no other."""
        self._left_alone = frozenset(counters)

    def is_left_alone(self, counter: str) -> bool:
        return counter in self._left_alone

    def bell(self, roles: Sequence[str]) -> threading.Event:
        """Rings when somebody enters a line of `roles`."""
        bell = threading.Event()
        with self._lock:
            for role in roles:
                self._bells[role].append(bell)
        return bell

    def _ring(self, role: str) -> None:
        for bell in self._bells[role]:
            bell.set()

    def ask(self, asked: Asked, in_minutes: float = 0.0) -> None:
        """Ask it of the clerks of a role, after that time."""
        with self._lock:
            due = self.clock.now() + in_minutes
            heapq.heappush(self._errands[asked.role], (due, next(self._order), asked))
            self._ring(asked.role)

    def errand(self, roles: Sequence[str]) -> Asked | None:
        """What is asked of one of `roles` now."""
        now = self.clock.now()
        with self._lock:
            for role in roles:
                errands = self._errands[role]
                if errands and errands[0][0] <= now:
                    return heapq.heappop(errands)[2]
        return None

    def is_asked(self, roles: Sequence[str]) -> bool:
        """Whether something is asked of one of `roles` now."""
        now = self.clock.now()
        with self._lock:
            return any(self._errands[role] and self._errands[role][0][0] <= now for role in roles)

    def guest(self, visit: str) -> Guest:
        with self._lock:
            person = self._people.get(visit)
        return Guest(person.n if person else visit, person)

    def attempt(self, ticket: str) -> int:
        """The how-manyth time this ticket is called."""
        with self._lock:
            self._attempts[ticket] += 1
            return self._attempts[ticket]

    def opened(self, person: Person, answer: dict[str, Any], code: str | None) -> None:
        """Somebody has his ticket: answer of POST /api/visits."""
        visit, first = answer["visit"], answer["tickets"][0]
        self.tally.opened(visit["service"], by_telephone=visit["channel"] == "telephone")
        with self._lock:
            self._arriving.discard(person.n)
            self._people[visit["id"]] = person
            self._inside.add(visit["id"])
            if code is not None:
                self._codes[visit["id"]] = code
            self._ring(first["role"])
        if person.leaves_after is not None:
            leaves = Asked(Errand.LEAVES, first["role"], first["id"], visit["id"])
            self.ask(leaves, person.leaves_after * self.day.pace)

    def turned_away(self, person: Person) -> None:
        """He got no ticket, for a reason that has been reported."""
        with self._lock:
            self._arriving.discard(person.n)

    def is_back(self, answer: dict[str, Any]) -> None:
        """Somebody's visit was taken up again: answer of POST /api/visits with a return code."""
        with self._lock:
            for ticket in answer["tickets"]:
                self._ring(ticket["role"])

    def moved(self, answer: dict[str, Any]) -> None:
        """A ticket made a move: its answer tells which tickets it opened, and whether its visit is over."""
        visit = answer["visit"]
        for ticket in (answer["ticket"], *answer["opened"]):
            if ticket["state"] == "waiting":
                with self._lock:
                    self._ring(ticket["role"])
            elif ticket["state"] == "pending":
                self._awaits_result(visit["id"], ticket)
        if visit["state"] != "open":
            self.left(visit)

    def left(self, visit: dict[str, Any]) -> None:
        """A visit has ended."""
        self.tally.ended(visit["state"])
        with self._lock:
            self._inside.discard(visit["id"])
            self._awaiting.discard(visit["id"])
            self._gone.discard(visit["id"])
            self._people.pop(visit["id"], None)
            self._codes.pop(visit["id"], None)

    def went_home(self, visit: str) -> None:
        """Without a word: nobody waits for him, and in the evening his visit is withdrawn."""
        with self._lock:
            self._gone.add(visit)

    def _awaits_result(self, visit: str, ticket: dict[str, Any]) -> None:
        with self._lock:
            if visit in self._inside:
                self._awaiting.add(visit)
        asked = Asked(Errand.RESULT, ticket["role"], ticket["id"], visit)
        self.ask(asked, self.day.result_after(self.guest(visit).whose))

    def result_is_there(self, visit: str) -> None:
        """He who waits for it will come with his return code; others know themselves when to come."""
        with self._lock:
            person, code = self._people.get(visit), self._codes.get(visit)
            if person is not None and code is not None:
                at = self.clock.now() + self.day.returns_after(person.n)
                heapq.heappush(self._coming, (at, next(self._order), Coming(person, code, visit)))

    def counts(self) -> tuple[int, int]:
        """How many visits are open, and how many of them wait for a result or for the day they come back."""
        with self._lock:
            return len(self._inside), len(self._awaiting)
