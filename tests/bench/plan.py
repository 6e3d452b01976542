"""How a run of the bench goes: where, and how much of everything."""

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """`folder` is on the disk that is measured. `quick`: small counts, to see that it works."""

    folder: Path
    quick: bool

    def inside(self, name: str) -> "Plan":
        """The same in a folder of its own."""
        folder = self.folder / name
        folder.mkdir()
        return replace(self, folder=folder)

    def count(self, full: int, quick: int) -> int:
        return quick if self.quick else full
