"""Running several programs as one: started in order, started again when they die, ended together.

No program outlives its house: the kernel kills the children of a parent that was killed itself.
"""

import ctypes
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

END_SECONDS = 8.0  # the server drains for five
CANNOT_START = 78  # EX_CONFIG: to start again would not help
DEATHS, WITHIN_SECONDS = 5, 30.0  # more often than this is no accident
LOOK_EVERY = 0.1
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class ProgramEnded(Exception):
    """A program died and starting it again does not help."""


@dataclass(frozen=True, slots=True)
class Program:
    """`said` is written to its standard input, which is then closed."""

    name: str
    arguments: Sequence[str]
    said: bytes = b""


@dataclass(slots=True)
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS))


class Programs:
    """The programs that run, in the order they were started. Their output goes into files in `logs`.

    To be used from the main thread: a child is killed when the thread that started it ends.
    """

    def __init__(self, logs: Path, folder: Path, notice: Callable[[str], None]) -> None:
        self._logs = logs
        self._folder = folder
        self._notice = notice
        self._running: list[_Running] = []

    def start(self, program: Program) -> None:
        self._running.append(_Running(program, self._open(program)))

    def _open(self, program: Program) -> subprocess.Popen[bytes]:
        parent = os.getpid()
        with self.log_of(program).open("ab") as log:
            process = subprocess.Popen(
                program.arguments,
                cwd=self._folder,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                process_group=0,  # Ctrl-C reaches us alone: we end the others in order
                preexec_fn=lambda: _die_with(parent),
            )
        assert process.stdin is not None
        try:
            process.stdin.write(program.said)
            process.stdin.close()
        except BrokenPipeError:
            self._notice(f"{program.name} ended before it listened")
        return process

    def log_of(self, program: Program) -> Path:
        return self._logs / f"{program.name}.log"

    def look(self) -> None:
        """Start again what has died. Raises ProgramEnded for what cannot start, or dies again and again."""
        for running in self._running:
            code = running.process.poll()
            if code is not None:
                self._again(running, code)

    def _again(self, running: _Running, code: int) -> None:
        name, now = running.program.name, time.monotonic()
        often = len(running.deaths) == DEATHS and now - running.deaths[0] < WITHIN_SECONDS
        if code == CANNOT_START or often:
            raise ProgramEnded(f"{name} ended ({_how(code)}):\n{self._last_words(running.program)}")
        self._notice(f"{name} ended ({_how(code)}); starting it again")
        running.deaths.append(now)
        running.process = self._open(running.program)

    def _last_words(self, program: Program) -> str:
        return "\n".join(self.log_of(program).read_text(errors="replace").splitlines()[-15:])

    def wait_until(self, ready: Callable[[], bool], seconds: float, ended: Callable[[], bool]) -> bool:
        """Whether it became ready; False when we are to end. Raises TimeoutError, ProgramEnded."""
        until = time.monotonic() + seconds
        while not ended():
            self.look()
            if ready():
                return True
            if time.monotonic() > until:
                raise TimeoutError(f"not ready after {seconds:.0f} s; the logs are in {self._logs}")
            time.sleep(LOOK_EVERY)
        return False

    def end(self) -> None:
        """End all, the last started first; kill what has not ended in time."""
        for running in reversed(self._running):
            if running.process.poll() is None:
                running.process.terminate()
        until = time.monotonic() + END_SECONDS
        for running in reversed(self._running):
            self._see_off(running, until)

    def _see_off(self, running: _Running, until: float) -> None:
        try:
            running.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._notice(f"{running.program.name} does not end; killed")
            running.process.kill()
            running.process.wait()


def _die_with(parent: int) -> None:
    """In the child, before the program: be killed when the parent dies, which may just have happened."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
