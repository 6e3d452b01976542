"""The board speaks: in a real browser, with recorded tones for a voice, and with espeak-ng where it is installed."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.journeys.held import Held
from tests.site import Clerk, Site, running_site
from tests.speech.recordings import record_all

pytestmark = pytest.mark.journey
installed = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed here")

# What sounds, and when (wall clock, seconds): the first tone of each chime, and each clip from its begin to its end.
LISTEN = """
  window.sounds = [];
  const now = () => Date.now() / 1000;
  const tone = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    if (this.frequency.value > 600) window.sounds.push({ what: "chime", begin: now() });
    return tone.call(this, when);
  };
  const clip = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function () {
    const sound = { what: "clip", begin: now(), lasts: this.buffer.duration };
    window.sounds.push(sound);
    this.addEventListener("ended", () => { sound.end = now(); });
    return clip.call(this);
  };
"""
# Sound is kept back until somebody touches the page, whatever this browser would allow (test_board.py has one that
# keeps it back by itself).
KEEP_BACK = """
  const { resume } = AudioContext.prototype;
  AudioContext.prototype.resume = function () {
    return navigator.userActivation.hasBeenActive ? resume.call(this) : new Promise(() => {});
  };
  window.AudioContext = class extends AudioContext {
    constructor() {
      super();
      this.suspend();
    }
  };
"""
# A clip may take as long as this machine needs.
WITH_PATIENCE = """
  const { timeout } = AbortSignal;
  AbortSignal.timeout = () => timeout.call(AbortSignal, 600_000);
