"""The register check: who may ask, what is kept of it, and what the clerk can and cannot make of the answer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from server.desk.ask_register import MOST_LOOK_UPS, Question, keep_look_up, look_ups_for, question_of
from server.desk.do_task import TaskDone, do_task, known_of
from server.desk.house import Staff
from server.desk.import_register import import_list
from server.desk.tasks.register_check import taken_over
from server.domain.language import Language, Words
from server.domain.refusal import Refusal
from server.domain.register import Finding, Found, LookUp, NoAnswer, NoAnswerReason, RegisterAnswer
from server.domain.role import Role
from server.domain.task import TASKS, example_of
from server.domain.ticket import Move, Ticket
from tests.desk.a_house import CLERKS, AHouse, a_site, open_house

IIN, NEIGHBOUR = "950315590903", "890101199900"
SOURCE = Words("Ұлттық тіркелім", "Национальный регистр", "National register")
TEXT = Words("Есепте", "На учёте", "On record")
PRESENT, ABSENT = Found(Finding.PRESENT, TEXT, SOURCE), Found(Finding.ABSENT, TEXT, SOURCE)
SILENT = NoAnswer(NoAnswerReason.SLOW, SOURCE)


def seated(house: AHouse, service: str = "tb-certificate", counter: str = "window-2") -> Ticket:
    visit = house.kiosk(service)
    house.kiosk(service)
    house.next(counter)
    house.move(house.visit(visit).tickets[0], Move.START, counter)
    return house.visit(visit).tickets[0]


def question(house: AHouse, ticket: Ticket, by: Staff, iin: str = IIN) -> Question:
    return house.ask(lambda h: question_of(h, ticket.id, iin, by))


def look_up(
    house: AHouse, ticket: Ticket, answer: RegisterAnswer, iin: str = IIN, counter: str = "window-2"
) -> LookUp:
    asked = question(house, ticket, CLERKS[counter], iin)
    return house.do(lambda h: keep_look_up(h, ticket.id, asked, answer, CLERKS[counter]))


def kept(house: AHouse, ticket: Ticket) -> list[LookUp]:
    return house.ask(lambda h: h.look_ups_of(ticket.visit))


# who may ask


def test_who_serves_the_person_asks_the_register_of_the_service(house: AHouse) -> None:
    assert question(house, seated(house), CLERKS["window-2"]) == Question("tb-certificate", IIN)


@pytest.mark.parametrize("counter", ["window-1", "cash-1", "cabinet-11"])
def test_nobody_asks_who_does_not_sit_at_that_counter(house: AHouse, counter: str) -> None:
    ticket = seated(house)
    with house.refuses("not_seated", 403):
        question(house, ticket, CLERKS[counter])


def test_nobody_is_looked_up_before_he_sits_down(house: AHouse) -> None:
    visit = house.kiosk("tb-certificate")
    with house.refuses("task_not_ready"):
        question(house, house.at(visit, "check"), CLERKS["window-2"])


def test_no_register_is_asked_at_a_step_without_the_check(house: AHouse) -> None:
    ticket = seated(house, "house-call", "window-1")
    with house.refuses("task_unknown", 404):
        question(house, ticket, CLERKS["window-1"])


def test_the_register_is_not_asked_once_the_check_is_done(house: AHouse) -> None:
    ticket = seated(house)
    house.task(ticket, "register-check", "window-2")
    with house.refuses("task_done"):
        question(house, ticket, CLERKS["window-2"])


@pytest.mark.parametrize("iin", ["890101199901", "89010119990", "", "٨٩٠١٠١١٩٩٩٠٠"])
def test_no_register_is_asked_about_a_wrong_iin(house: AHouse, iin: str) -> None:
    ticket = seated(house)
    with house.refuses("iin_wrong", 422):
        question(house, ticket, CLERKS["window-2"], iin)


def test_nobody_fishes_in_the_register(house: AHouse) -> None:
    ticket, asked_often = seated(house), "register_asked_often"
    for _ in range(MOST_LOOK_UPS):
        look_up(house, ticket, ABSENT)
    with house.refuses(asked_often):
        question(house, ticket, CLERKS["window-2"], NEIGHBOUR)


# what is kept


@pytest.mark.parametrize("answer", [PRESENT, ABSENT, SILENT])
def test_it_is_kept_who_asked_when_and_what_was_said(house: AHouse, answer: RegisterAnswer) -> None:
    ticket = seated(house)
    made = look_up(house, ticket, answer)
    assert kept(house, ticket) == [made]
    assert (made.staff, made.ticket, made.iin, made.answer) == (
        "clerk-window-2",
        ticket.id,
        IIN,
        answer,
    )


@pytest.mark.parametrize("answer", [PRESENT, ABSENT])
def test_the_ledger_and_the_columns_tell_neither_whom_nor_what(house: AHouse, answer: Found) -> None:
    ticket = seated(house)
    look_up(house, ticket, answer)
    assert house.kinds()[-1] == "register_asked"
    facts = house.rows("SELECT facts FROM ledger ORDER BY seq DESC LIMIT 1")[0][0]
    row = str(house.rows("SELECT visit, at, ticket, staff FROM look_up"))
    assert not any(word in facts + row for word in (IIN, "present", "absent", "учёте"))


def test_a_look_up_changes_nothing_of_the_neighbour(house: AHouse) -> None:
    ticket = seated(house)
    neighbour = house.at(house.visits()[1], "check")
    with house.others_stay(house.visit(house.visits()[0])):
        look_up(house, ticket, PRESENT)
    assert kept(house, neighbour) == []


# who may see it


def seen_by(house: AHouse, ticket: Ticket, staff: Staff) -> int:
    visit = house.ask(lambda h: h.visit_of(ticket.id))
    return len(house.ask(lambda h: look_ups_for(h, visit, visit.ticket(ticket.id), staff)))


def test_the_finding_is_seen_by_the_step_and_the_doctor_who_signs_and_never_by_the_cashier(
    house: AHouse,
) -> None:
    ticket = seated(house)
    look_up(house, ticket, PRESENT)
    everybody = Staff("all", "all", tuple(Role))
    assert seen_by(house, ticket, CLERKS["window-2"]) == 1
    assert seen_by(house, ticket, CLERKS["cash-1"]) == 0
    house.task(ticket, "register-check", "window-2", finding="present")
    (enter,) = house.move(ticket, Move.FINISH, "window-2").opened
    house.task(enter, "journal-entry", "window-2", iin=IIN)
    (pay,) = house.move(enter, Move.FINISH, "window-2").opened
    assert seen_by(house, pay, CLERKS["cash-1"]) == 0
    assert seen_by(house, pay, everybody) == 0, "whatever else he is"
    house.serve("cash-1")
    sign = house.at(house.visits()[0], "sign")
    assert seen_by(house, sign, CLERKS["cabinet-11"]) == 1
    assert seen_by(house, sign, CLERKS["cabinet-12"]) == 0, "the doctor of another dispensary"


# what the clerk makes of it


def test_what_was_found_fills_in_the_forms(house: AHouse) -> None:
    ticket = seated(house)
    look_up(house, ticket, PRESENT)
    filled = house.ask(lambda h: taken_over(h, ticket.visit, Language.RU))
    assert filled == {
        "register-check": {"finding": "present", "source": "Национальный регистр", "iin": IIN},
        "journal-entry": {"iin": IIN},
    }


def test_no_answer_fills_in_only_the_iin_and_lets_the_clerk_say_what_he_found(house: AHouse) -> None:
    ticket = seated(house)
    look_up(house, ticket, SILENT)
    filled = house.ask(lambda h: taken_over(h, ticket.visit, Language.KK))
    assert filled == {"register-check": {"iin": IIN}, "journal-entry": {"iin": IIN}}
    house.task(ticket, "register-check", "window-2", finding="present", source="by telephone")
    assert [one.answer for one in kept(house, ticket)] == [SILENT]


@pytest.mark.parametrize(("answer", "other"), [(PRESENT, "absent"), (ABSENT, "present")])
def test_what_was_found_is_not_contradicted_without_a_reason(
    house: AHouse, answer: Found, other: str
) -> None:
    ticket = seated(house)
    look_up(house, ticket, answer)
    with house.refuses("register_says_otherwise", 422):
        house.task(ticket, "register-check", "window-2", finding=other)
    for why in ("  ", ".", "жоқ", "12345"):
        with house.refuses("register_says_otherwise", 422):
            house.task(ticket, "register-check", "window-2", finding=other, why_otherwise=why)
    done = house.task(ticket, "register-check", "window-2", finding=other, why_otherwise="a namesake")
    assert done.task.answers["why_otherwise"] == "a namesake"


def test_a_later_silence_does_not_take_back_what_was_found(house: AHouse) -> None:
    ticket = seated(house)
    look_up(house, ticket, PRESENT)
    look_up(house, ticket, SILENT)
    with house.refuses("register_says_otherwise", 422):
        house.task(ticket, "register-check", "window-2", finding="absent")


def test_a_slip_of_the_finger_is_mended_by_asking_again(house: AHouse) -> None:
    ticket = seated(house)
    look_up(house, ticket, PRESENT, NEIGHBOUR)
    look_up(house, ticket, ABSENT)
    house.task(ticket, "register-check", "window-2", finding="absent")
    assert len(kept(house, ticket)) == 2


@pytest.mark.parametrize("answer", [ABSENT, SILENT])
def test_nobody_is_certified_whom_the_register_was_not_asked_about(
    house: AHouse, answer: RegisterAnswer
) -> None:
    ticket = seated(house)
    look_up(house, ticket, answer)
    house.task(ticket, "register-check", "window-2", finding="absent")
    (enter,) = house.move(ticket, Move.FINISH, "window-2").opened
    with house.refuses("iin_not_checked", 422):
        house.task(enter, "journal-entry", "window-2", iin=NEIGHBOUR)
    house.task(enter, "journal-entry", "window-2", iin=IIN)


def entering(house: AHouse, *look_ups: tuple[RegisterAnswer, str], finding: str = "absent") -> Ticket:
    """The ticket at the entry in the journal, after a check with these look-ups."""
    ticket = seated(house)
    for answer, iin in look_ups:
        look_up(house, ticket, answer, iin)
    house.task(ticket, "register-check", "window-2", finding=finding)
    (enter,) = house.move(ticket, Move.FINISH, "window-2").opened
    return enter


@pytest.mark.parametrize("answer", [SILENT, ABSENT])
def test_a_mistyped_iin_about_which_the_register_was_silent_is_mended_at_the_entry(
    house: AHouse, answer: RegisterAnswer
) -> None:
    enter = entering(house, (SILENT, NEIGHBOUR))
    with house.refuses("iin_not_checked", 422):
        house.task(enter, "journal-entry", "window-2", iin=IIN)
    made = look_up(house, enter, answer)
    assert (made.ticket, kept(house, enter)[-1]) == (enter.id, made)
    assert seen_by(house, enter, CLERKS["window-2"]) == 2
    with house.refuses("iin_not_checked", 422):
        house.task(enter, "journal-entry", "window-2", iin=NEIGHBOUR)
    house.task(enter, "journal-entry", "window-2", iin=IIN)


def test_at_the_entry_the_register_is_not_asked_of_whom_it_has_said_something(house: AHouse) -> None:
    enter = entering(house, (ABSENT, IIN))
    with house.refuses("task_done"):
        question(house, enter, CLERKS["window-2"], NEIGHBOUR)


def test_the_register_is_not_asked_once_the_journal_is_written(house: AHouse) -> None:
    enter = entering(house, (SILENT, IIN))
    house.task(enter, "journal-entry", "window-2", iin=IIN)
    with house.refuses("task_done"):
        question(house, enter, CLERKS["window-2"], NEIGHBOUR)


@pytest.mark.parametrize(("by_hand", "said"), [("absent", PRESENT), ("present", ABSENT)])
def test_nobody_is_entered_of_whom_the_register_says_by_now_what_the_check_by_hand_did_not(
    house: AHouse, by_hand: str, said: Found
) -> None:
    enter = entering(house, (SILENT, NEIGHBOUR), finding=by_hand)
    look_up(house, enter, said)
    with house.refuses("finding_overtaken"):
        house.task(enter, "journal-entry", "window-2", iin=IIN)
    house.move(enter, Move.WITHDRAW, "window-2", ground="left")


def test_a_journal_is_written_without_a_look_up_where_the_check_was_made_by_hand(house: AHouse) -> None:
    ticket = seated(house)
    house.task(ticket, "register-check", "window-2")
    (enter,) = house.move(ticket, Move.FINISH, "window-2").opened
    house.task(enter, "journal-entry", "window-2", iin=NEIGHBOUR)
    assert kept(house, ticket) == []
    row = house.ask(lambda h: h.row_of_visit(ticket.visit))
    assert row is not None
    assert (row.values["iin"], row.values["finding"]) == (NEIGHBOUR, "absent")
    (check,) = [one for one in house.ask(lambda h: h.tasks_of(ticket.visit)) if one.task == "register-check"]
    assert check.answers["source"], "who found it by hand says where"


# a check by hand, past the register


def by_hand(house: AHouse, ticket: Ticket, **more: str) -> TaskDone:
    answers = {"finding": "absent", "source": "by telephone", **more}
    return house.do(lambda h: do_task(h, ticket.id, "register-check", answers, CLERKS["window-2"]))


def example(house: AHouse, ticket: Ticket) -> dict[str, Any]:
    regulation = house.regulation_of(ticket)
    return house.ask(
        lambda h: example_of(TASKS["register-check"], known_of(h, regulation, h.visit(ticket.visit)))
    )


@pytest.fixture(params=["a list", "over HTTP"])
def with_register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AHouse]:
    site = a_site()
    if request.param == "over HTTP":
        site = replace(site, registers=frozenset({"tb-certificate"}))
    house = open_house(tmp_path, site=site)
    if request.param == "a list":
        import_list(house.store, "tb-certificate", [IIN], 0, "test")
    yield house
    house.store.close()


@pytest.mark.parametrize(
    "why", [{}, *({"why_otherwise": why} for why in ("", "  ", ".", "жоқ", "1234567", "....."))]
)
def test_a_check_by_hand_is_refused_while_the_register_was_not_asked(
    with_register: AHouse, why: dict[str, str]
) -> None:
    ticket = seated(with_register)
    with with_register.nothing_changes(), pytest.raises(Refusal) as refused:
        by_hand(with_register, ticket, **why)
    assert (refused.value.code, refused.value.status) == ("register_not_asked", 422)
    assert refused.value.data == {"field": "why_otherwise"}


def test_it_is_accepted_where_it_is_said_why_the_register_was_not_asked_and_that_is_kept(
    with_register: AHouse,
) -> None:
    done = by_hand(with_register, seated(with_register), why_otherwise="the line is cut")
    assert done.task.answers["why_otherwise"] == "the line is cut"
    (facts,) = with_register.rows("SELECT facts FROM ledger ORDER BY seq DESC LIMIT 1")[0]
    assert "the line" not in str(facts)


def test_it_is_accepted_once_the_register_was_asked_and_gave_no_answer(with_register: AHouse) -> None:
    ticket = seated(with_register)
    look_up(with_register, ticket, SILENT)
    assert "why_otherwise" not in by_hand(with_register, ticket).task.answers


def test_that_the_register_was_asked_about_another_visit_is_not_enough(with_register: AHouse) -> None:
    ticket = seated(with_register)
    look_up(with_register, ticket, SILENT, NEIGHBOUR)
    by_hand(with_register, ticket)
    with_register.finish(ticket, "window-2")
    enter = with_register.at(with_register.visit(with_register.visits()[0]), "enter")
    with_register.finish(enter, "window-2")
    other = with_register.at(with_register.visits()[1], "check")
    with_register.next("window-2", other)
    with_register.move(other, Move.START, "window-2")
    with with_register.refuses("register_not_asked", 422):
        by_hand(with_register, other)


def test_it_is_accepted_where_the_service_has_no_register(house: AHouse) -> None:
    import_list(house.store, "narcological-certificate", [IIN], 0, "test")
    ticket = seated(house)
    assert "why_otherwise" not in example(house, ticket)
    by_hand(house, ticket)


def test_the_example_says_why_only_while_the_register_was_not_asked(with_register: AHouse) -> None:
    ticket = seated(with_register)
    assert example(with_register, ticket)["why_otherwise"]
    look_up(with_register, ticket, SILENT)
    assert "why_otherwise" not in example(with_register, ticket)


def test_the_example_is_accepted_while_the_register_was_not_asked(with_register: AHouse) -> None:
    ticket = seated(with_register)
    by_hand(with_register, ticket, **example(with_register, ticket))


def test_a_check_by_hand_is_refused_without_its_source(house: AHouse) -> None:
    ticket = seated(house)
    with house.refuses("unacceptable", 422):
        house.task(ticket, "register-check", "window-2", source=" ")


def test_what_was_sealed_for_one_visit_opens_for_no_other(house: AHouse) -> None:
    ticket = seated(house)
    look_up(house, ticket, PRESENT)
    other = house.visits()[1]
    moved = house.rows("SELECT at, ticket, staff, said FROM look_up")[0]
    house.do(
        lambda h: h.connection.execute("INSERT INTO look_up VALUES (?,?,?,?,?)", (other.id, *moved)), "test"
    )
    with pytest.raises(ValueError, match="does not open"):
        house.ask(lambda h: h.look_ups_of(other.id))


def test_a_refusal_says_which_field_it_is_about(house: AHouse) -> None:
    ticket = seated(house)
    look_up(house, ticket, PRESENT)
    with pytest.raises(Refusal) as caught:
        house.task(ticket, "register-check", "window-2", finding="absent")
    assert caught.value.data == {"field": "why_otherwise"}
