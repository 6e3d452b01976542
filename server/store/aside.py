"""One native thread that does one thing at a time, while the loop goes on.

gevent's own pool does as much, but hands each task over by a queue, four locks and a watcher of its own: a visit
that nobody shares its commit with pays a tenth of its time for that.
"""

from collections.abc import Callable
from typing import Any

import gevent
from gevent import monkey

_allocate_lock = monkey.get_original("_thread", "allocate_lock")
_start_new_thread = monkey.get_original("_thread", "start_new_thread")


class Aside:
    """`do` is for one greenlet: who asks while something is under way would wait for the other's answer."""

    def __init__(self) -> None:
        self._hub = gevent.get_hub()
        self._asked = _allocate_lock()
        self._asked.acquire()
        self._answered = self._hub.loop.async_()
        self._task: Callable[[], Any] | None = None
        self._answer: Any = None
        self._error: BaseException | None = None
        self._waiter: Any = None
        self._answered.start(self._wake)
        _start_new_thread(self._run, ())

    def do(self, task: Callable[[], Any]) -> Any:
        """Run `task` in the thread and wait for it; what it raises is raised here."""
        self._task, self._waiter = task, gevent.getcurrent()
        self._asked.release()
        self._hub.switch()
        answer, error = self._answer, self._error
        self._answer = self._error = None
        if error is not None:
            raise error
        return answer

    def end(self) -> None:
        """The thread ends; nothing may be under way."""
        self._task = None
        self._asked.release()
        self._answered.stop()
        self._answered.close()

    def _run(self) -> None:
        while True:
            self._asked.acquire()
            if self._task is None:
                return
            try:
                self._answer = self._task()
            except BaseException as error:
                self._error = error
            self._answered.send()

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        waiter.switch()
