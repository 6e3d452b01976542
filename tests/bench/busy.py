"""A busy site: forty operators at their counters, five hundred who wait for them, fifty boards, a restless kiosk.

All the operators serve one line, which is the hardest case: each call changes what forty pages show.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.audience import Audience, board_readers, counter_readers, listening
from tests.bench.commands import OPERATORS_SERVICE, call_next, fresh_keys, move, open_visit
from tests.bench.load import Client, meanwhile, run_clients
from tests.operators import seat_operators, sign_in_operator
from tests.site import Site, running_site

BOARDS = 50
COUNTERS = 40
WAITING = 500
VISITS_A_SECOND = 20
CALLS_A_SECOND = 2  # of forty operators each calls every twenty seconds: faster than anybody serves
_HANDS = 4  # threads that press; each for a share of the operators
_FILLERS = 8
_HAND = 0.1  # seconds that a clerk's hand takes from one key to the next


@dataclass(frozen=True, slots=True)
class Press:
    """One press of Next. `pressed`, `answered`: monotonic nanoseconds; `wall`: of the press, in seconds since 1970."""

    ticket: str
    number: str
    pressed: int
    answered: int
    wall: float


@dataclass(frozen=True, slots=True)
class Busy:
    site: Site
    headers: list[dict[str, str]]
    audience: Audience

    @property
    def operators(self) -> int:
        return len(self.headers)

    def press(self, presses: int, a_second: float = CALLS_A_SECOND) -> list[Press]:
        """Press Next so many times at that pace, over all the counters; then all of their tickets are gone."""
        pressed: list[Press] = []
        hands = min(_HANDS, self.operators)
        began = time.monotonic() + 2 * _HAND

        def work(hand: int, client: Client) -> None:
            mine = range(hand, self.operators, hands)
            clerks = {n: Clerk(n, self.headers[n], client) for n in mine}
            for turn in range(hand, presses, hands):
                clerk = clerks[mine[turn // hands % len(mine)]]
                clerk.let_go()
                time.sleep(max(0.0, began + turn / a_second - time.monotonic()))
                pressed.append(clerk.next())
                time.sleep(_HAND)
                clerk.begin()
            for clerk in clerks.values():
                clerk.let_go()

        run_clients(hands, work, self.site.port)
        return pressed


class Clerk:
    """An operator whose presses are timed."""

    _keys = fresh_keys()

    def __init__(self, n: int, headers: dict[str, str], client: Client) -> None:
        self._n = n
        self._headers = headers
        self._client = client
        self._ticket: str | None = None

    def next(self) -> Press:
        command = call_next(self._n, self._headers, next(self._keys))
        wall, pressed = time.time(), time.monotonic_ns()
        answered = self._client.timed(command)
        at = time.monotonic_ns()
        ticket = json.loads(answered.body)["ticket"]
        self._ticket = ticket["id"]
        return Press(ticket["id"], ticket["number"], pressed, at, wall)

    def begin(self) -> None:
        """The person has sat down."""
        assert self._ticket is not None
        self._client.told(move(self._ticket, "start", self._headers, next(self._keys)))

    def let_go(self) -> None:
        """The person has gone, if there was one."""
        if self._ticket is not None:
            self._client.told(move(self._ticket, "withdraw", self._headers, next(self._keys)))
            self._ticket = None


def nothing(_: Site) -> None:
    return


@contextmanager
def busy_site(
    folder: Path, *, waiting: int = WAITING, prepare: Callable[[Site], None] = nothing
) -> Iterator[Busy]:
    """`prepare` is done to the site while it is stopped."""
    with running_site(folder) as site, ExitStack() as stack:
        site.stop()
        seat_operators(site, COUNTERS)
        prepare(site)
        site.start()
        fill_line(site, waiting)
        headers = [sign_in_operator(site, n) for n in range(COUNTERS)]
        readers = [*board_readers(site, BOARDS), *counter_readers(headers)]
        yield Busy(site, headers, stack.enter_context(listening(site.port, readers)))


@contextmanager
def visits_being_opened(site: Site, a_second: float = VISITS_A_SECOND) -> Iterator[None]:
    """A kiosk takes tickets for all services at that pace: more than a large polyclinic in a minute."""
    token, keys = site.token("kiosk-1"), fresh_keys()

    def work(ended: threading.Event) -> None:
        def one(_: int, client: Client) -> None:
            due = time.monotonic()
            while not ended.wait(max(0.0, due - time.monotonic())):
                client.told(open_visit(token, next(keys)))
                due += 1 / a_second

        run_clients(1, one, site.port)

    with meanwhile(work):
        yield


def fill_line(site: Site, tickets: int) -> None:
    """So many more wait for the operators."""
    token, keys = site.token("kiosk-1"), fresh_keys()

    def work(_: int, client: Client) -> None:
        for _ in range(-(-tickets // _FILLERS)):
            client.told(open_visit(token, next(keys), OPERATORS_SERVICE))

    run_clients(_FILLERS, work, site.port)
