"""What becomes of a visit that a kiosk asked for and did not hear of in time."""

from collections.abc import Callable
from functools import partial

import pytest

from server.desk.check_in import take_up
from server.desk.commands import Command, Reply, ReplyKey
from server.desk.give_up import give_up
from server.desk.open_visit import Opened, VisitWanted, open_new_visit
from server.desk.outcome import jobs_to_print, record_outcome
from server.desk.turn_of_day import turn_day
from server.domain.job import JobState
from server.domain.language import Language
from server.domain.ticket import Move
from server.domain.visit import Visit, VisitState
from server.store.house import SqlHouse
from tests.desk.a_house import LOBBY, OFFICE, AHouse
from tests.desk.test_bookings import arrive, book

KIOSK, OTHER_KIOSK, CLERK = "device:kiosk-1", "device:kiosk-2", "staff:clerk-window-1"
KEY = "the-key-of-one-tap"


def asked(house: AHouse, actor: str = KIOSK, key: str = KEY, printer: str | None = LOBBY) -> Opened:
    """A visit that is opened under a key."""
    wanted = VisitWanted("tb-certificate", Language.KK, printer=printer)
    return under_key(house, lambda h: open_new_visit(h, wanted), actor, key)


def under_key(
    house: AHouse, use_case: Callable[[SqlHouse], Opened], actor: str = KIOSK, key: str = KEY
) -> Opened:
    made: list[Opened] = []

    def run(inside: SqlHouse) -> Reply:
        made.append(use_case(inside))
        return Reply(201, b"{}")

    house.store.submit(Command(actor, run, ReplyKey(key, b"what was asked")))
    (opened,) = made
    return opened


def given_up(house: AHouse, actor: str = KIOSK, key: str = KEY) -> None:
    house.do(lambda h: give_up(h, actor, key), actor)


def printer_tells(house: AHouse, opened: Opened, *states: JobState) -> None:
    assert opened.job is not None
    for state in states:
        house.do(partial(record_outcome, printer=LOBBY, job_id=opened.job.id, state=state, fault=None))


def to_be_printed(house: AHouse) -> list[str]:
    return [job.id for job, _ in house.ask(lambda h: jobs_to_print(h, LOBBY, JobState.QUEUED))]


def stands(house: AHouse, visit: Visit) -> tuple[VisitState, str | None]:
    found = house.visit(visit)
    return found.state, found.ground


OPEN, WITHDRAWN = (VisitState.OPEN, None), (VisitState.WITHDRAWN, "no_slip")


def test_what_was_not_done_cannot_be_done_any_more(house: AHouse) -> None:
    with house.nothing_changes():
        given_up(house)
        given_up(house)
    with house.refuses("key_reused"):
        asked(house)
    asked(house, key="the-key-of-another-tap")


@pytest.mark.parametrize("slip", [(), (JobState.FAILED,), (JobState.SENT, JobState.FAILED)])
def test_a_visit_whose_slip_did_not_come_out_is_withdrawn_by_the_kiosk(
    house: AHouse, slip: tuple[JobState, ...]
) -> None:
    opened, neighbour = asked(house), house.kiosk("tb-certificate", printer=LOBBY)
    printer_tells(house, opened, *slip)
    with house.others_stay(opened.visit):
        given_up(house)
    assert stands(house, opened.visit) == WITHDRAWN
    assert house.rows("SELECT state FROM job WHERE visit = ?", opened.visit.id) == [("failed",)]
    assert len(to_be_printed(house)) == 1, "the neighbour's"
    told = house.rows("SELECT actor FROM ledger WHERE kind = 'visit_withdrawn'")
    assert told == [(KIOSK,)]
    called = house.next("window-2").ticket
    assert (called and called.visit) == neighbour.id


def test_a_visit_that_no_printer_was_to_print_is_withdrawn(house: AHouse) -> None:
    opened = asked(house, printer=None)
    given_up(house)
    assert stands(house, opened.visit) == WITHDRAWN


def test_a_slip_that_was_given_up_is_claimed_by_no_printer(house: AHouse) -> None:
    opened = asked(house)
    given_up(house)
    with house.refuses("job_refused"):
        printer_tells(house, opened, JobState.SENT)


def test_a_ticket_that_was_withdrawn_is_not_told_to_whoever_repeats_himself(house: AHouse) -> None:
    asked(house)
    given_up(house)
    with house.refuses("key_reused"):
        asked(house)
    with house.nothing_changes():
        given_up(house)


@pytest.mark.parametrize(
    ("end", "becomes"),
    [(JobState.PRINTED, OPEN), (JobState.UNKNOWN, OPEN), (JobState.FAILED, WITHDRAWN)],
)
def test_while_its_slip_is_being_printed_a_visit_is_not_settled(
    house: AHouse, end: JobState, becomes: tuple[VisitState, str | None]
) -> None:
    opened = asked(house)
    printer_tells(house, opened, JobState.SENT)
    with house.refuses("slip_under_way"):
        given_up(house)
    printer_tells(house, opened, end)
    given_up(house)
    assert stands(house, opened.visit) == becomes


