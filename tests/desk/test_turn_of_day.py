"""The turn of the day, for every state in which a ticket can stand at midnight."""

from collections.abc import Callable
from datetime import date

import pytest

from server.desk.cash_desk import cash_desk
from server.desk.paperwork import slip_of
from server.desk.turn_of_day import MOST_AT_ONCE, turn_day
from server.desk.views import track_view
from server.desk.where import place_of_role
from server.domain.role import Role
from server.domain.ticket import Move, Ticket, TicketState
from server.domain.visit import Visit, VisitState
from tests.desk.a_house import COUNTERS, AHouse

OVERNIGHT = 15.0  # hours
EXAMINATION, CERTIFICATE, ATTACHMENT = "hiv-test", "narcological-certificate", "attachment"

Brought = Callable[[AHouse, Ticket, str], None]


def turn(house: AHouse) -> int:
    turned = 0
    while step := house.do(turn_day, "site"):
        turned += step
    return turned


def night_falls(house: AHouse) -> None:
    house.clock.go_on(hours=OVERNIGHT)
    turn(house)


def wait(house: AHouse, ticket: Ticket, counter: str) -> None:
    return


def call(house: AHouse, ticket: Ticket, counter: str) -> None:
    assert house.next(counter).ticket is not None


def miss(house: AHouse, ticket: Ticket, counter: str) -> None:
    call(house, ticket, counter)
    house.move(house.ticket(ticket), Move.DISMISS, counter)


def hold(house: AHouse, ticket: Ticket, counter: str) -> None:
    call(house, ticket, counter)
    house.move(house.ticket(ticket), Move.HOLD, counter)


NOT_SERVED = {"waiting": wait, "called": call, "missed": miss, "held": hold}


@pytest.mark.parametrize("bring", NOT_SERVED.values(), ids=NOT_SERVED)
def test_who_was_not_served_by_the_end_of_the_day_has_left(house: AHouse, bring: Brought) -> None:
    visit = house.kiosk(CERTIFICATE)
    bring(house, visit.tickets[0], "window-3")
    night_falls(house)
    ended = house.visit(visit)
    assert (ended.state, ended.ground) == (VisitState.WITHDRAWN, "day_ended")
    assert ended.tickets[0].state is TicketState.WITHDRAWN
    assert house.next("window-3").ticket is None
    assert house.board() == []


@pytest.mark.parametrize("bring", NOT_SERVED.values(), ids=NOT_SERVED)
def test_a_service_that_runs_over_days_goes_on_with_the_persons_paper(house: AHouse, bring: Brought) -> None:
    visit = house.kiosk(ATTACHMENT)
    bring(house, visit.tickets[0], "window-1")
    night_falls(house)
    stays = house.visit(visit)
    assert (stays.state, stays.tickets[0].state) == (VisitState.OPEN, TicketState.PENDING)
    assert (stays.number, stays.number_today) == (visit.number, None)
    assert house.next("window-1").ticket is None
    fresh = house.kiosk(ATTACHMENT)
    back = house.take_up(visit).visit
    assert back.tickets[0].state is TicketState.WAITING
    assert back.number_today not in (None, fresh.number)
    assert back.day == date(2026, 11, 24)


def test_before_midnight_and_on_the_new_day_nothing_turns(house: AHouse) -> None:
    before = house.kiosk(CERTIFICATE)
    assert turn(house) == 0
    house.clock.go_on(hours=OVERNIGHT)
    after = house.kiosk(CERTIFICATE)
    assert turn(house) == 1
    assert house.visit(before).state is VisitState.WITHDRAWN
    assert house.visit(after) == after
    assert turn(house) == 0


def test_who_is_being_served_at_midnight_is_served_to_the_end(house: AHouse) -> None:
    visit = house.kiosk(CERTIFICATE)
    call(house, visit.tickets[0], "window-3")
    house.move(house.ticket(visit.tickets[0]), Move.START, "window-3")
    night_falls(house)
    assert house.visit(visit).tickets[0].state is TicketState.SERVING
    (draft,) = house.finish(house.ticket(visit.tickets[0]), "window-3").opened
    turn(house)
    assert house.ticket(draft).state is TicketState.SERVING
    house.finish(draft, "window-3")
    stays = house.visit(visit)
    assert stays.state is VisitState.OPEN
    assert {ticket.step: ticket.state for ticket in stays.open_tickets} == {
        "pay": TicketState.PENDING,
        "sign": TicketState.WAITING,
    }


