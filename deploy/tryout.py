"""The try-out: server, kiosk, board page and three virtual printers on this machine, as one program.

    deploy/run [--port N] [--data DIR] [--visitors [--speed N] [--seed N]]

Prints one line, `ready http://127.0.0.1:N/`, when a ticket can be taken. SIGTERM or Ctrl-C ends all of it; what
dies is started again. Everything it writes lies below the data folder, the programs' logs in `logs` there.
"""

import argparse
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import urllib3

from deploy.ports import taken
from deploy.processes import LOOK_EVERY, Program, ProgramEnded, Programs
from deploy.visitors.clock import LIVELY
from server.tryout import CASH_PRINTER, KIOSK, LOBBY_PRINTER, OFFICE_PRINTER, PRINTERS, Ports

REPOSITORY = Path(__file__).parent.parent
PACKAGES = REPOSITORY / "deploy/packages/node_modules"
FONTS = PACKAGES / "dejavu-fonts-ttf/ttf"
DOTS = 576  # across the 80 mm paper
READY_SECONDS = 30.0
LAST_PORT = 65_535
FASTEST = 100_000.0


@dataclass(frozen=True, slots=True)
class TryOut:
    """Where the try-out lives: its data and its ports."""

    data: Path
    ports: Ports

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports.server}/"

    @property
    def server(self) -> Program:
        settings = (
            "KEZEK_TRY_OUT=yes",
            "KEZEK_HOST=127.0.0.1",
            f"KEZEK_PORT={self.ports.server}",
            f"KEZEK_DATA={self.data}",
            f"KEZEK_REGISTER_URL=http://127.0.0.1:{self.ports.register}/register",
            "KEZEK_REGISTER_SERVICES=tb-certificate",  # the others are looked up in the lists of the house
        )
        return Program("server", ("env", *settings, sys.executable, "-m", "server", "serve"))

    def printer(self, printer: str) -> Program:
        return _program(
            printer,
            "deploy.virtual_printer",
            *("--port", str(self.ports.printer(printer))),
            *("--papers-port", str(self.ports.papers(printer))),
            *("--out", str(self.data / printer)),
            *("--width", str(DOTS)),
        )

    def register(self) -> Program:
        """What the state's gateway would be: it knows invented people."""
        return _program("register", "deploy.virtual_register", "--port", str(self.ports.register))

    def worker(self, tokens: dict[str, str]) -> Program:
        """Prints for the counters; the lobby's printer stands in the kiosk, which drives it itself."""
        printers = (CASH_PRINTER, OFFICE_PRINTER)
        lines = [json.dumps({"printer": printer, "token": tokens[printer]}) for printer in printers]
        asked = [("--printer", self.printer_setting(printer)) for printer in printers]
        return _program(
            "printing",
            "server.printing.worker",
            *("--server", self.url.rstrip("/")),
            *("--fonts", str(FONTS)),
            *(word for pair in asked for word in pair),
            said="\n".join(lines).encode(),
        )

    def kiosk(self, token_file: Path) -> Program:
        return _program(
            KIOSK,
            "kiosk",
            *("--server", self.url.rstrip("/")),
            *("--port", str(self.ports.kiosk)),
            *("--printer", self.printer_setting(LOBBY_PRINTER)),
            *("--fonts", str(FONTS)),
            *("--packages", str(PACKAGES)),
            *("--shared", str(REPOSITORY / "server/pages/shared")),
            *("--data", str(self.data / KIOSK)),
            *("--token", str(token_file)),
        )

    def visitors(self, speed: float, seed: int) -> Program:
        """Invented people, who come to the kiosk as real ones would, and clerks at every counter."""
        return _program(
            "visitors",
            "deploy.visitors",
            *("--server", self.url.rstrip("/")),
            *("--speed", str(speed)),
            *("--seed", str(seed)),
        )

    def printer_setting(self, printer: str) -> str:
        return f"{printer},127.0.0.1:{self.ports.printer(printer)},{DOTS},notes"

    def named_ports(self) -> dict[str, int]:
        named = {"server": self.ports.server, KIOSK: self.ports.kiosk, "register": self.ports.register}
        for printer in PRINTERS:
            named |= {
                printer: self.ports.printer(printer),
                f"papers of {printer}": self.ports.papers(printer),
            }
        return named


