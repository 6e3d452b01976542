"""Every setting, declared once: its name in the environment, its default, and what it means.

The only file that reads the environment. All faults are reported at once, at start-up.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

REPOSITORY = Path(__file__).parent.parent


class FaultySettings(Exception):
    """`faults`: one sentence for each setting that cannot be used."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError("a port is a number from 1 to 65535")
    return port


def _flag(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError("say yes or no")
    return text == "yes"


def _code(text: str) -> str:
    if re.fullmatch("[a-z]{1,8}", text) is None:
        raise ValueError("one to eight small Latin letters")
    return text


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("no such time zone") from error


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    read: Callable[[str], Any]
    help: str

    @property
    def variable(self) -> str:
        return f"KEZEK_{self.name.upper()}"


SETTINGS = (
    Setting("data", ".data", Path, "Folder of the database and the keys; made if it is missing."),
    Setting("host", "127.0.0.1", str, "Address to listen on."),
    Setting("port", "8080", _port, "Port to listen on."),
    Setting("public_url", "", str, "How phones reach the site, for QR codes; empty: http://host:port."),
    Setting(
        "origins", "", _list, "Origins of pages that may talk to the site, by comma; empty: the public URL."
    ),
    Setting(
        "secure_cookies", "no", _flag, "yes where the site is reached over TLS: the cookie goes no other way."
    ),
    Setting("site", "a", _code, "Code of the site: part of every id, so that ids of two sites never meet."),
    Setting(
        "name_kk",
        "Диспансер",
        str,
        "Name of the site in Kazakh: the head of a slip. Nothing that tells a service.",
    ),
    Setting("name_ru", "Диспансер", str, "The same in Russian."),
    Setting("name_en", "Dispensary", str, "The same in English."),
    Setting("zone", "Asia/Atyrau", _zone, "Time zone of the site: when its day begins."),
    Setting("regulations", str(REPOSITORY / "server/regulations"), Path, "Folder of the services' files."),
    Setting(
        "packages", str(REPOSITORY / "deploy/packages/node_modules"), Path, "Folder of the browser packages."
    ),
    Setting("try_out", "no", _flag, "yes: invented staff with open passwords, on the loopback address only."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    data: Path
    host: str
    port: int
    public_url: str
    origins: tuple[str, ...]
    secure_cookies: bool
    site: str
    name_kk: str
    name_ru: str
    name_en: str
    zone: ZoneInfo
    regulations: Path
    packages: Path
    try_out: bool


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises FaultySettings naming every variable that cannot be used, unknown KEZEK_ ones among them."""
    values: dict[str, Any] = {}
    known = {setting.variable for setting in SETTINGS}
    faults = [f"{name}: there is no such setting" for name in sorted(environment) if _is_ours(name, known)]
    for setting in SETTINGS:
        try:
            values[setting.name] = setting.read(environment.get(setting.variable, setting.default))
        except ValueError as error:
            faults.append(f"{setting.variable}: {error}")
    if values.get("try_out") and values.get("host") not in ("127.0.0.1", "localhost", "::1"):
        faults.append("KEZEK_HOST: the try-out listens on the loopback address only")
    if faults:
        raise FaultySettings(faults)
    if not values["public_url"]:
        values["public_url"] = f"http://{values['host']}:{values['port']}"
    return Settings(**values)


def _is_ours(name: str, known: set[str]) -> bool:
    return name.startswith("KEZEK_") and name not in known
