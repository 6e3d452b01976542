from datetime import date, datetime, time, timedelta, timezone

import pytest

from server.domain.language import Language
from server.words.dates import format_date, format_date_time, format_time, short_date, short_date_time

KK, RU, EN = Language.KK, Language.RU, Language.EN
ATYRAU = timezone(timedelta(hours=5))


@pytest.mark.parametrize(
    ("language", "text"), [(KK, "2026 ж. 18 қараша"), (RU, "18 ноября 2026 г."), (EN, "18 November 2026")]
)
def test_a_date_has_its_month_as_a_word(language: Language, text: str) -> None:
    assert format_date(date(2026, 11, 18), language).replace("\u00a0", " ") == text


@pytest.mark.parametrize("language", Language)
def test_no_month_of_any_language_is_a_figure(language: Language) -> None:
    months = {format_date(date(2026, month, 3), language) for month in range(1, 13)}
    assert len(months) == 12
    assert not any("M" in text and any(sign.isdigit() for sign in text.split("M")[1][:2]) for text in months)


@pytest.mark.parametrize("language", Language)
def test_a_time_has_the_clock_of_24_hours_and_stays_where_it_is(language: Language) -> None:
    assert format_time(time(9, 5), language) == "09:05"
    assert format_time(datetime(2026, 1, 1, 23, 40, tzinfo=ATYRAU), language) == "23:40"


def test_a_moment_is_its_date_and_its_time() -> None:
    at = datetime(2026, 11, 18, 0, 30, tzinfo=ATYRAU)
    assert format_date_time(at, EN) == "18 November 2026, 00:30"
    assert format_date_time(at, KK) == f"{format_date(at.date(), KK)}, 00:30"


def test_in_a_table_a_date_is_short() -> None:
    assert short_date(date(989, 1, 2)) == "02.01.0989"
    assert short_date_time(datetime(2026, 11, 18, 9, 5, tzinfo=ATYRAU)) == "18.11.2026 09:05"
