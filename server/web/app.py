"""The Flask application, put together from values that are handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import gevent
from flask import Flask, Request, Response
from flask.globals import request_ctx
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_socketio import SocketIO

from server.desk.commands import Store
from server.desk.house_of_registers import Register
from server.web import (
    bookings,
    cash_desk,
    certificates,
    closings,
    counters,
    devices,
    journals,
    look_ups,
    staff,
    timetables,
    visits,
)
from server.web.addresses import Address
from server.web.admission import Admission
from server.web.arrival import LARGEST_BODY
from server.web.clips import CLIP_ROUTE, add_clips
from server.web.exports import EXPORT_ROUTE, add_exports
from server.web.guard import Guard
from server.web.health import add_health
from server.web.news import News, NewsJson
from server.web.openapi import openapi
from server.web.pages import add_folder, add_package_files, add_page
from server.web.problems import answer_faults
from server.web.route import ROUTES
from server.web.serve import JSON_TYPE, Server, add_route, to_json
from server.web.sign_in import SIGN_IN, SIGN_IN_ROUTES, add_sign_in
from server.web.verify_page import add_verify_page
from server.words.voice import Spoken

# Importing them fills ROUTES.
HANDLER_MODULES = (
    visits,
    counters,
    devices,
    closings,
    look_ups,
    journals,
    cash_desk,
    timetables,
    bookings,
    certificates,
    staff,
)
COOKIE = "kezek"


@dataclass(frozen=True, slots=True)
class Files:
    """Where pages lie. `folders`: URL prefix → folder; `pages`: URL → html; `packages`: name → file."""

    folders: Mapping[str, Path]
    pages: Mapping[str, Path]
    packages: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`secure_cookies`: the site is reached over TLS. `rate_limits`: off in the try-out only.

    `proxies`: of them `X-Forwarded-For` is believed. `scratch`: a folder for files that live for a moment.
    """

    session_key: bytes
    origins: frozenset[str]
    secure_cookies: bool
    rate_limits: bool
    proxies: frozenset[Address]
    version: str
    scratch: Path


class _Flask(Flask):
    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Nothing here is a coroutine, and it would be looked into seven times a request."""
        return func


class SessionsOfStaff(SecureCookieSessionInterface):
    """Devices come with a token and without a cookie: no signature is computed for them.

    Signing in is for whoever brings a name and a password, whatever else he brings.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if "HTTP_AUTHORIZATION" in request.environ and request.path != SIGN_IN:
            return None
        return super().open_session(app, request)


def make_socketio(settings: WebSettings) -> SocketIO:
    """News only: small buffers, since nothing large is ever taken in, no origin but ours, and no long polling."""
    return SocketIO(  # type: ignore[call-arg] # its stubs do not know what it hands on
        async_mode="gevent",
        transports=["websocket"],
        cors_allowed_origins=sorted(settings.origins),
        max_http_buffer_size=4096,
        ping_interval=5,
        ping_timeout=5,
        cookie=None,
        manage_session=False,
        json=NewsJson,
    )


def make_app(
    settings: WebSettings,
    files: Files,
    store: Store,
    news: News,
    socketio: SocketIO,
    off_loop: Callable[..., bool],
    clip: Callable[[Spoken], bytes],
    why_not_ready: Callable[[], str | None],
    register: Register,
) -> Flask:
    app = _Flask("kezek", static_folder=None)
    app.url_map.merge_slashes = False  # two slashes are another path, not a redirect to the page of one
    app.session_interface = SessionsOfStaff()
    app.config.update(
        SECRET_KEY=settings.session_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        PROVIDE_AUTOMATIC_OPTIONS=False,  # nobody of another origin is to be told what may be asked
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
    )
    answer_faults(app)
    add_health(app, why_not_ready)
    guard = Guard(store, settings.origins)
    _refuse_foreign_origins(app, guard)
    add_verify_page(app, store, settings.rate_limits, settings.proxies)
    server = Server(store, guard, news.wait_for, register)
    for route in ROUTES:
        add_route(app, route, server)
    add_sign_in(app, store, guard, off_loop, settings.rate_limits, settings.proxies)
    add_clips(app, guard, clip)
    add_exports(app, guard, store, settings.scratch)
    _add_description(app, settings.version)
    _add_files(app, files)
    socketio.init_app(app)
    news.open(store)
    Admission(socketio, news, store, guard).open()
    return app


def _refuse_foreign_origins(app: Flask, guard: Guard) -> None:
    """On every path, also where nothing is served. Socket.IO has the same list."""
    app.before_request(lambda: guard.check_origin(request_ctx.request.environ.get("HTTP_ORIGIN")))


def _add_description(app: Flask, version: str) -> None:
    """Made when it is first asked for, beside the loop: it takes a tenth of the time of a start."""

    @cache
    def described() -> bytes:
        return to_json(openapi([*ROUTES, *SIGN_IN_ROUTES, CLIP_ROUTE, EXPORT_ROUTE], version))

    def answer() -> Response:
        return Response(gevent.get_hub().threadpool.apply(described), content_type=JSON_TYPE)

    app.add_url_rule("/api/openapi.json", endpoint="openapi", view_func=answer)


def _add_files(app: Flask, files: Files) -> None:
    for prefix, folder in files.folders.items():
        add_folder(app, prefix, folder)
    for path, html in files.pages.items():
        add_page(app, path, html)
    add_package_files(app, files.packages)
