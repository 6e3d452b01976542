"""Run one printer until it is told to end: `python -m deploy.virtual_printer --help`."""

import argparse
import signal
import threading
from pathlib import Path

from deploy.virtual_printer import VirtualPrinter


def main() -> None:
    """Run one printer until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description="A virtual ESC/POS printer on loopback")
    parser.add_argument("--port", type=int, required=True, help="where it takes papers")
    parser.add_argument("--papers-port", type=int, required=True, help="where it shows them, over HTTP")
    parser.add_argument("--out", type=Path, required=True, help="the folder the pictures are kept in")
    parser.add_argument("--width", type=int, default=576, help="dots across the paper")
    settings = parser.parse_args()
    ended = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: ended.set())
    with VirtualPrinter(
        settings.out, port=settings.port, papers_port=settings.papers_port, width=settings.width
    ):
        ended.wait()


if __name__ == "__main__":
    main()
