"""The register of a service: what is asked of it, what the house keeps of having asked, and the house's own list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.domain.register import LookUp, RegisterAnswer


class Register(Protocol):
    """Asked before a command, never inside one: `look_up` may take its time. It does not raise; it says why not."""

    def look_up(self, service: str, iin: str) -> RegisterAnswer: ...


@dataclass(frozen=True, slots=True)
class LocalList:
    """The list of one service that was imported last."""

    imported_at: datetime
    size: int


class Registers(Protocol):
    """The part of the house that keeps look-ups and lists. Of a list it holds no IIN, only a mac of each."""

    def add_look_up(self, look_up: LookUp) -> None: ...
    def look_ups_of(self, visit_id: str) -> list[LookUp]:
        """In the order in which they were made."""

    def local_list(self, service: str) -> LocalList | None: ...
    def is_listed(self, service: str, iin: str) -> bool:
        """Whether the list that was imported last has `iin`."""

    def begin_list(self, service: str) -> int:
        """The number of a list that is to be written: nobody is looked up in it until `switch_list`."""

    def add_to_list(self, service: str, number: int, iins: Sequence[str]) -> int:
        """How many of them the present list has too."""

    def switch_list(self, service: str, number: int, size: int) -> int:
        """From now on people are looked up in this list; the size of the one before it."""

    def forget_lists(self, service: str, most: int) -> int:
        """Delete up to `most` rows of lists in which nobody is looked up; how many they were."""
