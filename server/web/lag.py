"""How late the event loop is: everyone in the house waits for it."""

from collections.abc import Callable
from time import thread_time

import gevent
from prometheus_client import CollectorRegistry, Gauge, Histogram

TICK = 0.02  # seconds
STEPS = (0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)


class Lag:
    """Asks to be woken every 20 ms and measures by how much too late it was.

    A machine that has other things to do makes any process late; what the loop itself worked meanwhile is told apart.
    """

    def __init__(self, registry: CollectorRegistry, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._largest = 0.0
        self._most_work = 0.0
        self._lags = Histogram(
            "kezek_loop_lag_seconds", "How late the event loop was", registry=registry, buckets=STEPS
        )
        Gauge(
            "kezek_loop_lag_max_seconds",
            "The largest lag since this was asked for the last time",
            registry=registry,
        ).set_function(self._largest_taken)
        Gauge(
            "kezek_loop_work_max_seconds",
            "The most of such a lag, since this was asked for the last time, that the loop's own work was",
            registry=registry,
        ).set_function(self._most_work_taken)

    def measure(self) -> None:
        """For ever."""
        while True:
            began, worked = self._monotonic(), thread_time()
            gevent.sleep(TICK)
            lag = max(0.0, self._monotonic() - began - TICK)
            self._largest = max(self._largest, lag)
            self._most_work = max(self._most_work, min(lag, thread_time() - worked))
            self._lags.observe(lag)

    def _largest_taken(self) -> float:
        largest, self._largest = self._largest, 0.0
        return largest

    def _most_work_taken(self) -> float:
        most, self._most_work = self._most_work, 0.0
        return most