def served_over_midnight(house: AHouse, service: str, counter: str) -> Ticket:
    visit = house.kiosk(service, "voluntary-anonymous" if service == EXAMINATION else None)
    call(house, visit.tickets[0], counter)
    ticket = house.move(house.ticket(visit.tickets[0]), Move.START, counter).visit.tickets[0]
    night_falls(house)
    return ticket


@pytest.mark.parametrize("move", [Move.PUT_BACK, Move.HOLD])
def test_whom_a_counter_lets_go_of_on_another_day_has_left_at_once(house: AHouse, move: Move) -> None:
    served = served_over_midnight(house, CERTIFICATE, "window-3")
    today = house.kiosk(CERTIFICATE)
    house.move(served, move, "window-3")
    left, stays = house.visits()
    assert (left.state, left.ground, stays.state) == (VisitState.WITHDRAWN, "day_ended", VisitState.OPEN)
    called = house.next("window-3").visit
    assert called is not None
    assert called.id == today.id


@pytest.mark.parametrize("move", [Move.PUT_BACK, Move.HOLD])
def test_who_goes_on_another_day_is_in_no_line_once_a_counter_lets_go_of_him(
    house: AHouse, move: Move
) -> None:
    served = served_over_midnight(house, ATTACHMENT, "window-1")
    house.move(served, move, "window-1")
    (stays,) = house.visits()
    assert (stays.state, stays.number_today) == (VisitState.OPEN, None)
    assert house.ticket(served).state is TicketState.PENDING
    assert house.next("window-1").ticket is None


def test_whom_a_counter_lets_go_of_on_his_own_day_stays_in_line(house: AHouse) -> None:
    visit = house.kiosk(CERTIFICATE)
    call(house, visit.tickets[0], "window-3")
    house.move(house.ticket(visit.tickets[0]), Move.START, "window-3")
    house.move(house.ticket(visit.tickets[0]), Move.PUT_BACK, "window-3")
    assert house.ticket(visit.tickets[0]).state is TicketState.WAITING


def test_whose_step_is_finished_on_another_day_is_in_no_line_until_he_is_back(house: AHouse) -> None:
    served = served_over_midnight(house, EXAMINATION, "cabinet-14")
    change = house.finish(served, "cabinet-14")
    (opened,) = change.opened
    assert (opened.step, opened.state) == ("draw-blood", TicketState.PENDING)
    assert house.next("cabinet-15").ticket is None
    back = house.take_up(change.visit).visit
    assert house.next("cabinet-15").visit == house.visit(back)
    assert house.board() == [back.number]


def to_the_fork(house: AHouse) -> Visit:
    """The certificate is drafted: its paper waits for the doctor, its person for the cashier."""
    visit = house.kiosk(CERTIFICATE)
    (draft,) = house.serve("window-3").opened
    house.finish(draft, "window-3")
    return house.visit(visit)


def test_a_certificate_under_way_waits_for_its_person_and_stays_in_the_doctors_list(house: AHouse) -> None:
    visit = to_the_fork(house)
    night_falls(house)
    assert house.next("cash-1").ticket is None
    sign = next(ticket for ticket in house.visit(visit).open_tickets if ticket.step == "sign")
    house.move(sign, Move.START, "cabinet-13")
    house.finish(house.ticket(sign), "cabinet-13")
    assert house.visit(visit).state is VisitState.OPEN
    house.take_up(visit)
    house.serve("cash-1")
    house.serve("window-3")
    assert house.visit(visit).state is VisitState.DONE


def paid_and_gone_home(house: AHouse) -> Visit:
    """The fee was taken, the doctor has not signed, and the day has ended."""
    visit = to_the_fork(house)
    house.serve("cash-1")
    night_falls(house)
    return house.visit(visit)


