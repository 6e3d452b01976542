"""The figures as a table: for the terminal, and for the manual."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.machine import Machine

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HEAD = ("what", "measured", "limit", "")


def plain(machine: Machine, figures: Sequence[Figure]) -> str:
    rows = [HEAD, *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [*machine.lines(), ""]
    for about, group in grouped(figures):
        lines += [about, *(_aligned(figure.row(), widths) for figure in group), ""]
    return "\n".join([*lines, summary(figures), ""])


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    what, measured, limit, remark = row
    cells = (what.ljust(widths[0]), measured.rjust(widths[1]), limit.ljust(widths[2]), remark)
    return ("  " + "  ".join(cells)).rstrip()


def markdown(machine: Machine, figures: Sequence[Figure]) -> str:
    lines = [*(f"- {line}" for line in machine.lines()), ""]
    for about, group in grouped(figures):
        lines += [f"**{about}**", "", "| what | measured | limit | |", "|---|---:|---|---|"]
        lines += [f"| {' | '.join(figure.row())} |" for figure in group]
        lines.append("")
    return "\n".join([*lines, summary(figures)])


def grouped(figures: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """In the order in which each subject came first."""
    order = list(dict.fromkeys(figure.about for figure in figures))
    inside = sorted(figures, key=lambda figure: order.index(figure.about))
    return [(about, list(group)) for about, group in groupby(inside, key=lambda figure: figure.about)]


def summary(figures: Sequence[Figure]) -> str:
    limited = [figure for figure in figures if figure.limit is not None]
    met = sum(figure.met is True for figure in limited)
    unmeasured = sum(figure.value is None for figure in figures)
    told = f"{met} of {len(limited)} limits are met"
    return f"{told}; {unmeasured} could not be measured" if unmeasured else told


def write_into(manual: Path, table: str) -> None:
    """Put `table` between the two marks of the page. ValueError: they are not there."""
    text = manual.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{manual} lacks the marks {BEGIN} and {END}")
    manual.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