"""
CHIME, CLIP = "chime", "clip"
PATIENCE_SECONDS = 120.0


class Board:
    """A board's page; `asked`: the clips that it fetched, in order."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.asked: list[str] = []
        page.on("request", self._note)
        page.add_init_script(LISTEN + WITH_PATIENCE)
        page.goto(site.board_url)
        expect(page.locator(".nobody")).to_be_visible()

    def _note(self, request: Request) -> None:
        if "/clips/" in request.url:
            self.asked.append(request.url)

    @property
    def sounds(self) -> list[dict[str, Any]]:
        heard: list[dict[str, Any]] = self.page.evaluate("window.sounds")
        return heard

    def wait_for(self, chimes: int) -> list[dict[str, Any]]:
        """Until so many calls have been announced fully."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self._chimes() >= chimes and not self.page.locator("[data-announced]").count():
                break
            self.page.wait_for_timeout(50)
        assert self._chimes() == chimes
        return self.sounds

    def _chimes(self) -> int:
        return [sound["what"] for sound in self.sounds].count(CHIME)

    def forms(self) -> list[tuple[str, str, str]]:
        """Form, language and number of the clips that were fetched."""
        parts = (url.split("/clips/")[1].split("/") for url in self.asked)
        return [(form, language, number) for form, language, number, *_ in parts]


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_all(tmp_path_factory.mktemp("recordings"))


@pytest.fixture
def start_site(tmp_path: Path, recordings: Path) -> Iterator[Callable[..., Site]]:
    """A site whose voice are the recorded tones, with further settings."""
    sites = []

    def start(**settings: str) -> Site:
        told = {"KEZEK_ESPEAK": "", "KEZEK_RECORDINGS": str(recordings), **settings}
        site = running_site(tmp_path, told)
        sites.append(site)
        return site.__enter__()

    yield start
    for site in sites:
        site.__exit__(None, None, None)


@pytest.fixture
def open_board(browser: Browser) -> Iterator[Callable[[Site], Board]]:
    box = browser.new_context(viewport={"width": 1920, "height": 1080})
    yield lambda site: Board(box.new_page(), site)
    box.close()


def call_one(site: Site, doctor: Clerk, language: str = "kk") -> str:
    """Take a ticket, call it and seat its owner: the next can be called."""
    site.kiosk.take("reception", language)
    ticket = doctor.next()
    doctor.move(ticket["id"], "start")
    doctor.move(ticket["id"], "finish")
    return str(ticket["number"])


def assert_one_after_the_other(sounds: list[dict[str, Any]]) -> None:
    """No clip was cut, and nothing began before the clip before it was over."""
    for sound, after in zip(sounds, [*sounds[1:], None], strict=True):
        if sound["what"] == CLIP:
            assert sound["end"] - sound["begin"] >= sound["lasts"] - 0.03
            assert after is None or after["begin"] >= sound["end"] - 0.01


@pytest.mark.parametrize(
    ("language", "order"), [("kk", ["kk", "ru"]), ("ru", ["ru", "kk"]), ("en", ["en", "kk", "ru"])]
)
def test_the_first_call_chimes_and_is_said_in_the_persons_language_first(
    start_site: Callable[..., Site], open_board: Callable[[Site], Board], language: str, order: list[str]
) -> None:
    site = start_site()
    board = open_board(site)
    number = call_one(site, site.staff("doctor"), language)
    sounds = board.wait_for(chimes=1)
    assert [sound["what"] for sound in sounds] == [CHIME, *[CLIP] * len(order)]
    assert board.forms() == [("full", language, number) for language in order]
    assert_one_after_the_other(sounds)


def test_quick_calls_are_all_said_in_order_none_cut_and_shortly_while_many_wait(
    start_site: Callable[..., Site], open_board: Callable[[Site], Board]
) -> None:
    site = start_site()
    board = open_board(site)
    doctor = site.staff("doctor")
    first = Held(board.page, "**/clips/full/kk/**", times=1)
    called = [call_one(site, doctor)]
    first.is_there()
    called += [call_one(site, doctor) for _ in range(5)]
    expect(board.page.locator(".call")).to_have_count(6)
    first.goes_on()
    sounds = board.wait_for(chimes=6)
    assert [sound["what"] for sound in sounds] == [CHIME, CLIP, CLIP] * 6
    assert_one_after_the_other(sounds)
    forms = board.forms()
    assert [number for _, language, number in forms if language == "kk"] == called
    assert [number for _, language, number in forms if language == "ru"] == called
    # The first was alone when it began; behind the second there were four, behind the third three.
    assert [form for form, language, _ in forms if language == "kk"] == [
        "full", "short", "full", "full", "full", "full"
    ]  # fmt: skip


def test_a_call_is_said_twice_where_that_is_wished(
    start_site: Callable[..., Site], open_board: Callable[[Site], Board]
) -> None:
    site = start_site(KEZEK_TWICE="yes")
    board = open_board(site)
    number = call_one(site, site.staff("doctor"))
    sounds = board.wait_for(chimes=1)
    assert [sound["what"] for sound in sounds] == [CHIME, CLIP, CLIP, CLIP, CLIP]
    assert board.forms() == [("full", "kk", number), ("full", "ru", number)], "one fetch a clip is enough"
    assert_one_after_the_other(sounds)


def test_a_clip_that_cannot_be_had_holds_nobody_up_and_staff_are_told(
    start_site: Callable[..., Site], open_board: Callable[[Site], Board]
) -> None:
    site = start_site()
    board = open_board(site)
    doctor = site.staff("doctor")
    broken = board.page.context

    def refuse(asked: Route) -> None:
        asked.fulfill(status=404)

    broken.route("**/clips/full/kk/**", refuse)
    call_one(site, doctor)
    sounds = board.wait_for(chimes=1)
    assert [sound["what"] for sound in sounds] == [CHIME, CLIP]
    assert trouble_of_board(doctor) == "clip_missing"
    broken.unroute("**/clips/full/kk/**")
    call_one(site, doctor)
    assert [sound["what"] for sound in board.wait_for(chimes=2)[2:]] == [CHIME, CLIP, CLIP]
    assert trouble_of_board(doctor, until=None) is None


def test_a_board_without_a_voice_chimes_and_staff_are_told(
    start_site: Callable[..., Site], open_board: Callable[[Site], Board]
) -> None:
    site = start_site(KEZEK_RECORDINGS="")
    board = open_board(site)
    doctor = site.staff("doctor")
    call_one(site, doctor)
    assert [sound["what"] for sound in board.wait_for(chimes=1)] == [CHIME]
    assert board.asked == []
    assert "voice_missing" in [trouble["code"] for trouble in doctor.see()["troubles"]]


def test_sound_that_the_browser_keeps_back_is_shown_and_told_to_staff(
    start_site: Callable[..., Site], browser: Browser
) -> None:
    site = start_site()
    doctor = site.staff("doctor")
    page = browser.new_page()
    page.add_init_script(KEEP_BACK)
    page.goto(site.board_url)
    expect(page.locator("#silent")).to_be_visible()
    assert trouble_of_board(doctor) == "sound_blocked"
    page.locator("#silent").click()
    expect(page.locator("#silent")).to_be_hidden()
    assert trouble_of_board(doctor, until=None) is None
    page.close()


def trouble_of_board(clerk: Clerk, until: str | None = "any") -> str | None:
    """What the counter is told of the board; `until` None: waits for it to be well."""
    ends = time.monotonic() + 30.0
    while True:
        codes = [one["code"] for one in clerk.see()["troubles"] if one["device"] == "board-main"]
        if bool(codes) == (until is not None) or time.monotonic() > ends:
            return codes[0] if codes else None
        time.sleep(0.1)


@installed
def test_the_voice_is_heard_after_next_and_how_soon_is_told(
    start_site: Callable[..., Site], open_board: Callable[[Site], Board], full: bool
) -> None:
    site = start_site(KEZEK_RECORDINGS="", KEZEK_ESPEAK="espeak-ng")
    board = open_board(site)
    doctor = site.staff("doctor")
    delays = []
    rounds = 3 if full else 1
    for at in range(1, rounds + 1):
        site.kiosk.take("reception")
        pressed = time.time()
        doctor.next()
        sounds = board.wait_for(chimes=at)[-3:]
        delays.append([sounds[0]["begin"] - pressed, sounds[1]["begin"] - pressed])
        assert_one_after_the_other(sounds)
        assert min(sound["lasts"] for sound in sounds[1:]) > 2
        ticket = doctor.see()["ticket"]["id"]
        doctor.move(ticket, "start")
        doctor.move(ticket, "finish")
    chime, voice = (max(delay[of] for delay in delays) for of in (0, 1))
    print(
        f"after next: chime {chime * 1000:.0f} ms, voice {voice:.2f} s at the slowest of {rounds} (limit 2 s)"
    )
