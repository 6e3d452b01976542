"""Invented people at a real site: they walk every service to its end, and nothing they are answered is unexpected."""

import json
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from deploy.visitors import Company, Press, Summary, plan_day, plan_load, play, read_place
from deploy.visitors.clock import Clock
from deploy.visitors.link import Link
from deploy.visitors.lookout import LOOK_SECONDS, Lookout
from deploy.visitors.place import Address
from deploy.visitors.plan import KINDS, SERVICES
from deploy.visitors.tally import Tally
from tests.deploy.test_tryout import deploy_run, is_alive, wait_for
from tests.kiosk.box import running_box
from tests.site import Site, free_port, running_site
from tests.web.test_news import Reader

SPEED = 1200.0
AS_LONG_AS_IT_TAKES = 1_000.0  # minutes: a slow machine is no reason to send people home
ALIVE_SECONDS = 30.0
PATIENCE_SECONDS = 120.0

# The try-out's journals begin with visits that nobody made.
CAME = "number IS NOT NULL OR channel = 'telephone'"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("visitors")) as site:
        yield site


@pytest.fixture(scope="module")
def played(site: Site) -> tuple[Summary, list[Press]]:
    """A short day with all its turns. The cashier comes to a cash desk whose shift was closed."""
    closed = site.staff("cashier").ask("POST", "/api/counters/cash-1/shift-closings", {"counted": 0})
    assert closed.status == 201
    presses: list[Press] = []
    day = plan_day(seed=3, visits=70, minutes=160, pace=0.2)
    return play(
        replace(day, overtime=AS_LONG_AS_IT_TAKES), read_place(site.url), SPEED, heard=presses.append
    ), presses


def asked(site: Site, question: str) -> list[Any]:
    database = sqlite3.connect(f"file:{site.data / 'kezek.db'}?mode=ro", uri=True)
    try:
        return database.execute(question).fetchall()
    finally:
        database.close()


def test_nothing_is_answered_that_the_contract_does_not_promise(played: tuple[Summary, list[Press]]) -> None:
    summary, _ = played
    assert summary.unexpected_answers == []
    assert summary.unexpected == 0


def test_the_cashier_opened_a_shift_and_took_payments(
    site: Site, played: tuple[Summary, list[Press]]
) -> None:
    ((shifts,),) = asked(site, "SELECT count(*) FROM shift")
    ((paid,),) = asked(
        site, "SELECT count(*) FROM payment p JOIN shift s ON s.id = p.shift WHERE s.number = 2"
    )
    assert shifts == 2
    assert paid > 0


def test_who_is_booked_leaves_the_first_times_of_the_day_to_who_comes_at_once(
    site: Site, played: tuple[Summary, list[Press]]
) -> None:
    booked = asked(site, "SELECT doctor, day, min(opens) FROM booking GROUP BY doctor, day")
    assert booked
    for doctor, day, first in booked:
        slots = site.staff("registry").ask("GET", f"/api/doctors/{doctor}/slots/{day}").body["slots"]
        free = [slot["time"] for slot in slots if slot["free"]]
        assert free, "a day has more times than the invented people take"
        assert max(free) < f"{first // 60:02}:{first % 60:02}"


def test_every_service_is_walked_to_its_end_and_both_kinds_of_hiv_test_are_begun(
    site: Site, played: tuple[Summary, list[Press]]
) -> None:
    summary, _ = played
    walked = asked(site, "SELECT DISTINCT service FROM visit WHERE state = 'done'")
    assert {service for (service,) in walked} == set(SERVICES) == set(summary.visits)
    begun = asked(site, "SELECT DISTINCT kind FROM visit WHERE service = 'hiv-test'")
    assert {kind for (kind,) in begun} == set(KINDS["hiv-test"])


def test_everybody_comes_in_once_and_no_number_is_given_twice(
    site: Site, played: tuple[Summary, list[Press]]
) -> None:
    summary, presses = played
    opened = [press.body["visit"] for press in presses if press.deed == "open"]
    numbers = [visit["number"] for visit in opened if visit["number"]]
    assert len(numbers) == len(set(numbers))
    assert sum(summary.visits.values()) == len(opened) == 70
    assert asked(site, f"SELECT COUNT(*) FROM visit WHERE {CAME}") == [(70,)]


