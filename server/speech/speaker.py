"""The port of this room: words in, sound out. Whoever can do that can be the voice of the house."""

from collections.abc import Sequence
from typing import Protocol

from server.domain.language import Language
from server.domain.place import PlaceKind
from server.words.voice import Spoken, spoken_call


class NotSaid(Exception):
    """This speaker cannot say it: it says why, for the log."""


class Speaker(Protocol):
    def say(self, spoken: Spoken) -> bytes:
        """A WAV file. Raises NotSaid."""


class FirstOf:
    """Asks one speaker after the other: the first that can say it does."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = speakers

    def say(self, spoken: Spoken) -> bytes:
        """Raises NotSaid with every reason."""
        reasons = []
        for speaker in self._speakers:
            try:
                return speaker.say(spoken)
            except NotSaid as reason:
                reasons.append(str(reason))
        raise NotSaid("; ".join(reasons) or "there is no voice")


def languages_of(speaker: Speaker) -> frozenset[Language]:
    """The languages in which a call can be said now: tried with one."""
    return frozenset(language for language in Language if _can_say(speaker, language))


def _can_say(speaker: Speaker, language: Language) -> bool:
    try:
        speaker.say(spoken_call("A001", PlaceKind.WINDOW, "1", language, short=False))
    except NotSaid:
        return False
    return True
