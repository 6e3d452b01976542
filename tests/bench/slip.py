"""A slip, from data to the bytes for the printer."""

import time

from server.domain.paper import from_data
from server.printing.escpos_bytes import to_bytes
from server.printing.picture import draw
from server.printing.typeface import Typeface
from tests.bench import spread
from tests.bench.figure import Figure
from tests.bench.plan import Plan
from tests.kiosk.box import PACKAGES
from tests.site import running_site

ABOUT = "Paper"
_WIDTHS = {"80 mm": 576, "58 mm": 384}  # dots


def measure(plan: Plan) -> list[Figure]:
    with running_site(plan.folder) as site:
        slip = site.kiosk.take("psychoneurological-certificate")["slip"]
    typeface = Typeface(PACKAGES / "dejavu-fonts-ttf/ttf")
    figures = []
    for paper, width in _WIDTHS.items():
        seconds, size = [], 0
        for _ in range(plan.count(200, 30)):
            began = time.perf_counter()
            size = len(to_bytes(draw(from_data(slip), typeface, width), None))
            seconds.append(time.perf_counter() - began)
        figures += [
            Figure(ABOUT, f"slip of {paper}, data → bytes, p50", spread.at(seconds, 0.5) * 1000, "ms", 15.0),
            Figure(ABOUT, f"slip of {paper}, size", size / 1000, "KB", 60.0),
        ]
    return figures
