"""The server with a clock that a test moves: `python -m tests.journeys.clock_by_hand serve`.

It is off the machine's by as many seconds as stand in the file that CLOCK_OFF names. Every clock goes along, as if the
time had gone by, and what is done each minute or every three seconds is done twice a second: a sleep that was begun
before the clock was moved does not end sooner.
"""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from datetime import UTC, datetime, timedelta  # noqa: E402
from pathlib import Path  # noqa: E402

from server import app, clock  # noqa: E402
from server.cli import main  # noqa: E402
from server.web import news  # noqa: E402

FILE = Path(os.environ["CLOCK_OFF"])


def seconds_off() -> float:
    return float(FILE.read_text())


clock.now = lambda: datetime.now(UTC) + timedelta(seconds=seconds_off())
clock.monotonic = lambda: time.monotonic() + seconds_off()
app.MINUTE = 0.5
news.LONGEST = 0.5
sys.exit(main(sys.argv[1:]))
