"""What the database must not tell, it does not tell: neither in its pages nor in its log."""

from pathlib import Path

import pytest

from server.desk.ask_register import Question, keep_look_up
from server.desk.import_register import import_list
from server.domain.language import Words
from server.domain.register import Finding, Found
from server.domain.ticket import Move
from tests.desk.a_house import CLERKS, LOBBY, AHouse

IIN = "751231299909"
NAME = "Маркеров Маркер"
MARKERS = [text for marker in (IIN, NAME, "MARKER", "Маркер көшесі") for text in (marker, marker.upper())]


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("kezek.db*")))


@pytest.fixture
def walked(house: AHouse) -> AHouse:
    """A marked person has gone through a service, with all his papers."""
    visit = house.kiosk("narcological-certificate", iin=IIN, printer=LOBBY)
    ticket = house.next("window-3").ticket
    assert ticket is not None
    house.move(ticket, Move.START, "window-3")
    house.task(ticket, "documents", "window-3")
    source = Words("MARKER register", "MARKER register", "MARKER register")
    found = Found(Finding.PRESENT, source, source)
    asked = Question("narcological-certificate", IIN)
    house.do(lambda h: keep_look_up(h, ticket.id, asked, found, CLERKS["window-3"]))
    import_list(house.store, "narcological-certificate", [IIN], 0, "site")
    house.task(ticket, "register-check", "window-3", source="MARKER register", finding="present")
    (draft,) = house.move(ticket, Move.FINISH, "window-3").opened
    answers = {"full_name": NAME, "iin": IIN, "address": "Маркер көшесі, 1", "purpose": "MARKER purpose"}
    house.task(draft, "journal-entry", "window-3", **answers)
    house.finish(draft, "window-3")
    house.serve("cash-1")
    house.serve("cabinet-13")
    house.serve("window-3")
    assert not house.visit(visit).open_tickets
    return house


def test_no_name_and_no_number_of_a_person_lies_in_the_files(walked: AHouse, tmp_path: Path) -> None:
    content = bytes_of(tmp_path)
    assert len(content) > 50_000
    assert b"narcological-certificate" in content
    for marker in MARKERS:
        assert marker.encode() not in content
        assert marker.encode("utf-16-le") not in content
        assert marker.encode("unicode_escape") not in content


def test_the_finding_lies_in_no_column_and_in_no_event(walked: AHouse) -> None:
    texts = [
        str(value)
        for rows in walked.dump().values()
        for row in rows
        for value in row
        if isinstance(value, str)
    ]
    assert "present" in texts  # of a ticket: presence
    assert not [text for text in texts if "finding" in text or '"present"' in text]


def test_who_has_the_key_reads_it_again(walked: AHouse) -> None:
    done = walked.ask(lambda h: h.tasks_of(h.visit(walked.rows("SELECT id FROM visit")[0][0]).id))
    entry = next(task for task in done if task.task == "journal-entry")
    assert (entry.answers["full_name"], entry.answers["iin"]) == (NAME, IIN)


def test_an_anonymous_visit_keeps_no_code(house: AHouse, tmp_path: Path) -> None:
    visit = house.kiosk("hiv-test", kind="voluntary-anonymous", printer=LOBBY)
    code = house.ask(lambda h: h.return_code(visit.id))
    content = bytes_of(tmp_path)
    grouped = "-".join(code[at : at + 4] for at in range(0, 16, 4))
    assert code.encode() not in content
    assert grouped.encode() not in content
    assert house.rows("SELECT iin FROM visit") == [(None,)]
