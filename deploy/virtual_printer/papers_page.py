"""What came out of the printer, over HTTP, and the buttons that make it fail."""

import json
from collections import deque
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from deploy.virtual_printer.faults import FAULTS
from deploy.virtual_printer.roll import Printed
from deploy.virtual_printer.words import FAULT_NAMES, HEADING, KIND_NAMES, NOTHING
from server.domain.language import Language

_PAGE = """<!doctype html><html lang={language}><meta charset=utf-8><meta http-equiv=refresh content=3>
<meta name=viewport content="width=device-width"><title>{heading}</title><style>
body {{ font: 16px system-ui, sans-serif; margin: 0; background: #e7ebee; color: #16242f }}
header {{ padding: 1rem 1.5rem; background: #fff; border-bottom: 1px solid #ccd4da }}
h1 {{ font-size: 1.1rem; margin: 0 0 .6rem }}
button {{ font: inherit; margin: 0 .3rem .3rem 0; padding: .3rem .8rem; border: 1px solid #9aa8b3;
  border-radius: 1rem; background: #fff; cursor: pointer }}
button.now {{ background: #0b5563; border-color: #0b5563; color: #fff }}
main {{ display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 1.5rem; align-items: flex-start }}
figure {{ margin: 0 }}
img {{ display: block; width: 288px; padding: 14px; background: #fff; box-shadow: 0 2px 8px #0003 }}
figcaption {{ margin-top: .4rem; font-size: .85rem; color: #4a5a66 }}
</style><header><h1>{heading}</h1>
<form method=post action="/fault?language={language}">{choices}</form></header><main>{papers}</main></html>"""


class ShowsPapers(Protocol):
    """What the page needs of a printer."""

    @property
    def papers(self) -> deque[Printed]: ...

    @property
    def papers_url(self) -> str: ...

    @property
    def fault(self) -> str | None: ...

    def set_fault(self, fault: str | None, *, after: int = 0) -> None: ...

    def file(self, number: int) -> Path: ...


class PapersServer(ThreadingHTTPServer):
    """Shows the papers of a printer on loopback; port 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, port: int, printer: ShowsPapers) -> None:
        super().__init__(("127.0.0.1", port), _PapersPage)
        self.printer = printer


class _PapersPage(BaseHTTPRequestHandler):
    """`GET /?language=` the page, `GET /papers` the list, `GET /papers/<n>.png` a picture, `POST /fault`."""

    server: PapersServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/":
            self._answer(200, "text/html; charset=utf-8", self._page().encode())
        elif path == "/papers":
            self._json(self._listed())
        elif path == "/fault":
            self._json({"fault": self.server.printer.fault, "faults": FAULTS})
        else:
            self._picture(path)

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 4096))
        form = self.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded")
        try:
            asked: dict[str, Any] = dict(parse_qsl(body.decode())) if form else json.loads(body)
            self.server.printer.set_fault(asked.get("fault") or None, after=int(asked.get("after", 0)))
        except (ValueError, AttributeError) as error:
            self._json({"detail": str(error)}, 400)
            return
        if form:
            self.send_response(303)
            self.send_header("Location", f"/?language={self._language()}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._json({"fault": self.server.printer.fault})

    def _listed(self) -> list[dict[str, str | None]]:
        url = self.server.printer.papers_url
        return [
            {"job": paper.job, "kind": paper.kind, "at": paper.at, "png": f"{url}/{paper.number}.png"}
            for paper in reversed(list(self.server.printer.papers))
        ]

    def _picture(self, path: str) -> None:
        number = path.removeprefix("/papers/").removesuffix(".png")
        file = self.server.printer.file(int(number)) if number.isdecimal() else None
        if file is None or not file.is_file():
            self._json({"detail": "not found"}, 404)
        else:
            self._answer(200, "image/png", file.read_bytes())

    def _language(self) -> Language:
        asked = dict(parse_qsl(urlsplit(self.path).query)).get("language")
        return next((language for language in Language if language == asked), Language.KK)

    def _page(self) -> str:
        fault, language = self.server.printer.fault, self._language()
        choices = "".join(
            f"<button name=fault value='{name}'{' class=now' if name == (fault or '') else ''}>"
            f"{FAULT_NAMES[name].in_language(language)}</button>"
            for name in ("", *FAULTS)
        )
        papers = "".join(
            f"<figure><img src='{escape(str(paper['png']))}' alt=''>"
            f"<figcaption>{_name_of(paper['kind'], language)} {escape(str(paper['at']))}</figcaption></figure>"
            for paper in self._listed()[:40]
        )
        return _PAGE.format(
            language=language,
            heading=HEADING.in_language(language),
            choices=choices,
            papers=papers or f"<p>{NOTHING.in_language(language)}</p>",
        )

    def _json(self, said: Any, status: int = 200) -> None:
        self._answer(status, "application/json", json.dumps(said, ensure_ascii=False).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: whoever runs the printer watches the papers."""


def _name_of(kind: str | None, language: Language) -> str:
    """Nothing where the paper came without a note of what it is."""
    return KIND_NAMES[kind].in_language(language) if kind in KIND_NAMES else ""
