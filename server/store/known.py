"""What every command reads and hardly any changes, kept in memory: counters, prices, and who comes with which token.

Whoever writes one of these rows forgets all of it; the writer forgets it again once the change is on the disk (a
reader may meanwhile have read the old rows) and when a command is undone.
"""

from dataclasses import dataclass, field
from datetime import datetime

from server.desk.house import Device, Session
from server.domain.language import Words
from server.domain.money import Price
from server.domain.place import Counter
from server.domain.role import Role

KNOWN = "known"  # in a house's `touched`: what is known has changed


@dataclass(slots=True)
class Known:
    """`devices` and `sessions` by the hash of their token; a session with the stamp at which it ends.

    Of a device it is known who it is, not how it is: that changes with each heartbeat. `open_since`: when this
    process opened the house, which is never forgotten.
    """

    open_since: datetime
    counters: tuple[Counter, ...] = ()
    places: dict[Role, Words] = field(default_factory=dict)  # where each role is served
    prices: dict[str, tuple[Price, ...]] = field(default_factory=dict)  # by service, the newest first
    devices: dict[bytes, Device] = field(default_factory=dict)
    sessions: dict[bytes, tuple[Session, int]] = field(default_factory=dict)

    def forget(self) -> None:
        self.counters = ()
        self.places.clear()
        self.prices.clear()
        self.devices.clear()
        self.sessions.clear()
