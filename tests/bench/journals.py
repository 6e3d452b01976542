"""Journals: one row found among a million, and a year of them given out as a file while clerks go on."""

import time
from collections.abc import Callable
from typing import Any

from tests.bench import spread
from tests.bench.figure import Figure
from tests.bench.lag import lag_figures, read_lag
from tests.bench.past_rows import IINS, JOURNAL, add_rows, name_of
from tests.bench.plan import Plan
from tests.site import Clerk, running_site

ABOUT = "Journals"
SEARCH_LIMIT, EXPORT_LIMIT = 50.0, 10.0  # milliseconds, seconds


def measure(plan: Plan) -> list[Figure]:
    rows = plan.count(1_000_000, 50_000)
    with running_site(plan.folder) as site:
        site.stop()
        add_rows(site, rows)
        site.start()
        clerk = site.staff("registrar")
        return [*_searches(clerk, rows, plan), *_exports(clerk)]


def _searches(clerk: Clerk, rows: int, plan: Plan) -> list[Figure]:
    whole = name_of(rows // 3)
    asked: dict[str, dict[str, Any]] = {
        "a number": {"number": 4711},
        "a whole name": {"name": whole},
        "a surname": {"name": whole.split()[0]},
        "an IIN that every sixth row has": {"iin": IINS[0]},
        "a day": {"since": "2016-01-05", "until": "2016-01-05"},
        "the newest": {},
    }
    figures = []
    for what, body in asked.items():
        took = [_milliseconds(lambda body=body: _found(clerk, body)) for _ in range(plan.count(40, 10))]  # type: ignore[misc]
        title = f"found by {what} among {rows:,} rows, p95"
        figures.append(Figure(ABOUT, title, spread.at(took, 0.95), "ms", SEARCH_LIMIT))
    return figures


def _found(clerk: Clerk, body: dict[str, Any]) -> None:
    reply = clerk.ask("POST", f"/api/journals/{JOURNAL}/searches", body)
    assert reply.status == 200, reply
    assert reply.body["rows"], body


def _milliseconds(does: Callable[[], None]) -> float:
    began = time.perf_counter()
    does()
    return (time.perf_counter() - began) * 1000


def _exports(clerk: Clerk) -> list[Figure]:
    """The first year, which is full."""
    figures = []
    for form in ("csv", "xlsx"):
        before = read_lag(clerk.site)
        began = time.perf_counter()
        days = {"since": "2016-01-01", "until": "2016-12-31", "form": form}
        ordered = clerk.ask("POST", f"/api/journals/{JOURNAL}/exports", days).body
        given = clerk.site.http.request(
            "GET", f"{clerk.site.url}{ordered['url']}", headers=clerk.headers, timeout=120.0
        )
        took = time.perf_counter() - began
        assert given.status == 200
        title = f"{ordered['rows']:,} rows given out as {form.upper()}"
        figures.append(Figure(ABOUT, title, took, "s", EXPORT_LIMIT))
        figures.append(Figure(ABOUT, f"size of that {form.upper()}", len(given.data) / 1e6, "MB"))
        figures += lag_figures(f"{ABOUT}: the loop during {form.upper()}", before, read_lag(clerk.site))
    return figures
