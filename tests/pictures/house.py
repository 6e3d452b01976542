"""A whole house to take pictures of: a real site, a kiosk's box, three virtual printers and what feeds them."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.tryout import FONTS
from deploy.virtual_printer import VirtualPrinter
from server.tryout import CASH_PRINTER, LOBBY_PRINTER, OFFICE_PRINTER
from tests.kiosk.box import Box, running_box
from tests.site import REPOSITORY, Site, running_site
from tests.web.people import People


@dataclass(frozen=True)
class House:
    """`printers`: by their id; the lobby's is the one in the kiosk."""

    site: Site
    people: People
    box: Box
    printers: dict[str, VirtualPrinter]


def send_home(house: House) -> None:
    """Whoever is still in the house leaves it."""
    house.people.send_home()


@contextmanager
def running_house(folder: Path) -> Iterator[House]:
    """A house at work in `folder`; ended and gone at the end."""
    folder.mkdir(parents=True)
    with ExitStack() as open_parts:
        site = open_parts.enter_context(running_site(folder))
        box = open_parts.enter_context(running_box(folder / "box", site.url, site.token("kiosk-1")))
        printers = {
            name: open_parts.enter_context(VirtualPrinter(folder / name))
            for name in (CASH_PRINTER, OFFICE_PRINTER)
        }
        open_parts.enter_context(running_worker(site, printers, folder / "printing.log"))
        yield House(site, People(site), box, {LOBBY_PRINTER: box.printer, **printers})


@contextmanager
def running_worker(
    site: Site, printers: dict[str, VirtualPrinter], log: Path, dots: int = 576
) -> Iterator[None]:
    """The program that prints what the site has for those printers."""
    said = "\n".join(json.dumps({"printer": name, "token": site.token(name)}) for name in printers)
    asked = [f"{name},127.0.0.1:{printer.port},{dots},notes" for name, printer in printers.items()]
    with log.open("ab") as written:
        process = subprocess.Popen(
            [
                *(
                    sys.executable,
                    "-m",
                    "server.printing.worker",
                    "--server",
                    site.url,
                    "--fonts",
                    str(FONTS),
                ),
                *(word for setting in asked for word in ("--printer", setting)),
            ],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stderr=written,
        )
        assert process.stdin is not None
        process.stdin.write(said.encode())
        process.stdin.close()
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
