"""The server on a disk whose every commit takes 20 ms: `python -m tests.faults.slow_disk serve`."""

from gevent import monkey

monkey.patch_all()

import sqlite3  # noqa: E402
import sys  # noqa: E402
from functools import partial  # noqa: E402
from typing import Any  # noqa: E402

from server.cli import main  # noqa: E402

COMMIT_SECONDS = 0.02
_sleep = monkey.get_original("time", "sleep")
_thread = monkey.get_original("threading", "get_ident")
_LOOP = _thread()


class SlowConnection(sqlite3.Connection):
    """Slow where the writer's native thread commits; a reader's COMMIT writes nothing."""

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and _thread() != _LOOP:
            _sleep(COMMIT_SECONDS)
        return super().execute(sql, *parameters)


sqlite3.connect = partial(sqlite3.connect, factory=SlowConnection)  # type: ignore[assignment]
sys.exit(main(sys.argv[1:]))
