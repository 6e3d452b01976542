"""T5: whatever people do in whatever order, the invariants hold. Every service, every move, legal or not."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from server.desk.outcome import record_outcome
from server.desk.payments import give_back, take_again
from server.desk.turn_of_day import turn_day
from server.domain.job import JobState
from server.domain.money import Ending, Method
from server.domain.refusal import Refusal
from server.domain.task import TASKS
from server.domain.ticket import AT_COUNTER, TABLE, Move, Ticket, TicketState
from server.domain.visit import Category, Visit
from tests.desk.a_house import CLERKS, LOBBY, OFFICE, POSTS, AHouse, a_site, open_house
from tests.desk.invariants import check, check_at_the_end, nobody_waits_of_an_earlier_day
from tests.domain.test_regulations import HOUSE as REGULATIONS

SERVICES = sorted(REGULATIONS)
COUNTERS = sorted(POSTS)
KEYS = [
    *(move.value for move in Move),
    *("next", "next", "next by name", "next by name", "task", "end: refuse", "end: withdraw"),
    *(*["a move of the table"] * 12, *["serve"] * 8),
]
PICK = st.integers(0, 10**6)
SITE, FREE_SITE = a_site(), a_site(tb=0, psycho=0, narco=0)


class AnyDay(RuleBasedStateMachine):
    """People press keys. `attempt` lets a refusal pass, after which nothing may have changed."""

    steps: ClassVar[int] = 0
    refusals: ClassVar[dict[str, int]] = {}
    moves: ClassVar[dict[str, int]] = {}
    ended: ClassVar[dict[tuple[str, str], int]] = {}
    furnished: ClassVar[Path]
    examples: ClassVar[Any] = count()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kezek-"))
        shutil.copytree(self.furnished, self.folder, dirs_exist_ok=True)
        self.house: AHouse = open_house(self.folder, site=FREE_SITE if next(self.examples) % 4 == 3 else SITE)
        self.visits: list[Visit] = []

    def attempt(self, what: Callable[[], Any]) -> Any:
        type(self).steps += 1
        before = self.house.dump()
        try:
            return what()
        except Refusal as refusal:
            self.refusals[refusal.code] = self.refusals.get(refusal.code, 0) + 1
            assert self.house.dump() == before
            return None

    def some_ticket(self, pick: int) -> Ticket:
        """An open one as a rule, an ended one at times."""
        tickets = [ticket for visit in self.visits for ticket in self.house.visit(visit).tickets]
        still_open = [ticket for ticket in tickets if ticket.is_open]
        among = still_open if still_open and pick % 9 < 8 else tickets
        return among[pick % len(among)]

    def clerk_for(self, ticket: Ticket, pick: int) -> str:
        """Who has the ticket or may serve it as a rule, anybody at times."""
        if pick % 11 == 10:
            return COUNTERS[pick % len(COUNTERS)]
        if ticket.state in AT_COUNTER and ticket.counter:
            return ticket.counter
        serving = [counter for counter in COUNTERS if ticket.role in POSTS[counter][1]]
        return serving[pick % len(serving)] if serving else COUNTERS[0]

    def visit_of(self, ticket: Ticket) -> Visit:
        return next(visit for visit in self.visits if visit.id == ticket.visit)

    # people come and come back

    @initialize(services=st.lists(st.sampled_from(SERVICES), min_size=2, max_size=6))
    def some_wait_already(self, services: list[str]) -> None:
        for service in services:
            self.someone_comes(service, False, False, False)

    def someone_comes(self, service: str, benefit: bool, kind: bool, printer: bool) -> None:
        kinds = REGULATIONS[service].kinds
        visit = self.attempt(
            lambda: self.house.kiosk(
                service,
                kind=kinds[kind].code if kinds else None,
                category=Category.BENEFIT if benefit else None,
                printer=LOBBY if printer else None,
            )
        )
        if visit:
            self.visits.append(visit)

    @rule(service=st.sampled_from(SERVICES), benefit=st.booleans(), kind=st.booleans(), printer=st.booleans())
    def comes(self, service: str, benefit: bool, kind: bool, printer: bool) -> None:
        self.someone_comes(service, benefit, kind, printer)

    @rule(service=st.sampled_from(SERVICES), busy=st.booleans(), at=st.sampled_from(COUNTERS))
    def telephones(self, service: str, busy: bool, at: str) -> None:
        """To whoever may answer as a rule; at times the person at his window goes on sitting there."""
        if busy and service in ("house-call", "appointment"):
            self.attempt(lambda: self.house.next("window-1"))
            at = "window-1"
        if visit := self.attempt(lambda: self.house.telephone(service, at)):
            self.visits.append(visit)

    @precondition(lambda self: self.visits)
    @rule(pick=PICK, printer=st.booleans())
    def is_back_with_his_code(self, pick: int, printer: bool) -> None:
        visit = self.visits[pick % len(self.visits)]
        self.attempt(lambda: self.house.take_up(visit, OFFICE if printer else None))

    # clerks press keys

    @rule(key=st.sampled_from(KEYS), pick=PICK, who=PICK, to=st.sampled_from(COUNTERS))
    def presses(self, key: str, pick: int, who: int, to: str) -> None:
        self.press(key, pick, who, to)

    @rule(keys=st.lists(st.tuples(st.sampled_from(KEYS), PICK, PICK), min_size=3, max_size=6))
    def press_one_after_another(self, keys: list[tuple[str, int, int]]) -> None:
        for key, pick, who in keys:
            self.press(key, pick, who, COUNTERS[who % len(COUNTERS)])
            check(self.house)

    def press(self, key: str, pick: int, who: int, to: str) -> None:
        if not self.visits:
            return
        ticket = self.some_ticket(pick)
        by = self.clerk_for(ticket, who)
        match key:
            case "next":
                self.attempt(lambda: self.house.next(by))
            case "next by name":
                self.attempt(lambda: self.house.next(by, ticket))
            case "task":
                self.any_task(ticket, by, who)
            case "a move of the table":
                moves = [move for move in TABLE[ticket.state] if move not in (Move.REFUSE, Move.WITHDRAW)]
                if moves:
                    self.move(ticket, by, moves[who % len(moves)], who, to)
            case "serve":
                self.serve(ticket, by)
            case "end: refuse" | "end: withdraw":
                self.end(ticket, by, Move(key.removeprefix("end: ")))
            case _:
                self.move(ticket, by, Move(key), who, to)

    def move(self, ticket: Ticket, by: str, move: Move, who: int, to: str) -> None:
        ground = "no_consent" if move is Move.REFUSE and who % 5 < 4 else None
        target = self.clerk_for(ticket, who // 8) if who % 3 else to
        if self.attempt(lambda: self.house.move(ticket, move, by, to=target, ground=ground)):
            self.moves[move.value] = self.moves.get(move.value, 0) + 1

    def any_task(self, ticket: Ticket, by: str, who: int) -> None:
        own = self.house.regulation_of(ticket).step(ticket.step).tasks
        codes = own if own and who % 4 else sorted(TASKS)
        self.do_task(ticket, codes[who % len(codes)], by)

    def do_task(self, ticket: Ticket, code: str, by: str) -> None:
        """The shift of yesterday is closed beforehand: it is another deed than the payment that may be refused."""
        if code == "payment":
            self.attempt(lambda: self.house.keep_shift_young(by))
        self.attempt(partial(self.house.task, ticket, code, by))

    def end(self, ticket: Ticket, by: str, move: Move) -> None:
        ground = "documents_incomplete" if move is Move.REFUSE else None
        self.attempt(lambda: self.house.end(self.visit_of(ticket), move, by, ground))

    def serve(self, ticket: Ticket, by: str) -> None:
        """Everything that brings a ticket to its end, whether it is needed or not."""
        if ticket.state is TicketState.PENDING:
            self.do_task(ticket, "result", by)
            self.attempt(lambda: self.house.take_up(self.visit_of(ticket)))
        self.attempt(lambda: self.house.next(by, ticket))
        self.attempt(lambda: self.house.move(ticket, Move.START, by))
        for code in self.house.regulation_of(ticket).step(ticket.step).tasks:
            self.do_task(ticket, code, by)
        self.attempt(lambda: self.house.move(ticket, Move.FINISH, by))

    @precondition(lambda self: self.visits)
    @rule(pick=PICK, steps=st.integers(1, 6))
    def walks_on(self, pick: int, steps: int) -> None:
        """One person, some steps along his route, at the counters where he is served."""
        visit = self.visits[pick % len(self.visits)]
        for step in range(steps):
            for ticket in self.house.visit(visit).open_tickets[:1]:
                self.serve(ticket, self.clerk_for(ticket, (pick + step) % 10))
            check(self.house)

    @rule(pick=PICK, ending=st.sampled_from(list(Ending)), by=st.sampled_from(COUNTERS))
    def money_goes_back(self, pick: int, ending: Ending, by: str) -> None:
        """And is taken again, if it may be."""
        found = self.house.rows("SELECT id, visit FROM payment ORDER BY id")
        if found:
            payment, visit = found[pick % len(found)]
            staff = CLERKS["cash-1" if pick % 4 else by]
            self.attempt(
                lambda: self.house.do(lambda h: give_back(h, payment, ending, "changed_mind", staff))
            )
            self.attempt(lambda: self.house.do(lambda h: take_again(h, visit, Method.CARD, 200_000, staff)))

    @rule(counter=st.sampled_from(COUNTERS), clerk=st.sampled_from(COUNTERS), same=st.booleans())
    def stands_up(self, counter: str, clerk: str, same: bool) -> None:
        """And soon somebody sits down there: he himself, or another who may."""
        self.attempt(lambda: self.house.stand_up(counter))
        self.attempt(lambda: self.house.sit(counter, CLERKS[counter if same else clerk]))
        if not same:
            self.attempt(lambda: self.house.stand_up(counter, CLERKS[clerk]))
            self.attempt(lambda: self.house.sit(clerk))
            self.attempt(lambda: self.house.sit(counter))

    @rule(pick=PICK, state=st.sampled_from(list(JobState)))
    def a_printer_tells(self, pick: int, state: JobState) -> None:
        jobs = self.house.rows("SELECT id, printer FROM job ORDER BY id")
        if jobs:
            job, printer = jobs[pick % len(jobs)]
            self.attempt(lambda: self.house.do(lambda h: record_outcome(h, printer, job, state, None)))

    @rule(seconds=st.sampled_from([1, 9, 11, 59, 61, 121, 1500]))
    def time_goes_by(self, seconds: int) -> None:
        self.house.clock.go_on(seconds=seconds)

    @rule(hours=st.sampled_from([8, 24]), turned=st.booleans())
    def another_day_comes(self, hours: int, turned: bool) -> None:
        self.house.clock.go_on(hours=hours)
        if turned:
            while self.house.do(turn_day, "site"):
                type(self).steps += 1
            nobody_waits_of_an_earlier_day(self.house)

    @rule(seconds=st.sampled_from([-3600, -30, 30, 3600]))
    def the_clock_is_set(self, seconds: int) -> None:
        self.house.clock.set_by(seconds=seconds)
        self.house.do(lambda house: None)  # the jump is noticed before the next command is

    @invariant()
    def everything_holds(self) -> None:
        check(self.house)

    def teardown(self) -> None:
        check_at_the_end(self.house)
        for visit in self.visits:
            key = (visit.service, self.house.visit(visit).state.value)
            self.ended[key] = self.ended.get(key, 0) + 1
        self.house.store.close()
        shutil.rmtree(self.folder)


def test_any_sequence_of_moves_keeps_the_invariants(
    tmp_path: Path, full: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    open_house(tmp_path).store.close()
    AnyDay.furnished, AnyDay.steps = tmp_path, 0
    examples, steps = (250, 60) if full else (30, 40)
    run_state_machine_as_test(
        AnyDay,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            derandomize=not full,
            suppress_health_check=list(HealthCheck),
        ),
    )
    done = {service for service, state in AnyDay.ended if state == "done"}
    print(f"T5: {AnyDay.steps} steps, 0 faults; {sum(AnyDay.ended.values())} visits")
    print(
        f"    moves {AnyDay.moves}\n    refusals {AnyDay.refusals}\n    routes walked to the end: {sorted(done)}"
    )
    assert AnyDay.steps >= (10_000 if full else 500)
    assert not full or done == set(REGULATIONS)
