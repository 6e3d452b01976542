"""The try-out's invented site: furnished once, and minded at each start."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.desk.edit_timetable import remove_doctor, save_doctor, set_day
from server.desk.free_slots import picture
from server.store.house import SqlHouse
from server.tryout import furnish
from server.tryout_timetable import SIGNS_IN
from tests.desk.a_house import AHouse, MovedClock, open_house


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AHouse:
    monkeypatch.setattr("tests.desk.a_house._furnish", lambda _: None)
    house = open_house(tmp_path, MovedClock())
    furnish(house.store)
    return house


def free_today(house: AHouse) -> int:
    def free(inside: SqlHouse) -> int:
        today = inside.site.day(inside.now)
        rows = picture(inside, today, today)
        return next(row.days[0].free for row in rows if row.doctor.id == SIGNS_IN)

    return house.ask(free)


def test_the_doctor_who_signs_in_can_be_booked_for_the_day_of_the_start_be_it_a_sunday(house: AHouse) -> None:
    house.clock.go_on(days=6)
    assert house.ask(lambda h: h.site.day(h.now).weekday()) == 6
    assert free_today(house) == 0
    furnish(house.store)
    assert free_today(house) > 0


def test_what_was_changed_stands_after_the_next_start(house: AHouse) -> None:
    doctor = house.ask(lambda h: h.doctor("d-7"))
    house.do(lambda h: save_doctor(h, replace(doctor, staff="doctor", cabinet="99")))
    house.do(lambda h: set_day(h, SIGNS_IN, h.site.day(h.now), ()))
    house.do(lambda h: remove_doctor(h, "d-8"))
    furnish(house.store)
    assert house.ask(lambda h: h.doctor("d-7")) == replace(doctor, staff="doctor", cabinet="99")
    assert "d-8" not in {one.doctor.id for one in house.ask(lambda h: h.timetables())}
    assert free_today(house) == 0