def _program(name: str, module: str, *arguments: str, said: bytes = b"") -> Program:
    return Program(name, (sys.executable, "-m", module, *arguments), said)


class Ended:
    """Whether somebody asked us to end."""

    def __init__(self) -> None:
        self._asked = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self._asked = True

    def __call__(self) -> bool:
        return self._asked


def start(house: TryOut, programs: Programs, ended: Ended) -> bool:
    """Start everything in order; whether it is ready. Raises TimeoutError, ProgramEnded."""
    for printer in PRINTERS:
        programs.start(house.printer(printer))
    programs.start(house.register())
    programs.start(house.server)
    if not programs.wait_until(lambda: _answers(f"{house.url}readyz"), READY_SECONDS, ended):
        return False
    tokens = _tokens(house.url)
    programs.start(house.worker(tokens))
    programs.start(house.kiosk(_keep_token(house.data / f"{KIOSK}.token", tokens[KIOSK])))
    return programs.wait_until(lambda: _all_answer(house), READY_SECONDS, ended)


def _all_answer(house: TryOut) -> bool:
    papers = [f"http://127.0.0.1:{house.ports.papers(printer)}/papers" for printer in PRINTERS]
    return all(map(_answers, [f"{house.url}readyz", f"http://127.0.0.1:{house.ports.kiosk}/", *papers]))


def _answers(url: str) -> bool:
    try:
        return urllib3.request("GET", url, retries=False, timeout=2.0).status == 200
    except urllib3.exceptions.HTTPError:
        return False


def _tokens(url: str) -> dict[str, str]:
    described: Any = urllib3.request("GET", f"{url}api/try-out", timeout=5.0).json()
    return {device["id"]: device["token"] for device in described["devices"]}


def _keep_token(file: Path, token: str) -> Path:
    """In a file that only its owner may read: on the command line every user of the machine would see it."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
        kept.write(token)
    return file


def _port(text: str) -> int:
    port = int(text)
    if not port >= 1024 or max(TryOut(Path(), Ports(port)).named_ports().values()) > LAST_PORT:
        raise ValueError
    return port


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= FASTEST:
        raise ValueError
    return speed


def main() -> int:
    """Run until asked to end. Exit code 1: something could not be started."""
    parser = argparse.ArgumentParser(prog="deploy/run", description="The whole house, to try it out.")
    parser.add_argument("--port", type=_port, default=8080, help="of the server; the others count on from it")
    parser.add_argument("--data", type=Path, default=REPOSITORY / ".data", help="kept from run to run")
    parser.add_argument("--visitors", action="store_true", help="invented people come, and clerks serve them")
    parser.add_argument(
        "--speed", type=_speed, default=LIVELY, help="of the visitors: minutes they play in one"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="of the visitors: the same seed plays the same day"
    )
    asked = parser.parse_args()
    house = TryOut(asked.data.resolve(), Ports(asked.port))
    ended = Ended()
    if others := taken(house.named_ports()):
        _notice(f"port {', '.join(others)} is taken by another program: end it, or choose another --port")
        return 1
    house.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    logs = house.data / "logs"
    logs.mkdir(exist_ok=True)
    programs = Programs(logs, REPOSITORY, _notice)
    visitors = house.visitors(asked.speed, asked.seed) if asked.visitors else None
    try:
        return _run(house, programs, ended, visitors)
    except (ProgramEnded, TimeoutError) as error:
        _notice(str(error))
        return 1
    finally:
        programs.end()


def _run(house: TryOut, programs: Programs, ended: Ended, visitors: Program | None) -> int:
    if start(house, programs, ended):
        print(f"ready {house.url}", flush=True)
        if visitors is not None:
            programs.start(visitors)
    while not ended():
        programs.look()
        time.sleep(LOOK_EVERY)
    return 0


def _notice(text: str) -> None:
    print(f"deploy/run: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
