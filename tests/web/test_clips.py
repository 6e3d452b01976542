"""The sound of a call over HTTP: who may hear it, and that it says what the board says."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.speech.wav import read_wav
from tests.site import Site, running_site
from tests.speech.recordings import record_all
from tests.web.raw import Answered, send

A014 = "/clips/full/ru/A014/window/2.wav"


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose voice are recorded tones, in Kazakh and Russian only; said twice."""
    folder = tmp_path_factory.mktemp("speaking")
    recordings = record_all(folder / "recordings")
    shutil.rmtree(recordings / "en")
    settings = {"KEZEK_RECORDINGS": str(recordings), "KEZEK_ESPEAK": "", "KEZEK_TWICE": "yes"}
    with running_site(folder, settings) as site:
        yield site


def device(site: Site, name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {site.token(name)}"}


def hear(site: Site, path: str, headers: dict[str, str] | None = None) -> Answered:
    return send(site, f"GET {path}", headers=device(site, "board-main") if headers is None else headers)


def called(site: Site, language: str) -> Any:
    """The newest call on the board."""
    doctor = site.staff("doctor")
    site.kiosk.take("reception", language)
    ticket = doctor.next()
    board = send(site, "GET /api/boards/main", headers=device(site, "board-main")).data
    doctor.move(ticket["id"], "start")
    doctor.move(ticket["id"], "finish")
    assert board["calls"][0]["number"] == ticket["number"]
    return board["calls"][0]


def test_a_board_and_staff_hear_a_call(speaking: Site) -> None:
    for headers in (device(speaking, "board-main"), speaking.staff("operator").headers):
        answer = hear(speaking, A014, headers)
        assert (answer.status, answer.headers["Content-Type"]) == (200, "audio/wav")
        assert read_wav(answer.body).seconds > 0.5
        assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"


@pytest.mark.parametrize(("who", "status", "code"), [("kiosk-1", 403, "forbidden"), ("", 401, "signed_out")])
def test_others_do_not(speaking: Site, who: str, status: int, code: str) -> None:
    answer = hear(speaking, A014, device(speaking, who) if who else {})
    assert (answer.status, answer.data["code"]) == (status, code)


def test_the_short_form_is_shorter(speaking: Site) -> None:
    short, full = (hear(speaking, A014.replace("full", form)).body for form in ("short", "full"))
    assert read_wav(short).seconds < read_wav(full).seconds


def test_a_call_brings_its_clips_in_the_persons_language_first(speaking: Site) -> None:
    for language, other in (("kk", "ru"), ("ru", "kk")):
        call = called(speaking, language)
        assert [clip["language"] for clip in call["clips"]] == [language, other]
        for clip in call["clips"]:
            assert call["number"] in clip["words"]
            for url in (clip["url"], clip["url"].replace("/full/", "/short/")):
                assert hear(speaking, url).status == 200


def test_a_language_without_a_voice_is_written_and_not_spoken(speaking: Site) -> None:
    first, *others = called(speaking, "en")["clips"]
    assert (first["language"], first["url"]) == ("en", None)
    assert first["words"].startswith("Ticket number")
    assert [(clip["language"], clip["url"] is None) for clip in others] == [("kk", False), ("ru", False)]


def test_what_was_configured_to_be_said_twice_is_told_to_the_board(speaking: Site) -> None:
    assert hear(speaking, "/api/boards/main").data["twice"] is True


def test_a_url_of_a_clip_names_nothing_but_number_and_place(speaking: Site) -> None:
    call = called(speaking, "kk")
    assert [clip["url"] for clip in call["clips"]] == [
        f"/clips/full/{language}/{call['number']}/cabinet/16.wav" for language in ("kk", "ru")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/clips/long/ru/A014/window/2.wav",
        "/clips/full/de/A014/window/2.wav",
        "/clips/full/ru/A014/cellar/2.wav",
        "/clips/full/ru/A14/window/2.wav",
        f"/clips/full/ru/A{'0' * 300}/window/2.wav",
        f"/clips/full/ru/A014/window/{'2' * 300}.wav",
        "/clips/full/ru/A014/window/..%2f..%2f2.wav",
        "/clips/full/ru/A014/window/../2.wav",
        "/clips/full/ru/../../2.wav",
        "/clips/full/ru/A014/window/%3Cbreak%3E.wav",
        "/clips/full/ru/A014/window/%00.wav",
        "/clips/full/ru/A014/window/2.mp3",
    ],
)
def test_what_nobody_is_called_by_is_not_said(speaking: Site, path: str) -> None:
    answer = hear(speaking, path)
    assert (answer.status, answer.data["code"]) == (404, "not_found")


def test_what_cannot_be_said_is_a_problem_that_passes(speaking: Site) -> None:
    answer = hear(speaking, "/clips/full/en/A014/window/2.wav")
    assert (answer.status, answer.data["code"]) == (503, "voice_missing")
    assert "Retry-After" in answer.headers


def test_a_site_without_a_voice_writes_the_words_and_tells_staff(tmp_path: Path) -> None:
    with running_site(tmp_path, {"KEZEK_ESPEAK": "/no/such/program"}) as site:
        call = called(site, "kk")
        assert [clip["url"] for clip in call["clips"]] == [None, None]
        assert all(clip["words"] for clip in call["clips"])
        troubles = site.staff("doctor").see()["troubles"]
        assert [(one["code"], one["device"]) for one in troubles] == [("voice_missing", None)]
        assert all(
            troubles[0][part][language] for part in ("words", "cure") for language in ("kk", "ru", "en")
        )


def test_a_board_tells_how_it_is_by_calling_itself_me(speaking: Site) -> None:
    body = {"state": "warning", "fault": "sound_blocked"}
    answer = send(speaking, "POST /api/devices/me/heartbeats", body, device(speaking, "board-main"))
    assert (answer.data["id"], answer.data["fault"]) == ("board-main", "sound_blocked")
    (trouble,) = (
        one for one in speaking.staff("operator").see()["troubles"] if one["device"] == "board-main"
    )
    assert (trouble["code"], trouble["name"]) == ("sound_blocked", "Табло")
    send(speaking, "POST /api/devices/me/heartbeats", {"state": "ok"}, device(speaking, "board-main"))


def test_staff_are_no_device_and_a_device_is_no_other(speaking: Site) -> None:
    operator = speaking.staff("operator").headers
    for path, headers in (("me", operator), ("kiosk-1", device(speaking, "board-main"))):
        answer = send(speaking, f"POST /api/devices/{path}/heartbeats", {"state": "ok"}, headers)
        assert (answer.status, answer.data["code"]) == (403, "forbidden")
