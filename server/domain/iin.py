"""The check of an IIN (ЖСН, a person) and of a BIN (БСН, an organisation).

Only form and check digit are judged. Whether the birth date or the sex in the number agrees with what a
person says is nobody's business here: genuine numbers that disagree exist, and their owners have rights too.
"""

import re
from typing import Literal

IdentityFault = Literal["form", "check_digit"]

# YYMMDD, a digit for century and sex (0 to 6), four digits, the check digit. Month and day must be possible,
# which also tells an IIN from a BIN: the fifth digit of a BIN is 4, 5 or 6. No calendar is asked.
_IIN_FORM = re.compile(r"[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-6][0-9]{5}")
_BIN_FORM = re.compile(r"[0-9]{12}")

_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_NO_DIGIT = 10


def fault_of_iin(text: str) -> IdentityFault | None:
    """What is wrong with the IIN: "form" (a space is enough), "check_digit", or None where nothing is."""
    return _fault(text, _IIN_FORM)


def fault_of_bin(text: str) -> IdentityFault | None:
    """The same for a BIN: twelve digits, the same check."""
    return _fault(text, _BIN_FORM)


def _fault(text: str, form: re.Pattern[str]) -> IdentityFault | None:
    if not form.fullmatch(text):
        return "form"
    digits = [int(character) for character in text]
    return None if _check_digit(digits[:11]) == digits[11] else "check_digit"


def _check_digit(digits: list[int]) -> int:
    """0 to 9, or 10 for a number that was never issued: it equals no digit, so it is refused by itself."""
    first = _weighed(digits, _FIRST_WEIGHTS)
    return first if first != _NO_DIGIT else _weighed(digits, _SECOND_WEIGHTS)


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
