"""The benefit category that was chosen at the kiosk, and whose document nobody showed."""

from server.desk.withdraw_category import withdraw_category
from server.domain.ticket import Move
from server.domain.visit import Category, Visit
from tests.desk.a_house import CLERKS, AHouse


def served(house: AHouse, category: Category | None) -> Visit:
    visit = house.kiosk("attachment", category=category)
    house.next("window-1")
    house.move(house.visit(visit).tickets[0], Move.START, "window-1")
    return house.visit(visit)


def withdraw(house: AHouse, visit: Visit, by: str = "window-1") -> Visit:
    return house.do(lambda h: withdraw_category(h, visit.id, CLERKS[by]))


def test_the_counter_takes_a_category_off_whose_document_was_not_shown(house: AHouse) -> None:
    neighbour = house.kiosk("tb-certificate", category=Category.BENEFIT)
    visit = served(house, Category.BENEFIT)
    with house.others_stay(visit):
        withdraw(house, visit)
    assert house.visit(visit).category is None
    assert house.visit(visit).tickets == visit.tickets
    assert house.visit(neighbour).category is Category.BENEFIT
    assert house.kinds()[-1] == "category_withdrawn"


def test_there_is_nothing_to_take_off_a_visit_without_a_category(house: AHouse) -> None:
    visit = served(house, None)
    with house.refuses("category_missing"):
        withdraw(house, visit)


def test_nobody_takes_a_category_off_but_who_serves_the_person(house: AHouse) -> None:
    visit = served(house, Category.BENEFIT)
    with house.refuses("not_seated", 403):
        withdraw(house, visit, by="cash-1")
    waiting = house.kiosk("attachment", category=Category.BENEFIT)
    with house.refuses("not_seated", 403):
        withdraw(house, waiting)
