"""The spool's worker: prints what waits at the server on the printers of the site's network.

    python -m server.printing.worker --server http://127.0.0.1:8080 --fonts FOLDER \\
        --printer ID,HOST:PORT,WIDTH [--printer …] [--tokens FILE]

A process of its own: python-escpos and Pillow stay out of the web process. The printers' tokens come as JSON
lines, {"printer": "…", "token": "…"}, on standard input or from a file that only its owner may read; never on
the command line, where every user of the machine sees them. After WIDTH may follow, parted by commas: `notes`
(a virtual printer: tell it job and kind) and `no-finish-mark` (the board does not answer GS r).
"""

import argparse
import json
import logging
import re
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from server.domain.paper import from_data
from server.printing.escpos_bytes import to_bytes
from server.printing.jobs import PrintJobs
from server.printing.picture import draw
from server.printing.printer import NetworkPrinter
from server.printing.site import Job, Site
from server.printing.typeface import Typeface
from server.traces import log_to_stderr

log = logging.getLogger("kezek.printing")

_SETTING = re.compile(
    r"(?P<id>[^,]+),\[?(?P<host>[^,\]]+)\]?:(?P<port>\d+),(?P<width>\d+)(?P<options>(,[\w-]+)*)"
)
_OPTIONS = frozenset({"notes", "no-finish-mark"})


@dataclass(frozen=True, slots=True)
class PrinterSetting:
    """One printer as the command line names it."""

    id: str
    host: str
    port: int
    width: int
    options: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> "PrinterSetting":
        """`ID,HOST:PORT,WIDTH[,notes][,no-finish-mark]`. Raises ValueError."""
        match = _SETTING.fullmatch(text)
        options = frozenset(match["options"].split(",")[1:]) if match else frozenset()
        if match is None or not options <= _OPTIONS:
            raise ValueError(f"a printer is ID,HOST:PORT,WIDTH, and not {text!r}")
        return cls(match["id"], match["host"], int(match["port"]), int(match["width"]), options)

    def connect(self) -> NetworkPrinter:
        return NetworkPrinter(
            self.host,
            self.port,
            self.width,
            finish_mark="no-finish-mark" not in self.options,
            notes="notes" in self.options,
        )


def renderer(printer: NetworkPrinter, typeface: Typeface) -> Callable[[Job], bytes]:
    """From a job to the bytes for that printer."""

    def render(job: Job) -> bytes:
        picture = draw(from_data(job.paper), typeface, printer.width)
        return to_bytes(picture, {"job": job.id, "kind": job.kind} if printer.notes else None)

    return render


def read_tokens(lines: Iterable[str]) -> dict[str, str]:
    """Token by printer. Raises ValueError or KeyError for a line that is no token."""
    said = (json.loads(line) for line in lines if line.strip())
    return {str(line["printer"]): str(line["token"]) for line in said}


def read_token_file(file: Path) -> dict[str, str]:
    """The same from a file. Raises PermissionError if others than its owner may read it."""
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise PermissionError(f"{file} may be read by others: its mode must be 0600")
    with file.open(encoding="utf-8") as lines:
        return read_tokens(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="worker", description="Prints what waits at the server.")
    parser.add_argument("--server", required=True, help="URL of the site's server")
    parser.add_argument("--fonts", type=Path, required=True, help="folder with DejaVuSans.ttf and its bold")
    parser.add_argument("--tokens", type=Path, help="file of mode 0600; standard input if it is not given")
    parser.add_argument(
        "--printer", type=PrinterSetting.parse, action="append", required=True, metavar="ID,HOST:PORT,WIDTH"
    )
    settings = parser.parse_args(arguments)
    log_to_stderr("%(asctime)s %(levelname)s %(message)s")
    tokens = read_token_file(settings.tokens) if settings.tokens else read_tokens(sys.stdin)
    missing = [printer.id for printer in settings.printer if printer.id not in tokens]
    if missing:
        parser.error(f"no token for {', '.join(missing)}")
    work(settings.server, Typeface(settings.fonts), settings.printer, tokens, _ended_by_signal())
    return 0


def work(
    server: str,
    typeface: Typeface,
    printers: Iterable[PrinterSetting],
    tokens: dict[str, str],
    ended: threading.Event,
) -> None:
    """Drive the printers until `ended` is set, each with threads of its own; then end them together."""
    spools = []
    for setting in printers:
        printer = setting.connect()
        site = Site(server, tokens[setting.id])
        spools.append(PrintJobs(site, setting.id, printer, renderer(printer, typeface)))
    for spool in spools:
        spool.start()
    log.info("printing on %s", ", ".join(spool.printer_id for spool in spools))
    ended.wait()
    endings = [threading.Thread(target=spool.stop) for spool in spools]
    for ending in endings:
        ending.start()
    for ending in endings:
        ending.join()
    log.info("ended")


def _ended_by_signal() -> threading.Event:
    ended = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: ended.set())
    return ended


if __name__ == "__main__":
    sys.exit(main())
