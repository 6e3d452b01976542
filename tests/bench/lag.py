"""How late the server's event loop was, as it says itself in /metrics."""

from dataclasses import dataclass

from prometheus_client.parser import text_string_to_metric_families

from tests.bench.figure import Figure
from tests.site import Site

_BUCKETS = "kezek_loop_lag_seconds_bucket"
_LARGEST = "kezek_loop_lag_max_seconds"


@dataclass(frozen=True, slots=True)
class Lag:
    """`counts`: ticks that were no later than so many seconds, since the start; `largest`: since it was asked last."""

    counts: dict[float, float]
    largest: float


def read_lag(site: Site) -> Lag:
    text = site.http.request("GET", f"{site.url}/metrics").data.decode()
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return Lag(
        {float(one.labels["le"]): one.value for one in samples if one.name == _BUCKETS},
        next(one.value for one in samples if one.name == _LARGEST),
    )


def lag_figures(about: str, before: Lag, after: Lag) -> list[Figure]:
    """Of what happened between the two. The p99 is the upper edge of its bucket."""
    counts = {late: count - before.counts[late] for late, count in after.counts.items()}
    ticks = counts[float("inf")]
    edge = min(late for late, count in counts.items() if count >= 0.99 * ticks)
    return [
        Figure(about, "lag of the server's loop, p99 at most", edge * 1000, "ms", 20.0),
        Figure(about, "lag of the server's loop, largest", after.largest * 1000, "ms", 200.0),
    ]
