"""The log goes into the database beside the writer: a commit that had to copy thousands of pages made all wait for it.

Once a second, on a connection and in a native thread of its own, what has been committed is copied as far as it goes
without waiting for anybody. When nothing is left the next commit begins the log anew. At the greatest load that
moment does not come; then a commit does the rest (`connection.CHECKPOINT_PAGES`), of which most is done.
"""

import logging
import sqlite3
from pathlib import Path

import gevent
from gevent.threadpool import ThreadPool

from server.store.connection import open_to_copy

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds


class Checkpoints:
    def __init__(self, path: Path) -> None:
        self._connection = open_to_copy(path)
        self._pool = ThreadPool(1)
        self._round = gevent.spawn(self._run)

    def _run(self) -> None:
        while True:
            gevent.sleep(EVERY)
            try:
                self._pool.apply(self._copy)
            except (
                sqlite3.Error
            ) as error:  # the writer's own checkpoint is left, and tells when the disk is broken
                log.warning("the log was not copied into the database: %r", error)

    def _copy(self) -> None:
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def stop(self) -> None:
        """Ends the copying under way first."""
        self._round.kill()
        self._pool.apply(self._connection.close)
        self._pool.kill()
