"""How long personal data are kept."""

from datetime import UTC, datetime

from server.domain.keeping import Keeping

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LEAP_DAY = datetime(2028, 2, 29, 4, 0, tzinfo=UTC)


def test_years_are_counted_by_the_calendar() -> None:
    assert Keeping(5).ended_before("tb-certificate", NOW) == NOW.replace(year=2021)


def test_a_service_may_have_a_duty_of_its_own() -> None:
    keeping = Keeping(5, {"attachment": 25})
    assert keeping.ended_before("attachment", NOW) == NOW.replace(year=2001)
    assert keeping.ended_before("house-call", NOW) == NOW.replace(year=2021)


def test_on_a_leap_day_nothing_goes_too_early() -> None:
    assert Keeping(4).ended_before("house-call", LEAP_DAY) == LEAP_DAY.replace(year=2024)
    assert Keeping(5).ended_before("house-call", LEAP_DAY) == datetime(2023, 2, 28, 4, 0, tzinfo=UTC)
