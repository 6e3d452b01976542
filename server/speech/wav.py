"""WAV files: read, and put one behind the other."""

import io
import wave
from collections.abc import Sequence
from typing import NamedTuple


class Sound(NamedTuple):
    """Samples as they lie in the file, and how they are to be read."""

    channels: int
    width: int  # bytes a sample
    rate: int  # samples a second
    samples: bytes

    @property
    def seconds(self) -> float:
        return len(self.samples) / (self.channels * self.width * self.rate)


def read_wav(data: bytes) -> Sound:
    """Raises ValueError for what is not a WAV file of plain samples. What is piped may lie about its length."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            frames = min(file.getnframes(), len(data))
            return Sound(
                file.getnchannels(), file.getsampwidth(), file.getframerate(), file.readframes(frames)
            )
    except (wave.Error, EOFError) as error:
        raise ValueError(str(error)) from error


def wav_of(sound: Sound) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(sound.channels)
        writer.setsampwidth(sound.width)
        writer.setframerate(sound.rate)
        writer.writeframes(sound.samples)
    return file.getvalue()


def joined(sounds: Sequence[Sound], pauses: Sequence[float]) -> Sound:
    """One behind the other, each followed by its pause in seconds. ValueError where their formats differ."""
    first = sounds[0]
    if any(sound[:3] != first[:3] for sound in sounds):
        raise ValueError("the sounds have different formats")
    silence = (0 if first.width > 1 else 128).to_bytes(1, "little")
    samples = b"".join(
        sound.samples + silence * (round(pause * first.rate) * first.width * first.channels)
        for sound, pause in zip(sounds, pauses, strict=True)
    )
    return first._replace(samples=samples)
