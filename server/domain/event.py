"""What happened, as the ledger will keep it: a kind and its facts, without a name, an IIN or a finding."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
