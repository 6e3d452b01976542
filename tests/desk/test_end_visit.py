"""How a visit is refused or withdrawn, and what it leaves."""

import pytest

from server.desk.outcome import jobs_to_print
from server.desk.papers import refusal_slip
from server.domain.job import JobState
from server.domain.paper import PaperKind
from server.domain.ticket import Move, TicketState
from server.domain.visit import Visit, VisitState
from server.words.grounds import REFUSAL_GROUNDS
from tests.desk.a_house import OFFICE, AHouse

REFUSE, WITHDRAW = Move.REFUSE, Move.WITHDRAW


def seated(house: AHouse, service: str = "tb-certificate", counter: str = "window-2") -> Visit:
    visit = house.kiosk(service)
    house.kiosk(service)
    house.next(counter)
    house.move(house.visit(visit).tickets[0], Move.START, counter)
    return visit


def forked(house: AHouse) -> Visit:
    """The person on his way to the cash desk, his paper on its way to the doctor."""
    visit = house.kiosk("narcological-certificate")
    house.finish(house.serve("window-3").opened[0], "window-3")
    house.kiosk("narcological-certificate")
    return visit


def test_a_refusal_ends_the_visit_and_prints_its_ground(house: AHouse) -> None:
    visit = seated(house)
    with house.others_stay(visit):
        house.end(visit, REFUSE, "window-2", "documents_incomplete")
    ended = house.visit(visit)
    assert (ended.state, ended.ground, ended.open_tickets) == (
        VisitState.REFUSED,
        "documents_incomplete",
        (),
    )
    ((job, paper),) = house.ask(lambda h: jobs_to_print(h, OFFICE, JobState.QUEUED))
    assert (job.kind, job.visit) == (PaperKind.SLIP, visit.id)
    assert paper == refusal_slip(
        organisation=house.store.site.name,
        number="A001",
        ground=REFUSAL_GROUNDS["documents_incomplete"],
        at="23.11.2026 09:00",
    )


@pytest.mark.parametrize(
    ("ground", "code"),
    [(None, "ground_required"), ("he is rude", "ground_unknown"), ("left", "ground_unknown")],
)
def test_a_refusal_needs_a_ground_out_of_the_list(house: AHouse, ground: str | None, code: str) -> None:
    visit = seated(house)
    with house.refuses(code, 422):
        house.end(visit, REFUSE, "window-2", ground)


def test_a_withdrawal_takes_no_ground_of_a_refusal(house: AHouse) -> None:
    visit = seated(house)
    with house.refuses("ground_unknown", 422):
        house.end(visit, WITHDRAW, "window-2", "documents_incomplete")


def test_a_withdrawal_needs_no_ground_and_prints_nothing(house: AHouse) -> None:
    visit = seated(house)
    with house.others_stay(visit):
        house.end(visit, WITHDRAW, "window-2")
    assert house.visit(visit).state is VisitState.WITHDRAWN
    assert house.rows("SELECT 1 FROM job") == []


