"""Clips: what was said is kept for a while, and whatever many boards ask for at once is said once."""

import logging
from collections import OrderedDict

import gevent
from gevent.lock import BoundedSemaphore

from server.domain.refusal import Refusal
from server.speech.speaker import NotSaid, Speaker
from server.words.voice import Spoken

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024 * 1024  # some forty clips: calls of the last minutes
MOST_AT_ONCE = 2  # processes, or threads that read recordings
MOST_WAITING = 32


class Clips:
    """May be asked by any greenlet; only the one that asks waits."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._kept: OrderedDict[Spoken, bytes] = OrderedDict()
        self._bytes = 0
        self._being_said: dict[Spoken, gevent.Greenlet[..., bytes | None]] = {}
        self._free = BoundedSemaphore(MOST_AT_ONCE)

    def clip(self, spoken: Spoken) -> bytes:
        """A WAV file. Raises Refusal `voice_missing` (503): it cannot be said, or too much is being said already."""
        if spoken in self._kept:
            self._kept.move_to_end(spoken)
            return self._kept[spoken]
        if spoken not in self._being_said:
            if len(self._being_said) >= MOST_WAITING:
                raise Refusal("voice_missing", 503, retry_after=1)
            self._being_said[spoken] = gevent.spawn(self._say, spoken)
        clip = self._being_said[spoken].get()
        if clip is None:
            raise Refusal("voice_missing", 503, retry_after=5)
        return clip

    def _say(self, spoken: Spoken) -> bytes | None:
        """In a greenlet of its own: whoever asked first may be gone before the others have heard it."""
        try:
            with self._free:
                clip = self._speaker.say(spoken)
            self._keep(spoken, clip)
            return clip
        except NotSaid as reason:
            log.warning("a call was not said in %s: %s", spoken.language, reason)
            return None
        finally:
            del self._being_said[spoken]

    def _keep(self, spoken: Spoken, clip: bytes) -> None:
        self._kept[spoken] = clip
        self._bytes += len(clip)
        while self._bytes > MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)
