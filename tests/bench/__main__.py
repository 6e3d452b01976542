"""The bench: each figure beside its limit, measured in one run with the yardsticks of this machine.

Rounds of the site and of the yardsticks alternate and the median is taken, so that a busy moment of the machine
hurts both alike. No figure fails anything: the exit code is 1 only where a measurement could not be made.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tests.bench.figure import Figure
from tests.bench.machine import this_machine
from tests.bench.measures import MEASURES
from tests.bench.plan import Plan
from tests.bench.table import markdown, plain, write_into

MANUAL = Path(__file__).parent / "README.md"


def main(arguments: Sequence[str]) -> int:
    asked = _asked(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    with tempfile.TemporaryDirectory(prefix="kezek-bench-", dir=asked.folder) as folder:
        plan = Plan(Path(folder), asked.quick)
        machine = this_machine(plan.folder)
        figures, faults = _measured(plan, asked.only)
    print(plain(machine, figures))
    if asked.json:
        data = {"machine": machine.as_data(), "quick": plan.quick, "not_measured": faults}
        data["figures"] = [figure.as_data() for figure in figures]
        asked.json.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if asked.manual:
        write_into(MANUAL, markdown(machine, figures))
    return 1 if faults else 0


def _end(number: int, _: object) -> NoReturn:
    """Leave by the usual door: every server that was started is ended on the way out."""
    sys.exit(128 + number)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy/bench", description=__doc__)
    parser.add_argument("--only", type=_names, default=list(MEASURES), help=f"some of {','.join(MEASURES)}")
    parser.add_argument("--quick", action="store_true", help="small counts: to see that it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures into this file")
    parser.add_argument("--manual", action="store_true", help=f"also write the table into {MANUAL.name}")
    parser.add_argument(
        "--folder", type=Path, help="on the disk to be measured; the temporary folder if not given"
    )
    return parser.parse_args(arguments)


def _names(text: str) -> list[str]:
    """Raises ValueError for a name that is not measured."""
    names = text.split(",")
    if unknown := set(names) - set(MEASURES):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {', '.join(MEASURES)}")
    return names


def _measured(plan: Plan, names: Sequence[str]) -> tuple[list[Figure], dict[str, str]]:
    """The figures, and why what was not measured was not. What goes wrong ends its own measurement only."""
    figures: list[Figure] = []
    faults: dict[str, str] = {}
    for name in names:
        began = time.monotonic()
        _say(f"{name} …")
        try:
            figures += MEASURES[name](plan.inside(name))
        except Exception as error:
            traceback.print_exc()
            faults[name] = f"{type(error).__name__}: {error}"
            figures.append(Figure("Not measured", name, None, "", note=faults[name].splitlines()[0]))
        _say(f"{name}: {time.monotonic() - began:.0f} s")
    return figures, faults


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
