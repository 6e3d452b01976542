"""A visit is opened at the kiosk or by telephone, and taken up again with its return code."""

from datetime import date, timedelta

import pytest

from server.desk.open_visit import Opened, VisitWanted, open_new_visit, take_up_visit
from server.desk.outcome import jobs_to_print
from server.domain.job import JobState
from server.domain.language import Language
from server.domain.line import HeadStart
from server.domain.paper import Number, Qr
from server.domain.refusal import Refusal
from server.domain.regulation import Channel, Presence
from server.domain.ticket import Move, TicketState
from server.domain.visit import Category, Visit, VisitState
from tests.desk.a_house import CLERKS, LOBBY, AHouse, connection_of

ANONYMOUS, NAMED = "voluntary-anonymous", "mandatory-confidential"


def ask_for(house: AHouse, wanted: VisitWanted) -> Visit:
    return house.do(lambda h: open_new_visit(h, wanted)).visit


def test_a_visit_gets_a_number_a_place_and_a_slip(house: AHouse) -> None:
    house.kiosk("house-call")
    wanted = VisitWanted("house-call", Language.KK, printer=LOBBY)
    opened = house.do(lambda h: open_new_visit(h, wanted))
    assert (opened.visit.number, opened.visit.day, opened.ahead) == ("A002", date(2026, 11, 23), 1)
    assert opened.place.ru == "окно № 1"
    ((job, paper),) = house.ask(lambda h: jobs_to_print(h, LOBBY, JobState.QUEUED))
    assert (job, paper) == (opened.job, opened.slip)
    assert Number("A002") in paper.blocks


def test_numbers_come_out_of_one_series_whatever_the_service(house: AHouse) -> None:
    visits = [
        house.kiosk("house-call"),
        house.kiosk("tb-certificate"),
        house.kiosk("hiv-test", kind=ANONYMOUS),
    ]
    assert [visit.number for visit in visits] == ["A001", "A002", "A003"]


def test_a_refused_visit_gives_its_number_back(house: AHouse) -> None:
    house.kiosk("house-call")
    with house.refuses("kind_required", 422):
        house.kiosk("hiv-test")
    assert house.kiosk("house-call").number == "A002"


@pytest.mark.parametrize(
    ("wanted", "code", "status"),
    [
        (VisitWanted("dentistry", Language.KK), "service_unknown", 422),
        (VisitWanted("hiv-test", Language.KK), "kind_required", 422),
        (VisitWanted("hiv-test", Language.KK, kind="secret"), "kind_unknown", 422),
        (VisitWanted("house-call", Language.KK, kind=ANONYMOUS), "kind_unknown", 422),
        (VisitWanted("house-call", Language.KK, iin="890101199901"), "iin_wrong", 422),
        (VisitWanted("hiv-test", Language.KK, kind=ANONYMOUS, iin="890101199900"), "iin_not_asked", 422),
        (VisitWanted("attachment", Language.KK, channel=Channel.TELEPHONE), "channel_not_offered", 409),
        (VisitWanted("attachment", Language.KK, channel=Channel.PORTAL), "channel_not_offered", 409),
        (VisitWanted("house-call", Language.KK, channel=Channel.TELEPHONE), "channel_not_offered", 409),
    ],
)
def test_what_is_not_offered_is_refused(house: AHouse, wanted: VisitWanted, code: str, status: int) -> None:
    house.kiosk("house-call")
    with house.refuses(code, status):
        ask_for(house, wanted)


def test_a_service_is_closed_before_the_day_of_its_adoption(house: AHouse) -> None:
    house.store.writer._stamp -= timedelta(days=700)
    house.clock.go_on(days=-700)
    with house.refuses("service_closed"):
        house.kiosk("house-call")


# by telephone


def test_a_call_is_taken_beside_the_person_at_the_window(house: AHouse) -> None:
    there = house.kiosk("house-call")
    house.next("window-1")
    with house.others_stay(house.telephone("house-call", "window-1")):
        pass
    person, caller = house.ask(lambda h: h.at_counter("window-1"))
    assert (person.visit, person.state) == (there.id, TicketState.CALLED)
    assert (caller.state, caller.presence) == (TicketState.SERVING, Presence.ABSENT)


def test_a_visit_by_telephone_has_neither_number_nor_slip_nor_call(house: AHouse) -> None:
    wanted = VisitWanted(
        "house-call", Language.RU, channel=Channel.TELEPHONE, printer=LOBBY, staff=CLERKS["window-1"]
    )
    opened = house.do(lambda h: open_new_visit(h, wanted))
    assert (opened.visit.number, opened.visit.day, opened.slip, opened.job) == (None, None, None, None)
    assert house.rows("SELECT 1 FROM job UNION ALL SELECT 1 FROM call") == []
    assert house.kiosk("house-call").number == "A001"
    house.finish(opened.tickets[0], "window-1")
    assert house.visit(opened.visit).state is VisitState.DONE


