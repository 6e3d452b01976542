"""What an older database is made into."""

from pathlib import Path

from server.domain.ticket import TicketState
from tests.desk.a_house import connection_of, open_house
from tests.desk.invariants import check


def test_who_stood_in_line_after_he_had_gone_home_is_taken_out_of_it(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    gone, waits, here = (house.kiosk("attachment") for _ in range(3))
    house.next("window-1")
    neighbours = house.visit(waits), house.visit(here)
    writing = connection_of(house.store)
    writing.execute("UPDATE visit SET adjourned = 1 WHERE id = ?", (gone.id,))
    writing.execute("DELETE FROM _sqlite_migrations WHERE name = 'gone_home'")
    house.store.close()
    again = open_house(tmp_path)
    assert again.visit(gone).tickets[0].state is TicketState.PENDING
    assert again.board() == []
    assert (again.visit(waits), again.visit(here)) == neighbours
    check(again)
    assert again.take_up(gone).tickets[0].state is TicketState.WAITING
    again.store.close()
