"""A house at work, in which nothing may change while it is sent bad input."""

import re
import sqlite3
from contextlib import closing
from typing import Any

from tests.web.people import People, Walk

VISITORS_BOOK = frozenset({"device", "session", "reply"})


class Scene:
    """A house at work: somebody in every state in which a ticket can be."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.site = people.site
        self.ids: dict[str, str] = {}
        self._fill_the_cabinet()
        self._enter("entering", Walk(people, "tb-certificate"), "enter")
        self._enter("paying", Walk(people, "psychoneurological-certificate"), "pay")
        self._enter("checking", Walk(people, "narcological-certificate"), "check")
        examined = Walk(people, "hiv-test", kind="mandatory-confidential")
        examined.until("counsel-after")
        self.ids["pending"] = examined.ticket("counsel-after")["id"]
        self.ids["job"] = people.printer("printer-lobby").jobs().body["jobs"][0]["id"]
        for role in ("supervisor", "registry_clerk", "administrator"):
            people.of(role)  # who signs in later would change the ledger
        self.seen: list[Any] = []
        self.look()

    def _enter(self, name: str, walk: Walk, step: str) -> None:
        walk.until(step)
        self.ids[name] = walk.begin(step)
        self.ids[f"visit {name}"] = walk.visit["id"]

    def _fill_the_cabinet(self) -> None:
        doctor = self.people.of("doctor")
        for state, moves in {
            "done": ["start", "finish"],
            "refused": ["start", "refuse"],
            "withdrawn": ["withdraw"],
            "held": ["hold"],
            "missed": ["dismiss"],
            "called": [],
        }.items():
            ticket = self._taken(state)
            doctor.next(ticket)
            for move in moves:
                doctor.move(ticket, move, **({"ground": "no_consent"} if move == "refuse" else {}))
        self._taken("waiting")

    def _taken(self, name: str) -> str:
        taken = self.site.kiosk.take("reception")
        self.ids[f"visit {name}"] = taken["visit"]["id"]
        self.ids[name] = taken["tickets"][0]["id"]
        return self.ids[name]

    def named(self, text: str) -> str:
        """`text` with {…} replaced by the ids of this scene."""
        return re.sub(r"\{([a-z ]+)\}", lambda found: self.ids[found[1]], text)

    def headers(self, who: str) -> dict[str, str]:
        if not who:
            return {}
        if who in {device["id"] for device in self.site.try_out()["devices"]}:
            return {"Authorization": f"Bearer {self.site.token(who)}"}
        return dict(self.people.of(who).headers)

    def look(self) -> None:
        """Something was changed on purpose: from here on this is how it stands."""
        self.seen = self._picture()

    def assert_unchanged(self) -> None:
        assert self._picture() == self.seen

    def _picture(self) -> list[Any]:
        """All rows of the database, but for what any request may leave: that somebody came, and what he was told."""
        with closing(sqlite3.connect(f"file:{self.site.data / 'kezek.db'}?mode=ro", uri=True)) as database:
            tables = [
                name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return [
                (table, database.execute(f"SELECT * FROM {table}").fetchall())
                for table in tables
                if table not in VISITORS_BOOK
            ]