@pytest.mark.parametrize("end", [JobState.PRINTED, JobState.UNKNOWN])
def test_a_visit_whose_slip_may_be_in_his_hand_stays(house: AHouse, end: JobState) -> None:
    opened = asked(house)
    printer_tells(house, opened, JobState.SENT, end)
    with house.nothing_changes():
        given_up(house)
    assert stands(house, opened.visit) == OPEN


@pytest.mark.parametrize("moves", [(), (Move.PUT_BACK,), (Move.START,), (Move.DISMISS,), (Move.HOLD,)])
def test_whoever_was_called_stays_and_no_slip_comes_out_behind_him(
    house: AHouse, moves: tuple[Move, ...]
) -> None:
    opened = asked(house)
    ticket = house.next("window-2").ticket
    assert ticket is not None
    for move in moves:
        house.move(ticket, move, "window-2")
    before = house.visit(opened.visit)
    given_up(house)
    assert house.visit(opened.visit) == before
    assert to_be_printed(house) == []


@pytest.mark.parametrize("printer", [LOBBY, None])
def test_whoever_was_found_in_line_by_the_desk_and_given_a_slip_there_stays(
    house: AHouse, printer: str | None
) -> None:
    opened = asked(house, printer=printer)
    found = house.do(lambda h: take_up(h, opened.visit.number or "", OFFICE))
    assert found.job is not None
    given_up(house)
    assert stands(house, opened.visit) == OPEN
    assert to_be_printed(house) == [], "that of the kiosk"
    assert house.rows("SELECT id FROM job WHERE state = 'queued'") == [(found.job.id,)]


def test_whoever_was_sent_to_another_counter_uncalled_stays(house: AHouse) -> None:
    opened = asked(house)
    house.move(opened.tickets[0], Move.REDIRECT, "window-2", to="window-4")
    given_up(house)
    assert stands(house, opened.visit) == OPEN


def test_what_is_over_stays_as_it_ended(house: AHouse) -> None:
    opened = asked(house)
    house.end(opened.visit, Move.WITHDRAW, "window-2", "left")
    given_up(house)
    assert stands(house, opened.visit) == (VisitState.WITHDRAWN, "left")


@pytest.mark.parametrize("owner", [OTHER_KIOSK, CLERK])
def test_a_kiosk_does_not_give_up_what_another_asked(house: AHouse, owner: str) -> None:
    opened = asked(house, owner)
    with house.nothing_changes():
        given_up(house)
    assert stands(house, opened.visit) == OPEN
    assert len(to_be_printed(house)) == 1
    given_up(house, owner)
    assert stands(house, opened.visit) == WITHDRAWN


def test_a_kiosk_gives_up_what_it_asked_under_that_key_and_nothing_else(house: AHouse) -> None:
    first, second = asked(house), asked(house, key="the-key-of-another-tap")
    given_up(house)
    assert (stands(house, first.visit), stands(house, second.visit)) == (WITHDRAWN, OPEN)


def test_a_visit_of_an_earlier_day_stays_until_its_day_turns(house: AHouse) -> None:
    opened = asked(house)
    house.clock.go_on(days=1)
    given_up(house)
    assert stands(house, opened.visit) == OPEN
    assert to_be_printed(house) == []
    house.do(turn_day)
    assert stands(house, opened.visit) == (VisitState.WITHDRAWN, "day_ended")


def test_whoever_came_back_to_his_visit_keeps_it_without_a_slip(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    code = house.ask(lambda h: h.return_code(visit.id))
    under_key(house, lambda h: take_up(h, code, LOBBY))
    assert len(to_be_printed(house)) == 1
    given_up(house)
    assert stands(house, visit) == OPEN
    assert to_be_printed(house) == []


def test_whoever_came_to_his_booked_time_is_here_and_stays_in_the_line_of_his_doctor(house: AHouse) -> None:
    booked = book(house, "d-1@2026-11-24T09:20")
    house.clock.go_on(days=1)
    code = house.ask(lambda h: h.return_code(booked.id))
    opened = under_key(house, lambda h: take_up(h, code, LOBBY))
    given_up(house)
    assert stands(house, opened.visit) == OPEN
    assert to_be_printed(house) == []
    assert arrive(house, booked).visit.number == opened.visit.number, "and the desk finds him there"


def test_a_command_that_gives_up_its_own_key_is_answered_and_harms_nobody(house: AHouse) -> None:
    def run(inside: SqlHouse) -> Reply:
        give_up(inside, KIOSK, KEY)
        return Reply(204, b"")

    command = Command(KIOSK, run, ReplyKey(KEY, b"giving up"))
    assert house.store.submit(command) == Reply(204, b"")
    assert house.store.submit(command) == Reply(204, b"", replayed=True)
    with house.refuses("key_reused"):
        asked(house)