def test_when_the_day_is_over_nobody_is_called_or_served_and_who_is_inside_waits_for_a_result(
    site: Site, played: tuple[Summary, list[Press]]
) -> None:
    summary, _ = played
    open_tickets = Counter(
        asked(site, "SELECT state FROM ticket WHERE state NOT IN ('done', 'refused', 'withdrawn')")
    )
    assert set(open_tickets) <= {("pending",)}
    assert summary.inside == summary.awaiting == open_tickets["pending",]


def test_the_day_has_its_misses_its_returns_and_its_telephone(played: tuple[Summary, list[Press]]) -> None:
    summary, _ = played
    # Lunch is had when there is time for it: a slow machine has none (`test_visitors_plan.py` holds who goes when).
    for deed in ("dismiss", "hold", "reinstate", "come_back", "withdraw", "recall"):
        assert summary.deeds[deed] > 0, deed
    assert summary.by_telephone > 0


def test_the_summary_is_one_line_of_json_that_counts_what_was_heard(
    played: tuple[Summary, list[Press]],
) -> None:
    summary, presses = played
    line = summary.as_line()
    assert "\n" not in line
    told = json.loads(line)
    called = [press for press in presses if press.deed == "call" and press.status == 201]
    assert told["calls"] == len(called)
    assert told["steps_finished"] == sum(press.deed == "finish" for press in presses)
    assert told["unexpected"] == 0
    assert all(press.seconds > 0 for press in presses)


