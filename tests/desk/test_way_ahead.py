"""The way ahead, as the kiosk and the phone tell it: where the person still goes himself."""

import pytest

from server.desk.open_visit import VisitWanted, open_new_visit
from server.desk.views import track_view
from server.desk.where import way_ahead
from server.domain.language import Language
from server.domain.ticket import Move
from server.domain.visit import Visit
from server.store.house import SqlHouse
from server.words.paper import PLACE_ON_BOARD
from tests.desk.a_house import AHouse


def way(house: AHouse, visit: Visit) -> list[str]:
    now = house.visit(visit)
    return [
        to_walk.step.code
        for to_walk in house.ask(lambda h: way_ahead(h, now, h.site.regulation(now.service)))
    ]


def test_it_begins_where_the_person_is_sent_first(house: AHouse) -> None:
    opened = house.do(lambda h: open_new_visit(h, VisitWanted("appointment", Language.KK)))
    assert opened.way[0].step.code == opened.tickets[0].step
    assert opened.way[0].place == opened.place


def test_what_is_done_is_not_ahead_any_more(house: AHouse) -> None:
    visit = house.kiosk("attachment")
    before = way(house, visit)
    house.serve("window-1")
    assert way(house, visit) == before[1:]


def test_paper_that_moves_without_its_owner_is_no_step_of_his(house: AHouse) -> None:
    for service in ("appointment", "attachment", "house-call"):
        visit = house.kiosk(service)
        regulation = house.regulation_of(visit.tickets[0])
        present = {step.code for step in regulation.steps if step.presence == "present"}
        assert set(way(house, visit)) <= present


@pytest.mark.parametrize("service", ["tb-certificate", "narcological-certificate"])
def test_of_a_confidential_service_no_step_is_told(house: AHouse, service: str) -> None:
    opened = house.do(lambda h: open_new_visit(h, VisitWanted(service, Language.RU)))
    assert opened.way == ()
    assert house.ask(lambda h: track_view(h, opened.track or "")).way == ()


def without_counsellor(house: SqlHouse) -> None:
    house.connection.execute("UPDATE counter SET roles = '[\"nurse\"]' WHERE id = 'cabinet-14'")
    house.change_known()


def test_a_role_that_nobody_serves_does_not_tell_what_a_confidential_service_is(house: AHouse) -> None:
    house.do(without_counsellor)
    wanted = VisitWanted("hiv-test", Language.RU, kind="voluntary-anonymous")
    opened = house.do(lambda h: open_new_visit(h, wanted))
    tracked = house.ask(lambda h: track_view(h, opened.track or ""))
    assert opened.place == tracked.place == PLACE_ON_BOARD


def test_a_visit_that_has_ended_leads_nowhere(house: AHouse) -> None:
    visit = house.kiosk("appointment")
    house.end(visit, Move.WITHDRAW, "window-1")
    assert way(house, visit) == []
