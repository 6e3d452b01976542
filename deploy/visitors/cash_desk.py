"""The shift of a cash desk: an invented cashier, too, takes no money without one, nor in one of yesterday."""

from deploy.visitors.link import Link

SHIFT_LOST = frozenset({"shift_not_open", "shift_over"})
DRAWER = 2_000_000  # tiyn that he begins with


def begin_shift(link: Link, counter: str) -> None:
    """Close the old one, if there is one, as its sums say; open a fresh one. Raises Refused, Unexpected, Ended."""
    path = f"/api/counters/{counter}"
    desk = link.read(f"{path}/cash-desk")
    if desk["shift"] is not None:
        if not desk["shift"]["over"]:
            return
        counted = max(0, desk["totals"]["in_drawer"])
        link.command("close_shift", f"{path}/shift-closings", {"counted": counted})
    link.command("open_shift", f"{path}/shifts", {"cash": DRAWER})
