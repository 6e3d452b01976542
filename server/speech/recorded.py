"""Recorded clips: a person's voice, piece by piece, in `<folder>/<language>/<piece>.wav`.

The pieces are those of `server/words/voice.py`: `letter-a`, `cardinal-4`, `ordinal-2`, `holder`, `to-window` …
"""

import re
from pathlib import Path

from server.speech.speaker import NotSaid
from server.speech.wav import Sound, joined, read_wav, wav_of
from server.words.voice import Piece, Spoken

PAUSE = 0.12  # seconds, after a piece that wants one
LARGEST = 2_000_000  # bytes of a piece
_NAME = re.compile(r"[a-z0-9_-]{1,40}")


class Recorded:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def say(self, spoken: Spoken) -> bytes:
        """Raises NotSaid if a single piece is missing: half a sentence in another voice is worse than that voice."""
        folder = self._folder / spoken.language.value
        sounds = [_recording(folder, piece) for piece in spoken.pieces]
        try:
            return wav_of(joined(sounds, [PAUSE if piece.pause else 0.0 for piece in spoken.pieces]))
        except ValueError as error:
            raise NotSaid(f"{folder}: {error}") from error


def _recording(folder: Path, piece: Piece) -> Sound:
    """Raises NotSaid."""
    if _NAME.fullmatch(piece.name) is None:
        raise NotSaid(f"{piece.words!r} cannot be recorded")
    path = folder / f"{piece.name}.wav"
    try:
        if path.stat().st_size > LARGEST:
            raise NotSaid(f"{path} is too long")
        return read_wav(path.read_bytes())
    except (OSError, ValueError) as error:
        raise NotSaid(f"{path}: {error}") from error
