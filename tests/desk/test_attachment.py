"""Attachment: the application and the certificate (talon) on paper, its journal row, one working day over a holiday."""

from datetime import UTC, datetime

import pytest

from server.desk.turn_of_day import turn_day
from server.desk.views import clocks_of
from server.domain.job import JobState
from server.domain.paper import Paper, PaperKind, Seal, Signature
from server.domain.ticket import Move, Ticket, TicketState
from server.domain.visit import Visit, VisitState
from tests.desk.a_house import OFFICE, AHouse

IIN = "890101199900"


def seated(house: AHouse) -> Ticket:
    visit = house.kiosk("attachment")
    house.next("window-1")
    house.move(house.visit(visit).tickets[0], Move.START, "window-1")
    return house.visit(visit).tickets[0]


def papers(house: AHouse) -> list[Paper]:
    return [paper for _, paper in house.ask(lambda h: h.jobs(OFFICE, JobState.QUEUED)) if paper]


def test_the_application_is_printed_to_be_signed_by_hand(house: AHouse) -> None:
    house.task(seated(house), "application", "window-1", full_name="Аманов Арман", iin=IIN)
    (paper,) = papers(house)
    assert paper.kind is PaperKind.APPLICATION
    assert any(isinstance(block, Signature) for block in paper.blocks)
    assert "Аманов Арман" in repr(paper)


def test_the_certificate_has_its_number_and_the_place_of_the_providers_seal(house: AHouse) -> None:
    ticket, neighbour = seated(house), house.kiosk("attachment")
    house.task(ticket, "application", "window-1")
    house.task(ticket, "attachment-entry", "window-1", district="7")
    certificate = papers(house)[-1]
    assert certificate.kind is PaperKind.ATTACHMENT
    assert any(isinstance(block, Seal) for block in certificate.blocks)
    row = house.ask(lambda h: h.row_of_visit(ticket.visit))
    assert row is not None
    assert row.values["certificate_number"] == "1/2026"
    assert "№ 1/2026" in repr(certificate)
    assert "handed_over_on" not in row.values
    house.task(ticket, "attachment-hand-over", "window-1")
    row = house.ask(lambda h: h.row_of_visit(ticket.visit))
    assert row is not None
    assert row.values["handed_over_on"] == "2026-11-23"
    assert house.ask(lambda h: h.row_of_visit(neighbour.id)) is None


def test_it_cannot_be_finished_before_the_certificate_is_handed_over(house: AHouse) -> None:
    ticket = seated(house)
    house.task(ticket, "application", "window-1")
    with house.refuses("task_not_ready"):
        house.task(ticket, "attachment-hand-over", "window-1")
    house.task(ticket, "attachment-entry", "window-1")
    with house.refuses("tasks_open"):
        house.move(house.ticket(ticket), Move.FINISH, "window-1")


@pytest.mark.parametrize(("move", "ground"), [(Move.WITHDRAW, "left"), (Move.REFUSE, "documents_incomplete")])
def test_a_visit_whose_certificate_was_handed_over_is_neither_withdrawn_nor_refused(
    house: AHouse, move: Move, ground: str
) -> None:
    ticket, neighbour = seated(house), house.kiosk("attachment")
    house.tasks(ticket, "window-1")
    with house.refuses("paper_handed_over"):
        house.move(house.ticket(ticket), move, "window-1", ground=ground)
    with house.refuses("paper_handed_over"):
        house.end(visit_of(house, ticket), move, "window-1", ground)
    assert house.move(house.ticket(ticket), Move.FINISH, "window-1").visit.state is VisitState.DONE
    assert house.visit(neighbour).state is VisitState.OPEN


@pytest.mark.parametrize("move", [Move.PUT_BACK, Move.HOLD, Move.REDIRECT])
def test_who_has_his_certificate_leaves_the_counter_only_finished(house: AHouse, move: Move) -> None:
    ticket = seated(house)
    house.tasks(ticket, "window-1")
    with house.refuses("paper_handed_over"):
        house.move(house.ticket(ticket), move, "window-1")
    assert house.move(house.ticket(ticket), Move.FINISH, "window-1").visit.state is VisitState.DONE


@pytest.mark.parametrize("move", [Move.PUT_BACK, Move.HOLD])
def test_who_has_no_certificate_yet_may_leave_the_counter_unfinished(house: AHouse, move: Move) -> None:
    ticket = seated(house)
    house.task(ticket, "application", "window-1")
    house.task(ticket, "attachment-entry", "window-1")
    house.move(house.ticket(ticket), move, "window-1")
    assert visit_of(house, ticket).state is VisitState.OPEN


@pytest.mark.parametrize(("move", "ground"), [(Move.WITHDRAW, "left"), (Move.REFUSE, "documents_incomplete")])
def test_a_visit_whose_certificate_lies_on_the_table_is_withdrawn_or_refused(
    house: AHouse, move: Move, ground: str
) -> None:
    ticket = seated(house)
    house.task(ticket, "application", "window-1")
    house.task(ticket, "attachment-entry", "window-1")
    house.end(visit_of(house, ticket), move, "window-1", ground)
    assert visit_of(house, ticket).ground == ground


def test_a_working_day_passes_over_a_holiday_and_the_night(house: AHouse) -> None:
    """Handed in on the eve of Independence Day (16 December): the day after it is the one that counts."""
    house.clock.go_on(seconds=(datetime(2026, 12, 15, 5, 0, tzinfo=UTC) - house.clock.wall).total_seconds())
    ticket = seated(house)
    visit = visit_of(house, ticket)
    assert limit_of(house, ticket) == datetime(2026, 12, 17, 19, 0, tzinfo=UTC)
    house.task(ticket, "application", "window-1")
    house.move(house.ticket(ticket), Move.HOLD, "window-1")
    house.clock.go_on(hours=24)
    while house.do(turn_day, "site"):
        pass
    assert house.ticket(ticket).state is TicketState.PENDING
    house.take_up(visit)
    house.next("window-1")
    house.move(house.ticket(ticket), Move.START, "window-1")
    assert limit_of(house, ticket) == datetime(2026, 12, 17, 19, 0, tzinfo=UTC), "it runs on"
    house.task(ticket, "attachment-entry", "window-1")
    house.task(ticket, "attachment-hand-over", "window-1")
    assert house.move(house.ticket(ticket), Move.FINISH, "window-1").visit.state == "done"


def test_whose_application_was_not_taken_has_his_whole_working_day_at_the_next_sitting(house: AHouse) -> None:
    ticket = seated(house)
    house.move(ticket, Move.HOLD, "window-1")
    house.clock.go_on(hours=24)
    house.move(house.ticket(ticket), Move.REINSTATE, "window-1")
    house.next("window-1")
    house.move(house.ticket(ticket), Move.START, "window-1")
    assert limit_of(house, ticket) == datetime(2026, 11, 25, 19, 0, tzinfo=UTC)


def visit_of(house: AHouse, ticket: Ticket) -> Visit:
    return house.ask(lambda h: h.visit(ticket.visit))


def limit_of(house: AHouse, ticket: Ticket) -> datetime | None:
    visit = visit_of(house, ticket)
    clock = house.ask(lambda h: clocks_of(h, visit, visit.ticket(ticket.id))).procedure
    return clock.until if clock else None
