"""A figure: what was measured, beside its limit."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`about` groups the table. `limit` None: a figure to compare with. `at_least`: the limit is a floor, else a
    ceiling. `value` None: it could not be measured here, and `note` says why.
    """

    about: str
    what: str
    value: float | None
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """None where there is nothing to meet, or nothing was measured."""
        if self.limit is None or self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def row(self) -> tuple[str, str, str, str]:
        """What, measured, limit, remark."""
        return self.what, self._measured(), self._limited(), self._remark()

    def _measured(self) -> str:
        return "–" if self.value is None else f"{readable(self.value)} {self.unit}".rstrip()

    def _limited(self) -> str:
        if self.limit is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}".rstrip()

    def _remark(self) -> str:
        missed = "MISSED" if self.met is False else ""
        return ": ".join(part for part in (missed, self.note) if part)

    def as_data(self) -> dict[str, Any]:
        return {**asdict(self), "met": self.met}


def readable(value: float) -> str:
    """Three figures that count: 0.457, 12.3, 1234."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return "0" if value == 0 else f"{value:.{digits}f}"
