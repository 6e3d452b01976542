"""The past that the bench invents is one that the server accepts."""

import sqlite3
from pathlib import Path

from server.store.keys import read_or_make_keys
from server.store.ledger import Ledger
from tests.bench.past_visits import add_past
from tests.site import running_site

VISITS = 4500  # three days, the last of them not full


def test_a_site_with_a_past_has_one_whole_ledger_and_goes_on(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        site.stop()
        add_past(site, VISITS)
        database = sqlite3.connect(site.data / "kezek.db")
        keys = read_or_make_keys(site.data / "keys", site.data / "kezek.db")
        assert Ledger(keys.ledger).fault(database) is None
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (visit,) = database.execute("SELECT id FROM visit ORDER BY seq DESC LIMIT 1").fetchone()
        database.close()
        site.start()
        past = site.staff("supervisor").ask("GET", f"/api/visits/{visit}")
        assert past.status == 200
        assert past.body["visit"]["state"] == "done"
        taken = site.kiosk.take("tb-certificate")
        assert taken["visit"]["number"] == "A001"
        assert taken["ahead"] == 0
        assert site.staff("operator").next()["visit"] == taken["visit"]["id"]
