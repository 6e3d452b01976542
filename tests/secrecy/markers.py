"""Marker persons: people who cannot be mistaken for anybody, and how they are found again wherever they went.

Their names, streets and troubles are invented and occur nowhere else; their IINs belong to nobody.
"""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

_CODE_PAGES = ("cp1251", "kz1048")


@dataclass(frozen=True, slots=True)
class Marker:
    """One person. What is put in a form, by field; every word of it that is long enough is looked for."""

    full_name: str
    iin: str
    birth_date: str
    phone: str
    address: str
    complaint: str
    purpose: str
    organisation_left: str

    def fields(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__slots__}

    def texts(self) -> frozenset[str]:
        """The IIN, the phone as it is written and as it is dialled, and the words by which all others are known."""
        words = [self.full_name, self.address, self.complaint, self.purpose, self.organisation_left]
        long = {word.strip(",.") for text in words for word in text.split() if len(word) > 7}
        return frozenset(long | {self.iin, self.phone, self.phone.replace(" ", "").removeprefix("+")})


def _marker(number: int, name: str, iin: str) -> Marker:
    return Marker(
        full_name=name,
        iin=iin,
        birth_date=f"18{iin[:2]}-{iin[2:4]}-{iin[4:6]}",
        phone=f"+7 799 555 {number:02} {90 + number}",
        address=f"Сынақ көш., 1, Құпиямаркер{number} Тұпсәтәй",
        complaint=f"Жәбірмаркер{number} головокружюнка",
        purpose=f"Мақсатмаркер{number} Чудозавод",
        organisation_left=f"Емханамаркер{number} поликлинюшка",
    )


# The vectors of the specification: valid by the first and by the second pass of the check.
PERSONS = tuple(
    _marker(number, name, iin)
    for number, (name, iin) in enumerate(
        (
            ("Ғажайыпбергенұлы Үмбетқали Һауһарович", "890101199900"),
            ("Щукогрызова Ъемилиана Ёжиковна", "751231299909"),
            ("Қарақұртпаев Әбдіғаппар", "950315599903"),
            ("Мухопадлова Цаплислава", "880229699907"),
            ("Өрмекшітаев Іңкәрбек", "890101190603"),
            ("Жабодавский Эпифантий", "950315590903"),
            ("Шегірткеұлы Ңғұмбаубек", "880229690203"),
        )
    )
)


def found_in(content: bytes, texts: Iterable[str]) -> list[str]:
    """Which of `texts` stand in `content`, written in any of the ways that a program would write them."""
    return sorted(text for text in texts if any(form in content for form in forms_of(text)))


@cache
def forms_of(text: str) -> tuple[bytes, ...]:
    return tuple({form for word in {text, text.upper(), text.lower()} for form in _forms(word)})


def _forms(word: str) -> Iterator[bytes]:
    plain = word.encode()
    yield plain
    for encoding in ("utf-16-le", "utf-16-be"):
        yield word.encode(encoding)
    for encoding in _CODE_PAGES:
        page = word.encode(encoding, "ignore")
        if len(page) == len(word):
            yield page
    yield from _hexadecimal(plain)
    yield from _in_base64(plain)
    if not word.isascii():
        escaped = json.dumps(word)[1:-1]
        yield escaped.encode()
        yield escaped.upper().replace("\\U", "\\u").encode()
        yield word.encode("unicode_escape")
        yield "".join(f"&#{ord(letter)};" for letter in word).encode()
    if quote(word) != word:
        yield quote(word).encode()
        yield quote(word).lower().encode()


def _hexadecimal(plain: bytes) -> Iterator[bytes]:
    yield plain.hex().encode()
    yield plain.hex().upper().encode()


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """As it is found whatever stands before it; what shares a letter with a neighbour is left out."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            whole = encode(bytes(before) + plain)
            yield whole[-(-before * 8 // 6) : (before + len(plain)) * 8 // 6]


def answers_of(person: Marker, task: Mapping[str, Any]) -> dict[str, object]:
    """What the person says where `task` asks for it; everything else as its example has it."""
    example = task["example"]
    assert isinstance(example, dict)
    said = person.fields() | {"why_otherwise": person.complaint}
    asked = task["schema"]["properties"]
    return example | {name: value for name, value in said.items() if name in asked}
