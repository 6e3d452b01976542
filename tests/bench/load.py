"""Load from many clients at once, each on a kept-alive connection of its own, each answer timed."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from deploy.http_client import Answered, Connection
from tests.bench import spread


@dataclass(slots=True)
class Load:
    """What came of it: seconds from press to answer, and how long it all took."""

    seconds: list[float] = field(default_factory=list)
    took: float = 0.0

    @property
    def a_second(self) -> float:
        return len(self.seconds) / self.took

    def at(self, share: float) -> float:
        """The time within which `share` of the answers came, in milliseconds."""
        return spread.at(self.seconds, share) * 1000


def run_clients(clients: int, each: Callable[[int, "Client"], None], port: int) -> Load:
    """Run `each(n, client)` for every client in a thread of its own. Raises what the first of them raised."""
    load, faults = Load(), list[BaseException]()

    def work(n: int) -> None:
        client = Client(Connection("127.0.0.1", port), load)
        try:
            each(n, client)
        except BaseException as error:
            faults.append(error)
        finally:
            client.connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.took = time.perf_counter() - began
    if faults:
        raise faults[0]
    return load


@contextmanager
def meanwhile(work: Callable[[threading.Event], None]) -> Iterator[None]:
    """Run `work(ended)` beside what stands in the block; raises what it raised when the block is over."""
    ended, faults = threading.Event(), list[BaseException]()

    def guarded() -> None:
        try:
            work(ended)
        except BaseException as error:
            faults.append(error)

    thread = threading.Thread(target=guarded)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    if faults:
        raise faults[0]


@dataclass(frozen=True, slots=True)
class Client:
    connection: Connection
    load: Load

    def timed(self, command: bytes) -> Answered:
        began = time.perf_counter()
        answered = self.connection.ask(command)
        self.load.seconds.append(time.perf_counter() - began)
        assert answered.status in (200, 201), answered
        return answered

    def told(self, command: bytes) -> Answered:
        """Sent and answered, and not measured."""
        answered = self.connection.ask(command)
        assert answered.status in (200, 201), answered
        return answered
