"""Who sits where: one counter a clerk, one clerk a counter."""

import pytest

from server.desk.house import Staff
from server.domain.role import Role
from server.domain.ticket import Move
from tests.desk.a_house import CLERKS, STRANGER, AHouse


def test_a_clerk_sits_down_once_and_again_changes_nothing(house: AHouse) -> None:
    house.stand_up("window-2")
    house.sit("window-2")
    with house.nothing_changes():
        house.sit("window-2")
    assert house.kinds()[-2:] == ["seat_left", "seat_taken"]


def test_a_taken_seat_is_not_given_away(house: AHouse) -> None:
    with house.refuses("seat_taken"):
        house.sit("window-2", STRANGER)


def test_nobody_sits_in_two_places(house: AHouse) -> None:
    house.stand_up("window-4")
    with house.refuses("seated_elsewhere"):
        house.sit("window-4", CLERKS["window-3"])


def test_nobody_sits_where_his_role_is_not_served(house: AHouse) -> None:
    house.stand_up("cash-1")
    with house.refuses("role_missing", 403):
        house.sit("cash-1", STRANGER)


def test_a_counter_that_does_not_exist_cannot_be_taken(house: AHouse) -> None:
    with house.refuses("not_found", 404):
        house.sit("window-99", STRANGER)


def test_only_who_sits_there_stands_up(house: AHouse) -> None:
    with house.refuses("not_seated", 403):
        house.stand_up("window-2", STRANGER)
    house.stand_up("window-2")
    with house.refuses("not_seated", 403):
        house.stand_up("window-2")


@pytest.mark.parametrize("served", [False, True])
def test_nobody_stands_up_before_the_sitting_is_over(house: AHouse, served: bool) -> None:
    visit = house.kiosk("house-call")
    house.next("window-1")
    if served:
        house.move(house.at(visit, "record"), Move.START, "window-1")
    with house.refuses("counter_busy"):
        house.stand_up("window-1")


def test_whom_only_this_counter_might_call_is_everybodys_again(house: AHouse) -> None:
    one, other = house.kiosk("narcological-certificate"), house.kiosk("narcological-certificate")
    house.move(house.at(one, "check"), Move.REDIRECT, "window-3", to="window-4")
    with house.others_stay(one):
        house.stand_up("window-4")
    assert house.at(one, "check").counter is None
    called = house.next("window-3")
    assert called.visit is not None
    assert called.visit.id == one.id
    assert house.at(other, "check").counter is None


def test_who_has_one_role_of_two_serves_that_line_only(house: AHouse) -> None:
    house.stand_up("window-4")
    house.sit("window-4", STRANGER)
    house.kiosk("narcological-certificate")
    wanted = house.kiosk("tb-certificate")
    from server.desk.call_next import call_next

    called = house.do(lambda h: call_next(h, "window-4", STRANGER))
    assert called.visit is not None
    assert called.visit.id == wanted.id


def test_a_clerk_without_a_common_role_is_told_which_are_served_here(house: AHouse) -> None:
    house.stand_up("cash-1")
    doctor = Staff("nobody", "nobody", (Role.DOCTOR,))
    with house.refuses("role_missing", 403):
        house.sit("cash-1", doctor)
