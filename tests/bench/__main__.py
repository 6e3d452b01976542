"""The bench: each figure beside its limit, measured in one run with the yardstick of this machine.

`python -m tests.bench [--json FILE]`. The rounds of the site and of the yardstick alternate and the median is taken,
so that a busy moment of the machine hurts both alike.
"""

import argparse
import json
import platform
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, measure_all


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="deploy/bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures into this file")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure_all(Path(folder))
    sys.stdout.write(_table(figures))
    if asked.json:
        asked.json.write_text(json.dumps([figure.as_data() for figure in figures], indent=2))
    return 0


def _table(figures: list[Figure]) -> str:
    machine = f"{platform.processor() or platform.machine()}, Python {platform.python_version()}"
    rows = [("what", "measured", "limit", ""), *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    met = sum(figure.met for figure in figures if figure.limit is not None)
    limited = statistics.mean(figure.limit is not None for figure in figures) * len(figures)
    return "\n".join([machine, "", *lines, "", f"{met} of {limited:.0f} limits are met", ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
