"""On what it was measured: no figure means anything without it."""

import os
import platform
import sqlite3
import statistics
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.yardsticks import sync_seconds
from tests.site import REPOSITORY

QUIET = 0.5  # load average of a machine that does nothing else
_SYNCS = 50


@dataclass(frozen=True, slots=True)
class Machine:
    """`load`: the mean number of running processes in the minute before the bench began. `sync_ms`: of one block."""

    cpu: str
    cores: int
    system: str
    python: str
    sqlite: str
    sync_ms: float
    commit: str
    load: float

    @property
    def is_busy(self) -> bool:
        return self.load > QUIET

    def lines(self) -> list[str]:
        told = [
            f"{self.cpu}, {self.cores} cores, {self.system}",
            f"Python {self.python}, SQLite {self.sqlite}, fsync of one block {self.sync_ms:.2f} ms (median)",
            f"commit {self.commit}, load average before it began {self.load:.2f}",
        ]
        if self.is_busy:
            told.append(
                "WARNING: this machine does something else, too. These figures are worse than the house."
            )
        return told

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def this_machine(folder: Path) -> Machine:
    """`folder` lies on the disk that is measured."""
    load = os.getloadavg()[0]
    return Machine(
        cpu=_cpu(),
        cores=os.cpu_count() or 1,
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        sync_ms=statistics.median(sync_seconds(folder, _SYNCS)) * 1000,
        commit=_commit(),
        load=load,
    )


def _cpu() -> str:
    known = [line.partition(":") for line in Path("/proc/cpuinfo").read_text().splitlines()]
    names = [value.strip() for name, _, value in known if name.strip() == "model name"]
    return names[0] if names else platform.machine()


def _commit() -> str:
    """With a plus where files differ from it; "unknown" outside of a repository."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    told = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"
