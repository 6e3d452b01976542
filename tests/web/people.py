"""Who meets at a site: its staff, signed in once; its printers; and persons who are led through a route."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from tests.site import Clerk, Reply, Site


class People:
    """The staff of the try-out, by role or name, each signed in at the first need."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.called = cache(site.staff)
        self.printer = cache(lambda name: Printer(site, name))

    def of(self, role: str) -> Clerk:
        return self.called(next(one["name"] for one in self.site.try_out()["staff"] if role in one["roles"]))

    def serving(self) -> list[Clerk]:
        return [self.called(one["name"]) for one in self.site.try_out()["staff"] if one["counter"]]

    def come_back(self, code: str) -> Reply:
        """What the kiosk answers to a return code."""
        return self.site.request("POST", "/api/visits", {"return_code": code}, self.site.kiosk.headers)

    def today(self) -> str:
        """The site's own day."""
        return str(self.called("supervisor").ask("GET", "/api/slots/2099-01-01/2099-01-01").body["today"])

    def now(self) -> dict[str, str]:
        """Day and time of the site's own clock, as this minute began: later than what was told before it."""
        at = datetime.now(ZoneInfo("Asia/Atyrau"))
        return {"day": at.date().isoformat(), "time": f"{at:%H:%M}"}

    def receive_now(self, doctor: str) -> None:
        """He receives today, round the clock, in slots of five minutes, whatever day it is."""
        hours = {"hours": [{"opens": "00:00", "closes": "24:00", "minutes": 5}]}
        path = f"/api/doctors/{doctor}/days/{self.today()}"
        assert self.of("administrator").ask("PUT", path, hours).status == 200

    def slot(self, doctor: str) -> str:
        """The next of his slots of today that is free."""
        path = f"/api/doctors/{doctor}/slots/{self.today()}"
        slots = self.called("supervisor").ask("GET", path).body["slots"]
        return str(next(slot["slot"] for slot in slots if slot["free"]))

    def telephone(self, service: str, **answers: str) -> Any:
        """Somebody calls and is served at once: the answer of his last task."""
        clerk = self.of("registry_clerk")
        body = {"service": service, "language": "ru", "channel": "telephone"}
        ticket = clerk.ask("POST", "/api/visits", body).body["tickets"][0]["id"]
        (task,) = clerk.ticket(ticket)["tasks"]
        done = clerk.do(ticket, task["task"], task["example"] | answers)
        clerk.move(ticket, "finish")
        return done

    def send_home(self) -> None:
        """Withdraw whoever is still in the house, so that the next test finds every counter free."""
        if self._is_as_it_was():
            return
        for clerk in self.serving():
            while left := list(_tickets_at(clerk)):
                moved = [
                    clerk.ask("POST", f"/api/tickets/{ticket}/moves", {"move": "withdraw"}) for ticket in left
                ]
                assert any(one.status == 200 for one in moved), (
                    f"nobody of {len(left)} can be sent home: {moved[0]}"
                )
        self.open_cash_desk()

    def _is_as_it_was(self) -> bool:
        """Asked of the database: most tests leave nobody behind, and each counter would be asked for nothing."""
        with closing(sqlite3.connect(f"file:{self.site.data / 'kezek.db'}?mode=ro", uri=True)) as database:
            (left,) = database.execute("SELECT count(*) FROM ticket WHERE ended_at IS NULL").fetchone()
            (shifts,) = database.execute("SELECT count(*) FROM shift WHERE closed_at IS NULL").fetchone()
        return (left, shifts) == (0, 1)

    def open_cash_desk(self) -> None:
        """Whoever closed the shift of the cash desk: the next one can pay."""
        cashier = self.of("cashier")
        path = f"/api/counters/{cashier.counter}"
        if cashier.ask("GET", f"{path}/cash-desk").body["shift"] is None:
            assert cashier.ask("POST", f"{path}/shifts", {"cash": 2_000_000}).status == 201


def _tickets_at(clerk: Clerk) -> Iterator[str]:
    counter = clerk.see()
    yield from (ticket["id"] for ticket in counter["tickets"])
    yield from (waiting["ticket"]["id"] for waiting in counter["line"] + counter["aside"])


