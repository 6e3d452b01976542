"""Every setting, declared once: its name in the environment, its default, and what it means.

The only file that reads the environment. All faults are reported at once, at start-up.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from server.domain.keeping import Keeping

Address = IPv4Address | IPv6Address

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


def _addresses(text: str) -> frozenset[Address]:
    return frozenset(ip_address(address) for address in _list(text))


def _url_or_none(text: str) -> str | None:
    """Over TLS, since IINs go there; plain HTTP to this machine only."""
    if not text:
        return None
    url = urlsplit(text)
    here = url.hostname in ("127.0.0.1", "localhost", "::1")
    if url.hostname is None or (url.scheme != "https" and not (here and url.scheme == "http")):
        raise ValueError("an address that begins with https://, or with http:// on this machine")
    return text


def _header(text: str) -> str:
    if re.fullmatch("[A-Za-z0-9-]{1,64}", text) is None:
        raise ValueError("the name of an HTTP header")
    return text


def _path_or_none(text: str) -> Path | None:
    return Path(text) if text else None


def _keeping(text: str) -> Keeping:
    """`5`, or `5,house-call=3`: the years, and those of single services."""
    years, *own = _list(text)
    of_service = dict(part.split("=", 1) for part in own)
    return Keeping(_years(years), {service.strip(): _years(of) for service, of in of_service.items()})


def _years(text: str) -> int:
    years = int(text)
    if not 1 <= years <= 100:
        raise ValueError("years are a number from 1 to 100")
    return years


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
        "proxies",
        "",
        _addresses,
        "Addresses of the proxies in front, by comma: whom they speak for is believed, and they alone; empty: none.",
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
    Setting(
        "recordings",
        "",
        _path_or_none,
        "Folder of recorded pieces, language/piece.wav, which are heard instead of the voice; empty: none.",
    ),
    Setting("espeak", "espeak-ng", str, "Program that speaks the calls; empty: none, and boards only chime."),
    Setting("twice", "no", _flag, "yes: each call is said two times."),
    Setting(
        "register_url",
        "",
        _url_or_none,
        "Address of a register that is asked over HTTP; empty: only lists that were imported are looked up.",
    ),
    Setting(
        "register_key",
        "",
        _path_or_none,
        "File of mode 0600 with the key of that register; empty: it wants none.",
    ),
    Setting("register_header", "X-API-Key", _header, "HTTP header in which the key goes."),
    Setting(
        "register_services",
        "",
        _list,
        "Services looked up at that address, by comma, the others in their lists; empty: all.",
    ),
    Setting(
        "fiscal",
        "",
        _path_or_none,
        "File, mode 0600, of the fiscal provider that is asked; empty: none, and every receipt says that it is none.",
    ),
    Setting(
        "keep_years",
        "5",
        _keeping,
        "Years that personal data are kept after a visit ended, as its journal must be; one service's own behind:"
        " 5,house-call=3.",
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
    proxies: frozenset[Address]
    secure_cookies: bool
    site: str
    name_kk: str
    name_ru: str
    name_en: str
    zone: ZoneInfo
    regulations: Path
    packages: Path
    recordings: Path | None
    espeak: str
    twice: bool
    register_url: str | None
    register_key: Path | None
    register_header: str
    register_services: tuple[str, ...]
    fiscal: Path | None
    keep_years: Keeping
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
