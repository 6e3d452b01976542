"""What a service costs by the day, out of all that was ever set."""

from datetime import UTC, date, datetime, timedelta

from server.domain.money import Period, Price, periods_of

USUAL = 200_000
FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def prices(*rows: tuple[int, str, str | None]) -> list[Price]:
    """In the order in which they were set; given as the house gives them, the last one first."""
    found = [
        Price("tb", price, day(first), day(last) if last else None, FIRST + timedelta(hours=at), "boss")
        for at, (price, first, last) in enumerate(rows)
    ]
    return found[::-1]


def test_where_nothing_is_set_the_regulation_says_it_for_ever() -> None:
    assert periods_of([], USUAL) == [Period(USUAL, None, None, is_set=False)]


def test_a_price_without_an_end_holds_until_another_is_set() -> None:
    assert periods_of(prices((250_000, "02-01", None), (300_000, "05-01", None)), USUAL) == [
        Period(USUAL, None, day("01-31"), is_set=False),
        Period(250_000, day("02-01"), day("04-30"), is_set=True),
        Period(300_000, day("05-01"), None, is_set=True),
    ]


def test_after_the_end_of_a_price_the_one_before_holds_again() -> None:
    assert periods_of(prices((250_000, "02-01", None), (100_000, "03-01", "03-31")), USUAL)[1:] == [
        Period(250_000, day("02-01"), day("02-28"), is_set=True),
        Period(100_000, day("03-01"), day("03-31"), is_set=True),
        Period(250_000, day("04-01"), None, is_set=True),
    ]


def test_what_was_set_later_hides_what_was_set_for_the_same_days() -> None:
    assert periods_of(prices((250_000, "02-01", "02-10"), (300_000, "02-01", None)), USUAL)[1:] == [
        Period(300_000, day("02-01"), None, is_set=True)
    ]


def test_a_price_until_the_last_day_of_all_has_no_day_after() -> None:
    endless = Price("tb", 250_000, day("02-01"), date.max, FIRST, "boss")
    assert periods_of([endless], USUAL)[-1] == Period(250_000, day("02-01"), None, is_set=True)
