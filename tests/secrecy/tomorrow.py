"""The server on a machine whose clock is some days ahead: `DAYS_LATER=1 python -m tests.secrecy.tomorrow serve`."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import sys  # noqa: E402
from datetime import datetime, timedelta  # noqa: E402

from server import clock  # noqa: E402

LATER = timedelta(days=int(os.environ["DAYS_LATER"]))
_now = clock.now


def now() -> datetime:
    return _now() + LATER


clock.now = now

from server.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
