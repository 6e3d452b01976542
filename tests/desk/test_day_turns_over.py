"""T4: numbers are unique, order is kept and the day turns over, whatever is done to the clock.

The model knows no SQL: a counter a day, one list of who came, and how far the clock was set.
"""

import logging
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import ClassVar, NamedTuple

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

from server.domain.line import UNDO_WITHIN
from server.domain.number import number_text
from server.domain.ticket import Move
from server.domain.visit import Visit
from tests.desk.a_house import ZONE, AHouse, open_house

COUNTER, SERVICE = "window-1", "attachment"
PICK = st.integers(0, 10**6)
EVENING = datetime(2026, 11, 23, 18, 58, tzinfo=UTC)  # two minutes before midnight in Atyrau


class InLine(NamedTuple):
    """`came`: the how-manieth entry into the line this was."""

    came: int
    visit: Visit


class AnyClock(RuleBasedStateMachine):
    steps: ClassVar[int] = 0
    midnights: ClassVar[int] = 0
    jumps: ClassVar[int] = 0
    furnished: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kezek-"))
        shutil.copytree(self.furnished, self.folder, dirs_exist_ok=True)
        self.house: AHouse = open_house(self.folder)
        self.issued: list[tuple[date, str]] = []
        self.line: list[InLine] = []
        self.away: list[tuple[InLine, datetime]] = []
        self.came = count()
        self.latest = self.house.clock.wall
        self.set_by = timedelta()
        self.jumps_told = 0

    @initialize()
    def evening_comes(self) -> None:
        self.house.clock.go_on(seconds=(EVENING - self.house.clock.wall).total_seconds())

    def before_a_command(self) -> date:
        """The day in which a command of now falls: the clock may be set back, the house goes on."""
        self.jumps_told += abs(self.set_by) > timedelta(seconds=60)
        self.set_by = timedelta()
        self.latest = max(self.latest, self.house.clock.wall)
        return self.latest.astimezone(ZONE).date()

    def expect_number(self, day: date, visit: Visit) -> None:
        last = [number for on, number in self.issued if on == day]
        assert (visit.day, visit.number) == (day, number_text(len(last) + 1))
        self.issued.append((day, visit.number or ""))

    @rule(people=st.integers(1, 4))
    def come(self, people: int) -> None:
        for _ in range(people):
            day = self.before_a_command()
            visit = self.house.kiosk(SERVICE)
            self.expect_number(day, visit)
            self.line.append(InLine(next(self.came), visit))

    @precondition(lambda self: self.line)
    @rule(comes=st.sampled_from([True, True, False]))
    def next(self, comes: bool) -> None:
        """The one who came first is called, whatever the clock said when he came."""
        self.before_a_command()
        called = self.house.next(COUNTER)
        expected = self.line.pop(0)
        assert called.visit is not None
        assert called.visit.id == expected.visit.id
        assert called.ticket is not None
        if comes:
            self.house.move(called.ticket, Move.START, COUNTER)
            self.house.finish(called.ticket, COUNTER)
        else:
            self.house.move(called.ticket, Move.DISMISS, COUNTER)
            self.away.append((expected, self.latest))
            self.house.clock.go_on(seconds=11.003)  # never ten seconds to the microsecond

    @precondition(lambda self: self.away)
    @rule(pick=PICK)
    def is_back(self, pick: int) -> None:
        """On the same day he keeps his number, on another he gets the next one; his place is behind the others.

        Unless the house's own time stood still meanwhile, because the clock was set back: then no ten seconds
        have gone by, and the miss counts as a slip of the finger.
        """
        missed, left_at = self.away.pop(pick % len(self.away))
        day = self.before_a_command()
        back = self.shows_his_paper(missed.visit, day)
        taken_back = self.latest - left_at <= UNDO_WITHIN
        self.line.append(InLine(missed.came if taken_back else next(self.came), back))
        self.line.sort(key=lambda one: one.came)

    def shows_his_paper(self, visit: Visit, day: date) -> Visit:
        again = self.house.take_up(visit).visit
        if visit.day == day:
            assert (again.number, again.day) == (visit.number, visit.day)
        else:
            self.expect_number(day, again)
        return again

    @precondition(lambda self: self.line)
    @rule(pick=PICK)
    def asks_again(self, pick: int) -> None:
        """Who waits shows his paper: his place does not change, his number does with the day."""
        at = pick % len(self.line)
        day = self.before_a_command()
        self.line[at] = InLine(self.line[at].came, self.shows_his_paper(self.line[at].visit, day))

    @rule(seconds=st.sampled_from([0, 1, 59, 600]))
    def time_goes_by(self, seconds: int) -> None:
        self.house.clock.go_on(seconds=seconds)

    @rule(seconds=st.sampled_from([-4, -1, 0, 1, 3]))
    def midnight_is_near(self, seconds: int) -> None:
        """It goes on to some seconds before or after the next midnight of the site."""
        now = self.house.clock.wall.astimezone(ZONE)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        left = (midnight - now).total_seconds() + seconds
        self.house.clock.go_on(seconds=max(left, 0))
        type(self).midnights += 1

    @rule(seconds=st.sampled_from([-3600, -61, -60, -1, 1, 60, 61, 3600]))
    def the_clock_is_set(self, seconds: int) -> None:
        self.house.clock.set_by(seconds=seconds)
        self.set_by += timedelta(seconds=seconds)

    @invariant()
    def a_number_is_given_once_a_day(self) -> None:
        type(self).steps += 1
        assert len(self.issued) == len(set(self.issued))

    @invariant()
    def the_line_is_the_order_of_coming(self) -> None:
        role = self.house.store.site.regulation(SERVICE).steps[0].role
        line = self.house.ask(lambda house: house.line((role,), None, 500))
        assert [one.ticket.visit for one in line] == [one.visit.id for one in self.line]

    @invariant()
    def every_jump_is_a_row_of_the_ledger(self) -> None:
        assert self.house.kinds().count("clock_jumped") == self.jumps_told

    def teardown(self) -> None:
        stamps = [row[0] for row in self.house.rows("SELECT at FROM ledger ORDER BY seq")]
        assert all(earlier <= later for earlier, later in pairwise(stamps))
        ids = [row[0] for row in self.house.rows("SELECT id FROM visit ORDER BY seq")]
        assert ids == sorted(ids)
        assert self.house.store.ledger.fault(self.house.store.reading) is None
        type(self).jumps += self.jumps_told
        self.house.store.close()
        shutil.rmtree(self.folder)


def test_numbers_are_unique_order_is_kept_and_the_day_turns_over(
    tmp_path: Path, full: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    open_house(tmp_path).store.close()
    AnyClock.furnished, AnyClock.steps = tmp_path, 0
    examples, steps = (250, 60) if full else (20, 40)
    run_state_machine_as_test(
        AnyClock,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            derandomize=not full,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(
        f"T4: {AnyClock.steps} steps, 0 faults; {AnyClock.midnights} midnights, {AnyClock.jumps} jumps in the ledger"
    )
    assert AnyClock.steps >= (10_000 if full else 300)
