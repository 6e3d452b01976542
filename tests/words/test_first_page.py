"""The walks of the first page name keys, tiles and lists as the screens do on which they are looked for."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIRST_PAGE = ROOT / "server/pages/tryout/words.json"
SCREENS = [ROOT / "kiosk/page/words.json", *ROOT.glob("server/pages/*/words.json")]
SOFT_HYPHEN = "\u00ad"


def texts(file: Path, language: str) -> Iterator[str]:
    for words in json.loads(file.read_text("utf-8")).values():
        yield words[language].replace(SOFT_HYPHEN, "")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_a_walk_names_stands_on_a_screen(language: str) -> None:
    named = {name for text in texts(FIRST_PAGE, language) for name in re.findall("[«“](.+?)[»”]", text)}
    assert named
    assert named <= {text for file in SCREENS if file != FIRST_PAGE for text in texts(file, language)}
