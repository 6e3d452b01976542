"""How a command is handed to the house, and how it is answered. `server/store` keeps these promises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from server.desk.house import House
from server.domain.event import Head
from server.domain.refusal import Refusal

T = TypeVar("T")
REPLIES_KEPT_FOR = timedelta(days=7)
# The statuses of refusals by a rule: kept for repeats, as replies are.
KEPT_REFUSALS = frozenset({404, 409, 422})


class Overloaded(Exception):
    """More commands wait than can be done in reasonable time. Nothing was changed; try again."""


class NotSaved(Exception):
    """The transaction did not reach the disk. Nothing was changed; try again."""


class Stopped(Exception):
    """No more commands are taken: the server is stopping."""


@dataclass(frozen=True, slots=True)
class ReplyKey:
    """`key` is the caller's; `fingerprint` a mac over method, path and canonical body of what it stands for."""

    key: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """`run` changes the house and says what to answer; `refused` makes an answer of a refusal.

    `key` None: not to be replayed (the site's own work, sign-in, heartbeats).
    """

    actor: str
    run: Callable[[Any], Any]  # given the House
    key: ReplyKey | None = None
    refused: Callable[[Refusal], Reply] | None = None


class Store(Protocol):
    def submit(self, command: Command) -> Any:
        """Run `command` and wait until it is on the disk; what it raised is raised here.

        Raises Overloaded, NotSaved or Stopped, and then nothing has changed.
        """

    def read(self, ask: Callable[[House], T]) -> T:
        """Ask the house as it stands, in one snapshot: for reads that are bounded and indexed."""

    def read_off_loop(self, ask: Callable[[House], T]) -> T:
        """Ask the house in one snapshot, in a native thread: for reads that are long. `ask` must not touch the
        loop."""

    def glance(self, ask: Callable[[House], T]) -> T:
        """As `read`, for a question that is a single statement, which sees one state anyway."""

    def read_with_head(self, ask: Callable[[House], T]) -> tuple[T, Head]:
        """The answer, and the head of the ledger that it contains."""

    def kept_reply(self, actor: str, key: ReplyKey) -> Reply | None:
        """What `submit` would answer to a repeat; None where the command was not done yet.

        Raises Refusal `key_reused` (409).
        """

    def mac(self, purpose: str, text: str) -> bytes:
        """16 bytes that only this site can make of `text`."""
