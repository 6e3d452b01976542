"""*Next*: who is called, and when nobody is."""

from server.desk.call_next import call_next
from server.domain.ticket import Move, TicketState
from server.domain.visit import Category
from tests.desk.a_house import STRANGER, AHouse


def test_the_one_who_came_first_is_called(house: AHouse) -> None:
    first, second = house.kiosk("house-call"), house.kiosk("house-call")
    with house.others_stay(first):
        called = house.next("window-1")
    assert (called.visit and called.visit.id, called.changed) == (first.id, True)
    assert house.board() == ["A001"]
    assert house.at(second, "record").state is TicketState.WAITING


def test_a_benefit_goes_before_who_came_up_to_a_head_start_earlier(house: AHouse) -> None:
    house.kiosk("house-call")
    house.clock.go_on(minutes=24)
    entitled = house.kiosk("house-call", category=Category.BENEFIT)
    called = house.next("window-1")
    assert called.visit is not None
    assert called.visit.id == entitled.id


def test_a_benefit_does_not_go_before_who_came_earlier_than_that(house: AHouse) -> None:
    first = house.kiosk("house-call")
    house.clock.go_on(minutes=26)
    house.kiosk("house-call", category=Category.BENEFIT)
    called = house.next("window-1")
    assert called.visit is not None
    assert called.visit.id == first.id


def test_a_second_press_calls_nobody_else(house: AHouse) -> None:
    """The double tap, and the clerk who forgot to finish."""
    house.kiosk("house-call"), house.kiosk("house-call")
    first = house.next("window-1")
    with house.nothing_changes():
        again = house.next("window-1")
    assert (again.ticket, again.changed) == (first.ticket, False)


def test_nobody_waits(house: AHouse) -> None:
    house.kiosk("tb-certificate")
    with house.nothing_changes():
        called = house.next("window-1")
    assert (called.ticket, called.visit, called.changed) == (None, None, False)


def test_two_counters_of_one_line_call_two_people(house: AHouse) -> None:
    house.kiosk("psychoneurological-certificate"), house.kiosk("narcological-certificate")
    one, other = house.next("window-3"), house.next("window-4")
    assert one.ticket is not None
    assert other.ticket is not None
    assert one.ticket.id != other.ticket.id


def test_a_counter_of_two_roles_calls_whoever_is_due_first_in_either(house: AHouse) -> None:
    first = house.kiosk("tb-certificate")
    house.kiosk("narcological-certificate")
    called = house.next("window-4")
    assert called.visit is not None
    assert called.visit.id == first.id


def test_a_named_one_is_called_before_his_turn(house: AHouse) -> None:
    house.kiosk("house-call")
    second = house.kiosk("house-call")
    called = house.next("window-1", house.at(second, "record"))
    assert called.visit is not None
    assert called.visit.id == second.id


def test_who_waits_for_another_role_cannot_be_called_by_name(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    house.kiosk("house-call")
    with house.refuses("ticket_elsewhere"):
        house.next("window-1", house.at(visit, "check"))


def test_who_was_sent_to_another_counter_is_called_there_only(house: AHouse) -> None:
    visit = house.kiosk("narcological-certificate")
    house.move(house.at(visit, "check"), Move.REDIRECT, "window-3", to="window-4")
    ticket = house.at(visit, "check")
    with house.refuses("ticket_elsewhere"):
        house.next("window-3", ticket)
    with house.nothing_changes():
        assert house.next("window-3").ticket is None
    called = house.next("window-4").ticket
    assert called is not None
    assert (called.id, called.counter) == (ticket.id, "window-4")


def test_who_is_called_already_cannot_be_called_by_another_counter(house: AHouse) -> None:
    visit = house.kiosk("narcological-certificate")
    house.next("window-3")
    with house.refuses("move_refused"):
        house.next("window-4", house.at(visit, "check"))


def test_who_is_missed_must_be_reinstated_first(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    house.next("window-1")
    house.move(house.at(visit, "record"), Move.DISMISS, "window-1")
    with house.refuses("move_refused"):
        house.next("window-1", house.at(visit, "record"))


def test_only_who_sits_there_calls(house: AHouse) -> None:
    house.kiosk("tb-certificate")
    with house.refuses("not_seated", 403):
        house.do(lambda h: call_next(h, "window-2", STRANGER))
    with house.refuses("not_found", 404):
        house.do(lambda h: call_next(h, "window-99", STRANGER))


def papers_for_the_doctor(house: AHouse, amount: int) -> list[str]:
    waiting = []
    for _ in range(amount):
        visit = house.kiosk("psychoneurological-certificate")
        drafted = house.serve("window-3").opened[0]
        house.finish(drafted, "window-3")
        waiting.append(house.at(visit, "sign").id)
    return waiting


def test_papers_are_started_unannounced_and_several_at_once(house: AHouse) -> None:
    one, other, third = papers_for_the_doctor(house, 3)
    shown = house.board()
    first = house.next("cabinet-12").ticket
    assert first is not None
    assert (first.id, first.state, first.times_called) == (one, TicketState.SERVING, 0)
    for name in (other, third):
        assert house.next("cabinet-12", house.named(name)).changed
    assert house.board() == shown
    at = house.ask(lambda h: h.at_counter("cabinet-12"))
    assert [ticket.id for ticket in at] == [one, other, third]


def test_next_without_a_name_does_not_take_a_second_paper(house: AHouse) -> None:
    papers_for_the_doctor(house, 2)
    first = house.next("cabinet-12")
    with house.nothing_changes():
        assert house.next("cabinet-12").ticket == first.ticket


def test_a_paper_is_not_taken_twice(house: AHouse) -> None:
    (paper,) = papers_for_the_doctor(house, 1)
    ticket = house.next("cabinet-12").ticket
    assert ticket is not None
    assert ticket.id == paper
    with house.refuses("move_refused"):
        house.next("cabinet-16", ticket)


def test_telling_names_the_line_the_counter_and_the_board(house: AHouse) -> None:
    house.kiosk("house-call")
    house.told.clear()
    house.next("window-1")
    assert house.told == [{"line:registry_clerk", "counter:window-1", "board:main"}]
