"""One running site for all of these tests; whoever a test leaves in the house is sent home after it."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site import REPOSITORY, Clerk, Site, running_site
from tests.web.people import People


@pytest.fixture(scope="session")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    with running_site(tmp_path_factory.mktemp("web")) as site:
        yield People(site)


@pytest.fixture
def people(everybody: People) -> Iterator[People]:
    yield everybody
    everybody.send_home()


@pytest.fixture
def site(people: People) -> Site:
    return people.site


@dataclass(frozen=True)
class Strict:
    """A site that is no try-out: it was restarted, limits are on, house calls are not offered any more.

    It has a second hall, "annex", without a board; and whoever connects may say for whom, as a proxy does.

    `clerk`, `leaver`: signed in before the restart; the leaver signed out. `revoked`: a device's id.
    """

    site: Site
    clerk: Clerk
    leaver: Clerk
    revoked: str = "printer-office"


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Strict]:
    folder = tmp_path_factory.mktemp("strict")
    settings = {
        "KEZEK_REGULATIONS": str(_without_house_calls(folder / "regulations")),
        "KEZEK_PROXIES": "127.0.0.1",
    }
    with running_site(folder, settings) as site:
        clerk, leaver = site.staff("supervisor"), site.staff("registrar")
        assert leaver.ask("POST", "/api/sign-out").status == 204
        site.stop()
        _change(site, "UPDATE device SET revoked_at = 1 WHERE id = ?", Strict.revoked)
        _change(site, "INSERT INTO hall VALUES (?, 'Қ', 'П', 'A', 'м', 'т', 't')", "annex")
        site.settings["KEZEK_TRY_OUT"] = "no"
        site.start()
        yield Strict(site, clerk, leaver)


def _without_house_calls(folder: Path) -> Path:
    shutil.copytree(REPOSITORY / "server/regulations", folder)
    file = folder / "house-call.toml"
    since = "adopted_from = 2026-01-01"
    assert since in file.read_text()
    file.write_text(file.read_text().replace(since, f"{since}\nadopted_until = 2026-01-31"))
    return folder


def _change(site: Site, sql: str, name: str) -> None:
    """Of a stopped site."""
    database = sqlite3.connect(site.data / "kezek.db")
    with database:
        database.execute(sql, (name,))
    database.close()