def test_who_only_waits_can_be_withdrawn_but_not_refused(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    with house.refuses("not_seated", 403):
        house.end(visit, REFUSE, "window-2", "no_consent")
    house.end(visit, WITHDRAW, "window-2")
    assert house.visit(visit).state is VisitState.WITHDRAWN


def test_a_visit_is_not_ended_by_who_has_nothing_to_do_with_it(house: AHouse) -> None:
    visit = seated(house)
    with house.refuses("not_seated", 403):
        house.end(visit, WITHDRAW, "cash-1")
    house.stand_up("cash-1")
    with house.refuses("not_seated", 403):
        house.end(visit, WITHDRAW, "cash-1")


@pytest.mark.parametrize("move", [REFUSE, WITHDRAW])
def test_a_visit_ends_once(house: AHouse, move: Move) -> None:
    visit = seated(house)
    house.end(visit, WITHDRAW, "window-2")
    with house.refuses("visit_closed"):
        house.end(visit, move, "window-2", "no_consent" if move is REFUSE else None)


def test_who_is_withdrawn_while_called_leaves_the_board_at_once(house: AHouse) -> None:
    visit, neighbour = house.kiosk("tb-certificate"), house.kiosk("attachment")
    house.next("window-2")
    house.next("window-1")
    with house.others_stay(visit):
        house.end(visit, WITHDRAW, "window-2")
    assert house.board() == [neighbour.number]
    assert house.next("window-2").ticket is None


def test_a_visit_that_is_withdrawn_while_its_person_is_called_elsewhere_leaves_the_board(
    house: AHouse,
) -> None:
    visit = forked(house)
    house.next("cash-1")
    assert house.board().count(visit.number or "") == 2  # he was called to the window before
    house.next("cabinet-13")
    house.move(house.at(visit, "sign"), REFUSE, "cabinet-13", ground="data_untrue")
    assert house.board().count(visit.number or "") == 1


@pytest.mark.parametrize(("move", "ground"), [(REFUSE, "no_consent"), (WITHDRAW, None)])
def test_who_came_and_was_sent_away_stays_on_the_board_as_long_as_anybody(
    house: AHouse, move: Move, ground: str | None
) -> None:
    """A number that vanished early would tell the hall how it went."""
    visit = seated(house)
    house.end(visit, move, "window-2", ground)
    assert house.board() == [visit.number]
    house.clock.go_on(seconds=121)
    assert house.board() == []


def test_the_doctor_refuses_the_paper_and_the_person_is_told_at_the_window(house: AHouse) -> None:
    visit = forked(house)
    house.next("cash-1")
    house.next("cabinet-13")
    with house.others_stay(visit):
        house.move(house.at(visit, "sign"), REFUSE, "cabinet-13", ground="data_untrue")
    assert {t.step: t.state.value for t in house.visit(visit).tickets[2:]} == {
        "pay": "withdrawn",
        "sign": "refused",
        "issue": "waiting",
    }
    assert house.visit(visit).state is VisitState.OPEN
    assert house.ask(lambda h: h.at_counter("cash-1")) == []
    assert house.rows("SELECT 1 FROM job WHERE kind = 'slip'") == []  # nobody stands there to take it
    issue = house.next("window-3", house.at(visit, "issue")).ticket
    assert issue is not None
    house.move(issue, Move.START, "window-3")
    house.finish(issue, "window-3")
    assert (house.visit(visit).state, house.visit(visit).ground) == (VisitState.REFUSED, "data_untrue")


def test_a_payment_that_was_made_stays_made(house: AHouse) -> None:
    visit = forked(house)
    house.serve("cash-1")
    house.next("cabinet-13")
    house.move(house.at(visit, "sign"), REFUSE, "cabinet-13", ground="data_untrue")
    assert house.at(visit, "pay").state is TicketState.DONE
    assert house.at(visit, "issue").state is TicketState.WAITING


def test_a_refusal_at_the_cash_desk_takes_the_paper_off_the_doctors_table(house: AHouse) -> None:
    visit = forked(house)
    house.next("cabinet-13")
    paid = house.next("cash-1").ticket
    assert paid is not None
    house.move(paid, Move.START, "cash-1")
    house.end(visit, REFUSE, "cash-1", "fee_not_paid")
    assert house.visit(visit).open_tickets == ()
    assert house.ask(lambda h: h.at_counter("cabinet-13")) == []


def test_nobody_is_refused_unseen_while_he_waits(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    with house.refuses("move_refused"):
        house.move(visit.tickets[0], Move.REFUSE, by="window-2", ground="documents_incomplete")


@pytest.mark.parametrize("ground", ["day_ended", "no_slip"])
def test_a_ground_that_only_the_house_gives_is_no_ground_of_staff(house: AHouse, ground: str) -> None:
    visit = seated(house)
    with house.refuses("ground_unknown", 422):
        house.end(visit, WITHDRAW, "window-2", ground)
