"""What must hold for every text of the house, whoever wrote it."""

import re
from collections.abc import Callable
from string import Formatter

from server.domain.language import Words
from tests.words.every_text import every_text

KAZAKH = set("АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ")
RUSSIAN = set("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
LATIN_NAMES = {
    "CSV",
    "JSON",
    "XLSX",
    "Idempotency",
    "Key",
    "QR",
}  # what has no other name in Kazakh and Russian
PUNCTUATION = set("0123456789 \u00a0.,:;!?()«»–—-/№…·")

TEXTS = every_text()


def letters(text: str) -> set[str]:
    return {sign.upper() for sign in said(text) if sign.isalpha()}


def signs(text: str) -> set[str]:
    return {sign for sign in said(text) if not sign.isalpha()}


def is_latin(text: str) -> bool:
    return all(sign.isascii() for sign in text if sign.isalpha())


def said(text: str) -> str:
    """Without the placeholders, which are names of ours, and the names that are Latin."""
    bare = re.sub(r"\{[a-z]+\}", "", text)
    return re.sub(rf"\b({'|'.join(LATIN_NAMES)})\b", "", bare)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_all_rooms_of_words_were_looked_through() -> None:
    assert len(TEXTS) > 200
    assert "server.words.problems.PROBLEMS.malformed.1" in TEXTS
    assert "tb-certificate.steps.sign.name" in TEXTS


def wrong(holds: Callable[[Words], bool]) -> list[str]:
    """Where a text stands for which it does not hold. One test a rule: a test a text would be eleven thousand."""
    return [where for where, words in TEXTS.items() if not holds(words)]


def test_a_text_is_said_in_all_three_languages() -> None:
    assert wrong(lambda words: all(text.strip() == text != "" and "  " not in text for text in words)) == []


def test_kazakh_is_written_with_the_kazakh_alphabet() -> None:
    assert wrong(lambda words: letters(words.kk) <= KAZAKH) == []


def test_russian_is_written_with_the_russian_alphabet() -> None:
    assert wrong(lambda words: letters(words.ru) <= RUSSIAN) == []


def test_english_is_written_with_the_latin_alphabet() -> None:
    assert wrong(lambda words: is_latin(words.en)) == []


def test_only_signs_that_every_typeface_has_stand_in_a_text() -> None:
    assert wrong(lambda words: signs(words.kk) | signs(words.ru) <= PUNCTUATION) == []


def test_placeholders_are_the_same_in_all_languages() -> None:
    assert wrong(lambda words: len({frozenset(placeholders(text)) for text in words}) == 1) == []


def test_in_kazakh_no_ending_hangs_on_what_is_filled_in() -> None:
    """It would fit one value and be wrong with another: «3 учаскесінде». The ordinal of a row is written so."""
    assert wrong(lambda words: not re.search(r"\}-?(?!жол:)[а-яәғқңөұүһі]", words.kk)) == []


def test_a_latin_look_alike_would_be_found() -> None:
    words = Words("Тiркелді", "Oплата", "Рaid")  # Latin i and O; Cyrillic Р
    assert letters(words.kk) - KAZAKH == {"I"}
    assert letters(words.ru) - RUSSIAN == {"O"}
    assert not is_latin(words.en)
