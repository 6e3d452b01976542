"""Keys of visits, written down before they are sent: what this box asked for, and whether it heard the answer.

A key names an attempt and nothing else: no service, no person. If the box dies between asking and hearing, the
site may have the ticket, and its slip waits for this printer; the next start says in the log how many such there are.
What was given up is given up by the next start too (`given_up.py`).
"""

import json
import os
import threading
from pathlib import Path
from typing import IO

_LONGEST = 20_000  # lines, then the file is begun anew, with the open keys
_MOST_ASKED = 1_000  # keys without an answer, the latest: one crash leaves a few
_OPEN = frozenset({"asked", "given_up"})


class KeyBook:
    """JSON lines {"key": …, "state": "asked" | "answered" | "given_up" | "settled"} in `file`. Threads may share it.

    `left_open`: how many keys were asked before this start and never heard of; `unsettled`: which were given up.
    """

    def __init__(self, file: Path) -> None:
        self._open = _open_keys(file)
        self.unsettled = _in_state(self._open, "given_up")
        self.left_open = len(self._open) - len(self.unsettled)
        self._file = file
        self._guard = threading.Lock()
        self._lines = 0
        self._book = self._begun()

    def asked(self, key: str) -> None:
        """Returns when it is on the disk: from now on it may be sent."""
        self._write(key, "asked")

    def answered(self, key: str) -> None:
        self._write(key, "answered")

    def given_up(self, key: str) -> None:
        """Nobody waits for it any more: its person was sent to the desk."""
        self._write(key, "given_up")

    def settled(self, key: str) -> None:
        """The site has settled what becomes of what was given up."""
        self._write(key, "settled")

    def close(self) -> None:
        with self._guard:
            self._book.close()

    def _write(self, key: str, state: str) -> None:
        with self._guard:
            if self._lines >= _LONGEST:
                full, self._book = self._book, self._begun()
                full.close()
            self._book.write(_line(key, state))
            _to_disk(self._book)
            self._lines += 1
            self._open.pop(key, None)
            if state in _OPEN:
                self._open[key] = state

    def _begun(self) -> IO[str]:
        """The book begun anew with the open keys. A crash meanwhile leaves the old one as it was."""
        asked = _in_state(self._open, "asked")[-_MOST_ASKED:]
        self._open = dict.fromkeys(asked, "asked") | dict.fromkeys(
            _in_state(self._open, "given_up"), "given_up"
        )
        beside = self._file.with_name(self._file.name + ".new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        book = os.fdopen(descriptor, "w", encoding="utf-8")
        try:
            book.writelines(_line(key, state) for key, state in self._open.items())
            _to_disk(book)
            beside.replace(self._file)
            _name_to_disk(self._file)
        except OSError:
            book.close()
            raise
        self._lines = len(self._open)
        return book


def _line(key: str, state: str) -> str:
    return json.dumps({"key": key, "state": state}) + "\n"


def _to_disk(book: IO[str]) -> None:
    book.flush()
    os.fsync(book.fileno())


def _name_to_disk(file: Path) -> None:
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _open_keys(file: Path) -> dict[str, str]:
    """The open keys of earlier runs, and their state. A last line that a power cut broke off does not count."""
    if not file.exists():
        return {}
    state: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            said = json.loads(line)
            state[said["key"]] = said["state"]
        except (ValueError, KeyError, TypeError):
            continue
    return {key: known for key, known in state.items() if known in _OPEN}


def _in_state(keys: dict[str, str], state: str) -> list[str]:
    return [key for key, known in keys.items() if known == state]
