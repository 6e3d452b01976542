"""A fiscal receipt: what a fiscal provider is asked to register, and what it answered.

We play no cash register ourselves: number, sign and link are the provider's own, or there are none. A row is
written with the payment, before anybody is asked; it ends *registered* or *failed*, and waits until then.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.money import Method

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)


class FiscalKind(StrEnum):
    SALE = "sale"
    RETURN = "return"


class FiscalState(StrEnum):
    PENDING = "pending"
    REGISTERED = "registered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Registered:
    """What the provider answered, as it stands on the paper: nothing of it is made up or reckoned by us.

    `sign`: the fiscal sign. `identity`: the factory number of the register (ЗНМ), `registration` its number with
    the tax authority (РНМ). `link` is opaque. `offline`: the register will pass it on later.
    """

    sign: str
    at: str
    registration: str
    identity: str
    address: str
    order: str
    shift: str
    operator: str
    operator_site: str
    link: str
    offline: bool = False


@dataclass(frozen=True, slots=True)
class FiscalReceipt:
    """`id` is the key by which the provider knows a repeat. `tries`: how often it may have been sent."""

    id: str
    payment: str
    kind: FiscalKind
    counter: str
    state: FiscalState
    queued_at: datetime
    tries: int = 0
    due_at: datetime | None = None
    fault: str | None = None
    registered: Registered | None = None


@dataclass(frozen=True, slots=True)
class ToRegister:
    """All that the provider must be told. `basis`: of a return, what the sale got."""

    receipt: FiscalReceipt
    service: str
    price: int
    method: Method
    taken: int
    basis: Registered | None = None


def pause_after(tries: int) -> timedelta:
    """How long to wait for a provider that is down: longer each time, up to five minutes."""
    doublings = min(tries, 10)
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))
