"""Whoever asks for another: he is named with his basis, in the journal and nowhere in the hall."""

from typing import Any

import pytest

from server.domain.ticket import Move, Ticket
from tests.desk.a_house import AHouse

MOTHER = {"representative": "Аманова Әсел", "basis": "parent"}


def seated(house: AHouse, service: str = "attachment") -> Ticket:
    visit = house.kiosk(service)
    house.next("window-1")
    house.move(house.visit(visit).tickets[0], Move.START, "window-1")
    return house.visit(visit).tickets[0]


def applicant_in_journal(house: AHouse, ticket: Ticket) -> Any:
    row = house.ask(lambda h: h.row_of_visit(ticket.visit))
    assert row is not None
    return row.values.get("applicant")


@pytest.mark.parametrize("service", ["attachment", "house-call", "appointment"])
def test_a_representative_stands_in_the_journal_with_his_basis(house: AHouse, service: str) -> None:
    first = house.regulation_of(seated(house, service)).steps[0].tasks[0]
    (ticket,) = house.visits()[-1].tickets
    house.task(ticket, first, "window-1", **MOTHER)
    house.finish(ticket, "window-1")
    assert applicant_in_journal(house, ticket) == "Аманова Әсел (ата-анасы / родитель)"


def test_whoever_asks_for_himself_is_no_applicant_beside_himself(house: AHouse) -> None:
    ticket = seated(house)
    house.finish(ticket, "window-1")
    assert applicant_in_journal(house, ticket) is None


@pytest.mark.parametrize(("given", "missing"), [("representative", "basis"), ("basis", "representative")])
def test_nobody_speaks_for_another_without_saying_why_he_may(house: AHouse, given: str, missing: str) -> None:
    ticket = seated(house)
    with house.refuses("applicant_incomplete", 422):
        house.task(ticket, "application", "window-1", **{given: MOTHER[given]})


def test_a_basis_out_of_no_list_is_refused(house: AHouse) -> None:
    ticket = seated(house)
    with house.refuses("unacceptable", 422):
        house.task(ticket, "application", "window-1", **MOTHER | {"basis": "neighbour"})
