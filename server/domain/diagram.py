"""The state diagram of a ticket, drawn from the table: what the manual shows cannot differ from what holds."""

from server.domain.ticket import TABLE

# How a ticket is born: `visit.py` says so, not the table.
_BIRTHS = """\
    [*] --> waiting
    [*] --> pending: behind a gate
    [*] --> serving: same sitting, or by telephone"""


def state_diagram() -> str:
    """Mermaid (`stateDiagram-v2`): an arrow a move; moves between the same two states share one."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for state, moves in TABLE.items():
        for move, target in moves.items():
            arrows.setdefault((state.value, target.value), []).append(move.value)
    lines = [f"    {state} --> {target}: {', '.join(moves)}" for (state, target), moves in arrows.items()]
    ends = [f"    {state.value} --> [*]" for state, moves in TABLE.items() if not moves]
    return "\n".join(["stateDiagram-v2", _BIRTHS, *lines, *ends]) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(state_diagram())
