"""The agent's HTTP: its page, and the little that this page asks."""

import hashlib
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, send_from_directory
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header

from kiosk.given_up import GivenUp
from kiosk.guard import guard
from kiosk.keys import KeyBook
from kiosk.link import Link, Reply, Unreachable
from kiosk.problems import LANGUAGES, Problem, json_text, problem_response
from kiosk.qr import qr_picture
from kiosk.slips import Slips

log = logging.getLogger("kezek.kiosk")

_PAGE = Path(__file__).parent / "page"
_FONTS = "@fontsource-variable/noto-sans/files"
_LONGEST_BODY = 4096  # bytes
_KEY = re.compile("[ -~]{16,64}")  # the site takes no other


@dataclass(frozen=True, slots=True)
class Parts:
    """What the agent is made of. `shared`, `packages`: folders of the house's styles and of the typeface."""

    link: Link
    keys: KeyBook
    given_up: GivenUp
    slips: Slips
    shared: Path
    packages: Path
    px_per_mm: float


def make_app(parts: Parts, port: int) -> Flask:
    app = Flask("kiosk", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = _LONGEST_BODY
    guard(app, port)
    _answer_faults(app)
    _add_page(app, parts)
    _add_api(app, parts)
    return app


def _add_page(app: Flask, parts: Parts) -> None:
    @app.get("/")
    def page() -> Response:
        return _file(_PAGE, "index.html")

    @app.get("/page/<path:name>")
    def page_file(name: str) -> Response:
        return _file(_PAGE, name)

    @app.get("/shared/<path:name>")
    def shared_file(name: str) -> Response:
        return _file(parts.shared, name)

    @app.get("/packages/<name>")
    def font(name: str) -> Response:
        return _file(parts.packages / _FONTS, name)


def _add_api(app: Flask, parts: Parts) -> None:
    version = _digest(_PAGE, parts.shared)

    @app.get("/api/kiosk")
    def kiosk() -> Response:
        """How the box is, how large its pixels are, and which page it serves: an old one loads itself anew."""
        printer = parts.slips.printer
        state = {"state": printer.health, "fault": printer.fault} if printer else None
        return _json(
            {
                "printer": state,
                "reachable": parts.link.reachable,
                "px_per_mm": parts.px_per_mm,
                "page": version,
            }
        )

    @app.get("/api/services")
    def services() -> Response:
        return _passed_on(parts.link.services(_language()))

    @app.post("/api/visits")
    def visits() -> Response:
        """Ask the site for a ticket and begin to print its slip. The key is on the disk before it is sent."""
        body, key = _command()
        reply = _opened(parts, body, key)
        if not reply.accepted:
            return _passed_on(reply)
        _print_slip(parts.slips, reply.body)
        track_url = reply.body["track_url"]
        qr = qr_picture(track_url) if track_url else None
        return _passed_on(Reply(reply.status, {**reply.body, "qr": qr}))

    @app.get("/api/jobs/<job>")
    def job(job: str) -> Response:
        """How the printing of that slip stands."""
        state = parts.slips.state_of(job)
        if state is None:
            raise Problem("not_found", 404)
        return _json({"job": job, "state": state.state, "fault": state.fault})


def _digest(*folders: Path) -> str:
    """Another whenever a file of those folders is another."""
    digest = hashlib.sha256()
    for file in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _opened(parts: Parts, body: dict[str, Any], key: str) -> Reply:
    """Raises Problem `given_up` (503): whoever asked is sent to the desk, and nothing of it comes true later."""
    if parts.given_up.holds(key):
        raise Problem("given_up", 503)
    parts.keys.asked(key)
    try:
        reply = parts.link.open_visit(body, key, _language())
    except Unreachable:
        parts.given_up.give_up(key)
        raise Problem("given_up", 503) from None
    parts.keys.answered(key)
    return reply


def _print_slip(slips: Slips, opened: dict[str, Any]) -> None:
    if opened["job"] is not None and opened["slip"] is not None:
        slips.print(opened["job"], opened["slip"])


def _command() -> tuple[dict[str, Any], str]:
    """The body and the key of a command. Raises Problem `malformed` (400)."""
    key = request.headers.get("Idempotency-Key", "")
    try:
        body = request.get_json(silent=True)
    except RecursionError:  # nested a thousand deep: no page of ours sends that
        raise Problem("malformed", 400) from None
    if not isinstance(body, dict) or not _KEY.fullmatch(key):
        raise Problem("malformed", 400)
    return body, key


def _language() -> str:
    asked = parse_accept_header(request.headers.get("Accept-Language", ""), LanguageAccept)
    return asked.best_match(LANGUAGES) or LANGUAGES[0]


def _file(folder: Path, name: str) -> Response:
    response = send_from_directory(folder.resolve(), name)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _json(value: object) -> Response:
    return Response(json_text(value), content_type="application/json")


def _passed_on(reply: Reply) -> Response:
    """The server's own answer; its refusals bear their words already."""
    kind = "application/json" if reply.accepted else "application/problem+json"
    return Response(json_text(reply.body), reply.status, content_type=kind)


def _answer_faults(app: Flask) -> None:
    def of_problem(problem: Problem) -> Response:
        return problem_response(problem, _language())

    def of_silence(_: Unreachable) -> Response:
        return problem_response(Problem("unreachable", 503), _language())

    def of_http(error: HTTPException) -> Response:
        code = "not_found" if error.code == 404 else "malformed"
        return problem_response(Problem(code, error.code or 500), _language())

    def of_bug(error: Exception) -> Response:
        log.error("a bug: %s %s", request.method, request.url_rule, exc_info=error)
        return problem_response(Problem("internal", 500), _language())

    app.register_error_handler(Problem, of_problem)
    app.register_error_handler(Unreachable, of_silence)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(Exception, of_bug)
