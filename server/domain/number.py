"""Numbers: what the board shows and the voice calls. A014.

All numbers come out of one series a site and day, in the order in which people come: so a number says
nothing about the service a person came for, which is medical secrecy. A letter and three digits are short
enough to be remembered, called and read from ten metres; no number looks like a cabinet's or like a time.

The series: A001 … A999, B001 …, Z999 (25,974 numbers), then a digit more: A1000 … A9999, B1000 …, and so on.
Nothing wraps round: whatever the day brings, no number comes twice.

A kiosk that was cut off from the server cannot know which number is next. It counts in a series of its own,
K1-01 …, whose hyphen keeps it apart from every number of the site.
"""

import re
from string import ascii_uppercase

_NUMBER = re.compile(r"([A-Z])([0-9]{3}|[1-9][0-9]{3,})")
_LETTERS = len(ascii_uppercase)
_SHORTEST = 3


def number_text(n: int) -> str:
    """The n-th number of the day, counted from 1: 1 → A001, 1000 → B001. ValueError below 1."""
    if n < 1:
        raise ValueError(f"numbers are counted from 1, not {n}")
    rest, width = n - 1, _SHORTEST
    while rest >= _LETTERS * _per_letter(width):
        rest -= _LETTERS * _per_letter(width)
        width += 1
    letter, place = divmod(rest, _per_letter(width))
    return f"{ascii_uppercase[letter]}{_lowest(width) + place:0{width}}"


def is_number(text: str) -> bool:
    """Could `text` be a number of a day?"""
    match = _NUMBER.fullmatch(text)
    return match is not None and int(match[2]) > 0


def kiosk_number_text(kiosk: str, n: int) -> str:
    """The n-th number that the kiosk `K1` issued by itself: K1-01 … K1-99, K1-100 … ValueError below 1."""
    if n < 1:
        raise ValueError(f"numbers are counted from 1, not {n}")
    return f"{kiosk}-{n:02}"


def spoken_digits(number: str) -> tuple[str, ...]:
    """How a number is said: sign by sign, A014 → A, 0, 1, 4. "A fourteen" would be taken for another."""
    return tuple(sign for sign in number if sign.isalnum())


def _per_letter(width: int) -> int:
    """How many numbers of so many digits a letter has: 999 of three digits, 9000 of four."""
    return int(10**width) - _lowest(width)


def _lowest(width: int) -> int:
    return 1 if width == _SHORTEST else int(10 ** (width - 1))
