"""espeak-ng: a voice for all three languages that needs no network and no licence."""

import subprocess

from server.domain.language import Language
from server.speech.speaker import NotSaid
from server.speech.wav import read_wav, wav_of
from server.words.voice import Spoken

SECONDS = 3.0  # it needs some hundredths of one
_VOICES = {Language.KK: "kk", Language.RU: "ru", Language.EN: "en-gb"}
_WORDS_A_MINUTE = 145  # a hall echoes: slower than its own 175
_SHORTEST = 0.5  # seconds; less than that is no call


class Espeak:
    """`program`: its name, or where it lies."""

    def __init__(self, program: str, seconds: float = SECONDS) -> None:
        self._program = program
        self._seconds = seconds

    def say(self, spoken: Spoken) -> bytes:
        """The words go in by its standard input: none of them can be taken for an option. Raises NotSaid."""
        try:
            done = subprocess.run(
                [
                    self._program,
                    *("-v", _VOICES[spoken.language]),
                    *("-s", str(_WORDS_A_MINUTE)),
                    *("--stdin", "--stdout"),
                ],
                input=spoken.text.encode(),
                capture_output=True,
                timeout=self._seconds,
                check=True,
            )
            sound = read_wav(done.stdout)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise NotSaid(f"{self._program}: {error}") from error
        if sound.seconds < _SHORTEST:
            raise NotSaid(f"{self._program} said next to nothing")
        return wav_of(sound)
