"""What is common to many counters is read once, and anew after each commit."""

from typing import Any

import pytest
from sqlite_utils import Database

from server.desk.house import MOST_COUNTED
from server.domain.role import Role
from server.domain.ticket import Move
from server.store.lines import Seen
from server.store.schema import migrate
from tests.desk.a_house import AHouse, connection_of

ROLES = (Role.REGISTRAR, Role.OPERATOR)


def read(house: AHouse, what: str, counter: str | None = "window-4") -> Any:
    asked = {
        "line": lambda house: [one.number for one in house.line(ROLES, counter, 20)],
        "waiting": lambda house: house.waiting(ROLES, counter),
        "set_aside": lambda house: [one.number for one in house.set_aside(ROLES, 20)],
    }
    return house.store.read(asked[what])


def test_a_line_is_read_once_for_all_counters_until_somebody_writes(house: AHouse) -> None:
    for _ in range(3):
        house.kiosk("tb-certificate")
    asked: list[str] = []
    house.store.reading.set_trace_callback(asked.append)
    for counter in ("window-2", "window-4", "window-2"):
        assert len(read(house, "line", counter)) == 3
    of_all = [one for one in asked if "counter IS NULL" in one]
    assert len(of_all) == len(ROLES)
    house.kiosk("tb-certificate")
    assert len(read(house, "line")) == 4


@pytest.mark.parametrize(
    ("what", "before", "after"), [("line", ["A001"], []), ("waiting", 1, 0), ("set_aside", [], ["A001"])]
)
def test_what_moved_is_seen_by_the_next_who_reads(house: AHouse, what: str, before: Any, after: Any) -> None:
    house.kiosk("tb-certificate")
    assert read(house, what) == before
    called = house.next("window-2").ticket
    assert called is not None
    house.move(called, Move.HOLD, "window-2")
    assert read(house, what) == after


def test_a_command_sees_what_it_writes_itself(house: AHouse) -> None:
    house.kiosk("tb-certificate")

    def twice(inside: Any) -> tuple[int, int]:
        before = inside.waiting(ROLES, None)
        inside.connection.execute("UPDATE ticket SET state = 'withdrawn'")
        return before, inside.waiting(ROLES, None)

    assert house.do(twice, "site") == (1, 0)


def test_a_reserved_ticket_is_in_the_line_of_its_counter_alone(house: AHouse) -> None:
    house.kiosk("tb-certificate")
    connection_of(house.store).execute("UPDATE ticket SET counter = 'window-2'")
    assert (read(house, "line", "window-2"), read(house, "waiting", "window-2")) == (["A001"], 1)
    assert (read(house, "line", "window-4"), read(house, "waiting", "window-4")) == ([], 0)
    assert (read(house, "line", None), read(house, "waiting", None)) == (["A001"], 1)


def test_whatever_was_kept_is_forgotten_when_another_connection_wrote(house: AHouse) -> None:
    seen, answers = Seen(), iter(range(9))
    reading = house.store.reading
    assert [seen.begin(reading).once("it", lambda: next(answers)) for _ in range(2)] == [0, 0]
    house.kiosk("tb-certificate")
    assert seen.begin(reading).once("it", lambda: next(answers)) == 1


def test_how_many_are_ahead_is_told_wherever_one_stands_in_a_line_of_more_than_is_counted(
    house: AHouse,
) -> None:
    for _ in range(MOST_COUNTED + 3):
        house.kiosk("tb-certificate")

    def ahead(inside: Any) -> list[int]:
        line = inside.line((Role.OPERATOR,), None, MOST_COUNTED + 3)
        return [inside.ahead_of(line[at].ticket) for at in (0, 1, 2, 3, 250, -1)]

    assert house.store.read(ahead) == [0, 1, 2, 3, 250, MOST_COUNTED]
    assert read(house, "waiting") == MOST_COUNTED
    assert house.rows("SELECT waiting, present FROM line WHERE role = 'operator'") == [(503, 503)]


def test_a_line_is_counted_in_a_database_that_is_older_than_its_count(house: AHouse) -> None:
    house.kiosk("tb-certificate")
    connection = connection_of(house.store)
    connection.execute("DROP TABLE line")
    for trigger in ("new_in_line", "enters_line", "leaves_line", "gone_from_line"):
        connection.execute(f"DROP TRIGGER ticket_{trigger}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'lines_counted'")
    migrate(Database(connection, execute_plugins=False))
    assert house.rows("SELECT * FROM line") == [("operator", 1, 1)]
    connection.execute("DELETE FROM ticket")
    assert house.rows("SELECT * FROM line") == [("operator", 0, 0)]
