"""The agent on the kiosk's box: serves its page, speaks to the site, prints the slips.

    python -m kiosk --server http://127.0.0.1:8080 --port 8081 --printer ID,HOST:PORT,WIDTH[,notes] \\
        --fonts FOLDER --packages FOLDER --shared FOLDER [--data FOLDER] [--token FILE] [--px-per-mm 4.03]

The device's token comes from a file that only its owner may read, or as one line on standard input; never on the
command line, where every user of the machine sees it. SIGTERM ends it: the slip under way is printed first.
"""

import argparse
import logging
import signal
import stat
import sys
import threading
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from kiosk.app import Parts, make_app
from kiosk.given_up import GivenUp, SiteBehind
from kiosk.heart import Heart
from kiosk.keys import KeyBook
from kiosk.link import Link
from kiosk.slips import Slips
from server.printing.jobs import PrintJobs
from server.printing.typeface import Typeface
from server.printing.worker import PrinterSetting, renderer
from server.traces import log_to_stderr

log = logging.getLogger("kezek.kiosk")

_PIXELS_A_MILLIMETRE = 4.03  # of a 21.5-inch Full-HD screen


class _Quiet(WSGIRequestHandler):
    """Writes no line a request: a log of who touched what is nobody's business.

    Nor one for a line that it cannot read, which would be quoted: it may be the body of the request before.
    """

    def log(self, *_: object) -> None:
        return


def read_token(file: Path | None) -> str:
    """Raises PermissionError if others than its owner may read the file, ValueError if it is empty."""
    if file is not None and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise PermissionError(f"{file} may be read by others: its mode must be 0600")
    token = (file.read_text(encoding="utf-8") if file else sys.stdin.readline()).strip()
    if not token:
        raise ValueError("there is no device token")
    return token


def _settings(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="kiosk", description="The agent of a kiosk.")
    parser.add_argument("--server", required=True, help="URL of the site's server")
    parser.add_argument("--port", type=int, required=True, help="of the page, on this machine only")
    parser.add_argument(
        "--printer", type=PrinterSetting.parse, required=True, metavar="ID,HOST:PORT,WIDTH[,notes]"
    )
    parser.add_argument("--fonts", type=Path, required=True, help="folder with DejaVuSans.ttf and its bold")
    parser.add_argument("--packages", type=Path, required=True, help="folder of the browser packages")
    parser.add_argument("--shared", type=Path, required=True, help="folder of the pages' shared styles")
    parser.add_argument("--data", type=Path, default=Path("."), help="folder for the keys; made if missing")
    parser.add_argument("--token", type=Path, help="file of mode 0600; standard input if it is not given")
    parser.add_argument(
        "--px-per-mm", type=float, default=_PIXELS_A_MILLIMETRE, help="CSS pixels a millimetre of the screen"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT."""
    settings = _settings(arguments)
    log_to_stderr("%(asctime)s %(levelname)s %(message)s")
    token = read_token(settings.token)
    settings.data.mkdir(parents=True, exist_ok=True)
    keys = KeyBook(settings.data / "keys.jsonl")
    if keys.left_open:
        log.warning("%d visits had been asked for without hearing the answer", keys.left_open)
    printer: PrinterSetting = settings.printer
    link = Link(settings.server, token)
    given_up = GivenUp(link, keys)
    site = SiteBehind(settings.server, token, given_up)
    jobs = _print_jobs(settings, printer, site)
    parts = Parts(
        link,
        keys,
        given_up,
        Slips(jobs),
        settings.shared,
        settings.packages,
        settings.px_per_mm,
    )
    _run(parts, jobs, Heart(site), settings.port)
    return 0


def _print_jobs(settings: argparse.Namespace, printer: PrinterSetting, site: SiteBehind) -> PrintJobs:
    network_printer = printer.connect()
    return PrintJobs(
        site,
        printer.id,
        network_printer,
        renderer(network_printer, Typeface(settings.fonts)),
    )


def _run(parts: Parts, jobs: PrintJobs, heart: Heart, port: int) -> None:
    """Serve from threads: one page on this machine asks, and printing needs real threads beside it."""
    server = make_server("127.0.0.1", port, make_app(parts, port), threaded=True, request_handler=_Quiet)
    _end_by_signal(server)
    jobs.start()
    parts.given_up.start()
    heart.start()
    log.info("serving on port %d, printing on %s", port, jobs.printer_id)
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    parts.slips.close()
    parts.given_up.stop()
    heart.stop()
    jobs.stop()
    parts.link.close()
    parts.keys.close()
    log.info("ended")


def _end_by_signal(server: BaseWSGIServer) -> None:
    def end(*_: object) -> None:
        # shutdown() waits for the loop in this very thread to end: it has to be asked from another
        threading.Thread(target=server.shutdown).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


if __name__ == "__main__":
    sys.exit(main())
