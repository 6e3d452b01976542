"""How a route of the table is served: admit, read the body, do the deed, answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Flask, Request, Response
from flask.globals import request_ctx

from server.desk.commands import Command, Overloaded, Reply, ReplyKey, Store
from server.desk.house import House
from server.desk.house_of_registers import Register
from server.domain.refusal import Refusal
from server.web.bodies import read_body
from server.web.guard import Guard
from server.web.problems import PROBLEM_TYPE, language_asked, problem_reply
from server.web.route import Answer, Asked, AsksFirst, Deed, Route

JSON_TYPE = "application/json"
HEADERS = (("X-Content-Type-Options", "nosniff"),)
LONGEST_WAIT = 20.0  # seconds that a read may be held open


@dataclass(frozen=True, slots=True)
class Server:
    """What serving needs. `wait_for(room, seconds)` returns when the room is told of, or when time is up."""

    store: Store
    guard: Guard
    wait_for: Callable[[str, float], None]
    register: Register


def add_route(app: Flask, route: Route, server: Server) -> None:
    serve = _serve_question if route.only_reads else _serve_command if route.is_command else _serve_read

    def view(**ids: str) -> Response:
        return serve(server, route, ids)

    app.add_url_rule(route.path, endpoint=route.name, view_func=view, methods=[route.method])


def to_json(data: Any) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_UTC_Z)


def _serve_read(server: Server, route: Route, ids: dict[str, str]) -> Response:
    request = request_ctx.request  # not the proxy, which looks it up again at each use
    actor = server.guard.admit(request, route)
    asked: Asked[None] = Asked(actor, ids, None, language_asked(request), request.args.to_dict())
    _check_query(route, asked.query)
    deed = _reading(route, asked)
    seconds = _seconds(asked.query["wait"]) if route.waits_for and "wait" in asked.query else 0.0
    answer = server.store.read(deed)
    if seconds and not any(answer.data.values()):
        server.wait_for(route.waits_for.format(**ids), seconds)
        answer = server.store.read(deed)
    response = Response(to_json(answer.data), answer.status, HEADERS, content_type=JSON_TYPE)
    response.headers["Cache-Control"] = "no-store"
    if route.etag:
        _set_etag(response, answer, request)
    return response


def _reading(route: Route, asked: Asked[Any]) -> Deed:
    deed = route.handler(asked)
    assert not isinstance(deed, AsksFirst), "a read asks nobody"
    return deed


def _check_query(route: Route, query: dict[str, str]) -> None:
    """Raises Refusal `unacceptable` (422)."""
    for name, values in route.query.items():
        if name in query and query[name] not in values:
            raise Refusal("unacceptable", 422, field=name)


def _seconds(text: str) -> float:
    """Raises Refusal `unacceptable` (422)."""
    if not text.isascii() or not text.isdigit():
        raise Refusal("unacceptable", 422, field="wait")
    return min(float(text), LONGEST_WAIT)


def _set_etag(response: Response, answer: Answer, request: Request) -> None:
    """By what is shown; the moment and the revision at which it was asked do not make it another."""
    shown = {name: value for name, value in answer.data.items() if name not in ("at", "revision")}
    response.set_etag(hashlib.sha256(to_json(shown)).hexdigest()[:32])
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)


def _serve_question(server: Server, route: Route, ids: dict[str, str]) -> Response:
    asked, _ = _asked_with_body(server, route, ids)
    answer = server.store.read(_reading(route, asked))
    response = Response(to_json(answer.data), answer.status, HEADERS, content_type=JSON_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked_with_body(server: Server, route: Route, ids: dict[str, str]) -> tuple[Asked[Any], bytes]:
    """What is asked, and its canonical body."""
    request = request_ctx.request
    actor = server.guard.admit(request, route)
    raw = request.environ["wsgi.input"].read()  # whole, and no longer than it may be: see arrival.py
    if raw and request.mimetype != JSON_TYPE:
        raise Refusal("unsupported_media_type", 415)
    body, canonical = read_body(raw, route.body)
    return Asked(actor, ids, body, language_asked(request)), canonical


def _serve_command(server: Server, route: Route, ids: dict[str, str]) -> Response:
    request = request_ctx.request
    asked, canonical = _asked_with_body(server, route, ids)
    actor, language = asked.actor, asked.language
    key = _reply_key(server.store, request, canonical) if route.keyed else None
    deed = route.handler(asked)
    if isinstance(deed, AsksFirst):
        if key is not None and (kept := server.store.kept_reply(actor.id, key)) is not None:
            return _response(kept)
        deed = _asked_first(server, deed)
    reply = server.store.submit(
        Command(
            actor.id, lambda house: _reply(deed, house), key, lambda refusal: problem_reply(refusal, language)
        )
    )
    return _response(reply)


def _asked_first(server: Server, asks: AsksFirst) -> Deed:
    """The command, once the register was asked. Whoever may not ask is told by the command.

    A repeat of what was answered does not come here, so that nobody is asked about twice; one that comes while the
    first is still asking asks too, and gets its answer.
    """
    try:
        question = server.store.read(asks.question)
    except Refusal:
        said = None
    else:
        said = question, server.register.look_up(question.service, question.iin)

    def deed(house: House) -> Answer:
        asked = asks.question(house)
        if said is None or said[0] != asked:  # it may be asked now, and could not be a moment ago
            raise Overloaded
        return asks.deed(house, *said)

    return deed


def _reply(deed: Deed, house: House) -> Reply:
    answer = deed(house)
    return Reply(answer.status, b"" if answer.data is None else to_json(answer.data))


def _reply_key(store: Store, request: Request, canonical: bytes) -> ReplyKey:
    """Raises Refusal `key_missing` (400)."""
    key = request.headers.get("Idempotency-Key", "")
    if not (16 <= len(key) <= 64 and key.isascii() and key.isprintable()):
        raise Refusal("key_missing", 400)
    return ReplyKey(key, store.mac("reply", f"{request.method} {request.path} {canonical.decode()}"))


def _response(reply: Reply) -> Response:
    kind = JSON_TYPE if reply.status < 400 else PROBLEM_TYPE
    response = Response(reply.body, reply.status, HEADERS, content_type=kind)
    if reply.replayed:
        response.headers["Idempotent-Replay"] = "true"
    return response
