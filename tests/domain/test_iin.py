import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.iin import fault_of_bin, fault_of_iin

FIRST_PASS = ("890101199900", "751231299909", "950315599903", "880229699907")
SECOND_PASS = ("890101190603", "950315590903", "880229690203")
BINS = ("990640999903", "991041999909", "990840999900")


@pytest.mark.parametrize("iin", FIRST_PASS + SECOND_PASS)
def test_an_iin_whose_check_digit_agrees_is_accepted(iin: str) -> None:
    assert fault_of_iin(iin) is None


@pytest.mark.parametrize("iin", FIRST_PASS + SECOND_PASS)
@pytest.mark.parametrize("step", range(1, 10))
def test_no_other_check_digit_is_accepted(iin: str, step: int) -> None:
    assert fault_of_iin(iin[:11] + str((int(iin[11]) + step) % 10)) == "check_digit"


@pytest.mark.parametrize("first_eleven", ["89010119069", "95031559099"])
@pytest.mark.parametrize("digit", "0123456789")
def test_a_number_that_was_never_issued_has_no_check_digit(first_eleven: str, digit: str) -> None:
    assert fault_of_iin(first_eleven + digit) == "check_digit"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "89010119990",
        "8901011999000",
        "89010119990O",
        "890101 199900",
        " 890101199900",
        "890101199900\n",
        "٨٩٠١٠١١٩٩٩٠٠",
        "891301199900",
        "890132199900",
        "890100199900",
        "890101799900",
    ],
)
def test_an_iin_of_another_form_is_refused_for_its_form(text: str) -> None:
    assert fault_of_iin(text) == "form"


def test_a_birth_date_that_no_calendar_has_is_not_an_error_of_form() -> None:
    assert fault_of_iin("890230199900") != "form"


@pytest.mark.parametrize("number", BINS)
def test_a_bin_whose_check_digit_agrees_is_accepted(number: str) -> None:
    assert fault_of_bin(number) is None
    assert fault_of_bin(number[:11] + str((int(number[11]) + 1) % 10)) == "check_digit"


@pytest.mark.parametrize("number", BINS)
def test_a_bin_is_not_an_iin(number: str) -> None:
    assert fault_of_iin(number) == "form"


@pytest.mark.parametrize("text", ["", "99064099990", "9906409999033", "99064099990Х", "990640-99990"])
def test_a_bin_has_twelve_digits(text: str) -> None:
    assert fault_of_bin(text) == "form"


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert fault_of_iin(text) in ("form", "check_digit", None)
    assert fault_of_bin(text) in ("form", "check_digit", None)