def test_a_caller_is_told_the_counter_that_took_his_call_and_no_other_that_might(house: AHouse) -> None:
    connection_of(house.store).execute(
        "INSERT INTO counter SELECT 'window-9', '9', kind, hall, roles, printer FROM counter WHERE id = 'window-1'"
    )
    called = VisitWanted("house-call", Language.RU, channel=Channel.TELEPHONE, staff=CLERKS["window-1"])
    came = VisitWanted("house-call", Language.RU)
    place = house.do(lambda h: open_new_visit(h, called)).place
    assert place.ru == "окно № 1"
    assert house.do(lambda h: open_new_visit(h, came)).place.ru == "окно № 1 или № 9"


def test_a_caller_who_is_put_back_is_started_again_and_never_called(house: AHouse) -> None:
    visit = house.telephone("appointment", "window-1")
    house.move(house.at(visit, "record"), Move.PUT_BACK, "window-1")
    again = house.next("window-1").ticket
    assert again is not None
    assert (again.visit, again.state) == (visit.id, TicketState.SERVING)
    assert house.board() == []


def test_a_caller_is_refused_without_a_slip(house: AHouse) -> None:
    visit = house.telephone("house-call", "window-1")
    house.end(visit, Move.REFUSE, "window-1", "not_attached")
    assert (house.visit(visit).state, house.visit(visit).ground) == (VisitState.REFUSED, "not_attached")
    assert house.rows("SELECT 1 FROM job") == []


def test_only_who_serves_the_first_step_takes_the_call(house: AHouse) -> None:
    with house.refuses("role_missing", 403):
        house.telephone("house-call", "cash-1")
    house.stand_up("window-1")
    with house.refuses("not_seated", 403):
        house.telephone("house-call", "window-1")


# taken up again


def drawn(house: AHouse) -> Visit:
    """Blood was drawn; the result is awaited."""
    visit = house.kiosk("hiv-test", kind=ANONYMOUS)
    house.serve("cabinet-14")
    house.serve("cabinet-15")
    assert house.at(visit, "counsel-after").state is TicketState.PENDING
    return visit


def test_who_comes_before_his_result_is_told_to_come_later(house: AHouse) -> None:
    visit = drawn(house)
    house.clock.go_on(days=1)
    with house.refuses("come_later"):
        house.take_up(visit)


def test_who_comes_too_early_is_told_the_day_by_which_his_result_is_there(house: AHouse) -> None:
    visit = drawn(house)  # on a Monday; three working days
    with pytest.raises(Refusal) as refused:
        house.take_up(visit)
    assert refused.value.data == {"ready_on": "2026-11-26"}


def test_the_result_is_entered_while_nobody_is_there_and_the_person_comes_back_under_a_new_number(
    house: AHouse,
) -> None:
    visit = drawn(house)
    house.task(house.at(visit, "counsel-after"), "result", "cabinet-14")
    house.clock.go_on(days=3)
    neighbour = house.kiosk("house-call")
    with house.others_stay(visit):
        opened = house.take_up(visit, LOBBY)
    assert (neighbour.number, opened.visit.number, opened.visit.day) == ("A001", "A002", date(2026, 11, 26))
    (ticket,) = opened.tickets
    assert (ticket.state, ticket.head_start) == (TicketState.WAITING, HeadStart.RETURNING)
    assert ticket.entered_at - ticket.due == timedelta(minutes=20)
    house.serve("cabinet-14")
    assert house.visit(visit).state is VisitState.DONE


def test_who_is_back_on_the_same_day_keeps_his_number(house: AHouse) -> None:
    visit = drawn(house)
    house.task(house.at(visit, "counsel-after"), "result", "cabinet-14")
    assert house.take_up(visit).visit.number == visit.number == "A001"


def test_a_result_is_entered_by_the_counsellor_only_and_once(house: AHouse) -> None:
    visit = drawn(house)
    ticket = house.at(visit, "counsel-after")
    with house.refuses("role_missing", 403):
        house.task(ticket, "result", "cabinet-15")
    with house.refuses("task_not_ready"):
        house.task(ticket, "counselling", "cabinet-14")
    house.task(ticket, "result", "cabinet-14", result="positive")
    with house.refuses("task_done"):
        house.task(ticket, "result", "cabinet-14")


