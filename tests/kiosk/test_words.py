"""The words of the kiosk's page: all there, in all three languages, and no word without a use."""

import json
import re
from pathlib import Path

import kiosk

PAGE = Path(kiosk.__file__).parent / "page"
WORDS = json.loads((PAGE / "words.json").read_text())
SCRIPTS = "\n".join(file.read_text() for file in PAGE.rglob("*.js"))


def test_every_text_is_said_in_the_three_languages() -> None:
    for key, said in WORDS.items():
        assert list(said) == ["kk", "ru", "en"], key
        assert all(said.values()), key


def test_placeholders_are_the_same_in_every_language() -> None:
    for key, said in WORDS.items():
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in said.values()}) == 1, key


def test_every_text_that_the_page_says_exists() -> None:
    said = set(re.findall(r'voice\.say\("([^"]+)"', SCRIPTS))
    assert len(said) > 15
    assert said <= set(WORDS)


def test_the_page_loads_nothing_from_elsewhere_and_has_no_inline_script() -> None:
    html = (PAGE / "index.html").read_text()
    for text in (html, SCRIPTS, *(file.read_text() for file in PAGE.rglob("*.css"))):
        assert not re.search(r"(src|href|url\()[=\"' ]*(https?:)?//", text)
    assert re.findall(r"<script(?![^>]*src=)", html) == []


def test_modules_stay_small() -> None:
    for file in PAGE.rglob("*.js"):
        assert len(file.read_text().splitlines()) <= 120, file.name
