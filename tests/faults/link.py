"""A link that fails: a TCP proxy before the server, which can be cut, held, slowed and left half open."""

import asyncio
import math
import random
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.site import Site, free_port

SLOW_SECONDS = 0.3  # by which a slow link delays each piece
FAULTS = ("cut", "black hole", "lost", "half open", "slow")


class Link:
    """`port` leads to `upstream`. Its faults, each until `mend`:

    cut: no connection stands, none comes about · black hole: nothing passes, and all of it arrives afterwards ·
    lost: nothing passes, and afterwards the connections are known to be broken · half open: the server hears and is
    not heard · slow: every piece comes late.
    """

    def __init__(self, upstream: int) -> None:
        self._upstream = upstream
        self._fault: str | None = None
        self._connections: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._up, self._down = asyncio.Event(), asyncio.Event()
        self._closed_for_ever: list[asyncio.Event] = []
        self.port: int = self._do(self._listen())

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _listen(self) -> int:
        self._up.set()
        self._down.set()
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._fault == "cut":
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._upstream)
        ends = {writer, back}
        self._connections |= ends
        await asyncio.gather(self._pump(reader, back, self._up), self._pump(there, writer, self._down))
        self._connections -= ends

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, passes: asyncio.Event
    ) -> None:
        with suppress(OSError):  # one of the two ends has gone
            while piece := await source.read(65536):
                await passes.wait()
                if self._fault == "slow":
                    await asyncio.sleep(SLOW_SECONDS)
                sink.write(piece)
                await sink.drain()
        sink.close()

    def fail(self, fault: str) -> None:
        self._do(self._fail(fault))

    async def _fail(self, fault: str) -> None:
        self._fault = fault
        if fault == "cut":
            self._abort()
        if fault in ("black hole", "lost"):
            self._up.clear()
        if fault in ("black hole", "lost", "half open"):
            self._down.clear()

    def forget(self) -> None:
        """The connections that stand fall silent for ever, and neither end is told; new ones are well."""
        self._do(self._forget())

    async def _forget(self) -> None:
        self._up.clear()
        self._down.clear()
        self._closed_for_ever += [self._up, self._down]
        self._up, self._down = asyncio.Event(), asyncio.Event()
        await self._mend()

    def mend(self) -> None:
        self._do(self._mend())

    async def _mend(self) -> None:
        if self._fault in ("lost", "half open"):
            self._abort()
        self._fault = None
        self._up.set()
        self._down.set()

    def _abort(self) -> None:
        for connection in self._connections:
            connection.transport.abort()

    def close(self) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        for gate in (self._up, self._down, *self._closed_for_ever):
            gate.set()
        self._server.close()
        self._abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)


class Weather(threading.Thread):
    """Fails and mends a link at random, until `end`, and writes down when (wall clock)."""

    def __init__(self, link: Link, chance: random.Random, longest: float, pause: float) -> None:
        super().__init__()
        self.failed: list[float] = []
        self.mended: list[float] = []
        self._link = link
        self._chance = chance
        self._longest = longest
        self._pause = pause
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(self._chance.uniform(0.3, self._pause)):
            self.failed.append(time.time())
            self._link.fail(self._chance.choice(FAULTS))
            self._over.wait(math.exp(self._chance.uniform(math.log(0.1), math.log(self._longest))))
            self._link.mend()
            self.mended.append(time.time())

    def end(self) -> None:
        self._over.set()
        self.join()


@contextmanager
def linked_site(folder: Path, count: int) -> Iterator[tuple[Site, list[Link]]]:
    """A site that serves, with links before it whose pages it takes for its own."""
    port = free_port()
    links = [Link(port) for _ in range(count)]
    origins = ",".join(f"http://127.0.0.1:{at}" for at in (port, *(link.port for link in links)))
    site = Site(folder / "site", port, {"KEZEK_ORIGINS": origins})
    try:
        site.start()
        yield site, links
    finally:
        for link in links:
            link.close()
        site.stop()
        site.http.clear()


def until(holds: Callable[[], bool], seconds: float, pause: Callable[[float], None] = time.sleep) -> float:
    """Wait until it holds; after how many seconds it did. Raises TimeoutError."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"it does not hold after {seconds} s")
        pause(0.02)
    return time.monotonic() - began
