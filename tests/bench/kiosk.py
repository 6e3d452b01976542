"""A touch on the kiosk → the number on its screen, and → the slip's last byte at the printer.

The real page in Chromium, the real agent, a virtual printer that notes when it was given its last command.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from deploy.virtual_printer import VirtualPrinter
from tests.bench import spread
from tests.bench.browser import chromium
from tests.bench.figure import Figure
from tests.bench.plan import Plan
from tests.kiosk.box import Box
from tests.site import Site, running_site

ABOUT = "The kiosk in Chromium, through its agent"
_WATCH = Path(__file__).with_name("watch_kiosk.js")
_PORTRAIT = ViewportSize(width=1080, height=1920)
_SERVICE, _LANGUAGE = "appointment", "kk"


class TimedPrinter(VirtualPrinter):
    """`last`: when it was given its last command, in seconds since 1970."""

    last = 0.0

    def do(self, deed: Any) -> None:
        self.last = time.time()
        super().do(deed)


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds from the touch."""

    painted: float
    printed: float


def measure(plan: Plan) -> list[Figure]:
    visits = plan.count(60, 10)
    with running_site(plan.folder) as site, kiosk_box(plan.folder, site) as box, chromium() as browser:
        page = browser.new_page(viewport=_PORTRAIT)
        page.add_init_script(path=_WATCH)
        page.goto(box.url)
        taken = [take_ticket(page, box) for _ in range(visits + 1)][1:]
    painted = [one.painted * 1000 for one in taken]
    printed = [one.printed * 1000 for one in taken]
    return [
        Figure(ABOUT, "touch → number on the screen, p50", spread.at(painted, 0.5), "ms"),
        Figure(ABOUT, "touch → number on the screen, p95", spread.at(painted, 0.95), "ms", 150.0),
        Figure(ABOUT, "touch → last byte at the printer, p50", spread.at(printed, 0.5), "ms"),
        Figure(ABOUT, "touch → last byte at the printer, p95", spread.at(printed, 0.95), "ms", 500.0),
    ]


@contextmanager
def kiosk_box(folder: Path, site: Site) -> Iterator[Box]:
    with TimedPrinter(folder / "papers") as printer:
        box = Box(folder, site.url, site.token("kiosk-1"), printer)
        box.start()
        try:
            yield box
        finally:
            box.stop()
            box.http.clear()


def take_ticket(page: Page, box: Box) -> Taken:
    """One person: chooses, takes, sees the number, has the paper, and goes."""
    printer = box.printer
    assert isinstance(printer, TimedPrinter)
    papers = len(printer.papers)
    page.locator(f"#service-{_SERVICE}").click()
    page.locator(f"#take-{_LANGUAGE}").click()
    printer.wait_for_papers(papers + 1)
    page.wait_for_selector("#slip[data-state=printed]")
    seen = page.evaluate("benchSeen")
    page.locator("#finish").click()
    return Taken((seen["painted"] - seen["touched"]) / 1000, printer.last - seen["touched"] / 1000)
