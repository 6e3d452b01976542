"""deploy/pictures [OUT] [--only PAGES] [--state NAME] [--language LANGUAGE] [--size WxH] [--examine]

Pictures go to OUT/<page>/<state>-<language>-<size>.png; OUT/index.html shows them side by side.
With --looks the few that READMEs show are made anew instead.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.conftest import WITH_SOUND, launch
from tests.pictures.camera import Asked, visit_all
from tests.pictures.every import PAGES as SCREENS
from tests.pictures.examine import examine, limits_of
from tests.pictures.gallery import Picture, write_index
from tests.pictures.looks import take_looks
from tests.pictures.papers import all_papers
from tests.site import REPOSITORY

PAPERS = "papers"
PAGES = (*SCREENS, PAPERS)


def main() -> int:
    """Exit code 1: a state did not come about; the others are there."""
    parser = argparse.ArgumentParser(prog="deploy/pictures", description="A picture of every page and paper.")
    parser.add_argument("out", type=Path, nargs="?", help="the folder, made if it is missing")
    parser.add_argument("--looks", action="store_true", help="instead: make those anew that READMEs show")
    parser.add_argument("--only", default=",".join(PAGES), help=f"pages, by comma: {', '.join(PAGES)}")
    parser.add_argument("--state", default="", help="only states whose name begins so")
    parser.add_argument("--language", default="", help="only this: kk, ru, en (both: nothing chosen yet)")
    parser.add_argument("--size", default="", help="only this: 1920x1080, 58mm")
    parser.add_argument("--examine", action="store_true", help="say what axe and the ruler find in each, too")
    given = parser.parse_args()
    if given.looks:
        return make_looks()
    if given.out is None:
        parser.error("say where the pictures go")
    asked = Asked(tuple(given.only.split(",")), given.state, given.language, given.size)
    if unknown := set(asked.pages) - set(PAGES):
        parser.error(f"there is no page {', '.join(sorted(unknown))}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        taken, failed = take_screens(given.out, Path(folder), asked, given.examine)
        if PAPERS in asked.pages:
            taken += take_papers(given.out, Path(folder), asked)
    write_index(given.out, taken)
    print(f"{len(taken)} pictures in {time.monotonic() - began:.0f} s: {given.out / 'index.html'}")
    return 1 if failed else 0


def make_looks() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright, WITH_SOUND)
        for file in take_looks(browser, Path(folder)):
            print(f"{file.relative_to(REPOSITORY)}: {file.stat().st_size / 1024:.0f} KB", flush=True)
        browser.close()
    return 0


def take_screens(out: Path, folder: Path, asked: Asked, examined: bool) -> tuple[list[Picture], int]:
    """The pictures, and how many states did not come about; those and what pages complain of are told."""
    taken, failed = [], 0
    with sync_playwright() as playwright:
        browser = launch(playwright, WITH_SOUND)
        for seen in visit_all(browser, folder, asked):
            if seen.fault:
                failed += 1
                tell(f"FAILED {seen.title}: {seen.fault}")
                continue
            picture = Picture(Path(seen.state.page, seen.file_name), seen.state.page, seen.state.name)
            whole = limits_of(seen.state.page).mayScroll
            seen.shot.page.screenshot(path=made_room_for(out / picture.file), full_page=whole)
            taken.append(picture)
            complaints = seen.complaints  # before the examination, which is none of the page's doing
            found = examine(seen.shot.page, seen.state.page).sentences() if examined else []
            for sentence in complaints + found:
                tell(f"{seen.title}: {sentence}")
        browser.close()
    return taken, failed


def take_papers(out: Path, folder: Path, asked: Asked) -> list[Picture]:
    taken = []
    for paper in all_papers(folder / PAPERS, asked.language, asked.size):
        if paper.name.startswith(asked.state):
            picture = Picture(
                Path(PAPERS, f"{paper.name}-{paper.language}-{paper.size}.png"), PAPERS, paper.name
            )
            paper.picture.save(made_room_for(out / picture.file))
            taken.append(picture)
    return sorted(taken, key=lambda picture: picture.state)


def made_room_for(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
