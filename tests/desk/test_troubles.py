"""What staff are told of troubles, and what they are spared."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.desk.house import Voice
from server.desk.outcome import record_heartbeat, record_outcome
from server.desk.troubles import MOST_TOLD, Trouble, troubles
from server.desk.views import counter_view, lines_view
from server.domain.job import JobState
from server.domain.language import Language
from server.domain.ticket import Move
from server.domain.visit import Visit
from server.printing.status import Fault
from server.store.house import SqlHouse
from server.store.keys import token_hash
from server.words.troubles import TROUBLES
from tests.desk.a_house import LOBBY, OFFICE, AHouse, a_site, open_house

SPEAKING = replace(a_site(), voice=Voice(frozenset(Language)))
KIOSK, BOARD = "kiosk-1", "board-main"
DEVICES = (KIOSK, BOARD, LOBBY, OFFICE)
OF_JOBS_ONLY = {Fault.TOO_LATE, Fault.BAD_PAPER, Fault.NO_SERVER}


@pytest.fixture
def house(tmp_path: Path) -> AHouse:
    """It has a voice, a kiosk with the printer of the lobby, and a board."""
    house = open_house(tmp_path, site=SPEAKING)
    house.do(_furnish)
    return house


def _furnish(house: SqlHouse) -> None:
    for device, kind, printer in ((KIOSK, "kiosk", LOBBY), (BOARD, "board", None)):
        house.connection.execute(
            "INSERT INTO device (id, kind, name, token_hash, hall, printer) VALUES (?, ?, ?, ?, 'main', ?)",
            (device, kind, f"The {kind}", token_hash(device), printer),
        )


def told(house: AHouse) -> list[Trouble]:
    return house.ask(troubles)


def codes(house: AHouse) -> list[tuple[str, str | None]]:
    return [(trouble.code, trouble.device) for trouble in told(house)]


def beat(house: AHouse, device: str, state: str = "ok", fault: str | None = None) -> None:
    house.do(lambda inside: record_heartbeat(inside, device, state, fault))


def all_beat(house: AHouse) -> None:
    for device in DEVICES:
        beat(house, device)


def end_slip(house: AHouse, visit: Visit, *states: JobState, printer: str = LOBBY) -> None:
    (job,) = house.rows("SELECT id FROM job WHERE visit = ? AND state = 'queued'", visit.id)
    for state in states:
        house.do(lambda inside, state=state: record_outcome(inside, printer, job[0], state, None))  # type: ignore[misc]


def test_a_house_that_is_well_has_no_troubles(house: AHouse) -> None:
    all_beat(house)
    assert told(house) == []


def test_a_device_that_never_came_is_missed_but_not_in_the_first_minutes(house: AHouse) -> None:
    beat(house, OFFICE)
    house.clock.go_on(minutes=4, seconds=50)
    beat(house, OFFICE)
    assert told(house) == []
    house.clock.go_on(seconds=20)
    assert codes(house) == [("kiosk_lost", KIOSK), ("board_lost", BOARD)]
    all_beat(house)
    assert told(house) == []


def test_who_never_came_is_awaited_anew_when_the_server_was_started_again(tmp_path: Path) -> None:
    house = open_house(tmp_path, site=SPEAKING)
    house.clock.go_on(minutes=6)
    assert codes(house) == [("printer_lost", LOBBY), ("printer_lost", OFFICE)]
    house.store.close()
    again = open_house(tmp_path, house.clock, SPEAKING)
    assert told(again) == []
    again.clock.go_on(minutes=6)
    assert len(told(again)) == 2


def test_a_device_that_was_revoked_before_it_came_is_not_missed(house: AHouse) -> None:
    for device in DEVICES:
        house.do(lambda inside, device=device: inside.revoke_device(device))  # type: ignore[misc]
    house.clock.go_on(hours=1)
    assert told(house) == []


def test_a_device_that_is_not_well_is_told_with_its_fault_and_the_cure(house: AHouse) -> None:
    beat(house, OFFICE, "fault", "paper_out")
    (trouble,) = told(house)
    assert (trouble.code, trouble.device, trouble.name) == ("paper_out", OFFICE, OFFICE)
    assert trouble.words.ru == "В принтере кончилась бумага"
    assert "рулон" in trouble.cure.ru


def test_a_device_that_is_well_again_is_told_no_more(house: AHouse) -> None:
    beat(house, OFFICE, "fault", "paper_out")
    beat(house, OFFICE)
    assert told(house) == []


def test_a_fault_without_a_name_is_told_too(house: AHouse) -> None:
    beat(house, BOARD, "warning", "something_new")
    beat(house, OFFICE, "fault")
    assert codes(house) == [("device_fault", BOARD), ("device_fault", OFFICE)]


def test_a_board_not_heard_of_for_half_a_minute_is_lost_and_its_neighbour_is_not(house: AHouse) -> None:
    beat(house, BOARD)
    house.clock.go_on(seconds=29)
    beat(house, OFFICE)
    assert told(house) == []
    house.clock.go_on(seconds=2)
    assert codes(house) == [("board_lost", BOARD)]
    beat(house, BOARD)
    assert told(house) == []


def test_a_kiosk_speaks_for_its_printer_so_both_are_lost_as_one(house: AHouse) -> None:
    beat(house, LOBBY)
    house.clock.go_on(seconds=31)
    assert codes(house) == [("kiosk_lost", KIOSK)]


def test_a_kiosk_that_beats_itself_is_told_once_with_its_printer(house: AHouse) -> None:
    beat(house, KIOSK)
    beat(house, LOBBY)
    house.clock.go_on(seconds=31)
    assert codes(house) == [("kiosk_lost", KIOSK)]


def test_a_kiosk_that_lives_is_not_lost_with_what_drives_its_printer(house: AHouse) -> None:
    beat(house, KIOSK)
    beat(house, LOBBY)
    house.clock.go_on(seconds=31)
    beat(house, KIOSK)
    (trouble,) = told(house)
    assert (trouble.code, trouble.device, trouble.name) == ("kiosk_printer_lost", KIOSK, "The kiosk")
    assert "киоск" in trouble.cure.ru
    beat(house, LOBBY)
    assert told(house) == []


def test_a_printer_without_a_kiosk_is_lost_itself(house: AHouse) -> None:
    beat(house, OFFICE)
    beat(house, KIOSK)
    house.clock.go_on(seconds=31)
    beat(house, KIOSK)
    assert codes(house) == [("printer_lost", OFFICE)]


def test_a_device_that_was_revoked_is_not_missed(house: AHouse) -> None:
    beat(house, BOARD, "warning", "sound_blocked")
    house.do(lambda inside: inside.revoke_device(BOARD))
    assert told(house) == []


def test_a_paper_that_was_not_printed_is_told_by_its_number(house: AHouse) -> None:
    failed, unknown = (house.kiosk("reception", printer=LOBBY) for _ in range(2))
    end_slip(house, failed, JobState.FAILED)
    end_slip(house, unknown, JobState.SENT, JobState.UNKNOWN)
    by_code = {trouble.code: trouble for trouble in told(house)}
    assert by_code.keys() == {"paper_failed", "paper_unknown"}
    assert str(failed.number) in by_code["paper_failed"].words.kk
    assert str(unknown.number) in by_code["paper_unknown"].words.en


def test_a_paper_that_was_printed_or_waits_is_no_trouble(house: AHouse) -> None:
    end_slip(house, house.kiosk("reception", printer=LOBBY), JobState.SENT, JobState.PRINTED)
    house.kiosk("reception", printer=LOBBY)
    assert told(house) == []


def test_a_paper_that_was_printed_again_is_told_no_more(house: AHouse) -> None:
    visit = house.kiosk("reception", printer=LOBBY)
    end_slip(house, visit, JobState.FAILED)
    house.do(lambda inside: inside.add_slip_job(LOBBY, visit.id))
    assert codes(house) == [("paper_failed", LOBBY)]
    end_slip(house, visit, JobState.SENT, JobState.PRINTED)
    assert told(house) == []


def test_a_slip_is_missed_no_more_once_its_visit_is_over(house: AHouse) -> None:
    visit = house.kiosk("reception", printer=LOBBY)
    end_slip(house, visit, JobState.FAILED)
    called = house.next("cabinet-17")
    assert called.ticket is not None
    house.end(visit, Move.WITHDRAW, "cabinet-17")
    assert told(house) == []


def test_papers_are_told_for_two_hours(house: AHouse) -> None:
    end_slip(house, house.kiosk("reception", printer=LOBBY), JobState.FAILED)
    house.clock.go_on(hours=1, minutes=59)
    all_beat(house)
    assert codes(house) == [("paper_failed", LOBBY)]
    house.clock.go_on(minutes=2)
    all_beat(house)
    assert told(house) == []


def test_a_house_without_a_voice_is_told(tmp_path: Path) -> None:
    for languages in (frozenset(), frozenset({Language.KK, Language.EN})):
        site = replace(a_site(), voice=Voice(frozenset(languages)))
        house = open_house(_made(tmp_path / str(len(languages))), site=site)
        assert codes(house) == [("voice_missing", None)]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_clock_that_was_set_is_told_for_an_hour(house: AHouse) -> None:
    house.clock.set_by(minutes=10)
    house.kiosk("reception")
    all_beat(house)
    assert codes(house) == [("clock_jumped", None)]
    house.clock.go_on(minutes=61)
    all_beat(house)
    assert told(house) == []


def test_at_most_six_are_told_and_the_most_severe_first(house: AHouse) -> None:
    for _ in range(8):
        end_slip(house, house.kiosk("reception", printer=LOBBY), JobState.FAILED)
    beat(house, OFFICE, "warning", "paper_near_end")
    beat(house, BOARD, "warning", "sound_blocked")
    beat(house, LOBBY, "fault", "paper_out")
    found = codes(house)
    assert len(found) == MOST_TOLD
    assert found[:2] == [("paper_out", LOBBY), ("paper_failed", LOBBY)]


def test_counters_and_supervisors_are_told(house: AHouse) -> None:
    beat(house, OFFICE, "fault", "cover_open")
    expected = tuple(told(house))
    assert house.ask(lambda inside: counter_view(inside, "window-1")).troubles == expected
    assert house.ask(lines_view).troubles == expected
    assert [trouble.code for trouble in expected] == ["cover_open"]


def test_every_fault_that_a_printer_may_have_is_known_by_name_or_as_a_fault() -> None:
    plain = {Fault.GARBAGE, Fault.RESET}  # for staff no more than "not well"
    assert {fault.value for fault in set(Fault) - OF_JOBS_ONLY - plain} <= TROUBLES.keys()
