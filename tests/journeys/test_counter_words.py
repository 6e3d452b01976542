"""The texts of the pages of staff: all there, in all three languages, with the same placeholders."""

import json
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parent.parent.parent / "server/pages"
# Keys that are put together out of a part that stands in the code and one that comes from the house.
MADE = {
    "do": "next start finish call dismiss hold put_back redirect refuse withdraw",
    "did": "call start dismiss hold",
    "done": "call start put_back dismiss reinstate hold redirect refuse withdraw",
    "state": "pending waiting called serving held missed",
    "paper": "called serving",
    "step": "pending waiting called serving held missed done refused withdrawn not_open skipped",
    "why": "none category returning booked",
    "panel": "refuse withdraw redirect telephone result",
    "prints": "receipt certificate",
    "fault": "iin date time money integer text check choice empty",
    "category": "benefit",
    "problem": "unreachable internal csrf_wrong",
    "cure": "unreachable internal csrf_wrong",
}


def words_of(page: str) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((PAGES / page / "words.json").read_text())
    return words


@pytest.mark.parametrize("page", ["counter", "tryout"])
def test_says_every_text_in_three_languages_with_the_same_placeholders(page: str) -> None:
    for key, texts in words_of(page).items():
        assert list(texts) == ["kk", "ru", "en"], key
        assert all(texts.values()), key
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in texts.values()}) == 1, key


def test_has_every_text_that_the_counter_asks_for() -> None:
    code = "".join(path.read_text() for path in (PAGES / "counter").glob("*.js"))
    asked = set(re.findall(r'\b(?:say|speak)\("(\w+)"', code)) | set(re.findall(r'text: "(\w+)"', code))
    made = {f"{part}_{name}" for part, names in MADE.items() for name in names.split()}
    assert asked | made <= set(words_of("counter"))
