"""Reads that are long: in native threads, each with a connection of its own, while the loop goes on."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gevent.threadpool import ThreadPool

from server.store.connection import open_to_read

T = TypeVar("T")
MOST_AT_ONCE = 2  # more would take each other's processor, and the loop's


class OffLoop:
    """Whoever asks while all threads are at work waits for one."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._pool = ThreadPool(MOST_AT_ONCE)

    def read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Ask in one snapshot of the database; what it raises is raised here."""
        answers, error = self._pool.apply(self._asked, (ask,))
        if error is not None:
            raise error
        answer: T = answers[0]
        return answer

    def _asked(self, ask: Callable[[sqlite3.Connection], T]) -> tuple[list[T], BaseException | None]:
        """The answer or the error: the pool would log one that is raised as one that nobody caught."""
        connection = open_to_read(self._database)
        try:
            connection.execute("BEGIN")
            return [ask(connection)], None
        except Exception as error:
            return [], error
        finally:
            connection.close()

    def close(self) -> None:
        self._pool.kill()
