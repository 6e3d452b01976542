"""One translator makes `application/problem+json` (RFC 9457) of every refusal and of every fault."""

import logging
from functools import lru_cache
from typing import Any

import orjson
from flask import Flask, Request, Response, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import parse_accept_header

from server.desk.commands import NotSaved, Overloaded, Reply, Stopped
from server.domain.language import Language, Words
from server.domain.refusal import Refusal
from server.web.error_page import error_page, wants_page
from server.words.problems import PROBLEMS
from server.words.problems_of_requests import NO_SUCH_PAGE
from server.words.sentence import sentence

log = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"
_OF_HTTP = {
    404: "not_found",
    405: "method_not_allowed",
    408: "malformed",
    413: "body_too_large",
    415: "unsupported_media_type",
}
_OF_WRITER: dict[type[Exception], str] = {
    Overloaded: "overloaded",
    NotSaved: "not_saved",
    Stopped: "not_ready",
}


def language_asked(request: Request) -> Language:
    return best_language(request.headers.get("Accept-Language", ""))


@lru_cache(maxsize=256)
def best_language(header: str) -> Language:
    best = parse_accept_header(header, LanguageAccept).best_match(list(Language))
    return Language(best) if best else Language.KK


def problem(refusal: Refusal, language: Language) -> dict[str, Any]:
    words = PROBLEMS[refusal.code]
    return {
        **refusal.data,
        "type": f"/problems/{refusal.code}",
        "title": sentence(words.title, language, refusal.data),
        "status": refusal.status,
        "code": refusal.code,
        "detail": sentence(words.detail, language, refusal.data),
    }


def problem_reply(refusal: Refusal, language: Language) -> Reply:
    return Reply(refusal.status, orjson.dumps(problem(refusal, language)))


def problem_response(refusal: Refusal) -> Response:
    response = _page_of(refusal) if wants_page(request) else _json_of(refusal)
    if "retry_after" in refusal.data:
        response.headers["Retry-After"] = str(refusal.data["retry_after"])
    return response


def _page_of(refusal: Refusal) -> Response:
    words = NO_SUCH_PAGE if refusal.status == 404 else PROBLEMS[refusal.code]
    title, detail = (
        Words(*(sentence(part, language, refusal.data) for language in Language)) for part in words
    )
    return error_page(refusal.status, title, detail)


def _json_of(refusal: Refusal) -> Response:
    reply = problem_reply(refusal, language_asked(request))
    response = Response(reply.body, reply.status, content_type=PROBLEM_TYPE)
    response.headers["Content-Language"] = language_asked(request).value
    return response


def answer_faults(app: Flask) -> None:
    app.register_error_handler(Refusal, problem_response)
    app.register_error_handler(HTTPException, _of_http)
    for error in _OF_WRITER:
        app.register_error_handler(error, _of_writer)
    app.register_error_handler(Exception, _of_bug)


def _of_http(error: HTTPException) -> Response:
    status = error.code or 500
    code = _OF_HTTP.get(status, "malformed" if status < 500 else "internal")
    refusal = Refusal(code, status, **({"field": "request"} if code == "malformed" else {}))
    response = problem_response(refusal)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _of_writer(error: Exception) -> Response:
    return problem_response(Refusal(_OF_WRITER[type(error)], 503, retry_after=1))


def _of_bug(error: Exception) -> Response:
    log.error("a bug: %s %s", request.method, request.url_rule, exc_info=error)
    return problem_response(Refusal("internal", 500))
