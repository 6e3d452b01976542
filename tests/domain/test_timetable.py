"""Slots as a pure function of hours, exceptions, leave, calendar and bookings; addresses and ages."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from server.domain.district import (
    District,
    Side,
    Street,
    birth_date_of,
    check_streets,
    kinds_for,
    read_address,
    street_name,
)
from server.domain.refusal import Refusal
from server.domain.timetable import (
    Doctor,
    DoctorKind,
    Hours,
    Leave,
    Timetable,
    WhyNoSlot,
    check_hours,
    clock_text,
    free_slots,
    hours_on,
    minute_of,
    moment_of,
    read_slot,
    slot_id,
)

ZONE = ZoneInfo("Asia/Atyrau")
MONDAY, HOLIDAY = date(2026, 11, 23), date(2026, 12, 16)
NINE_TO_TEN = (Hours(540, 600, 20),)


@dataclass(frozen=True)
class Weekdays:
    zone: ZoneInfo = ZONE

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day != HOLIDAY


def a_timetable(**more: object) -> Timetable:
    weekly = {weekday: NINE_TO_TEN for weekday in range(6)}
    return Timetable(Doctor("d-1", "Д", "Т", "1"), weekly, **more)  # type: ignore[arg-type]


def times(timetable: Timetable, day: date = MONDAY, *taken: tuple[int, int], earliest: int = 0) -> list[str]:
    return [clock_text(slot.opens) for slot in free_slots(timetable, day, Weekdays(), taken, earliest)]


def test_hours_are_cut_into_slots_and_a_rest_is_none() -> None:
    assert times(a_timetable()) == ["09:00", "09:20", "09:40"]
    assert times(a_timetable(days={MONDAY: (Hours(540, 599, 20),)})) == ["09:00", "09:20"]


def test_a_minute_of_the_site_is_a_moment_unless_the_calendar_ends_before_it() -> None:
    assert moment_of(MONDAY, 540, ZONE).isoformat() == "2026-11-23T04:00:00+00:00"
    assert moment_of(date.max, 1439, ZONE).isoformat() == "9999-12-31T18:59:00+00:00"
    for day, minute, zone in (
        (date.min, 0, ZONE),
        (date.max, 1439, ZoneInfo("America/New_York")),
    ):
        with pytest.raises(Refusal) as caught:
            moment_of(day, minute, zone)
        assert (caught.value.code, caught.value.data) == ("unacceptable", {"field": "day"})


def test_what_is_taken_or_over_is_not_free() -> None:
    assert times(a_timetable(), MONDAY, (560, 20)) == ["09:00", "09:40"]
    assert times(a_timetable(), earliest=541) == ["09:20", "09:40"]


def test_a_booking_of_older_hours_takes_every_slot_that_it_touches() -> None:
    assert times(a_timetable(), MONDAY, (550, 20)) == ["09:40"]
    assert times(a_timetable(), MONDAY, (540, 45)) == []


@pytest.mark.parametrize(
    ("timetable", "day", "why"),
    [
        (a_timetable(), HOLIDAY, WhyNoSlot.HOLIDAY),
        (a_timetable(), date(2026, 11, 28), WhyNoSlot.HOLIDAY),
        (a_timetable(), date(2026, 11, 29), WhyNoSlot.NO_HOURS),
        (a_timetable(days={MONDAY: ()}), MONDAY, WhyNoSlot.DAY_OFF),
        (a_timetable(leaves=(Leave(MONDAY, MONDAY),)), MONDAY, WhyNoSlot.LEAVE),
        (a_timetable(leaves=(Leave(MONDAY, MONDAY),), days={MONDAY: NINE_TO_TEN}), MONDAY, WhyNoSlot.LEAVE),
        (a_timetable(), MONDAY, None),
        (a_timetable(days={HOLIDAY: NINE_TO_TEN}), HOLIDAY, None),
    ],
)
def test_why_he_does_not_receive_is_told(timetable: Timetable, day: date, why: WhyNoSlot | None) -> None:
    hours, told = hours_on(timetable, day, Weekdays())
    assert told == why
    assert bool(hours) is (why is None)


def test_a_slot_is_read_as_it_was_named() -> None:
    assert read_slot(slot_id("d-3", MONDAY, 560)) == ("d-3", MONDAY, 560)
    for wrong in (
        "",
        "d-3",
        "d-3@2026-11-23T24:00",
        "D@2026-11-23T09:00",
        "d@2026-11-31T09:00",
        "d@٢026-11-23T09:00",
    ):
        with pytest.raises(Refusal) as refused:
            read_slot(wrong)
        assert refused.value.code == "slot_unknown"


@pytest.mark.parametrize(
    "hours",
    [
        (Hours(600, 540, 20),),
        (Hours(540, 550, 20),),
        (Hours(540, 600, 1),),
        (Hours(540, 1500, 20),),
        (Hours(540, 600, 20), Hours(580, 640, 20)),
    ],
)
def test_hours_that_cannot_be_are_refused(hours: tuple[Hours, ...]) -> None:
    with pytest.raises(Refusal):
        check_hours(hours)
    check_hours((Hours(540, 600, 20), Hours(600, 640, 20)))


@pytest.mark.parametrize("text", ["25:00", "24:01", "9:00", "", "ab:cd"])
def test_what_is_no_time_of_the_day_is_refused(text: str) -> None:
    assert minute_of("24:00") == 1440
    with pytest.raises(Refusal):
        minute_of(text)


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("Атырау қ., Сынақ көш., 1", ("сынақ", 1)),
        ("г. Атырау, ул. Образцовая, д. 12а, кв. 5", ("образцовая", 12)),
        ("Сынақ көшесі 14-үй", ("сынақ", 14)),
        ("ул. Сынақ 7/2", ("сынақ", 7)),
        ("мкр. Нұрсая, 12", ("нұрсая", 12)),
        ("проспект Ёлочный, дом 15", ("елочный", 15)),
        ("Атырау", None),
        ("", None),
        ("1", None),
    ],
)
def test_an_address_is_read_as_people_write_it(address: str, read: tuple[str, int] | None) -> None:
    assert read_address(address) == read


def test_streets_are_compared_without_what_they_are_called_beside_their_names() -> None:
    assert street_name("Сынақ көшесі") == street_name("ул. «Сынақ»") == street_name("СЫНАҚ") == "сынақ"


def test_odd_and_even_sides_do_not_meet_and_ranges_that_do_are_refused() -> None:
    odd = District("1", "1", (Street("a", Side.ODD),), {})
    check_streets(District("2", "2", (Street("a", Side.EVEN), Street("b")), {}), [odd])
    check_streets(odd, [odd])  # itself is no other
    for street in (Street("a"), Street("a", Side.ODD, 3, 3), Street("a", Side.ALL, 2, 3)):
        with pytest.raises(Refusal):
            check_streets(District("2", "2", (street,), {}), [odd])
    check_streets(District("2", "2", (Street("a", Side.ALL, 2, 2),), {}), [odd])


@pytest.mark.parametrize(
    ("born", "kind"),
    [
        (date(2008, 11, 23), DoctorKind.THERAPIST),
        (date(2008, 11, 24), DoctorKind.PAEDIATRICIAN),
        (date(1890, 1, 1), DoctorKind.THERAPIST),
    ],
)
def test_who_is_eighteen_today_is_grown_up(born: date, kind: DoctorKind) -> None:
    assert kinds_for(born, MONDAY) == (kind, DoctorKind.GENERAL_PRACTITIONER)


def test_the_birth_date_stands_in_the_iin() -> None:
    assert birth_date_of("890101199900") == date(1889, 1, 1)
    assert birth_date_of("890101099900") is None  # no century
    assert birth_date_of("890231199900") is None
