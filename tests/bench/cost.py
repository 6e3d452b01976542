"""What a load takes of the machine, part by part: so that one sees whether the bench measured itself."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.busy import Busy
from tests.bench.processes import cpu_seconds


@dataclass(slots=True)
class Cost:
    """Shares of a core."""

    server: float = 0.0
    readers: float = 0.0
    pressers: float = 0.0


@contextmanager
def cost_of(busy: Busy) -> Iterator[Cost]:
    """Filled in when the block is over."""
    pids = (busy.site.process.pid, busy.audience.pid, os.getpid())
    cost, before, began = Cost(), [cpu_seconds(pid) for pid in pids], time.monotonic()
    yield cost
    took = time.monotonic() - began
    used = [(cpu_seconds(pid) - at_first) / took for pid, at_first in zip(pids, before, strict=True)]
    cost.server, cost.readers, cost.pressers = used
