"""Many who do the same again and again, each in a thread of his own, and how long each time took."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Crowd:
    """Threads that do the same again and again until `end`; what one of them raises, `end` raises."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=64)
        self.seconds: dict[str, list[float]] = {}
        self._running: list[Future[None]] = []

    def does(self, name: str, deed: Callable[[], object], pause: float = 0.0) -> None:
        taken = self.seconds.setdefault(name, [])
        self._running.append(self._pool.submit(self._again, deed, pause, taken))

    def _again(self, deed: Callable[[], object], pause: float, taken: list[float]) -> None:
        while not self._over.wait(pause):
            began = time.monotonic()
            deed()
            taken.append(time.monotonic() - began)

    def end(self) -> None:
        self._over.set()
        self._pool.shutdown()
        for one in self._running:
            one.result()

    def p99(self, name: str) -> float:
        """Milliseconds."""
        taken = sorted(self.seconds[name])
        return taken[int(len(taken) * 0.99)] * 1000
