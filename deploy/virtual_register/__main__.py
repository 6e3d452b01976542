"""Run the register until it is told to end: `python -m deploy.virtual_register --port N`."""

import argparse
import signal
import threading

from deploy.virtual_register import VirtualRegister


def main() -> None:
    """Run until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description="A virtual register on loopback")
    parser.add_argument("--port", type=int, required=True, help="where it is asked")
    settings = parser.parse_args()
    ended = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: ended.set())
    with VirtualRegister(settings.port):
        ended.wait()


if __name__ == "__main__":
    main()
