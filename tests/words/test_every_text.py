"""What must hold for every text of the house, whoever wrote it."""

import re
from string import Formatter

import pytest

from server.domain.language import Words
from tests.words.every_text import every_text

KAZAKH = set("АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ")
RUSSIAN = set("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
LATIN_NAMES = {"JSON", "Idempotency", "Key", "QR"}  # what has no other name in Kazakh and Russian
PUNCTUATION = set("0123456789 \u00a0.,:;!?()«»–—-/№…")

TEXTS = every_text()


def letters(text: str) -> set[str]:
    return {sign.upper() for sign in said(text) if sign.isalpha()}


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


@pytest.mark.parametrize("where", TEXTS)
def test_a_text_is_said_in_all_three_languages(where: str) -> None:
    for text in TEXTS[where]:
        assert text.strip() == text != ""
        assert "  " not in text


@pytest.mark.parametrize("where", TEXTS)
def test_kazakh_is_written_with_the_kazakh_alphabet(where: str) -> None:
    assert letters(TEXTS[where].kk) <= KAZAKH


@pytest.mark.parametrize("where", TEXTS)
def test_russian_is_written_with_the_russian_alphabet(where: str) -> None:
    assert letters(TEXTS[where].ru) <= RUSSIAN


@pytest.mark.parametrize("where", TEXTS)
def test_english_is_written_with_the_latin_alphabet(where: str) -> None:
    assert all(sign.isascii() for sign in TEXTS[where].en if sign.isalpha())


@pytest.mark.parametrize("where", TEXTS)
def test_only_signs_that_every_typeface_has_stand_in_a_text(where: str) -> None:
    for text in TEXTS[where][:2]:
        assert {sign for sign in said(text) if not sign.isalpha()} <= PUNCTUATION


@pytest.mark.parametrize("where", TEXTS)
def test_placeholders_are_the_same_in_all_languages(where: str) -> None:
    words = TEXTS[where]
    assert placeholders(words.kk) == placeholders(words.ru) == placeholders(words.en)


def test_a_latin_look_alike_would_be_found() -> None:
    words = Words("Тiркелді", "Oплата", "Рaid")  # Latin i and O; Cyrillic Р
    assert letters(words.kk) - KAZAKH == {"I"}
    assert letters(words.ru) - RUSSIAN == {"O"}
    assert not all(sign.isascii() for sign in words.en)
