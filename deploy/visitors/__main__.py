"""Play days of invented people at a try-out, one after the other.

    python -m deploy.visitors --server http://127.0.0.1:8080 [--speed N] [--seed N] [--days N]

At the end, or on SIGTERM, one line of JSON says what came of it. Exit code 1: the site answered something that its
contract does not promise.
"""

import argparse
import itertools
import signal
import sys
import threading

from deploy.visitors import Company, plan_day, read_place
from deploy.visitors.clock import LIVELY

HURRIED = 30.0  # minutes of the first morning, so that there is a line everywhere when one comes to look
NIGHT_SECONDS = 20.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.visitors", description="Invented people, to try out."
    )
    parser.add_argument("--server", required=True, help="URL of the try-out")
    parser.add_argument("--speed", type=float, default=LIVELY, help="played minutes in a real one")
    parser.add_argument("--seed", type=int, default=1, help="the same seed plays the same days")
    parser.add_argument("--days", type=int, default=None, help="how many; without it, until it is ended")
    parser.add_argument(
        "--no-kiosk", action="store_true", help="straight to the server: no slips are printed"
    )
    asked = parser.parse_args(arguments)
    until = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: until.set())
    company = Company(read_place(asked.server, through_kiosk=not asked.no_kiosk), until)
    for day in itertools.count() if asked.days is None else range(asked.days):
        company.play(plan_day(asked.seed + day), asked.speed, HURRIED if day == 0 else 0.0)
        if until.is_set():
            break
        print(company.summary().as_line(), flush=True)
        if asked.days is None:
            until.wait(NIGHT_SECONDS)
    summary = company.summary()
    if until.is_set():
        print(summary.as_line(), flush=True)
    return 1 if summary.unexpected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
