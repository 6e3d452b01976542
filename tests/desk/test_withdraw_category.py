"""The benefit category that was chosen at the kiosk, and whose document nobody showed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.desk.withdraw_category import withdraw_category
from server.domain.ticket import Move
from server.domain.visit import Category, Visit, VisitState
from tests.desk.a_house import CLERKS, AHouse, a_site, open_house

PAID = "psychoneurological-certificate"


@pytest.fixture
def exempting(tmp_path: Path) -> Iterator[AHouse]:
    """A house in which the benefit category pays nothing."""
    site = a_site()
    site.regulations[PAID] = replace(site.regulations[PAID], exempt=(Category.BENEFIT,))
    opened = open_house(tmp_path, site=site)
    yield opened
    opened.store.close()


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


def at_first_counter(house: AHouse) -> Visit:
    visit = house.kiosk(PAID, category=Category.BENEFIT)
    house.next("window-3")
    house.move(house.visit(visit).tickets[0], Move.START, "window-3")
    return house.visit(visit)


def test_who_shows_no_document_at_the_first_counter_pays(exempting: AHouse) -> None:
    visit = at_first_counter(exempting)
    withdraw(exempting, visit, "window-3")
    exempting.finish(exempting.finish(visit.tickets[0], "window-3").opened[0], "window-3")
    exempting.serve("cash-1")
    exempting.serve("cabinet-12")
    exempting.serve("window-3")
    assert exempting.visit(visit).state is VisitState.DONE


def test_once_the_first_step_is_done_the_category_stays_and_the_visit_can_end(exempting: AHouse) -> None:
    """The cash desk is behind him: with a price again, nobody could hand over the certificate."""
    visit = at_first_counter(exempting)
    (draft,) = exempting.finish(visit.tickets[0], "window-3").opened
    with exempting.refuses("category_confirmed"):
        withdraw(exempting, visit, "window-3")
    exempting.finish(draft, "window-3")
    sign = exempting.next("cabinet-12").ticket
    with exempting.refuses("category_confirmed"):
        withdraw(exempting, visit, "cabinet-12")
    assert sign is not None
    (issue,) = exempting.finish(sign, "cabinet-12").opened
    exempting.next("window-3")
    exempting.move(issue, Move.START, "window-3")
    with exempting.refuses("category_confirmed"):
        withdraw(exempting, visit, "window-3")
    exempting.finish(issue, "window-3")
    assert exempting.visit(visit).state is VisitState.DONE