def sign(house: AHouse, visit: Visit) -> None:
    house.move(house.at(visit, "sign"), Move.START, "cabinet-13")
    house.finish(house.at(visit, "sign"), "cabinet-13")


def refuse(house: AHouse, visit: Visit) -> None:
    house.move(house.at(visit, "sign"), Move.START, "cabinet-13")
    house.move(house.at(visit, "sign"), Move.REFUSE, "cabinet-13", ground="data_untrue")


@pytest.mark.parametrize("decide", [sign, refuse], ids=["signed", "refused"])
def test_who_went_home_is_not_called_when_the_doctor_is_done_with_his_paper(
    house: AHouse, decide: Callable[[AHouse, Visit], None]
) -> None:
    visit = paid_and_gone_home(house)
    somebody_else = house.kiosk(CERTIFICATE)
    assert somebody_else.number == visit.number  # yesterday's is today's of another
    with house.others_stay(visit):
        decide(house, visit)
    assert house.at(visit, "issue").state is TicketState.PENDING
    called = house.next("window-3").ticket
    assert called is not None
    assert called.visit == somebody_else.id
    assert house.board() == [somebody_else.number]


@pytest.mark.parametrize(
    ("decide", "state"),
    [(sign, VisitState.DONE), (refuse, VisitState.REFUSED)],
    ids=["signed", "refused"],
)
def test_who_comes_back_for_his_paper_is_called_under_a_number_of_that_day(
    house: AHouse, decide: Callable[[AHouse, Visit], None], state: VisitState
) -> None:
    visit = paid_and_gone_home(house)
    house.kiosk(ATTACHMENT)
    decide(house, visit)
    back = house.take_up(visit).visit
    assert (back.number, back.number_today) == ("A002", "A002")
    assert house.at(visit, "issue").state is TicketState.WAITING
    assert house.next("window-3").ticket == house.at(visit, "issue")
    assert house.board() == ["A002"]
    house.move(house.at(visit, "issue"), Move.START, "window-3")
    house.finish(house.at(visit, "issue"), "window-3")
    assert house.visit(visit).state is state


def test_the_cashier_reads_the_number_of_the_receipt_whatever_its_person_has_today(house: AHouse) -> None:
    visit = paid_and_gone_home(house)
    house.kiosk(ATTACHMENT)
    refuse(house, visit)
    assert house.take_up(visit).visit.number == "A002"
    (asked,) = house.ask(lambda h: cash_desk(h, "cash-1")).refunds
    assert (asked.number, asked.payment.visit) == ("A001", visit.id)


def test_who_is_in_the_house_again_is_called_as_soon_as_the_doctor_has_signed(house: AHouse) -> None:
    visit = paid_and_gone_home(house)
    back = house.take_up(visit).visit
    sign(house, visit)
    assert house.next("window-3").ticket == house.at(visit, "issue")
    assert house.board() == [back.number]


def test_whose_paper_alone_is_worked_on_is_not_told_to_wait_in_the_hall_once_he_went_home(
    house: AHouse,
) -> None:
    visit = to_the_fork(house)
    house.serve("cash-1")
    token = house.ask(lambda h: h.track_token(visit.id))
    assert house.ask(lambda h: track_view(h, token)).state is VisitState.OPEN
    night_falls(house)
    assert house.ask(lambda h: track_view(h, token)).state is TicketState.PENDING
    house.take_up(visit)
    assert house.ask(lambda h: track_view(h, token)).state is VisitState.OPEN
    house.end(house.visit(visit), Move.WITHDRAW, "cabinet-13")
    assert house.ask(lambda h: track_view(h, token)).state is VisitState.WITHDRAWN


def test_who_is_back_while_his_paper_is_with_the_doctor_is_never_sent_to_the_doctor(house: AHouse) -> None:
    visit = paid_and_gone_home(house)
    for _ in range(2):
        to_the_fork(house)  # papers wait at the doctor's, but nobody waits behind a paper
    registrar = house.ask(lambda h: place_of_role(h, Role.REGISTRAR))
    back = house.take_up(visit)
    assert (back.place, back.ahead) == (registrar, 0)
    again = house.ask(lambda h: slip_of(h, h.visit(visit.id)))
    assert registrar.kk in str(again)
    narcologist = house.ask(lambda h: place_of_role(h, Role.NARCOLOGIST))
    assert narcologist.kk not in str((back.slip, again))


