"""The audience of a site: the process with its readers, and what they were told."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.operators import counter_of_operator
from tests.site import REPOSITORY, Site


@dataclass(frozen=True, slots=True)
class Told:
    """`reached`: when the last board had each call (monotonic nanoseconds)."""

    reached: dict[int, int]
    frames: int
    bytes: int


class Audience:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    def leave(self) -> None:
        """Let all of them go, before their site is stopped."""
        self._process.terminate()
        self._process.communicate()

    def told(self) -> Told:
        """What they were told since they came, or were asked last."""
        answer: Any = json.loads(self._say("report"))
        reached = {int(call): int(at) for call, at in answer["reached"].items()}
        return Told(reached, answer["frames"], answer["bytes"])

    def _say(self, text: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{text}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise ConnectionError("the readers were let go")
        return answer


@contextmanager
def listening(port: int, readers: list[dict[str, Any]]) -> Iterator[Audience]:
    """Readers in a process of their own, each with its first snapshot."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.listeners"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    audience = Audience(process)
    try:
        assert audience._say(json.dumps({"port": port, "readers": readers})) == "ready\n"
        yield audience
    finally:
        audience.leave()


def board_readers(site: Site, boards: int) -> list[dict[str, Any]]:
    token = site.token("board-main")
    return [{"room": "board:main", "auth": {"token": token}} for _ in range(boards)]


def counter_readers(headers: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The pages of the operators who are signed in with these headers, each on his own counter."""
    return [
        {"room": f"counter:{counter_of_operator(n)}", "auth": {}, "cookie": header["Cookie"]}
        for n, header in enumerate(headers)
    ]
