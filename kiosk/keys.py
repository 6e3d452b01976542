"""Keys of visits, written down before they are sent: what this box asked for, and whether it heard the answer.

A key names an attempt and nothing else: no service, no person. If the box dies between asking and hearing, the
site has the ticket and prints its slip by its own spool; the next start says in the log how many such there were.
"""

import json
import os
import threading
from pathlib import Path
from typing import IO

_LONGEST = 20_000  # lines, then the file is begun anew


class KeyBook:
    """JSON lines {"key": …, "state": "asked" | "answered" | "unanswered"} in `file`. May be shared by threads."""

    def __init__(self, file: Path) -> None:
        self.left_open = _left_open(file)  # keys that were asked and never heard of before this start
        self._file = file
        self._guard = threading.Lock()
        self._lines = 0
        self._book = self._begun()

    def asked(self, key: str) -> None:
        """Returns when it is on the disk: from now on it may be sent."""
        self._write(key, "asked")

    def answered(self, key: str) -> None:
        self._write(key, "answered")

    def unanswered(self, key: str) -> None:
        """Nobody waits for it any more; whether the site heard it, it knows itself."""
        self._write(key, "unanswered")

    def close(self) -> None:
        with self._guard:
            self._book.close()

    def _write(self, key: str, state: str) -> None:
        with self._guard:
            if self._lines >= _LONGEST:
                self._book.close()
                self._book = self._begun()
            self._book.write(json.dumps({"key": key, "state": state}) + "\n")
            self._book.flush()
            os.fsync(self._book.fileno())
            self._lines += 1

    def _begun(self) -> IO[str]:
        self._lines = 0
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        return os.fdopen(descriptor, "w", encoding="utf-8")


def _left_open(file: Path) -> int:
    """How many keys of an earlier run have no answer. A last line that a power cut broke off does not count."""
    if not file.exists():
        return 0
    state: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            said = json.loads(line)
            state[said["key"]] = said["state"]
        except (ValueError, KeyError, TypeError):
            continue
    return sum(1 for known in state.values() if known == "asked")
