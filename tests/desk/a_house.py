"""A house for tests: the real store in a folder of its own, a clock moved by hand, a clerk in every seat.

`house.kiosk(...)`, `house.next("cash-1")`, `house.move(...)`: the use cases as people ask for them. Whatever is
asked goes through the one writer, as it does when it comes over HTTP.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from server.clock import Calendar
from server.desk import call_next, do_task, end_visit, move_ticket, open_visit, prices, seats, shifts
from server.desk.commands import Command
from server.desk.house import Site, Staff
from server.domain.journal_file import read_journals
from server.domain.language import Language, Words
from server.domain.place import Counter, Hall, PlaceKind
from server.domain.refusal import Refusal
from server.domain.regulation import Channel, Regulation
from server.domain.role import Role
from server.domain.task import TASKS, example_of
from server.domain.ticket import Move, Ticket, TicketState
from server.domain.visit import Category, Change, Visit
from server.store.house import SqlHouse
from server.store.keys import Keys
from server.store.setting_up import NewDevice, NewStaff, SiteToSetUp, set_up
from server.store.store import SqlStore, open_store
from server.store.writer import WallClock
from server.tryout_timetable import furnish_timetable
from tests.domain.test_regulations import FOLDER
from tests.domain.test_regulations import HOUSE as REGULATIONS

T = TypeVar("T")
JOURNALS = read_journals({path.name: path.read_text() for path in FOLDER.glob("journals/*.toml")}, ())
ZONE = ZoneInfo("Asia/Atyrau")
MORNING = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # a Monday, nine o'clock in Atyrau
KEYS = Keys(b"l" * 32, b"s" * 32, b"t" * 32, b"c" * 32)
DRAWER = 1_000_000  # tiyn that the cashier begins with
LOBBY, OFFICE = "printer-lobby", "printer-office"
HALL = Hall("main", Words("Зал", "Зал", "Hall"), Words("", "", ""))

POSTS: dict[str, tuple[PlaceKind, tuple[Role, ...]]] = {
    "window-1": (PlaceKind.WINDOW, (Role.REGISTRY_CLERK,)),
    "window-2": (PlaceKind.WINDOW, (Role.OPERATOR,)),
    "window-3": (PlaceKind.WINDOW, (Role.REGISTRAR,)),
    "window-4": (PlaceKind.WINDOW, (Role.REGISTRAR, Role.OPERATOR)),
    "cash-1": (PlaceKind.CASH_DESK, (Role.CASHIER,)),
    "cabinet-11": (PlaceKind.CABINET, (Role.PHTHISIATRICIAN,)),
    "cabinet-12": (PlaceKind.CABINET, (Role.PSYCHIATRIST,)),
    "cabinet-13": (PlaceKind.CABINET, (Role.NARCOLOGIST,)),
    "cabinet-14": (PlaceKind.CABINET, (Role.COUNSELLOR,)),
    "cabinet-15": (PlaceKind.CABINET, (Role.NURSE,)),
    "cabinet-16": (PlaceKind.CABINET, (Role.PSYCHIATRIST,)),
    "cabinet-17": (PlaceKind.CABINET, (Role.DOCTOR,)),
}
CLERKS = {
    counter: Staff(f"clerk-{counter}", f"clerk-{counter}", roles) for counter, (_, roles) in POSTS.items()
}
COUNTERS = {
    counter: Counter(counter, counter.partition("-")[2], kind, HALL.id, roles, OFFICE)
    for counter, (kind, roles) in POSTS.items()
}
STRANGER = Staff("stranger", "stranger", (Role.OPERATOR,))


@dataclass(slots=True)
class MovedClock:
    wall: datetime = MORNING
    ticked: float = 0.0

    def go_on(self, **by: float) -> None:
        """Time goes by, and every clock with it."""
        self.wall += timedelta(**by)
        self.ticked += timedelta(**by).total_seconds()

    def set_by(self, **by: float) -> None:
        """Somebody sets the clock on the wall."""
        self.wall += timedelta(**by)

    def as_wall_clock(self) -> WallClock:
        return WallClock(lambda: self.wall, lambda: self.ticked)


def a_site(**prices: int) -> Site:
    """The site with all its services; `tb=0` makes a certificate of that dispensary free."""
    regulations = dict(REGULATIONS)
    for service in regulations:
        for word, price in prices.items():
            if service.startswith(word):
                regulations[service] = replace(regulations[service], price=price)
    name = Words("Сынақ", "Проба", "Trial")
    return Site("s1", name, Calendar(ZONE), regulations, "https://kezek.example", journals=JOURNALS)


@dataclass(slots=True)
class AHouse:
    store: SqlStore
    clock: MovedClock
    told: list[set[str]] = field(default_factory=list)

    def do(self, use_case: Callable[[SqlHouse], T], actor: str = "test") -> T:
        done: T = self.store.submit(Command(actor, use_case))
        return done

    def ask(self, question: Callable[[SqlHouse], T]) -> T:
        return self.store.read(question)

    # people and their papers

    def kiosk(
        self,
        service: str,
        kind: str | None = None,
        category: Category | None = None,
        printer: str | None = None,
        iin: str | None = None,
    ) -> Visit:
        wanted = open_visit.VisitWanted(service, Language.KK, category, kind, iin, printer=printer)
        return self.do(lambda house: open_visit.open_new_visit(house, wanted)).visit

    def telephone(self, service: str, counter: str) -> Visit:
        wanted = open_visit.VisitWanted(
            service, Language.RU, channel=Channel.TELEPHONE, staff=CLERKS[counter]
        )
        return self.do(lambda house: open_visit.open_new_visit(house, wanted)).visit

    def take_up(self, visit: Visit, printer: str | None = None) -> open_visit.Opened:
        code = self.ask(lambda house: house.return_code(visit.id))
        return self.do(lambda house: open_visit.take_up_visit(house, code, printer))

    # clerks

    def next(self, counter: str, ticket: Ticket | None = None) -> call_next.Called:
        named = ticket.id if ticket else None
        return self.do(lambda house: call_next.call_next(house, counter, CLERKS[counter], named))

    def move(
        self, ticket: Ticket, move: Move, by: str, to: str | None = None, ground: str | None = None
    ) -> Change:
        wanted = move_ticket.MoveWanted(move, to, ground)
        return self.do(lambda house: move_ticket.move_ticket(house, ticket.id, wanted, CLERKS[by]))

    def end(self, visit: Visit, move: Move, by: str, ground: str | None = None) -> Change:
        return self.do(lambda house: end_visit.end_visit(house, visit.id, move, ground, CLERKS[by]))

    def task(self, ticket: Ticket, code: str, by: str, **answers: Any) -> do_task.TaskDone:
        """Do the task as its example fills it in, but for `answers`."""
        regulation = self.regulation_of(ticket)
        if code == "payment":
            self.keep_shift_young(by)
        visit = self.ask(lambda house: house.visit(ticket.visit))
        return self.do(
            lambda house: do_task.do_task(
                house,
                ticket.id,
                code,
                example_of(TASKS[code], do_task.known_of(house, regulation, visit)) | answers,
                CLERKS[by],
            )
        )

    def keep_shift_young(self, counter: str) -> None:
        """On another day the cashier closes the shift of yesterday first, as he has to."""
        shift = self.ask(lambda house: house.open_shift(counter))
        if shift is not None and self.ask(lambda house: shift.is_over(house.now)):
            self.do(lambda house: shifts.close_shift(house, counter, DRAWER, CLERKS[counter]))
            self.do(lambda house: shifts.open_shift(house, counter, DRAWER, CLERKS[counter]))

    def tasks(self, ticket: Ticket, by: str) -> None:
        """Whatever is still to be done before `ticket` may be finished."""
        done = {
            task.task
            for task in self.ask(lambda house: house.tasks_of(ticket.visit))
            if task.ticket == ticket.id
        }
        for code in self.regulation_of(ticket).step(ticket.step).tasks:
            if code not in done:
                self.task(ticket, code, by)

    def serve(self, counter: str) -> Change:
        """Call the next one, seat him, do what is to be done, finish."""
        called = self.next(counter)
        assert called.ticket is not None
        ticket = called.ticket
        if ticket.state is TicketState.CALLED:
            self.move(ticket, Move.START, counter)
        return self.finish(ticket, counter)

    def finish(self, ticket: Ticket, counter: str) -> Change:
        self.tasks(ticket, counter)
        return self.move(ticket, Move.FINISH, counter)

    def sit(self, counter: str, staff: Staff | None = None) -> None:
        self.do(lambda house: seats.take_seat(house, counter, staff or CLERKS[counter]))

    def stand_up(self, counter: str, staff: Staff | None = None) -> None:
        self.do(lambda house: seats.leave_seat(house, counter, staff or CLERKS[counter]))

    # what is there

    def regulation_of(self, ticket: Ticket) -> Regulation:
        """With the price that its very visit costs."""
        return self.ask(lambda house: prices.regulation_of(house, house.visit(ticket.visit)))

    def visit(self, visit: Visit) -> Visit:
        return self.ask(lambda house: house.visit(visit.id))

    def ticket(self, ticket: Ticket) -> Ticket:
        return self.named(ticket.id)

    def named(self, ticket_id: str) -> Ticket:
        return self.ask(lambda house: house.visit_of(ticket_id)).ticket(ticket_id)

    def visits(self) -> list[Visit]:
        return self.ask(
            lambda house: [house.visit(row[0]) for row in self.rows("SELECT id FROM visit ORDER BY seq")]
        )

    def at(self, visit: Visit, step: str) -> Ticket:
        return next(ticket for ticket in self.visit(visit).tickets if ticket.step == step)

    def board(self) -> list[str]:
        """The numbers that the hall shows now."""
        from server.desk.views import board_view

        return [call.number for call in self.ask(lambda house: board_view(house, HALL.id)).calls]

    def kinds(self) -> list[str]:
        """What happened, in the ledger's words."""
        return [row[0] for row in self.rows("SELECT kind FROM ledger ORDER BY seq")]

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self.store.reading.execute(sql, parameters).fetchall()

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table but the kept replies."""
        names = self.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('reply', 'sqlite_sequence')"
        )
        return {table: self.rows(f"SELECT * FROM {table}") for (table,) in names}

    @contextmanager
    def nothing_changes(self) -> Iterator[None]:
        before = self.dump()
        yield
        assert self.dump() == before

    @contextmanager
    def refuses(self, code: str, status: int = 409) -> Iterator[None]:
        """What is asked inside is refused with `code`, and nothing at all has changed."""
        with self.nothing_changes(), pytest.raises(Refusal) as caught:
            yield
        assert (caught.value.code, caught.value.status) == (code, status)

    @contextmanager
    def others_stay(self, visit: Visit) -> Iterator[None]:
        """Whatever happens to `visit`, nobody else's visit, tickets, tasks or calls do change."""
        before = self._of_others(visit)
        yield
        assert self._of_others(visit) == before

    def _of_others(self, visit: Visit) -> list[list[tuple[Any, ...]]]:
        return [
            self.rows("SELECT * FROM visit WHERE id <> ?", visit.id),
            self.rows("SELECT * FROM ticket WHERE visit <> ?", visit.id),
            self.rows("SELECT * FROM task WHERE visit <> ?", visit.id),
            self.rows("SELECT c.* FROM call c JOIN ticket t ON t.id = c.ticket WHERE t.visit <> ?", visit.id),
        ]


