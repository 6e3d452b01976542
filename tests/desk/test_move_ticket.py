"""The moves that staff make by hand: who may, what follows, what the board shows, and what a refusal leaves."""

import pytest

from server.domain.line import HeadStart
from server.domain.refusal import Refusal
from server.domain.ticket import Move, Ticket, TicketState
from server.domain.visit import Visit, VisitState
from tests.desk.a_house import AHouse

M, S = Move, TicketState


def called(house: AHouse, service: str = "narcological-certificate", counter: str = "window-3") -> Visit:
    """Somebody who is called, with a neighbour who waits behind him."""
    visit = house.kiosk(service)
    house.kiosk(service)
    house.next(counter)
    return visit


def first(house: AHouse, visit: Visit) -> Ticket:
    return house.visit(visit).tickets[0]


def test_a_recall_is_a_new_announcement_of_the_same_ticket(house: AHouse) -> None:
    visit = called(house)
    house.clock.go_on(seconds=40)
    with house.others_stay(visit):
        house.move(first(house, visit), M.CALL, "window-3")
    assert first(house, visit).times_called == 2
    calls = house.rows("SELECT state, times FROM call ORDER BY call")
    assert calls == [("answered", 1), ("open", 2)]


def test_who_waits_is_called_by_next_and_by_nothing_else(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    with house.refuses("move_refused"):
        house.move(first(house, visit), M.CALL, "window-1")


@pytest.mark.parametrize("move", [M.START, M.PUT_BACK, M.DISMISS, M.HOLD, M.CALL, M.WITHDRAW])
def test_a_ticket_at_a_counter_is_moved_from_there_only(house: AHouse, move: Move) -> None:
    visit = called(house)
    with house.refuses("not_seated", 403):
        house.move(first(house, visit), move, "window-4")


@pytest.mark.parametrize("move", [M.REDIRECT, M.REFUSE, M.WITHDRAW])
def test_a_ticket_in_line_is_moved_by_who_serves_its_role_only(house: AHouse, move: Move) -> None:
    visit = house.kiosk("house-call")
    with house.refuses("role_missing", 403):
        house.move(first(house, visit), move, "window-3", to="window-1", ground="no_consent")


def test_who_sits_nowhere_moves_nothing(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    house.stand_up("window-1")
    with house.refuses("not_seated", 403):
        house.move(first(house, visit), M.WITHDRAW, "window-1")


@pytest.mark.parametrize("move", list(Move))
def test_a_ticket_that_ended_is_moved_by_nobody(house: AHouse, move: Move) -> None:
    visit = called(house, "house-call", "window-1")
    ticket = first(house, visit)
    house.move(ticket, M.START, "window-1")
    house.finish(ticket, "window-1")
    with house.refuses("move_refused"):
        house.move(ticket, move, "window-1", to="window-1", ground="no_consent")


@pytest.mark.parametrize("move", [M.TAKE_UP, M.ADJOURN])
def test_moves_of_the_house_itself_are_not_made_by_hand(house: AHouse, move: Move) -> None:
    visit = house.kiosk("house-call")
    with house.refuses("move_refused"):
        house.move(first(house, visit), move, "window-1")


def test_a_ticket_that_does_not_exist_is_not_found(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    from dataclasses import replace

    with house.refuses("not_found", 404):
        house.move(replace(first(house, visit), id="nobody"), M.WITHDRAW, "window-1")


# what leaves the counter leaves the board


@pytest.mark.parametrize(
    ("move", "state"),
    [(M.PUT_BACK, S.WAITING), (M.DISMISS, S.MISSED), (M.HOLD, S.HELD), (M.REDIRECT, S.WAITING)],
)
@pytest.mark.parametrize("served", [False, True])
def test_who_leaves_the_counter_leaves_the_board_at_once(
    house: AHouse, move: Move, state: TicketState, served: bool
) -> None:
    visit = called(house)
    if served:
        house.move(first(house, visit), M.START, "window-3")
    assert house.board() == ["A001"]
    if served and move is M.DISMISS:
        with house.refuses("move_refused"):
            house.move(first(house, visit), move, "window-3")
        return
    with house.others_stay(visit):
        house.move(first(house, visit), move, "window-3", to="window-4")
    assert first(house, visit).state is state
    assert house.board() == []


def test_who_sits_down_stays_on_the_board_for_two_minutes(house: AHouse) -> None:
    visit = called(house)
    house.move(first(house, visit), M.START, "window-3")
    house.clock.go_on(seconds=110)
    assert house.board() == ["A001"]
    house.clock.go_on(seconds=11)
    assert house.board() == []


def test_who_is_not_answered_stays_on_the_board(house: AHouse) -> None:
    called(house)
    house.clock.go_on(hours=1)
    assert house.board() == ["A001"]


# out of the line and back


def test_who_is_put_back_is_called_again_before_his_neighbour(house: AHouse) -> None:
    visit = called(house)
    house.move(first(house, visit), M.PUT_BACK, "window-3")
    again = house.next("window-3")
    assert again.visit is not None
    assert again.visit.id == visit.id


def test_who_did_not_come_is_behind_his_neighbour_when_he_is_back(house: AHouse) -> None:
    visit = called(house)
    house.move(first(house, visit), M.DISMISS, "window-3")
    house.clock.go_on(seconds=11)
    with house.others_stay(visit):
        house.move(first(house, visit), M.REINSTATE, "window-3")
    following = house.next("window-3")
    assert following.visit is not None
    assert following.visit.id != visit.id
    assert first(house, visit).head_start is HeadStart.NONE


def test_a_slip_of_the_finger_costs_him_nothing(house: AHouse) -> None:
    visit = called(house)
    house.move(first(house, visit), M.DISMISS, "window-3")
    house.clock.go_on(seconds=9)
    house.move(first(house, visit), M.REINSTATE, "window-3")
    again = house.next("window-3")
    assert again.visit is not None
    assert again.visit.id == visit.id


def test_who_was_held_is_back_where_he_was(house: AHouse) -> None:
    visit = called(house)
    house.move(first(house, visit), M.HOLD, "window-3")
    house.clock.go_on(minutes=20)
    house.move(first(house, visit), M.REINSTATE, "window-4")
    again = house.next("window-4")
    assert again.visit is not None
    assert again.visit.id == visit.id


# redirect


@pytest.mark.parametrize("target", [None, "window-3", "cash-1", "window-2"])
def test_nobody_is_sent_where_he_cannot_be_served(house: AHouse, target: str | None) -> None:
    visit = called(house)
    with house.refuses("counter_unsuitable", 422):
        house.move(first(house, visit), M.REDIRECT, "window-3", to=target)


def test_nobody_is_sent_to_an_empty_chair(house: AHouse) -> None:
    visit = called(house)
    house.stand_up("window-4")
    with house.refuses("counter_unsuitable", 422):
        house.move(first(house, visit), M.REDIRECT, "window-3", to="window-4")


def test_nobody_is_sent_to_a_counter_that_does_not_exist(house: AHouse) -> None:
    visit = called(house)
    with house.nothing_changes(), pytest.raises(Refusal):
        house.move(first(house, visit), M.REDIRECT, "window-3", to="window-99")


def test_papers_that_were_sent_elsewhere_are_started_there_only(house: AHouse) -> None:
    visit = house.kiosk("psychoneurological-certificate")
    house.finish(house.serve("window-3").opened[0], "window-3")
    house.move(house.at(visit, "sign"), M.REDIRECT, "cabinet-12", to="cabinet-16")
    with house.refuses("ticket_elsewhere"):
        house.move(house.at(visit, "sign"), M.START, "cabinet-12")
    house.move(house.at(visit, "sign"), M.START, "cabinet-16")
    assert house.at(visit, "sign").counter == "cabinet-16"


# start and finish


def test_a_person_is_not_started_out_of_the_line(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    with house.refuses("move_refused"):
        house.move(first(house, visit), M.START, "window-1")


def test_a_step_cannot_be_finished_before_its_tasks_are_done(house: AHouse) -> None:
    visit = called(house)
    ticket = first(house, visit)
    house.move(ticket, M.START, "window-3")
    with house.refuses("tasks_open"):
        house.move(ticket, M.FINISH, "window-3")
    house.task(ticket, "documents", "window-3")
    with house.nothing_changes(), pytest.raises(Refusal) as refused:
        house.move(ticket, M.FINISH, "window-3")
    assert refused.value.data == {"tasks": ["register-check"]}
    house.task(ticket, "register-check", "window-3")
    with house.others_stay(visit):
        house.move(ticket, M.FINISH, "window-3")
    assert house.at(visit, "draft").state is S.SERVING


def test_who_was_only_called_cannot_be_finished(house: AHouse) -> None:
    visit = called(house)
    with house.refuses("move_refused"):
        house.move(first(house, visit), M.FINISH, "window-3")


def test_the_sitting_goes_on_with_the_next_step_and_no_announcement(house: AHouse) -> None:
    visit = called(house, "tb-certificate", "window-2")
    ticket = first(house, visit)
    house.move(ticket, M.START, "window-2")
    house.finish(ticket, "window-2")
    (there,) = house.ask(lambda h: h.at_counter("window-2"))
    assert (there.step, there.state, there.times_called) == ("enter", S.SERVING, 0)
    assert len(house.rows("SELECT 1 FROM call")) == 1


def test_a_certificate_cannot_be_issued_before_it_is_paid_and_signed(house: AHouse) -> None:
    visit = house.kiosk("narcological-certificate")
    house.finish(house.serve("window-3").opened[0], "window-3")
    house.serve("cash-1")
    assert [ticket.step for ticket in house.visit(visit).open_tickets] == ["sign"]
    house.serve("cabinet-13")
    assert [ticket.step for ticket in house.visit(visit).open_tickets] == ["issue"]
    house.serve("window-4")
    assert house.visit(visit).state is VisitState.DONE


@pytest.mark.parametrize(
    ("service", "counters"),
    [
        ("house-call", ["window-1"]),
        ("appointment", ["window-1"]),
        ("attachment", ["window-1"]),
        ("reception", ["cabinet-17"]),
        ("tb-certificate", ["window-2", "", "cash-1", "cabinet-11"]),
        ("psychoneurological-certificate", ["window-3", "", "cabinet-12", "cash-1", "window-4"]),
        ("narcological-certificate", ["window-4", "", "cash-1", "cabinet-13", "window-3"]),
    ],
)
def test_a_route_is_walked_from_the_kiosk_to_its_end(
    house: AHouse, service: str, counters: list[str]
) -> None:
    visit = house.kiosk(service)
    neighbour = house.kiosk(service)
    before = house.visit(neighbour)
    for at, counter in enumerate(counters):
        if counter:
            house.serve(counter)
        else:
            house.finish(house.visit(visit).open_tickets[0], counters[at - 1])
    assert house.visit(visit).state is VisitState.DONE
    assert house.kinds()[-1] == "visit_done"
    assert house.visit(neighbour) == before
