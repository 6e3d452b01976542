"""A speaker whose words come off the disk speaks in a native thread: a slow disk holds up nobody else.

A speaker that waits for another program stays on the loop, where waiting costs nothing.
"""

from gevent.threadpool import ThreadPool

from server.speech.speaker import NotSaid, Speaker
from server.words.voice import Spoken


class InThread:
    def __init__(self, speaker: Speaker, threads: int) -> None:
        self._speaker = speaker
        self._threads = ThreadPool(threads)

    def say(self, spoken: Spoken) -> bytes:
        """Only the greenlet that asks waits. Raises NotSaid."""
        said: bytes | NotSaid = self._threads.apply(self._said, (spoken,))
        if isinstance(said, NotSaid):
            raise said
        return said

    def _said(self, spoken: Spoken) -> bytes | NotSaid:
        """The pool logs what is raised as a bug; a piece that is missing is none."""
        try:
            return self._speaker.say(spoken)
        except NotSaid as reason:
            return reason
