"""Every paper as the virtual printers decoded it: of each kind that the house hands out, on rolls of both widths."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deploy.virtual_printer import VirtualPrinter
from server.tryout import PRINTERS
from tests.outside.provider import Provider, asking, running_provider
from tests.pictures.house import running_worker
from tests.pictures.office import DOTS, OF_STAFF, Office, Paper
from tests.pictures.state import ALL_LANGUAGES
from tests.site import Site, running_site

LONG_PLACE = "214-А, екінші ғимарат"


def all_papers(folder: Path, language: str = "", size: str = "") -> Iterator[Paper]:
    """Each paper in each language on rolls of both widths; an empty text leaves the choice open."""
    asked = [one for one in ALL_LANGUAGES if language in ("", one)]
    for width in DOTS:
        if size in ("", width):
            with running_office(folder / width, width) as (site, office):
                for one in asked:
                    yield from office.papers(one)
                if language in ("", OF_STAFF):
                    yield from office.papers_of_staff()
                _rename_the_first_window(site)
                for one in asked:
                    yield office.slip("slip-long-place", one)
            with (
                running_provider() as provider,
                running_office(folder / f"{width}-fiscal", width, provider) as (
                    _,
                    office,
                ),
            ):
                for one in asked:
                    yield from office.fiscal_receipts(one)


@contextmanager
def running_office(
    folder: Path, size: str, provider: Provider | None = None
) -> Iterator[tuple[Site, Office]]:
    """`provider`: of fiscal receipts."""
    folder.mkdir(parents=True)
    with ExitStack() as open_parts:
        site = open_parts.enter_context(running_site(folder, asking(provider, folder) if provider else None))
        printers = {
            name: open_parts.enter_context(VirtualPrinter(folder / name, width=DOTS[size]))
            for name in PRINTERS
        }
        open_parts.enter_context(running_worker(site, printers, folder / "printing.log", DOTS[size]))
        yield site, Office(site, printers, size)


def _rename_the_first_window(site: Site) -> None:
    site.stop()
    database = sqlite3.connect(site.data / "kezek.db")
    with database:
        database.execute("UPDATE counter SET name = ? WHERE id = 'window-1'", (LONG_PLACE,))
    database.close()
    site.start()