def test_who_has_paid_is_not_sent_away_by_the_night(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    (enter,) = house.serve("window-2").opened
    house.finish(enter, "window-2")
    house.serve("cash-1")
    night_falls(house)
    assert house.visit(visit).state is VisitState.OPEN
    house.take_up(visit)
    assert house.next("cabinet-11").ticket is not None


def test_a_result_is_entered_after_the_night_and_the_blood_keeps_the_number_of_its_day(house: AHouse) -> None:
    visit = house.kiosk(EXAMINATION, "voluntary-anonymous")
    house.serve("cabinet-14")
    house.serve("cabinet-15")
    night_falls(house)
    (awaited,) = house.ask(lambda h: h.set_aside(COUNTERS["cabinet-14"].roles, 50))
    assert (awaited.number, awaited.day, awaited.adjourned) == (visit.number, date(2026, 11, 23), True)
    house.task(house.visit(visit).open_tickets[0], "result", "cabinet-14")
    house.clock.go_on(hours=72)
    assert house.take_up(visit).visit.number_today is not None


def test_whoever_waits_to_come_back_is_not_in_the_clerks_way(house: AHouse) -> None:
    house.kiosk(ATTACHMENT)
    night_falls(house)
    assert house.ask(lambda h: h.set_aside(COUNTERS["window-1"].roles, 50)) == []


def test_a_full_hall_turns_in_small_pieces(house: AHouse) -> None:
    for _ in range(MOST_AT_ONCE + 5):
        house.kiosk(CERTIFICATE)
    house.clock.go_on(hours=OVERNIGHT)
    assert house.do(turn_day, "site") == MOST_AT_ONCE
    assert house.do(turn_day, "site") == 5
    assert house.do(turn_day, "site") == 0


def test_a_call_by_telephone_that_goes_over_midnight_goes_on(house: AHouse) -> None:
    visit = house.telephone("house-call", "window-1")
    night_falls(house)
    assert house.visit(visit).tickets[0].state is TicketState.SERVING


def put_back(house: AHouse, ticket: Ticket) -> None:
    house.move(ticket, Move.PUT_BACK, "window-1")


def set_aside(house: AHouse, ticket: Ticket) -> None:
    house.move(ticket, Move.HOLD, "window-1")


@pytest.mark.parametrize("bring", [put_back, set_aside])
def test_a_call_by_telephone_that_nobody_finished_is_closed_with_its_day(
    house: AHouse, bring: Callable[[AHouse, Ticket], None]
) -> None:
    visit = house.telephone("house-call", "window-1")
    bring(house, visit.tickets[0])
    house.clock.go_on(hours=14.9)  # until six minutes to midnight
    turn(house)
    assert house.visit(visit).state is VisitState.OPEN
    fresh = house.telephone("appointment", "window-1")
    bring(house, fresh.tickets[0])
    house.clock.go_on(hours=0.2)
    today = house.telephone("appointment", "window-1")
    bring(house, today.tickets[0])
    turn(house)
    for old in (visit, fresh):
        assert (house.visit(old).state, house.visit(old).ground) == (VisitState.WITHDRAWN, "day_ended")
    assert house.visit(today).state is VisitState.OPEN
    assert turn(house) == 0
    assert [one.id for one in house.visits() if one.open_tickets] == [today.id]


def test_calls_by_telephone_and_numbers_turn_in_the_same_small_pieces(house: AHouse) -> None:
    for _ in range(MOST_AT_ONCE - 5):
        house.kiosk(CERTIFICATE)
    for _ in range(7):
        put_back(house, house.telephone("appointment", "window-1").tickets[0])
    house.clock.go_on(hours=OVERNIGHT)
    assert [house.do(turn_day, "site") for _ in range(3)] == [MOST_AT_ONCE, 2, 0]
