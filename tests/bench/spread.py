"""How a series of times spreads."""

from collections.abc import Sequence


def at(values: Sequence[float], share: float) -> float:
    """The value that `share` of `values` do not exceed. ValueError: there is none."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
