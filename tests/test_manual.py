"""The manual says what is true: its table of settings is the one that the code declares."""

import re
import tomllib
from ipaddress import ip_address
from pathlib import Path

import pytest

from server.app import VERSION
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


def test_the_manual_the_package_and_the_server_tell_one_version() -> None:
    package = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"]
    newest = re.search(r"## Changes\n\n\*\*([0-9.]+)\*\*", README.read_text())
    assert newest is not None
    assert package == VERSION == f"{newest[1]}.0"


def test_all_faulty_settings_are_told_at_once() -> None:
    with pytest.raises(FaultySettings) as raised:
        read_settings(
            {"KEZEK_PORT": "many", "KEZEK_ZONE": "Mars/Base", "KEZEK_PROT": "1", "KEZEK_SITE": "A 1"}
        )
    named = " ".join(raised.value.faults)
    assert all(name in named for name in ("KEZEK_PORT", "KEZEK_ZONE", "KEZEK_PROT", "KEZEK_SITE"))


def test_no_proxy_is_known_unless_it_is_named_by_its_address() -> None:
    assert read_settings({}).proxies == frozenset()
    assert read_settings({"KEZEK_PROXIES": "10.0.0.1, ::1"}).proxies == {
        ip_address("10.0.0.1"),
        ip_address("::1"),
    }
    with pytest.raises(FaultySettings, match="KEZEK_PROXIES"):
        read_settings({"KEZEK_PROXIES": "proxy.local"})


def test_the_try_out_refuses_to_listen_beyond_this_machine() -> None:
    with pytest.raises(FaultySettings):
        read_settings({"KEZEK_TRY_OUT": "yes", "KEZEK_HOST": "0.0.0.0"})
    assert read_settings({"KEZEK_TRY_OUT": "yes"}).host == "127.0.0.1"


@pytest.mark.parametrize("page", [*sorted(REPOSITORY.glob("[!.]*/README.md")), README], ids=str)
def test_what_a_page_of_the_manual_links_to_is_there(page: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text()):
        assert (page.parent / target).exists(), f"{page}: {target}"
