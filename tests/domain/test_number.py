import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.number import is_number, kiosk_number_text, number_text, spoken_digits


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "A001"),
        (14, "A014"),
        (999, "A999"),
        (1000, "B001"),
        (25_974, "Z999"),
        (25_975, "A1000"),
        (34_974, "A9999"),
        (34_975, "B1000"),
        (259_974, "Z9999"),
        (259_975, "A10000"),
    ],
)
def test_the_series_goes_on_without_a_gap(n: int, text: str) -> None:
    assert number_text(n) == text


@given(st.integers(min_value=1, max_value=10**9))
def test_every_place_of_the_series_has_a_number(n: int) -> None:
    assert is_number(number_text(n))


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_no_two_places_share_a_number(one: int, other: int) -> None:
    assert (number_text(one) == number_text(other)) == (one == other)


@pytest.mark.parametrize("n", [0, -1])
def test_nothing_comes_before_the_first(n: int) -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        number_text(n)
    with pytest.raises(ValueError, match="counted from 1"):
        kiosk_number_text("K1", n)


@pytest.mark.parametrize(
    "text",
    ["", "A", "A000", "A01", "A0999", "A00001", "a014", "АА01", "А014", "1014", "A014 ", "K1-01", "A０１４"],
)
def test_what_the_series_does_not_hold_is_no_number(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("kiosk", "n", "text"),
    [("K1", 1, "K1-01"), ("K1", 99, "K1-99"), ("K1", 100, "K1-100"), ("K12", 3, "K12-03")],
)
def test_a_kiosk_that_was_cut_off_counts_by_itself(kiosk: str, n: int, text: str) -> None:
    assert kiosk_number_text(kiosk, n) == text


@given(st.integers(min_value=1, max_value=10**5), st.integers(min_value=1, max_value=99))
def test_a_number_of_a_kiosk_is_never_one_of_the_site(n: int, kiosk: int) -> None:
    assert not is_number(kiosk_number_text(f"K{kiosk}", n))


def test_a_number_is_said_sign_by_sign() -> None:
    assert spoken_digits("A014") == ("A", "0", "1", "4")
    assert spoken_digits("K1-01") == ("K", "1", "0", "1")
