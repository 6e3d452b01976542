"""The journals: numbered without gaps, filled in once, put right by a new row, and never overwritten."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from server.desk import house_calls
from server.desk import journal as desk
from server.desk.house import Staff
from server.desk.house_of_timetables import HouseCallDone
from server.domain.booking import Outcome
from server.domain.journal import CELLS, ExportForm, Link, Row, Search, writers
from server.domain.keeping import Keeping
from server.domain.language import Language
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.domain.ticket import Move, Ticket
from server.domain.timetable import clock_text
from server.domain.visit import Visit
from server.store.purge import purge
from tests.desk.a_house import CLERKS, AHouse

REGISTRAR, SUPERVISOR = CLERKS["window-3"], Staff("chief", "chief", (Role.SUPERVISOR,))
NARCO, TB = "narcological-certificate", "tb-certificate"


def row_of(house: AHouse, visit: Visit) -> Row:
    found = house.ask(lambda h: h.row_of_visit(visit.id))
    assert found is not None
    return found


def rows(house: AHouse, journal: str = NARCO, **more: Any) -> list[Row]:
    return house.ask(lambda h: h.find_rows(Search(journal, **more), 100))


def begun(house: AHouse, visit: Visit, step: str, counter: str) -> Ticket:
    ticket = house.at(visit, step)
    house.next(counter, ticket)
    house.move(ticket, Move.START, counter)
    return house.ticket(ticket)


def entered(house: AHouse, service: str = NARCO, **answers: str) -> Visit:
    """Somebody has been entered in the journal of that certificate; the certificate is not made yet."""
    counter = "window-3" if service == NARCO else "window-2"
    visit = house.kiosk(service)
    house.finish(begun(house, visit, "check", counter), counter)
    step = "draft" if service == NARCO else "enter"
    house.task(house.at(visit, step), "journal-entry", counter, **answers)
    return visit


# what the steps write


def test_a_certificate_is_a_row_that_its_steps_fill(house: AHouse) -> None:
    visit = entered(house)
    row = row_of(house, visit)
    assert (row.year, row.number, row.visit, row.staff) == (2026, 1, visit.id, "clerk-window-3")
    assert row.received_at == visit.opened_at < row.entered_at
    assert row.cells["full_name"] == "Аманов Арман"
    assert (row.cells["finding"], row.cells["clerk"]) == ("absent", "clerk-window-3")
    assert row.later == {}
    house.finish(house.at(visit, "draft"), "window-3")
    house.serve("cash-1")
    house.serve("cabinet-13")
    assert "issued_on" not in row_of(house, visit).later
    house.serve("window-3")
    later = row_of(house, visit).later
    assert {name: filled.value for name, filled in later.items()} == {
        "certificate_number": "1/2026",
        "receipt_number": "1/2026",
        "issued_on": "2026-11-23",
        "issued_by": "clerk-window-3",
    }
    assert house.kinds().count("journal_entered") == 1
    assert house.kinds().count("journal_noted") == 3


def test_a_doctor_who_hands_the_certificate_over_himself_is_who_issued_it(house: AHouse) -> None:
    visit = entered(house, TB)
    house.finish(house.at(visit, "enter"), "window-2")
    house.serve("cash-1")
    house.serve("cabinet-11")
    assert row_of(house, visit).values["issued_by"] == "clerk-cabinet-11"


def test_a_call_a_booking_and_an_attachment_have_journals_of_their_own(house: AHouse) -> None:
    visits = [house.kiosk(service) for service in ("house-call", "appointment", "attachment")]
    for _ in visits:
        house.serve("window-1")
    call, booking, attachment = (row_of(house, visit) for visit in visits)
    assert [row.number for row in (call, booking, attachment)] == [1, 1, 1]
    assert call.cells["complaint"] == "Дене қызуы көтерілді"
    assert "told_at" in call.cells
    booked = house.ask(lambda h: h.booking_of_visit(visits[1].id))
    assert booked is not None
    assert booking.cells["doctor"] == house.ask(lambda h: h.doctor(booked.doctor)).name
    assert (booking.cells["day"], booking.cells["time"]) == (booked.day.isoformat(), clock_text(booked.opens))
    assert call.cells["district"]
    assert (attachment.cells["decision"], attachment.cells["organisation_left"]) == ("attached", "№ 2 емхана")


def test_an_examination_and_a_reception_leave_no_row(house: AHouse) -> None:
    hiv, reception = house.kiosk("hiv-test", kind="voluntary-anonymous"), house.kiosk("reception")
    house.serve("cabinet-14")
    house.serve("cabinet-17")
    assert house.ask(lambda h: [h.row_of_visit(one.id) for one in (hiv, reception)]) == [None, None]
    assert house.do(lambda h: desk.note_in_journal(h, hiv.id, receipt_number="1")) is None


# numbers


def test_numbers_have_no_gaps_though_an_entry_was_refused(house: AHouse) -> None:
    first = entered(house)
    with house.refuses("journal_entered"):
        house.do(lambda h: desk.enter(h, h.visit(first.id), {}, REGISTRAR))
    house.finish(house.at(first, "draft"), "window-3")
    second = entered(house)
    assert [row_of(house, visit).number for visit in (first, second)] == [1, 2]


def test_each_journal_counts_for_itself_and_begins_anew_each_year(house: AHouse) -> None:
    first = entered(house)
    house.finish(house.at(first, "draft"), "window-3")
    assert row_of(house, entered(house, TB)).number == 1
    house.clock.go_on(days=40)
    row = row_of(house, entered(house))
    assert (row.year, row.number) == (2027, 1)


# what comes later


def test_a_cell_is_filled_once(house: AHouse) -> None:
    visit, other = entered(house), entered(house, TB)
    house.do(lambda h: desk.note_in_journal(h, visit.id, receipt_number="17/2026"))
    first = row_of(house, visit)
    house.do(lambda h: desk.note_in_journal(h, visit.id, receipt_number="17/2026"))
    assert row_of(house, visit) == first, "said again, it changes nothing"
    house.do(
        lambda h: desk.note_in_journal(h, visit.id, issued_on=date(2026, 11, 23), receipt_number="18/2026")
    )
    assert house.ask(lambda h: h.journal_row(first.id)).values == first.values
    fresh = row_of(house, visit)
    assert (fresh.corrects, fresh.values["receipt_number"]) == (Link(first.id, 1), "18/2026")
    assert row_of(house, other).later == {}


@pytest.mark.parametrize(
    "cell",
    ["receipt_number", "certificate_number", "issued_on", "issued_by", "handed_over_on", "ground"],
)
def test_nobody_fills_in_by_hand_what_a_deed_of_the_house_writes(house: AHouse, cell: str) -> None:
    row = row_of(house, entered(house))
    with house.refuses("cell_of_deed"):
        house.do(lambda h: desk.fill_in(h, row, {cell: "2026-11-23"}, REGISTRAR))
    with house.refuses("cell_of_deed"):
        house.do(lambda h: desk.correct(h, row, {cell: "2026-11-23"}, "Қате", REGISTRAR))


def test_a_number_that_stands_there_already_keeps_no_deed_from_being_done(house: AHouse) -> None:
    visit = entered(house)
    written: dict[str, Any] = {
        "certificate_number": "9/2026",
        "receipt_number": "7/2026",
        "issued_on": "2026-11-20",
    }
    row = amended(house, visit, **written)
    house.finish(house.at(visit, "draft"), "window-3")
    for counter in ("cash-1", "cabinet-13", "window-3"):
        house.serve(counter)
    values = row_of(house, visit).values
    assert [values[cell] for cell in written] == ["1/2026", "1/2026", "2026-11-23"]
    kept = house.ask(lambda h: h.journal_row(row.id))
    assert {cell: kept.values[cell] for cell in written} == written, "a new row, never an overwrite"
    assert row_of(house, visit).ground == "Іс жүзінде басқаша болды / На деле вышло иначе"
    assert (row_of(house, visit).staff, values["clerk"]) == ("site", "clerk-window-3")


def test_how_a_call_went_is_recorded_though_somebody_wrote_something_else_in_the_journal(
    house: AHouse,
) -> None:
    visit = house.kiosk("house-call")
    house.serve("window-1")
    row = row_of(house, visit)
    house.do(lambda h: desk.fill_in(h, row, {"outcome": "nobody_home"}, CLERKS["window-1"]))
    (call,) = house.ask(lambda h: h.house_calls_of_visit(visit.id))
    done = HouseCallDone(Outcome.TREATED_AT_HOME)
    house.do(lambda h: house_calls.record_outcome(h, call.id, done, h.now, CLERKS["window-1"]))
    assert row_of(house, visit).values["outcome"] == "treated_at_home"
    assert house.ask(lambda h: h.journal_row(row.id)).values["outcome"] == "nobody_home"


def test_what_was_entered_is_no_cell_that_comes_later(house: AHouse) -> None:
    visit = entered(house)
    with pytest.raises(LookupError, match="full_name"):
        house.do(lambda h: desk.note_in_journal(h, visit.id, full_name="Another"))


def test_a_clerk_fills_in_how_a_call_went(house: AHouse) -> None:
    visit = house.kiosk("house-call")
    house.serve("window-1")
    cells = {"outcome": "treated_at_home", "outcome_at": "2026-11-23T09:30:00+05:00"}

    def fill(by: Staff, what: dict[str, Any]) -> None:
        row = row_of(house, visit)
        house.do(lambda h: desk.fill_in(h, row, what, by))

    with house.refuses("forbidden", 403):
        fill(REGISTRAR, cells)
    with house.refuses("unknown_field", 400):
        fill(CLERKS["window-1"], {"complaint": "x"})
    with house.refuses("malformed", 400):
        fill(CLERKS["window-1"], {"outcome": " "})
    with house.refuses("unacceptable", 422):
        fill(CLERKS["window-1"], {"outcome": "Қаралды"})
    fill(CLERKS["window-1"], cells)
    assert row_of(house, visit).values["outcome"] == "treated_at_home"
    with house.refuses("cell_filled"):
        fill(CLERKS["window-1"], {"outcome": "nobody_home"})


# corrections


def correct(house: AHouse, row: Row, ground: str = "Қате", by: Staff = REGISTRAR, **cells: Any) -> Row:
    return house.do(lambda h: desk.correct(h, h.journal_row(row.id), cells, ground, by))


def test_a_correction_is_a_new_row_and_the_old_one_stays_as_it_was(house: AHouse) -> None:
    visit, other = entered(house), entered(house, TB)
    house.do(lambda h: desk.note_in_journal(h, visit.id, receipt_number="17/2026"))
    old = row_of(house, visit)
    with house.others_stay(other):
        fresh = correct(house, old, full_name="Аманов Арлан")
    assert (fresh.number, fresh.corrects, fresh.ground) == (2, Link(old.id, 1), "Қате")
    assert fresh.received_at == old.received_at
    assert fresh.values == {**old.values, "full_name": "Аманов Арлан"}
    kept = house.ask(lambda h: h.journal_row(old.id))
    assert (kept.values, kept.corrected_by) == (old.values, Link(fresh.id, 2))
    assert row_of(house, visit).id == fresh.id
    assert row_of(house, other).corrected_by is None
    assert "Арлан" not in str(house.rows("SELECT facts FROM ledger"))


def test_what_comes_after_a_correction_is_filled_into_the_new_row(house: AHouse) -> None:
    visit = entered(house)
    old = row_of(house, visit)
    correct(house, old, purpose="Оқуға түсу")
    house.finish(house.at(visit, "draft"), "window-3")
    assert row_of(house, visit).values["certificate_number"] == "1/2026"
    assert house.ask(lambda h: h.journal_row(old.id)).later == {}


def test_a_row_is_corrected_once_and_then_its_correction_is(house: AHouse) -> None:
    old = row_of(house, entered(house))
    fresh = correct(house, old, purpose="Оқуға түсу")
    with house.refuses("row_corrected"):
        correct(house, old, purpose="Басқа")
    assert correct(house, fresh, purpose="Басқа").number == 3


def amended(house: AHouse, visit: Visit, **cells: Any) -> Row:
    """What the house itself puts right."""
    row = house.do(lambda h: desk.amend_in_journal(h, visit.id, "Қате", REGISTRAR, **cells))
    assert row is not None
    return row


def test_a_cell_that_was_filled_wrongly_is_put_right_and_may_be_emptied(house: AHouse) -> None:
    visit, clerk = house.kiosk("house-call"), CLERKS["window-1"]
    house.serve("window-1")
    house.do(lambda h: desk.fill_in(h, row_of(house, visit), {"outcome": "nobody_home"}, clerk))
    assert "outcome" not in correct(house, row_of(house, visit), by=clerk, outcome="").values


@pytest.mark.parametrize("cell", ["receipt_number", "certificate_number", "issued_on"])
def test_what_a_deed_wrote_is_not_emptied_by_hand(house: AHouse, cell: str) -> None:
    visit = entered(house, TB)
    house.finish(house.at(visit, "enter"), "window-2")
    house.serve("cash-1")
    house.serve("cabinet-11")
    with house.refuses("cell_of_deed"):
        house.do(lambda h: desk.correct(h, row_of(house, visit), {cell: ""}, "Қате", CLERKS["window-2"]))


def test_the_house_amends_what_is_void(house: AHouse) -> None:
    visit = entered(house)
    house.do(lambda h: desk.note_in_journal(h, visit.id, receipt_number="17/2026"))
    amended = house.do(
        lambda h: desk.amend_in_journal(h, visit.id, "Чек жойылды", REGISTRAR, receipt_number="18/2026")
    )
    assert amended is not None
    assert row_of(house, visit).values["receipt_number"] == "18/2026"


@pytest.mark.parametrize(
    ("cells", "ground", "code", "status"),
    [
        ({"purpose": "Басқа"}, "  ", "unacceptable", 422),
        ({"purpose": "Басқа"}, "а" * 201, "unacceptable", 422),
        ({}, "Қате", "unacceptable", 422),
        ({"purpose": "Жұмысқа орналасу"}, "Қате", "unacceptable", 422),
        ({"number": "7"}, "Қате", "unknown_field", 400),
        ({"clerk": "x"}, "Қате", "unknown_field", 400),
        ({"shoes": "x"}, "Қате", "unknown_field", 400),
        ({"purpose": 7}, "Қате", "malformed", 400),
        ({"purpose": "а" * 201}, "Қате", "unacceptable", 422),
        ({"iin": "890101199901"}, "Қате", "iin_wrong", 422),
        ({"birth_date": "1890-02-30"}, "Қате", "unacceptable", 422),
        ({"birth_date": "2999-01-01"}, "Қате", "unacceptable", 422),
        ({"birth_date": ""}, "Қате", "unacceptable", 422),
        ({"finding": "maybe"}, "Қате", "unacceptable", 422),
        ({"iin": ""}, "Қате", "iin_wrong", 422),
        ({"full_name": ""}, "Қате", "unacceptable", 422),
        ({"full_name": "\u2800\u2800"}, "Қате", "unacceptable", 422),
        ({"full_name": "\u3164"}, "Қате", "unacceptable", 422),
        ({"full_name": "a" + "\u0301" * 100}, "Қате", "unacceptable", 422),
        ({"full_name": "＝HYPERLINK(1)"}, "Қате", "unacceptable", 422),
        ({"applicant": "\u3164"}, "Қате", "unacceptable", 422),
        ({"purpose": "Басқа"}, "\u2800", "unacceptable", 422),
        ({"complaint": "Жөтел"}, "Қате", "unknown_field", 400),
        ({"arrived": True}, "Қате", "unknown_field", 400),
        ({"outcome_at": "2026-11-23T09:00"}, "Қате", "unknown_field", 400),
    ],
)
def test_a_wrong_correction_leaves_nothing(
    house: AHouse, cells: dict[str, Any], ground: str, code: str, status: int
) -> None:
    row = row_of(house, entered(house))
    with house.refuses(code, status):
        correct(house, row, ground, **cells)


@pytest.mark.parametrize(
    ("service", "cells", "code", "status"),
    [
        ("house-call", {"outcome": "maybe"}, "unacceptable", 422),
        ("house-call", {"outcome_at": "tomorrow"}, "unacceptable", 422),
        ("house-call", {"outcome_at": "0001-01-01T00:00"}, "unacceptable", 422),
        ("house-call", {"doctor_kind": "maybe"}, "unacceptable", 422),
        ("house-call", {"phone": ""}, "unacceptable", 422),
        ("house-call", {"finding": "absent"}, "unknown_field", 400),
        ("appointment", {"arrived": "yes"}, "malformed", 400),
        ("appointment", {"time": "25:00"}, "unacceptable", 422),
        ("appointment", {"purpose": "Басқа"}, "unknown_field", 400),
        ("attachment", {"decision": "maybe"}, "unacceptable", 422),
        ("attachment", {"district": ""}, "unacceptable", 422),
    ],
)
def test_a_wrong_correction_leaves_nothing_in_a_journal_of_the_registry(
    house: AHouse, service: str, cells: dict[str, Any], code: str, status: int
) -> None:
    visit = house.kiosk(service)
    house.serve("window-1")
    with house.refuses(code, status):
        correct(house, row_of(house, visit), by=CLERKS["window-1"], **cells)


@pytest.mark.parametrize(
    ("service", "cells"),
    [
        ("house-call", {"outcome": "nobody_home", "doctor_kind": "paediatrician", "age": "7"}),
        ("house-call", {"full_name": "Аманов-Сейітов Д'Арман", "visit_time": "14:00–16:00", "applicant": ""}),
        ("appointment", {"arrived": True, "time": "08:30", "phone": "+7 701"}),
        ("attachment", {"decision": "refused", "organisation_left": "", "district": "8"}),
    ],
)
def test_what_a_form_would_take_is_corrected_and_what_it_does_not_need_is_emptied(
    house: AHouse, service: str, cells: dict[str, Any]
) -> None:
    visit = house.kiosk(service)
    house.serve("window-1")
    values = correct(house, row_of(house, visit), by=CLERKS["window-1"], **cells).values
    assert {name: values.get(name, "") for name in cells} == cells


@pytest.mark.parametrize("counter", ["cash-1", "window-1", "window-2", "cabinet-13", "cabinet-14"])
def test_who_does_not_write_in_a_journal_does_not_correct_it(house: AHouse, counter: str) -> None:
    row = row_of(house, entered(house))
    with house.refuses("forbidden", 403):
        correct(house, row, by=CLERKS[counter], purpose="Басқа")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_who_looks_after_the_house_reads_and_does_not_write(house: AHouse, role: Role) -> None:
    row = row_of(house, entered(house))
    onlooker = Staff("onlooker", "onlooker", (role,))
    assert house.ask(lambda h: desk.row_read_by(h, NARCO, row.id, onlooker)) == row
    with house.refuses("forbidden", 403):
        correct(house, row, by=onlooker, purpose="Басқа")


# who reads


@pytest.mark.parametrize(
    ("service", "roles"),
    [
        ("house-call", {Role.REGISTRY_CLERK}),
        ("appointment", {Role.REGISTRY_CLERK}),
        ("attachment", {Role.REGISTRY_CLERK}),
        (TB, {Role.OPERATOR, Role.PHTHISIATRICIAN}),
        (NARCO, {Role.REGISTRAR}),
    ],
)
def test_a_journal_is_read_by_those_who_write_in_it_and_by_those_who_answer_for_the_house(
    house: AHouse, service: str, roles: set[Role]
) -> None:
    allowed = roles | {Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR}
    for role in Role:
        onlooker = Staff("x", "x", (role,))
        may = house.ask(lambda h, who=onlooker: desk.may_read(h, service, who))  # type: ignore[misc]
        assert may is (role in allowed), role
    assert writers(house.store.site.regulation(service)) == roles


def test_a_row_of_another_journal_is_not_found_in_this_one(house: AHouse) -> None:
    row = row_of(house, entered(house, TB))
    with pytest.raises(Refusal) as refused:
        house.ask(lambda h: desk.row_read_by(h, NARCO, row.id, SUPERVISOR))
    assert refused.value.status == 404


# refusals


def test_a_refusal_after_the_entry_is_noted_in_its_row(house: AHouse) -> None:
    visit, other = entered(house), entered(house, TB)
    house.move(house.at(visit, "draft"), Move.REFUSE, "window-3", ground="data_untrue")
    assert row_of(house, visit).values["ground"] == "data_untrue"
    assert row_of(house, other).later == {}


def test_a_refusal_before_the_entry_leaves_no_row_but_in_the_attachment_journal(house: AHouse) -> None:
    call = house.kiosk("house-call")
    house.move(begun(house, call, "record", "window-1"), Move.REFUSE, "window-1", ground="not_attached")
    assert rows(house, "house-call") == []
    visit = house.kiosk("attachment", iin="890101199900")
    ticket = begun(house, visit, "register", "window-1")
    house.task(ticket, "application", "window-1")
    house.move(ticket, Move.REFUSE, "window-1", ground="documents_incomplete")
    row = row_of(house, visit)
    assert (row.cells["decision"], row.cells["ground"]) == ("refused", "documents_incomplete")
    assert (row.cells["full_name"], row.cells["iin"]) == ("Аманов Арман", "890101199900")


def test_who_was_attached_and_is_refused_after_all_has_a_correction(house: AHouse) -> None:
    visit = house.kiosk("attachment")
    ticket = begun(house, visit, "register", "window-1")
    for task in ("application", "attachment-entry"):  # his paper is not handed over yet
        house.task(ticket, task, "window-1")
    house.move(ticket, Move.REFUSE, "window-1", ground="data_untrue")
    refused, attached = rows(house, "attachment")
    assert (refused.cells["decision"], refused.corrects) == ("refused", Link(attached.id, 1))
    assert attached.cells["decision"] == "attached"


def test_paper_refused_by_the_doctor_is_noted_once_though_it_is_handed_over_later(house: AHouse) -> None:
    visit = entered(house)
    house.finish(house.at(visit, "draft"), "window-3")
    (sign,) = [ticket for ticket in house.visit(visit).open_tickets if ticket.step == "sign"]
    house.next("cabinet-13", sign)
    house.move(sign, Move.REFUSE, "cabinet-13", ground="data_untrue")
    house.move(begun(house, visit, "issue", "window-3"), Move.REFUSE, "window-3", ground="no_consent")
    assert row_of(house, visit).values["ground"] == "data_untrue"


# search


@pytest.fixture
def three(house: AHouse) -> list[Row]:
    people = [
        ("Сейітова Әсем  Ерланқызы", "890101199900"),
        ("ПЁТРОВ Пётр", "751231299909"),
        ("Сейітова Гүл", "890101199900"),
    ]
    found = []
    for name, iin in people:
        visit = entered(house, full_name=name, iin=iin)
        house.finish(house.at(visit, "draft"), "window-3")
        found.append(row_of(house, visit))
        house.clock.go_on(days=1)
    return found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [2, 1, 0]),
        ({"oldest_first": True}, [0, 1, 2]),
        ({"name": "сейітова"}, [2, 0]),
        ({"name": "Сейітова  ӘСЕМ"}, [0]),
        ({"name": "Сейітова Әсем Ерланқызы"}, [0]),
        ({"name": "Сейітова Әсем Асқарқызы"}, []),
        ({"name": "петров"}, [1]),
        ({"name": "Петров Петр"}, [1]),
        ({"name": "Сейіт"}, []),
        ({"iin": "890101199900"}, [2, 0]),
        ({"iin": "880229699907"}, []),
        ({"number": 2}, [1]),
        ({"number": 2, "year": 2026}, [1]),
        ({"number": 2, "year": 2025}, []),
        ({"number": 2, "iin": "890101199900"}, []),
        ({"name": "сейітова", "iin": "751231299909"}, []),
    ],
)
def test_a_row_is_found_by_number_iin_and_name_however_it_is_written(
    house: AHouse, three: list[Row], asked: dict[str, Any], found: list[int]
) -> None:
    assert [row.id for row in rows(house, **asked)] == [three[at].id for at in found]


def test_rows_are_found_by_the_day_of_their_entry_and_leafed_through(house: AHouse, three: list[Row]) -> None:
    since, until = house.ask(lambda h: desk.moments(h, date(2026, 11, 24), date(2026, 11, 25)))
    assert [row.id for row in rows(house, since=since, until=until)] == [three[2].id, three[1].id]
    assert [row.id for row in rows(house, beyond=three[2].id)] == [three[1].id, three[0].id]
    assert [row.id for row in rows(house, beyond=three[0].id, oldest_first=True)] == [
        three[1].id,
        three[2].id,
    ]
    assert rows(house, TB) == []


def test_who_was_corrected_is_found_by_both_names(house: AHouse, three: list[Row]) -> None:
    put_right = {"full_name": "Петрова Анна"}
    fresh = house.do(lambda h: desk.amend_in_journal(h, three[1].visit, "Қате", REGISTRAR, **put_right))
    assert fresh is not None
    assert [row.id for row in rows(house, name="петрова")] == [fresh.id]
    assert [row.id for row in rows(house, name="петров")] == [three[1].id]


# exports


def test_an_export_is_in_the_ledger_before_anybody_has_it(house: AHouse, three: list[Row]) -> None:
    days = date(2026, 11, 23), date(2026, 11, 24)
    export = house.do(
        lambda h: desk.order_export(h, NARCO, *days, ExportForm.CSV, Language.KK, SUPERVISOR), "staff:chief"
    )
    (actor, facts) = house.rows("SELECT actor, facts FROM ledger WHERE kind = 'journal_exported'")[0]
    assert actor == "staff:chief"
    assert '"rows":2' in facts
    assert '"since":"2026-11-23","until":"2026-11-24"' in facts
    assert "Сейітова" not in facts
    given = house.ask(lambda h: list(h.rows_of_export(h.export(export.id))))
    assert [row.id for row in given] == [three[0].id, three[1].id]


def test_an_export_holds_what_stood_there_when_it_was_ordered(house: AHouse) -> None:
    visit = entered(house)
    today = date(2026, 11, 23)
    export = house.do(
        lambda h: desk.order_export(h, NARCO, today, today, ExportForm.XLSX, Language.RU, SUPERVISOR)
    )
    house.clock.go_on(minutes=1)
    house.do(lambda h: desk.note_in_journal(h, visit.id, receipt_number="17/2026"))
    correct(house, row_of(house, visit), purpose="Басқа")
    (row,) = house.ask(lambda h: list(h.rows_of_export(export)))
    assert (row.later, export.rows) == ({}, 1)


@pytest.mark.parametrize("days", [-2, 366, 4000])
def test_no_more_than_a_year_is_given_out_and_no_day_backwards(house: AHouse, days: int) -> None:
    first = date(2026, 1, 1)
    with house.refuses("unacceptable", 422):
        house.do(
            lambda h: desk.order_export(
                h, NARCO, first, first + timedelta(days=days), ExportForm.CSV, Language.KK, SUPERVISOR
            )
        )


def test_the_cashier_exports_nothing(house: AHouse) -> None:
    day = date(2026, 11, 23)
    with house.refuses("forbidden", 403):
        house.do(
            lambda h: desk.order_export(h, NARCO, day, day, ExportForm.CSV, Language.KK, CLERKS["cash-1"])
        )


# who reads a person in full


def test_who_oversees_and_does_not_write_reads_a_row_masked(house: AHouse) -> None:
    visit = entered(house, full_name="Маркеров Маркер", iin="751231299909", address="Маркер көшесі")
    row = row_of(house, visit)
    house.do(lambda h: desk.correct(h, row, {"purpose": "Маркер"}, "Маркер айтты", REGISTRAR))
    (corrected, first) = rows(house)
    assert house.ask(partial(desk.as_read_by, row=first, staff=REGISTRAR)) == first
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR):
        reader = Staff("reader", "reader", (role,))
        seen = [house.ask(partial(desk.as_read_by, row=one, staff=reader)) for one in (first, corrected)]
        assert [one.cells["full_name"] for one in seen] == ["М••• М•••"] * 2
        assert [one.cells["iin"] for one in seen] == ["751231••••09"] * 2
        assert "Маркер" not in repr(seen)
        assert "absent" not in repr(seen)
        assert [one.number for one in seen] == [first.number, corrected.number]
        assert seen[1].corrects == corrected.corrects


def test_a_row_of_a_purged_person_stays_as_a_number(house: AHouse) -> None:
    visit = entered(house, full_name="Маркеров Маркер")
    house.end(visit, Move.WITHDRAW, "window-3", "left")
    house.clock.go_on(days=5 * 366)
    assert house.do(lambda h: purge(h, Keeping(5))) == 1
    row = row_of(house, visit)
    assert (row.number, row.year, row.cells, row.later) == (1, 2026, {}, {})
    assert rows(house, name="Маркеров") == []
    assert rows(house) == [row]
    with house.refuses("purged", 410):
        house.do(lambda h: desk.correct(h, row, {"full_name": "Маркеров Маркер"}, "қате", REGISTRAR))


def test_an_attachment_is_entered_without_what_no_cell_is_for(house: AHouse) -> None:
    visit = house.kiosk("attachment")
    ticket = begun(house, visit, "register", "window-1")
    house.tasks(ticket, "window-1")
    assert set(row_of(house, visit).cells) <= set(CELLS)
