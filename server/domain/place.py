"""Where things happen: halls with their boards, and counters where staff serve."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from server.domain.language import Words
from server.domain.role import Role


class PlaceKind(StrEnum):
    WINDOW = "window"
    CABINET = "cabinet"
    CASH_DESK = "cash_desk"


@dataclass(frozen=True, slots=True)
class Hall:
    id: str
    name: Words
    text: Words  # the administrator's line at the foot of the board


@dataclass(frozen=True, slots=True)
class Counter:
    """`name` is what stands on its door: "2", "14". `printer` is the device that prints its papers."""

    id: str
    name: str
    kind: PlaceKind
    hall: str
    roles: tuple[Role, ...]
    printer: str | None

    def roles_shared_with(self, roles: Collection[Role]) -> tuple[Role, ...]:
        """The roles in which somebody who has `roles` may serve here."""
        return tuple(role for role in self.roles if role in roles)
