"""The picture of free slots: 40 doctors, four weeks, every second slot booked."""

import sqlite3
import time
from datetime import date, timedelta

from tests.bench import spread
from tests.bench.figure import Figure
from tests.bench.plan import Plan
from tests.site import Clerk, Site, running_site

ABOUT = "Timetables"
DOCTORS, DAYS = 40, 28
HOURS = {"hours": [{"opens": "09:00", "closes": "17:00", "minutes": 20}]}


def measure(plan: Plan) -> list[Figure]:
    with running_site(plan.folder) as site:
        _take_in_doctors(site.staff("administrator"))
        site.stop()
        booked = _book_every_second(site)
        site.start()
        clerk = site.staff("registry")
        first = date.fromisoformat(clerk.ask("GET", "/api/slots/2000-01-01/2000-01-01").body["today"])
        four, one = (
            _milliseconds(clerk, first, first + timedelta(days=days - 1), plan.count(300, 20))
            for days in (DAYS, 7)
        )
    about = f"free slots of {DOCTORS} doctors over HTTP, {booked:,} booked"
    return [
        Figure(ABOUT, f"{about}, four weeks, p50", spread.at(four, 0.5), "ms", 50.0),
        Figure(ABOUT, f"{about}, four weeks, p99", spread.at(four, 0.99), "ms", 50.0),
        Figure(ABOUT, f"{about}, one week, p50", spread.at(one, 0.5), "ms"),
    ]


def _take_in_doctors(administrator: Clerk) -> None:
    for number in range(1, DOCTORS + 1):
        path = f"/api/doctors/d-{number}"
        body = {"name": f"Дәрігер {number}", "speciality": "Терапевт", "cabinet": str(number)}
        assert administrator.ask("PUT", path, body).status == 200
        for weekday in range(1, 6):
            assert administrator.ask("PUT", f"{path}/hours/{weekday}", HOURS).status == 200


def _book_every_second(site: Site) -> int:
    """Into the database of a stopped site: who is booked is not read for the picture."""
    database = sqlite3.connect(site.data / "kezek.db")
    today = date.fromtimestamp(time.time())  # noqa: DTZ012 - a day more or less is the same work
    rows = [
        (f"{number}-{ahead}-{opens}", f"d-{number}", (today + timedelta(days=ahead)).isoformat(), opens)
        for number in range(1, DOCTORS + 1)
        for ahead in range(DAYS)
        for opens in range(540, 1020, 40)
    ]
    with database:
        database.executemany(
            "INSERT INTO booking (id, visit, doctor, day, opens, minutes, state, booked_at, person)"
            " VALUES (?1, ?1, ?2, ?3, ?4, 20, 'booked', 0, x'00')",
            rows,
        )
    database.close()
    return len(rows)


def _milliseconds(clerk: Clerk, first: date, last: date, times: int) -> list[float]:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        answer = clerk.ask("GET", f"/api/slots/{first}/{last}")
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200
        assert len(answer.body["rows"]) == DOCTORS
    return taken
