"""A house whose open visits go by a regulation that is gone is not opened."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from server import cli
from server.desk.house import Site
from server.domain.ticket import Move
from server.store.open_routes import RoutesLost
from server.store.store import DATABASE
from tests.desk.a_house import a_site, open_house

CERTIFICATE = "narcological-certificate"


def without_service(site: Site) -> None:
    del site.regulations[CERTIFICATE]


def without_step(site: Site) -> None:
    regulation = site.regulations[CERTIFICATE]
    left = tuple(step for step in regulation.steps if step.code != "draft")
    site.regulations[CERTIFICATE] = replace(regulation, steps=left)


def dump(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / DATABASE)
    rows = list(connection.iterdump())
    connection.close()
    return rows


@pytest.mark.parametrize("changed", [without_service, without_step])
def test_a_step_at_which_visits_stand_is_named_with_their_number(
    tmp_path: Path, changed: Callable[[Site], None]
) -> None:
    house = open_house(tmp_path)
    for counter in ("window-3", "window-4"):
        house.kiosk(CERTIFICATE)
        house.serve(counter)
    house.kiosk("tb-certificate")
    house.store.close()
    before, site = dump(tmp_path), a_site()
    changed(site)
    with pytest.raises(RoutesLost, match=rf"^{CERTIFICATE}: .* step 'draft', .* visits stand: 2; .*$"):
        open_house(tmp_path, site=site)
    assert dump(tmp_path) == before
    open_house(tmp_path).store.close()


@pytest.mark.parametrize("changed", [without_service, without_step])
def test_what_no_open_visit_stands_at_may_go(tmp_path: Path, changed: Callable[[Site], None]) -> None:
    house = open_house(tmp_path)
    visit = house.kiosk(CERTIFICATE)
    house.end(visit, Move.WITHDRAW, "window-3")
    house.kiosk("tb-certificate")
    house.store.close()
    site = a_site()
    changed(site)
    open_house(tmp_path, site=site).store.close()


def test_whoever_starts_the_server_is_told_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise RoutesLost("house-call: 3 open visits")

    monkeypatch.setattr(cli, "serve", refuse)
    monkeypatch.setattr(cli, "log_to_stderr", lambda _: None)
    assert cli.main(["serve"]) == cli.CANNOT_START
    assert capsys.readouterr().err == "kezek cannot start:\nhouse-call: 3 open visits\n"
