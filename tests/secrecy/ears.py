"""Everything that the house says to anybody, written down with who heard it."""

import queue
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import orjson

from tests.site import Clerk, Kiosk, Reply, Site
from tests.web.people import People
from tests.web.test_news import Reader


@dataclass(frozen=True)
class Heard:
    """`who`: the name of a member of staff or of a device, or "nobody"."""

    who: str
    method: str
    path: str
    answer: bytes


class ListeningSite:
    """Stands where the site stands, for those who ask it: hears what it answers."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.heard: list[Heard] = []
        self._names: dict[str, str] = {
            f"Bearer {device['token']}": device["id"] for device in site.try_out()["devices"]
        }

    def staff(self, name: str) -> Clerk:
        clerk = self._site.staff(name)
        clerk.site = cast(Site, self)
        return clerk

    @property
    def kiosk(self) -> Kiosk:
        return Kiosk(cast(Site, self), self._site.token("kiosk-1"))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._site, name)

    def know(self, people: People) -> None:
        for staff in self._site.try_out()["staff"]:
            self._names[people.called(staff["name"]).headers["Cookie"]] = staff["name"]

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, key: str = ""
    ) -> Reply:
        reply = self._site.request(method, path, body, headers, key)
        assert reply.status < 500, (method, path)
        self._note(headers or {}, method, path, orjson.dumps(reply.body))
        return reply

    def fetch(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        """As a browser or an operator does: whatever it is."""
        response = self._site.http.request("GET", f"{self._site.url}{path}", headers=headers)
        assert response.status < 500, path
        self._note(headers or {}, "GET", path, response.data)
        return response.data

    def _note(self, headers: dict[str, str], method: str, path: str, answer: bytes) -> None:
        by = headers.get("Authorization") or headers.get("Cookie") or ""
        self.heard.append(Heard(self._names.get(by, "nobody"), method, path, answer))


class NewsEars:
    """One who listens to a room of the news from beginning to end."""

    def __init__(self, site: Any, people: People) -> None:
        self._readers: dict[str, Reader] = {}
        board = {"token": site.token("board-main"), "rooms": ["board:main"]}
        self._readers["board:main"] = Reader(site, board, {})
        for clerk in (*people.serving(), people.called("supervisor")):
            room = f"counter:{clerk.counter}" if clerk.counter else "lines"
            self._readers[room] = Reader(site, {"rooms": [room]}, {"Cookie": clerk.headers["Cookie"]})

    def told(self) -> Iterator[tuple[str, bytes]]:
        for room, reader in self._readers.items():
            while True:
                try:
                    yield room, orjson.dumps(reader.snapshots.get_nowait())
                except queue.Empty:
                    break

    def leave(self) -> None:
        for reader in self._readers.values():
            reader.leave()


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of every process: data, keys, logs, what printers keep. The zeros of the log are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes().replace(bytes(512), b"")


def command_lines() -> Iterator[tuple[str, bytes]]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield str(path), path.read_bytes()
        except OSError:  # it has ended meanwhile
            continue
