"""A folder of recordings that are tones: so a voice can be had where none is installed."""

import math
import struct
from collections.abc import Iterable
from pathlib import Path

from server.domain.language import Language
from server.domain.place import PlaceKind
from server.speech.wav import Sound, wav_of
from server.words.numerals import CARDINALS
from server.words.ordinals import ORDINALS
from server.words.voice import LETTERS, Piece, Spoken

RATE = 8000
SECONDS = 0.1


def tone(seconds: float = SECONDS, rate: int = RATE, hertz: float = 440.0) -> Sound:
    waves = (8000 * math.sin(2 * math.pi * hertz * at / rate) for at in range(round(seconds * rate)))
    return Sound(1, 2, rate, b"".join(struct.pack("<h", round(wave)) for wave in waves))


def every_piece() -> set[str]:
    kinds = [kind.value for kind in PlaceKind]
    return {
        *(f"letter-{letter.lower()}" for letter in LETTERS),
        *(f"cardinal-{part}" for part in CARDINALS),
        *(f"ordinal-{part}" for part in ORDINALS),
        *("number", "holder"),
        *kinds,
        *(f"to-{kind}" for kind in kinds),
    }


def record(folder: Path, language: Language, pieces: Iterable[str]) -> None:
    (folder / language.value).mkdir(parents=True, exist_ok=True)
    for piece in pieces:
        (folder / language.value / f"{piece}.wav").write_bytes(wav_of(tone()))


def record_all(folder: Path) -> Path:
    for language in Language:
        record(folder, language, every_piece())
    return folder


def of_words(language: Language, *names: str) -> Spoken:
    return Spoken(language, tuple(Piece(name, name) for name in names))
