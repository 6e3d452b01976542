from datetime import date, datetime, timedelta, timezone

from server.words.dates import short_date, short_date_time

ATYRAU = timezone(timedelta(hours=5))


def test_in_a_table_a_date_is_short() -> None:
    assert short_date(date(989, 1, 2)) == "02.01.0989"
    assert short_date_time(datetime(2026, 11, 18, 9, 5, tzinfo=ATYRAU)) == "18.11.2026 09:05"