class Printer:
    """A printer's device: it asks for its jobs and says how they ended."""

    def __init__(self, site: Site, name: str) -> None:
        self.site = site
        self.name = name
        self.headers = {"Authorization": f"Bearer {site.token(name)}"}

    def jobs(self, printer: str = "") -> Reply:
        return self.site.request("GET", f"/api/printers/{printer or self.name}/jobs", headers=self.headers)

    def report(self, job: str, state: str) -> Reply:
        path = f"/api/printers/{self.name}/jobs/{job}/outcomes"
        return self.site.request("POST", path, {"state": state}, self.headers)

    def print_all(self) -> dict[str, Any]:
        """Every job that waits, printed: by its id."""
        printed: dict[str, Any] = {}
        while jobs := self.jobs().body["jobs"]:
            for job in jobs:
                assert self.report(job["id"], "sent").status == 200
                assert self.report(job["id"], "printed").status == 200
                printed[job["id"]] = job
        return printed


def return_code(slip: Any) -> str:
    """The code as it stands on the paper, in fours: the person types it as he reads it."""
    figures = [block["value"] for block in slip["blocks"] if block["block"] == "figure"]
    return next(str(figure) for figure in figures if len(figure.replace("-", " ").split()) == 4)


class Walk:
    """One person's way through a service, taken at the kiosk; every task is done with its own example."""

    def __init__(self, people: People, service: str, **more: Any) -> None:
        self.people = people
        self.taken = people.site.kiosk.take(service, **more)
        self.visit = self.taken["visit"]
        self.open: list[Any] = list(self.taken["tickets"])
        self.steps: list[str] = []
        self.jobs: dict[str, str] = {}  # task → the job of the paper that it left behind

    def ticket(self, step: str) -> Any:
        return next(ticket for ticket in self.open if ticket["step"] == step)

    def clerk(self, step: str) -> Clerk:
        return self.people.of(self.ticket(step)["role"])

    def begin(self, step: str) -> str:
        """The id of the ticket of `step`, which is now being served."""
        ticket, clerk = self.ticket(step), self.clerk(step)
        if ticket["state"] == "pending":
            self._let_in(step)
        if clerk.ticket(ticket["id"])["state"] == "waiting":
            assert clerk.next(ticket["id"])["id"] == ticket["id"]
        if clerk.ticket(ticket["id"])["state"] == "called":
            clerk.move(ticket["id"], "start")
        return str(ticket["id"])

    def _let_in(self, step: str) -> None:
        """What the step waits for is entered, and the person comes back with his paper."""
        self._do_tasks(step, while_pending=True)
        assert self.people.come_back(return_code(self.taken["slip"])).status == 201

    def do_tasks(self, step: str) -> None:
        self._do_tasks(step, while_pending=False)

    def _do_tasks(self, step: str, while_pending: bool) -> None:
        clerk, ticket = self.clerk(step), self.ticket(step)["id"]
        for task in clerk.ticket(ticket)["tasks"]:
            if not task["done"] and (task["while_pending"] or not while_pending):
                self.jobs[task["task"]] = clerk.do(ticket, task["task"], task["example"])["job"]

    def finish(self, step: str) -> list[Any]:
        """Serve `step` from its beginning to its end; the tickets that it opened."""
        self.begin(step)
        self.do_tasks(step)
        return self.moved(step, "finish")

    def moved(self, step: str, move: str, **more: Any) -> list[Any]:
        clerk, ticket = self.clerk(step), self.ticket(step)["id"]
        made = clerk.move(ticket, move, **more)
        self.open = [left for left in self.open if left["id"] != ticket] + made["opened"]
        self.steps.append(step)
        self.visit = made["visit"]
        return list(made["opened"])

    def until(self, step: str) -> None:
        """Finish one step after the other until `step` is open."""
        while all(ticket["step"] != step for ticket in self.open):
            self.finish(self.open[0]["step"])

    def to_the_end(self) -> None:
        while self.open:
            self.finish(self.open[0]["step"])
