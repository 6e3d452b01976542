"""What happened, as the ledger keeps it: a kind and its facts, without a name, an IIN or a finding."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of the ledger. A fresh ledger has seq 0."""

    seq: int
    epoch: int
    at: int
    mac: bytes
