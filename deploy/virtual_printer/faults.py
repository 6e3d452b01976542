"""The ways in which it can be made to fail, and what it says of itself meanwhile."""

FAULTS = ("paper_out", "near_end", "cover_open", "offline", "error", "silent", "reset", "garbage", "slow")
STOPPING = frozenset({"paper_out", "cover_open", "offline", "error"})
DEAF = frozenset({"silent", "garbage"})  # takes bytes and does nothing with them
_FIXED_BITS = 0x12
STATUS = {  # question of DLE EOT -> the bits that a fault sets in the answer
    1: dict.fromkeys(STOPPING, 0x08),
    2: {"cover_open": 0x04, "paper_out": 0x20, "error": 0x40},
    3: {"error": 0x08},
    4: {"near_end": 0x0C, "paper_out": 0x6C},
}


def answer(about: int, fault: str | None) -> bytes:
    """What the printer answers to DLE EOT `about`; nothing at all if it is silent."""
    if fault == "garbage":
        return b"\xff\x40?"[about % 3 :]
    if fault == "silent":
        return b""
    return bytes([_FIXED_BITS | STATUS[about].get(fault or "", 0)])
