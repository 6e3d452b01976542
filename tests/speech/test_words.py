"""What the voice says, word for word, and of which pieces it is made."""

import pytest

from server.domain.language import Language
from server.domain.number import kiosk_number_text, number_text
from server.domain.place import PlaceKind
from server.words.voice import can_be_said, spoken_call
from tests.speech.recordings import every_piece

WINDOW, CABINET, CASH_DESK = PlaceKind.WINDOW, PlaceKind.CABINET, PlaceKind.CASH_DESK
KK, RU, EN = Language.KK, Language.RU, Language.EN
NUMBERS = [number_text(n) for n in (1, 14, 999, 1000, 25_974, 25_975, 300_000)] + [kiosk_number_text("K1", 7)]
PLACES = ["1", "2", "9", "10", "14", "20", "42", "99", "100", "305", "320", "999"]


def said(number: str, kind: PlaceKind, place: str, language: Language, short: bool = False) -> str:
    return spoken_call(number, kind, place, language, short).text


@pytest.mark.parametrize(
    ("number", "kind", "place", "language", "text"),
    [
        ("A014", WINDOW, "2", KK, "а, нөл, бір, төрт нөмірлі талон иесі, екінші терезеге өтіңіз."),
        ("A014", WINDOW, "2", RU, "номер а, ноль, один, четыре, окно два."),
        ("A014", WINDOW, "2", EN, "number A, zero, one, four, window two."),
        (
            "B306",
            CABINET,
            "305",
            KK,
            "бе, үш, нөл, алты нөмірлі талон иесі, үш жүз бесінші кабинетке өтіңіз.",
        ),
        ("B306", CABINET, "305", RU, "номер бэ, три, ноль, шесть, кабинет триста пять."),
        ("B306", CABINET, "305", EN, "number B, three, zero, six, cabinet three hundred five."),
        (
            "Z1000",
            CASH_DESK,
            "20",
            KK,
            "зет, бір, нөл, нөл, нөл нөмірлі талон иесі, жиырмасыншы кассаға өтіңіз.",
        ),
        ("Z1000", CASH_DESK, "11", RU, "номер зет, один, ноль, ноль, ноль, касса одиннадцать."),
        ("K1-07", WINDOW, "1", EN, "number K, one, zero, seven, window one."),
        ("A002", CABINET, "12Б", KK, "а, нөл, нөл, екі нөмірлі талон иесі, он екі Б кабинетке өтіңіз."),
        ("A002", CABINET, "12 A", RU, "номер а, ноль, ноль, два, кабинет двенадцать а."),
        ("A002", CABINET, "007", RU, "номер а, ноль, ноль, два, кабинет ноль ноль семь."),
        ("A002", CABINET, "1204", EN, "number A, zero, zero, two, cabinet one two zero four."),
    ],
)
def test_a_call_is_said_sign_by_sign_and_to_its_place(
    number: str, kind: PlaceKind, place: str, language: Language, text: str
) -> None:
    assert said(number, kind, place, language) == text


@pytest.mark.parametrize(
    ("n", "word"),
    [
        (1, "бірінші"),
        (2, "екінші"),
        (9, "тоғызыншы"),
        (10, "оныншы"),
        (11, "он бірінші"),
        (20, "жиырмасыншы"),
        (36, "отыз алтыншы"),
        (40, "қырқыншы"),
        (42, "қырық екінші"),
        (99, "тоқсан тоғызыншы"),
    ],
)
def test_a_place_is_an_ordinal_in_kazakh_and_only_its_last_word_has_the_ending(n: int, word: str) -> None:
    assert said("A001", CABINET, str(n), KK, short=True) == f"а, нөл, нөл, бір, {word} кабинет."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (KK, "а, нөл, бір, төрт, екінші терезе."),
        (RU, "а, ноль, один, четыре, окно два."),
        (EN, "A, zero, one, four, window two."),
    ],
)
def test_the_short_form_leaves_out_what_is_not_number_or_place(language: Language, text: str) -> None:
    assert said("A014", WINDOW, "2", language, short=True) == text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", PlaceKind)
def test_every_piece_of_every_number_and_place_can_be_recorded(language: Language, kind: PlaceKind) -> None:
    known = every_piece()
    for number in NUMBERS:
        for place in PLACES:
            for short in (False, True):
                spoken = spoken_call(number, kind, place, language, short)
                assert {piece.name for piece in spoken.pieces} <= known


@pytest.mark.parametrize("language", Language)
def test_no_two_calls_sound_the_same(language: Language) -> None:
    texts = {
        said(number, kind, place, language) for number in NUMBERS for kind in PlaceKind for place in PLACES
    }
    assert len(texts) == len(NUMBERS) * len(PlaceKind) * len(PLACES)


@pytest.mark.parametrize("language", [KK, RU])
def test_no_digit_and_no_latin_letter_is_left_to_the_voice(language: Language) -> None:
    for number in NUMBERS:
        for place in [*PLACES, "2A", "012", "12345"]:
            text = said(number, CABINET, place, language)
            assert not any(sign.isdigit() or (sign.isascii() and sign.isalpha()) for sign in text)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("", "2"),
        ("A01", "2"),
        ("a014", "2"),
        ("А014", "2"),  # a Cyrillic letter
        ("A014;", "2"),
        ("A123456789", "2"),
        ("A" + "0" * 300, "2"),
        ("A014", ""),
        ("A014", "2" * 21),
        ("A014", "../2"),
        ("A014", "2 "),
        ("A014", "<break/>"),
        ("A014", "[[o]]"),
        ("A014", "2\n3"),
    ],
)
def test_what_is_no_number_and_no_place_cannot_be_said(number: str, place: str) -> None:
    assert not can_be_said(number, place)
    with pytest.raises(ValueError, match="cannot be said"):
        spoken_call(number, WINDOW, place, RU, short=False)