def test_who_waits_already_gets_his_slip_again_and_keeps_his_place(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    house.kiosk("house-call")
    with house.others_stay(visit):
        opened = house.take_up(visit, LOBBY)
    assert house.visit(visit) == visit
    assert (opened.ahead, opened.job is not None) == (0, True)


def test_a_missed_person_is_back_in_line_by_his_paper(house: AHouse) -> None:
    visit = house.kiosk("house-call", category=Category.BENEFIT)
    house.next("window-1")
    house.move(house.at(visit, "record"), Move.DISMISS, "window-1")
    house.clock.go_on(minutes=5)
    house.take_up(visit)
    ticket = house.at(visit, "record")
    assert (ticket.state, ticket.head_start, ticket.due) == (
        TicketState.WAITING,
        HeadStart.NONE,
        ticket.entered_at,
    )


def test_a_visit_that_ended_is_not_taken_up(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    house.serve("window-1")
    with house.refuses("visit_closed"):
        house.take_up(visit)


@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC-DDDD", "no code at all", "Ж" * 16])
def test_a_code_that_this_site_did_not_make_takes_up_nothing(house: AHouse, code: str) -> None:
    from server.desk.open_visit import take_up_visit

    house.kiosk("house-call")
    with house.refuses("return_code_unknown", 422):
        house.do(lambda h: take_up_visit(h, code, None))


def test_an_anonymous_person_is_asked_for_no_document(house: AHouse) -> None:
    with house.refuses("category_not_asked", 422):
        house.kiosk("hiv-test", ANONYMOUS, Category.BENEFIT)
    assert house.kiosk("hiv-test", NAMED, Category.BENEFIT).category is Category.BENEFIT


def test_a_number_of_today_typed_at_the_kiosk_prints_its_slip_and_gives_nothing_away(house: AHouse) -> None:
    """Anybody may have read the number off a board: what it prints lets nobody follow or take up the visit."""
    visit, neighbour = house.kiosk("tb-certificate"), house.kiosk("tb-certificate")
    code = house.ask(lambda h: h.return_code(visit.id))
    with house.others_stay(visit):
        opened = house.do(lambda h: take_up_visit(h, (visit.number or "").lower(), LOBBY))
    assert opened.visit == visit != neighbour
    assert (opened.track, opened.track_url) == (None, None)
    ((_, paper),) = house.ask(lambda h: h.jobs(LOBBY, JobState.QUEUED))
    assert paper is not None
    assert paper == opened.slip
    assert code not in repr(paper).replace("-", "")
    assert not any(isinstance(block, Qr) for block in paper.blocks)


def test_what_is_printed_for_a_number_reads_alike_whatever_the_service(house: AHouse) -> None:
    waiting = [house.kiosk("attachment"), house.kiosk("tb-certificate"), house.kiosk("hiv-test", ANONYMOUS)]
    opened = [by_number(house, visit) for visit in waiting]
    kinds = [[type(block) for block in one.slip.blocks] for one in opened if one.slip is not None]
    assert kinds == [kinds[0]] * 3
    assert [one.way for one in opened] == [()] * 3
    own = house.take_up(waiting[0], LOBBY)
    assert own.slip is not None
    assert len(own.slip.blocks) > len(kinds[0])
    assert own.way


def by_number(house: AHouse, visit: Visit) -> Opened:
    return house.do(lambda h: take_up_visit(h, visit.number or "", LOBBY))


def test_a_missed_person_is_back_in_line_by_his_number(house: AHouse) -> None:
    visit = house.kiosk("reception")
    house.next("cabinet-17")
    house.move(house.at(visit, "reception"), Move.DISMISS, "cabinet-17")
    house.do(lambda h: take_up_visit(h, visit.number or "", None))
    assert house.at(visit, "reception").state is TicketState.WAITING


@pytest.mark.parametrize("number", ["A002", "A000", "Z999", "A1"])
def test_a_number_that_nobody_has_today_takes_up_nothing(house: AHouse, number: str) -> None:
    house.kiosk("attachment")
    with house.refuses("return_code_unknown", 422):
        house.do(lambda h: take_up_visit(h, number, None))


def test_a_number_of_yesterday_takes_up_nothing(house: AHouse) -> None:
    visit = house.kiosk("attachment")
    house.clock.go_on(hours=24)
    with house.refuses("return_code_unknown", 422):
        house.do(lambda h: take_up_visit(h, visit.number or "", None))


@pytest.mark.parametrize("result_is_in", [False, True])
def test_a_number_does_not_tell_that_its_owner_waits_for_a_result(house: AHouse, result_is_in: bool) -> None:
    """Anybody may type it: the answer is that of a certificate which was handed over."""
    ended = house.kiosk("tb-certificate")
    for counter in ("window-2", "cash-1", "cabinet-11"):
        (after,) = house.serve(counter).opened or (None,)
        if after is not None and after.state is TicketState.SERVING:
            house.finish(after, counter)
    assert house.visit(ended).state is VisitState.DONE
    visit = drawn(house)
    if result_is_in:
        house.task(house.at(visit, "counsel-after"), "result", "cabinet-14")
    answers = [refused_by_number(house, one.number or "") for one in (visit, ended)]
    assert answers[0] == answers[1] == ("visit_closed", 409, {"state": "done"})


def refused_by_number(house: AHouse, number: str) -> tuple[str, int, object]:
    with house.nothing_changes(), pytest.raises(Refusal) as refused:
        house.do(lambda h: take_up_visit(h, number, None))
    return refused.value.code, refused.value.status, refused.value.data


def test_who_is_in_line_for_his_result_gets_his_slip_again_by_his_number(house: AHouse) -> None:
    visit = drawn(house)
    house.task(house.at(visit, "counsel-after"), "result", "cabinet-14")
    house.take_up(visit)
    opened = house.do(lambda h: take_up_visit(h, visit.number or "", LOBBY))
    assert opened.job is not None
