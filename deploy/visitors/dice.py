"""Decisions that look like chance and are not: each is drawn by its name, so a plan is the same on every run.

A draw depends on the seed and on its name alone, not on what was drawn before it. So it does not matter which of
forty clerks comes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import exp
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
_BITS = 52
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Dice:
    seed: int

    def share(self, *name: object) -> float:
        """Between 0 and 1, neither included; every value as likely as any other."""
        text = "/".join(map(str, (self.seed, *name)))
        drawn = int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> (64 - _BITS)
        return (drawn + 0.5) / float(2**_BITS)

    def chance(self, likely: float, *name: object) -> bool:
        return self.share(*name) < likely

    def between(self, least: float, most: float, *name: object) -> float:
        return least + (most - least) * self.share(*name)

    def pick(self, shares: Mapping[T, float], *name: object) -> T:
        """One of `shares`, each as often as its share says; they need not add up to one."""
        left = self.share(*name) * sum(shares.values())
        for choice, share in shares.items():
            left -= share
            if left < 0:
                return choice
        return choice

    def around(self, median: float, spread: float, *name: object) -> float:
        """Log-normal: half of the draws below `median`, a few far above it."""
        return float(median * exp(spread * _NORMAL.inv_cdf(self.share(*name))))
