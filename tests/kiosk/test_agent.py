"""The agent over HTTP, before a real site and a printer that decodes real bytes."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kiosk.box import Box, Cable, running_box
from tests.site import Site, fresh_key

GONE = {
    "kk": "Серверге қосылу мүмкін болмады",
    "ru": "Не удалось подключиться к серверу",
    "en": "The server cannot be reached",
}


def waiting(site: Site) -> int:
    """How many wait at the registry, where appointments begin."""
    offered = {service["service"]: service for service in site.kiosk.services()}
    return int(offered["appointment"]["ahead"])


def test_a_ticket_comes_out_of_the_printer_with_its_number(box: Box) -> None:
    before = len(box.printer.papers)
    taken = box.take("tb-certificate", language="ru")
    assert taken.status == 201
    assert box.slip(taken.body["job"]["id"]) == {
        "job": taken.body["job"]["id"],
        "state": "printed",
        "fault": None,
    }
    papers = box.printer.wait_for_papers(before + 1)
    assert papers[-1].job == taken.body["job"]["id"]
    assert {"block": "number", "text": taken.body["visit"]["number"]} in taken.body["slip"]["blocks"]


def test_the_reply_bears_the_picture_of_a_qr_code(box: Box) -> None:
    assert box.take().body["qr"].startswith("data:image/svg+xml;base64,")


def test_the_same_key_opens_one_visit_and_prints_one_slip(box: Box, site: Site) -> None:
    before, key = waiting(site), fresh_key()
    first, second = box.take(key=key), box.take(key=key)
    assert first.body["visit"] == second.body["visit"]
    job = first.body["job"]["id"]
    assert box.slip(job)["state"] == "printed"
    assert waiting(site) == before + 1
    assert [paper.job for paper in box.printer.papers].count(job) == 1


def test_a_lost_reply_is_asked_for_again_with_the_same_key(site: Site, tmp_path: Path) -> None:
    cable = Cable(site)
    with running_box(tmp_path, cable.url, site.token("kiosk-1")) as box:
        lost: list[bytes] = []

        def lose_the_first(request: bytes) -> bool:
            asked = request.startswith(b"POST /api/visits")
            if asked:
                lost.append(request)
            return asked and len(lost) == 1

        cable.lose = lose_the_first
        before, key = waiting(site), fresh_key()
        taken = box.take(key=key)
        assert taken.status == 201
        assert [key.encode() in request for request in lost] == [True, True]
        assert waiting(site) == before + 1
        said = (box.data / "keys.jsonl").read_text()
        assert said.index('"asked"') < said.index('"answered"')
    cable.close()


def test_a_server_that_is_gone_is_named_in_each_language_and_soon(site: Site, tmp_path: Path) -> None:
    cable = Cable(site)
    with running_box(tmp_path, cable.url, site.token("kiosk-1")) as box:
        cable.cut = True
        begun = time.monotonic()
        with ThreadPoolExecutor() as pool:
            answers = list(
                pool.map(
                    lambda said: box.ask("GET", "/api/services", headers={"Accept-Language": said}), GONE
                )
            )
            opened = pool.submit(box.take)
        assert [(answer.status, answer.body["code"]) for answer in answers] == [(503, "unreachable")] * 3
        assert [answer.body["title"] for answer in answers] == list(GONE.values())
        assert opened.result().body["code"] == "given_up"
        took = time.monotonic() - begun
        print(
            f"a server that is gone: a question and then a ticket given up in {took:.1f} s (limit 3 s each)"
        )
        assert box.ask("GET", "/api/kiosk").body["reachable"] is False
        cable.cut = False
        assert box.ask("GET", "/api/services").status == 200
    cable.close()


def test_a_ticket_exists_though_the_printer_is_out_of_paper(box: Box, site: Site) -> None:
    before = waiting(site)
    box.printer.set_fault("paper_out")
    taken = box.take()
    assert taken.status == 201
    slip = box.slip(taken.body["job"]["id"])
    assert (slip["state"], slip["fault"]) == ("failed", "paper_out")
    assert waiting(site) == before + 1


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}],
    ids=["origin", "null", "host"],
)
def test_a_foreign_page_is_refused(box: Box, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/"), ("GET", "/api/services"), ("POST", "/api/visits")):
        answer = box.http.request(method, box.url + path, headers=headers)
        assert answer.status == 403, path


def test_its_own_page_is_not(box: Box) -> None:
    assert box.ask("GET", "/api/services", headers={"Origin": box.url}).status == 200


def test_refusals_of_the_site_are_passed_on_with_their_words(box: Box) -> None:
    answer = box.ask("POST", "/api/visits", {"return_code": "A" * 16})
    assert (answer.status, answer.body["code"]) == (422, "return_code_unknown")
    assert answer.body["title"] == "This code was not found"


@pytest.mark.parametrize("key", ["short", "x" * 65])
def test_a_command_without_a_proper_key_is_refused(box: Box, key: str) -> None:
    assert box.take(key=key).status == 400


def test_every_reply_has_a_strict_policy(box: Box) -> None:
    for path in ("/", "/page/main.js", "/shared/base.css", "/api/kiosk", "/nothing"):
        headers = box.http.request("GET", box.url + path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/page/../app.py", "/shared/%2e%2e/counter/main.js", "/packages/..%2f..%2fpackage.json"]
)
def test_files_outside_the_page_cannot_be_reached(box: Box, path: str) -> None:
    assert box.http.request("GET", box.url + path).status == 404


def test_a_page_can_tell_that_it_is_old(box: Box) -> None:
    first, second = (box.ask("GET", "/api/kiosk").body["page"] for _ in range(2))
    assert first == second
    assert len(first) == 16


def test_an_unknown_job_is_not_found(box: Box) -> None:
    assert box.ask("GET", "/api/jobs/nothing").status == 404


def test_the_end_is_clean_and_the_log_names_nobody(site: Site, tmp_path: Path) -> None:
    with running_box(tmp_path, site.url, site.token("kiosk-1")) as box:
        taken = box.take("hiv-test", kind="voluntary-anonymous")
        box.slip(taken.body["job"]["id"])
        assert box.stop() == 0
        log = box.log.read_text()
    assert "ended" in log
    for secret in ("hiv", taken.body["visit"]["number"], taken.body["track"], site.token("kiosk-1")):
        assert secret not in log


def test_a_token_that_others_may_read_is_not_taken(box: Box, tmp_path: Path) -> None:
    from kiosk.__main__ import read_token

    file = tmp_path / "token"
    file.write_text("secret")
    file.chmod(0o644)
    with pytest.raises(PermissionError):
        read_token(file)
