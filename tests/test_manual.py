"""The manual says what is true: its table of settings is the one that the code declares."""

import re
from pathlib import Path

import pytest

from server.config import SETTINGS, FaultySettings, read_settings

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"
_MARKED = re.compile(r"(<!-- settings -->\n).*?(<!-- /settings -->)", re.DOTALL)


def settings_table() -> str:
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for setting in SETTINGS:
        default = setting.default.replace(str(REPOSITORY) + "/", "")
        rows.append(f"| `{setting.variable}` | {f'`{default}`' if default else ''} | {setting.help} |")
    return "\n".join(rows) + "\n"


def test_every_setting_stands_in_the_manual_with_its_default_and_meaning() -> None:
    text = README.read_text()
    fresh = _MARKED.sub(lambda found: found[1] + settings_table() + found[2], text)
    assert fresh == text, f"put this between the marks of {README.name}:\n{settings_table()}"


def test_all_faulty_settings_are_told_at_once() -> None:
    with pytest.raises(FaultySettings) as raised:
        read_settings(
            {"KEZEK_PORT": "many", "KEZEK_ZONE": "Mars/Base", "KEZEK_PROT": "1", "KEZEK_SITE": "A 1"}
        )
    named = " ".join(raised.value.faults)
    assert all(name in named for name in ("KEZEK_PORT", "KEZEK_ZONE", "KEZEK_PROT", "KEZEK_SITE"))


def test_the_try_out_refuses_to_listen_beyond_this_machine() -> None:
    with pytest.raises(FaultySettings):
        read_settings({"KEZEK_TRY_OUT": "yes", "KEZEK_HOST": "0.0.0.0"})
    assert read_settings({"KEZEK_TRY_OUT": "yes"}).host == "127.0.0.1"


@pytest.mark.parametrize("page", [*sorted(REPOSITORY.glob("[!.]*/README.md")), README], ids=str)
def test_what_a_page_of_the_manual_links_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text()):
        assert (page.parent / target).exists(), f"{page}: {target}"
