"""How late the server's loop was in a stretch of time, by its own metrics; and how much memory it holds."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests.site import Site

LAG = "kezek_loop_lag_seconds"
LARGEST, WORK = "kezek_loop_lag_max_seconds", "kezek_loop_work_max_seconds"
LAG_P99, LAG_MAX = 20.0, 200.0  # milliseconds

_TICKER = """
import select, sys, time
late = []
while True:
    began = time.monotonic()
    if select.select([sys.stdin], [], [], 0.02)[0]:
        break
    late.append(time.monotonic() - began - 0.02)
print(sorted(late)[int(len(late) * 0.99)] * 1000)
"""


@dataclass(frozen=True)
class Lags:
    """`p99` is the upper edge of its bucket. Milliseconds."""

    p99: float
    most: float
    work: float

    idle: float  # p99 of a process of the same machine, at the same time, that does nothing

    def __str__(self) -> str:
        return (
            f"loop lag p99 ≤ {self.p99:.0f} ms (limit {LAG_P99:.0f}; a process that does nothing: {self.idle:.0f}),"
            f" at most {self.most:.0f} ms, of its own work {self.work:.0f} ms (limit {LAG_MAX:.0f})"
        )


class Watch:
    """Looks at the loop from here on."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._before, _ = self._seen()
        self._idle = subprocess.Popen(
            [sys.executable, "-c", _TICKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _seen(self) -> tuple[dict[float, float], dict[str, float]]:
        text = self._site.http.request("GET", f"{self._site.url}/metrics").data.decode()
        families = text_string_to_metric_families(text)
        samples = [one for family in families for one in family.samples]
        counts = {float(one.labels["le"]): one.value for one in samples if one.name == f"{LAG}_bucket"}
        return counts, {one.name: one.value for one in samples if one.name in (LARGEST, WORK)}

    def lags(self) -> Lags:
        counts, most = self._seen()
        ticks = {edge: count - self._before[edge] for edge, count in counts.items()}
        p99 = min(edge for edge, count in ticks.items() if count >= 0.99 * max(ticks.values()))
        idle, _ = self._idle.communicate("enough")
        return Lags(p99 * 1000, most[LARGEST] * 1000, most[WORK] * 1000, float(idle))


def memory_mb(site: Site) -> float:
    """Resident, of the server's process."""
    status = Path(f"/proc/{site.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
