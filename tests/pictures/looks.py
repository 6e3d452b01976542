"""The few pictures that READMEs show: small, in deploy/looks, made anew by `deploy/pictures --looks`."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps
from playwright.sync_api import Browser

from tests.pictures.camera import Asked, visit_all
from tests.pictures.papers import all_papers
from tests.site import REPOSITORY

FOLDER = REPOSITORY / "deploy/looks"
QUALITY = 82
MARGIN = 24  # dots around a paper, which the virtual printer cuts off close to the ink


class Look(NamedTuple):
    """A state, and how wide its picture stands in the README, in pixels."""

    file: str
    page: str
    state: str
    language: str
    size: str
    width: int


SCREENS = (
    Look("kiosk-start", "kiosk", "start", "both", "1080x1920", 540),
    Look("kiosk-done", "kiosk", "done", "kk", "1080x1920", 540),
    Look("board", "board", "eight-calls", "both", "1920x1080", 1200),
    Look("counter", "counter", "serving-tb-certificate-check", "en", "1280x720", 1200),
    Look("phone", "track", "waiting-on-the-way", "ru", "360x640", 360),
)
PAPERS = (
    Look("slip", "papers", "slip-tb-certificate", "kk", "80mm", 432),
    Look("certificate", "papers", "certificate-tb-certificate", "kk", "80mm", 432),
)


def take_looks(browser: Browser, folder: Path) -> Iterator[Path]:
    """The files, as they are written. Raises AssertionError for a state that does not come about."""
    FOLDER.mkdir(exist_ok=True)
    for look in SCREENS:
        asked = Asked((look.page,), look.state, look.language, look.size)
        for seen in visit_all(browser, folder / look.file, asked):
            if (seen.state.name, seen.shot.language) == (look.state, look.language):
                assert not seen.fault, f"{seen.title}: {seen.fault}"
                yield _kept(look, Image.open(BytesIO(seen.shot.page.screenshot())))
    wanted = {(look.state, look.language, look.size): look for look in PAPERS}
    for paper in all_papers(folder / "papers", PAPERS[0].language, PAPERS[0].size):
        shown = (paper.name, paper.language, paper.size)
        if shown in wanted:
            yield _kept(wanted.pop(shown), ImageOps.expand(paper.picture.convert("L"), MARGIN, fill=255))
        if not wanted:
            return


def _kept(look: Look, picture: Image.Image) -> Path:
    file = FOLDER / f"{look.file}.webp"
    height = round(picture.height * look.width / picture.width)
    small = picture.convert("RGB").resize((look.width, height), Image.Resampling.LANCZOS)
    small.save(file, "WEBP", quality=QUALITY, method=6)
    return file
