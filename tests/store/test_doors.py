"""Who works here, and who does no more."""

from server.store.house import SqlHouse
from tests.desk.a_house import CLERKS, STRANGER, AHouse


def leaves(house: SqlHouse) -> None:
    house.connection.execute("UPDATE staff SET gone_at = 1 WHERE id = ?", (CLERKS["cash-1"].id,))
    house.change_known()


def test_who_left_is_not_among_those_who_work_here(house: AHouse) -> None:
    before = house.ask(lambda inside: inside.staff())
    assert {CLERKS["cash-1"], CLERKS["window-1"], STRANGER} <= set(before)
    house.do(leaves)
    assert house.ask(lambda inside: inside.staff()) == [one for one in before if one != CLERKS["cash-1"]]
