"""What a voice says when a number is called: sign by sign, and where to go; as pieces, each of which can be recorded.

Kazakh says places by ordinals, as words; Russian and English by cardinals. The order of the sentence is each
language's own, and so a sentence is put together here and nowhere else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from server.domain.language import Language, Words
from server.domain.number import spoken_digits
from server.domain.place import PlaceKind
from server.words.numerals import CARDINALS, parts
from server.words.ordinals import ORDINALS
from server.words.places import PLACE_NAMES

_NUMBER = re.compile(r"[A-Z][0-9]{3,8}|[A-Z][0-9]{0,2}-[0-9]{2,6}")  # of the site, and of a kiosk by itself
_PLACE = re.compile(r"[^\W_]+([ -][^\W_]+)*")
_RUN = re.compile(r"[0-9]+|[^\W\d_]+")
LONGEST_PLACE = 20
LARGEST_SAID_WHOLE = 999

# How a Latin letter is called; in Kazakh as in Russian, but for the spelling.
LETTERS: dict[str, Words] = {
    "A": Words("а", "а", "A"),
    "B": Words("бе", "бэ", "B"),
    "C": Words("це", "цэ", "C"),
    "D": Words("де", "дэ", "D"),
    "E": Words("е", "е", "E"),
    "F": Words("эф", "эф", "F"),
    "G": Words("же", "же", "G"),
    "H": Words("аш", "аш", "H"),
    "I": Words("и", "и", "I"),
    "J": Words("йот", "йот", "J"),
    "K": Words("ка", "ка", "K"),
    "L": Words("эль", "эль", "L"),
    "M": Words("эм", "эм", "M"),
    "N": Words("эн", "эн", "N"),
    "O": Words("о", "о", "O"),
    "P": Words("пе", "пэ", "P"),
    "Q": Words("ку", "ку", "Q"),
    "R": Words("эр", "эр", "R"),
    "S": Words("эс", "эс", "S"),
    "T": Words("те", "тэ", "T"),
    "U": Words("у", "у", "U"),
    "V": Words("ве", "вэ", "V"),
    "W": Words("дубль-ве", "дубль-вэ", "W"),
    "X": Words("икс", "икс", "X"),
    "Y": Words("игрек", "игрек", "Y"),
    "Z": Words("зет", "зет", "Z"),
}
NUMBER = Words("нөмір", "номер", "number")
KAZAKH_HOLDER = "нөмірлі талон иесі"
KAZAKH_GO_TO: dict[PlaceKind, str] = {
    PlaceKind.WINDOW: "терезеге өтіңіз",
    PlaceKind.CABINET: "кабинетке өтіңіз",
    PlaceKind.CASH_DESK: "кассаға өтіңіз",
}


class Piece(NamedTuple):
    """Some words that are always said together. `name`: of their recording. `pause`: a short one comes after."""

    name: str
    words: str
    pause: bool = False


class Spoken(NamedTuple):
    """A sentence for a voice."""

    language: Language
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """With a comma where there is a pause."""
        said = " ".join(f"{piece.words}," if piece.pause else piece.words for piece in self.pieces)
        return f"{said.rstrip(',')}."


def can_be_said(number: str, place: str) -> bool:
    """Whether both are what numbers and names of places look like."""
    short = len(place) <= LONGEST_PLACE
    plain = all(sign in "0123456789" for sign in place if sign.isnumeric())  # not ² and not ①
    return short and plain and _NUMBER.fullmatch(number) is not None and _PLACE.fullmatch(place) is not None


@lru_cache(maxsize=256)
def spoken_call(number: str, kind: PlaceKind, place: str, language: Language, short: bool) -> Spoken:
    """The call of `number` to a place. `short` is for a hall where many are called at once.

    ValueError if it cannot be said.
    """
    if not can_be_said(number, place):
        raise ValueError("such a call cannot be said")
    signs = [_sign(sign, language) for sign in spoken_digits(number)]
    if language is Language.KK:
        return Spoken(language, (*_in_kazakh(signs, short), *_place(place, language), _go_to(kind, short)))
    name = Piece(kind.value, PLACE_NAMES[kind].in_language(language))
    before = () if short else (Piece("number", NUMBER.in_language(language)),)
    return Spoken(language, (*before, *signs, name, *_place(place, language)))


def _in_kazakh(signs: list[Piece], short: bool) -> Iterator[Piece]:
    if short:
        yield from signs
    else:
        yield from signs[:-1]
        yield signs[-1]._replace(pause=False)
        yield Piece("holder", KAZAKH_HOLDER, pause=True)


def _go_to(kind: PlaceKind, short: bool) -> Piece:
    return Piece(kind.value, PLACE_NAMES[kind].kk) if short else Piece(f"to-{kind.value}", KAZAKH_GO_TO[kind])


def _sign(sign: str, language: Language) -> Piece:
    if sign.isdigit():
        return _cardinal(int(sign), language)._replace(pause=True)
    return _letter(sign, language)._replace(pause=True)


def _cardinal(part: int, language: Language) -> Piece:
    return Piece(f"cardinal-{part}", CARDINALS[part].in_language(language))


def _letter(letter: str, language: Language) -> Piece:
    """A letter that is not Latin is called as its own language calls it: the voice knows."""
    words = LETTERS.get(letter.upper())
    return Piece(f"letter-{letter.lower()}", words.in_language(language) if words else letter)


def _place(place: str, language: Language) -> list[Piece]:
    runs = _RUN.findall(place)
    if language is Language.KK and runs == [place] and _is_said_whole(place):
        *before, last = parts(int(place))
        return [*(_cardinal(part, language) for part in before), Piece(f"ordinal-{last}", ORDINALS[last])]
    return [piece for run in runs for piece in _run(run, language)]


def _run(run: str, language: Language) -> list[Piece]:
    if _is_said_whole(run):
        return [_cardinal(part, language) for part in parts(int(run))]
    if run.isdigit():
        return [_cardinal(int(digit), language) for digit in run]
    return [_letter(run, language) if len(run) == 1 else Piece(f"word-{run.lower()}", run)]


def _is_said_whole(run: str) -> bool:
    return run.isdigit() and not run.startswith("0") and int(run) <= LARGEST_SAID_WHOLE