def test_a_server_that_is_killed_in_the_middle_costs_nobody_his_place(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        place = read_place(site.url)
        half = threading.Event()
        opened: list[Press] = []

        def heard(press: Press) -> None:
            if press.deed == "open":
                opened.append(press)
                if len(opened) == 20:
                    half.set()

        def kill_in_the_middle() -> None:
            half.wait(PATIENCE_SECONDS)
            site.kill()
            site.restart()

        killer = threading.Thread(target=kill_in_the_middle)
        killer.start()
        day = replace(plan_load(5, visits=40, minutes=60, pace=0.1), overtime=AS_LONG_AS_IT_TAKES)
        summary = play(day, place, SPEED, heard=heard, doors=2)
        killer.join()
        assert summary.unexpected_answers == []
        assert summary.tried_again > 0
        assert asked(site, f"SELECT COUNT(*) FROM visit WHERE {CAME}") == [(40,)]
        assert len({press.body["visit"]["number"] for press in opened}) == len(opened) == 40
        assert asked(site, "SELECT COUNT(*) FROM ticket WHERE state IN ('called', 'serving')") == [(0,)]


def test_whom_the_kiosk_sends_away_asks_anew_and_the_hall_lives_on_when_the_server_is_back(
    tmp_path: Path,
) -> None:
    with running_site(tmp_path) as site, running_box(tmp_path, site.url, site.token("kiosk-1")) as box:
        place = replace(read_place(site.url), kiosk=Address("127.0.0.1", box.port), posts=[])
        killed, sent_away = threading.Event(), threading.Event()
        opened: list[Press] = []

        def heard(press: Press) -> None:
            if press.status == 201:
                opened.append(press)
                if len(opened) == 2:
                    site.kill()
                    killed.set()
            elif press.body["code"] == "given_up":
                sent_away.set()

        def bring_back() -> None:
            assert killed.wait(PATIENCE_SECONDS)
            assert sent_away.wait(PATIENCE_SECONDS)
            site.restart()

        bringer = threading.Thread(target=bring_back)
        bringer.start()
        day = plan_load(5, visits=5, minutes=10, services={"tb-certificate": 1.0})
        summary = play(replace(day, overtime=0.0), place, SPEED, heard=heard)
        bringer.join()
        assert summary.unexpected_answers == []
        assert summary.refusals["given_up"] > 0
        assert len({press.body["visit"]["number"] for press in opened}) == len(opened) == 5
        in_line = "SELECT count(*) FROM visit WHERE number IS NOT NULL AND state = 'open'"
        wait_for(lambda: asked(site, in_line) == [(5,)], PATIENCE_SECONDS)


def test_a_clerk_steps_aside_where_somebody_else_sits_and_comes_back(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        human = site.staff("registrar-2")
        operator, registrar = site.staff("operator"), site.staff("registrar")
        human.ask("DELETE", f"/api/counters/{human.counter}/seat")
        registrar.ask("DELETE", f"/api/counters/{registrar.counter}/seat")
        assert human.ask("PUT", f"/api/counters/{registrar.counter}/seat").status == 200
        place = read_place(site.url)
        only = [post for post in place.posts if post.staff == "registrar"]
        until = threading.Event()
        load = plan_load(1, visits=1, minutes=30, waiting=3, services={"narcological-certificate": 1.0})
        play_it = threading.Thread(target=lambda: play(load, replace(place, posts=only), 600.0, until))
        play_it.start()
        wait_for(lambda: bool(registrar.see()["waiting"]), PATIENCE_SECONDS)
        assert registrar.see()["tickets"] == []
        assert registrar.see()["seat"]["staff"]["name"] == "registrar-2"
        assert human.ask("DELETE", f"/api/counters/{registrar.counter}/seat").status == 204
        wait_for(lambda: bool(registrar.see()["tickets"]), PATIENCE_SECONDS)
        assert registrar.see()["seat"]["staff"]["name"] == "registrar"
        assert operator.see()["tickets"] == []
        until.set()
        play_it.join()


def test_a_clerk_lets_somebody_work_under_his_name(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        human = site.staff("operator")
        place = read_place(site.url)
        until = threading.Event()
        company = Company(
            replace(place, posts=[post for post in place.posts if post.staff == "operator"]),
            until,
            quiet_seconds=2.0,
        )
        day = plan_load(1, visits=1, minutes=600, waiting=3, pace=1.5, services={"tb-certificate": 1.0})
        play_it = threading.Thread(target=lambda: company.play(day, 60.0))
        play_it.start()
        wait_for(lambda: bool(human.see()["tickets"]), PATIENCE_SECONDS)
        taken = human.see()["tickets"][0]["id"]
        human.move(taken, "withdraw", ground="left")
        by_hand = human.next()["id"]
        wait_for(
            lambda: bool(company.summary().refusals) or human.see()["ticket"] is not None, PATIENCE_SECONDS
        )
        human.move(by_hand, "hold")
        until.set()
        play_it.join()
        assert company.summary().unexpected == 0
        assert human.ticket(taken)["state"] == "withdrawn"
        assert human.ticket(by_hand)["state"] == "held"


def test_a_clerk_leaves_a_counter_alone_that_is_open_in_a_browser_and_comes_back_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Lookout.look

    def look_late(lookout: Lookout) -> None:
        time.sleep(LOOK_SECONDS)  # longer than a clerk needs to his first call
        look(lookout)

    monkeypatch.setattr(Lookout, "look", look_late)
    with running_site(tmp_path) as site:
        human = site.staff("operator")
        place = read_place(site.url)
        until = threading.Event()
        only = [post for post in place.posts if post.staff in ("operator", "cashier")]
        company = Company(replace(place, posts=only), until, quiet_seconds=0.5)
        day = plan_load(1, visits=1, minutes=600, waiting=3, pace=1.5, services={"tb-certificate": 1.0})
        page = Reader(site, {"rooms": [f"counter:{human.counter}"]}, human.headers)
        play_it = threading.Thread(target=lambda: company.play(day, 60.0))
        play_it.start()
        wait_for(lambda: human.see()["waiting"] >= 3, PATIENCE_SECONDS)
        time.sleep(3 * LOOK_SECONDS)  # longer than he waits where no browser is open
        assert human.see()["tickets"] == []
        by_hand = human.next()["id"]
        human.move(by_hand, "start")
        time.sleep(3 * LOOK_SECONDS)
        assert human.ticket(by_hand)["state"] == "serving"
        human.move(by_hand, "hold")
        page.leave()
        wait_for(lambda: bool(human.see()["tickets"]), PATIENCE_SECONDS)
        until.set()
        play_it.join()
        assert company.summary().unexpected == 0
        assert human.ticket(by_hand)["state"] == "held"


def test_whoever_opens_a_counter_in_the_middle_of_a_sitting_finishes_it_himself(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        human = site.staff("operator")
        place = read_place(site.url)
        until = threading.Event()
        only = [post for post in place.posts if post.staff == "operator"]
        company = Company(replace(place, posts=only), until, quiet_seconds=0.5)
        day = plan_load(1, visits=1, minutes=600, waiting=3, pace=6.0, services={"tb-certificate": 1.0})
        play_it = threading.Thread(target=lambda: company.play(day, 60.0))
        play_it.start()
        wait_for(lambda: bool(human.see()["tickets"]), PATIENCE_SECONDS)
        page = Reader(site, {"rooms": [f"counter:{human.counter}"]}, human.headers)
        time.sleep(2 * LOOK_SECONDS)  # he has been seen
        before = human.see()["ticket"]
        time.sleep(4 * LOOK_SECONDS)
        assert human.see()["ticket"] == before
        human.move(before["id"], "withdraw", ground="left")
        time.sleep(2 * LOOK_SECONDS)
        assert human.see()["tickets"] == []
        page.leave()
        until.set()
        play_it.join()
        assert company.summary().unexpected == 0


class EndsMeanwhile(BaseHTTPRequestHandler):
    """A site that ends in the middle of the first command; whoever asks again is answered."""

    def do_POST(self) -> None:
        server: Any = self.server
        server.keys.append(self.headers["Idempotency-Key"])
        self.rfile.read(int(self.headers["Content-Length"]))
        broken_off = len(server.keys) == 1
        body = b"Internal Server Error" if broken_off else b'{"ticket":null}'
        self.send_response(500 if broken_off else 200)
        self.send_header("Content-Type", "text/plain" if broken_off else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """It tells the test and nobody else."""


def test_a_command_that_the_end_of_the_site_broke_off_is_asked_again_under_its_key() -> None:
    server: Any = HTTPServer(("127.0.0.1", 0), EndsMeanwhile)
    server.keys = []
    serving = threading.Thread(target=server.serve_forever, args=(0.01,))
    serving.start()
    tally = Tally()
    link = Link(Address("127.0.0.1", server.server_port), Clock(1.0, threading.Event()), tally)
    assert link.command("call", "/api/counters/window-2/calls", {}).body == {"ticket": None}
    link.close()
    server.shutdown()
    serving.join()
    server.server_close()
    assert (len(server.keys), len(set(server.keys)), tally.summary(0, 0).unexpected) == (2, 1, 0)


def test_an_answer_that_nobody_promised_is_told_loudly(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    place = read_place(site.url)
    wrong = replace(place, kiosk_token="not-a-token-of-this-house", posts=[])
    summary = play(plan_load(1, visits=1, minutes=1), wrong, 6000.0)
    assert summary.unexpected == 1
    assert "POST /api/visits → 401" in summary.unexpected_answers[0]
    assert "UNEXPECTED" in capsys.readouterr().err


def test_the_try_out_with_visitors_calls_and_prints(tmp_path: Path) -> None:
    with deploy_run(tmp_path / "data", free_port(), "--visitors") as running:
        began = time.monotonic()
        wait_for(lambda: bool(running.papers("printer-lobby")), PATIENCE_SECONDS)
        wait_for(lambda: bool(running.board()["calls"]), PATIENCE_SECONDS)
        took = time.monotonic() - began
        print(
            f"the try-out with visitors called and printed after {took:.1f} s (limit {ALIVE_SECONDS:.0f} s)"
        )
        children = running.children()
        assert len(children) == 8
        assert running.end() == (0, b"")
        log = (tmp_path / "data/logs/visitors.log").read_text()
    assert [line for pid, line in children.items() if is_alive(pid)] == []
    told = json.loads(log.splitlines()[-1])
    assert told["unexpected"] == 0
    assert told["calls"] > 0
