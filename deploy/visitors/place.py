"""Where the invented people go: the site's address, its kiosk, and the posts that its clerks take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3


@dataclass(frozen=True, slots=True)
class Post:
    """A counter, who works there, and in which roles."""

    counter: str
    staff: str
    password: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Place:
    """`kiosk_token` lets people in at the server itself; with `kiosk` they come through the kiosk's agent.

    The agent prints their slips; the server alone is the cheaper door, for load. `tells_who_is_here`: a try-out
    says which counters are open in a browser, and clerks leave those alone.
    """

    server: Address
    kiosk_token: str
    posts: Sequence[Post]
    kiosk: Address | None = None
    tells_who_is_here: bool = False


def read_place(url: str, *, through_kiosk: bool = False) -> Place:
    """What the try-out at `url` says of itself. Raises OSError, urllib3's HTTPError when it does not answer."""
    described: Any = urllib3.request("GET", f"{url.rstrip('/')}/api/try-out", timeout=10.0).json()
    return Place(
        address(url),
        next(device["token"] for device in described["devices"] if device["kind"] == "kiosk"),
        [_post(staff) for staff in described["staff"] if staff["counter"]],
        address(described["kiosk_url"]) if through_kiosk else None,
        tells_who_is_here=True,
    )


def _post(staff: dict[str, Any]) -> Post:
    return Post(staff["counter"], staff["name"], staff["password"], tuple(staff["roles"]))


def address(url: str) -> Address:
    parts = urlsplit(url)
    return Address(parts.hostname or "127.0.0.1", parts.port or 80)