def give_up() -> None:
    raise AssertionError("the disk is said to be broken")


def open_house(
    folder: Path, clock: MovedClock | None = None, site: Site | None = None, keys: Keys = KEYS
) -> AHouse:
    """Open the house that lies in `folder`; an empty one is furnished, and its clerks sit down."""
    clock = clock or MovedClock()
    told: list[set[str]] = []
    store = open_store(folder, site or a_site(), keys, clock.as_wall_clock(), told.append, give_up)
    connection_of(store).execute("PRAGMA synchronous = OFF")  # nobody pulls the plug in a test
    house = AHouse(store, clock, told)
    if not house.rows("SELECT 1 FROM hall"):
        house.do(_furnish, "site")
        told.clear()
    return house


def connection_of(store: SqlStore) -> Any:
    """The one that writes, which nobody but the writer has a right to."""
    return store.writer._connection


def _furnish(house: SqlHouse) -> None:
    printers = [NewDevice(name, "printer", name, f"token {name}") for name in (LOBBY, OFFICE)]
    staff = [NewStaff(one, "no password") for one in (*CLERKS.values(), STRANGER)]
    set_up(house, SiteToSetUp((HALL,), printers, tuple(COUNTERS.values()), staff))
    for counter, clerk in CLERKS.items():
        seats.take_seat(house, counter, clerk)
    shifts.open_shift(house, "cash-1", DRAWER, CLERKS["cash-1"])
    furnish_timetable(house, CLERKS["cabinet-17"].id)
