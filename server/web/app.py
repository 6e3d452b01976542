"""The Flask application, put together from values that are handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_socketio import SocketIO

from server.desk.commands import Store
from server.web import counters, devices, visits
from server.web.guard import Guard
from server.web.health import add_health
from server.web.news import News
from server.web.openapi import openapi
from server.web.pages import add_folder, add_package_files, add_page
from server.web.problems import answer_faults
from server.web.route import ROUTES
from server.web.serve import JSON_TYPE, Server, add_route, to_json
from server.web.sign_in import SIGN_IN, SIGN_IN_ROUTES, add_sign_in

LARGEST_BODY = 64 * 1024  # bytes; the largest honest one is a task with a few lines of text
HANDLER_MODULES = (visits, counters, devices)  # importing them fills ROUTES
COOKIE = "kezek"


@dataclass(frozen=True, slots=True)
class Files:
    """Where pages lie. `folders`: URL prefix → folder; `pages`: URL → html; `packages`: name → file."""

    folders: Mapping[str, Path]
    pages: Mapping[str, Path]
    packages: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`secure_cookies`: the site is reached over TLS. `rate_limits`: off in the try-out only."""

    session_key: bytes
    origins: frozenset[str]
    secure_cookies: bool
    rate_limits: bool
    version: str


class SessionsOfStaff(SecureCookieSessionInterface):
    """Devices come with a token and without a cookie: no signature is computed for them.

    Signing in is for whoever brings a name and a password, whatever else he brings.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if "HTTP_AUTHORIZATION" in request.environ and request.path != SIGN_IN:
            return None
        return super().open_session(app, request)


def make_socketio(settings: WebSettings) -> SocketIO:
    """News only: small buffers, since nothing large is ever taken in, and no origin but ours."""
    return SocketIO(
        async_mode="gevent",
        cors_allowed_origins=sorted(settings.origins),
        max_http_buffer_size=4096,
        ping_interval=5,
        ping_timeout=5,
        cookie=None,
        manage_session=False,
    )


def make_app(
    settings: WebSettings,
    files: Files,
    store: Store,
    news: News,
    socketio: SocketIO,
    off_loop: Callable[..., bool],
    why_not_ready: Callable[[], str | None],
) -> Flask:
    app = Flask("kezek", static_folder=None)
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
    server = Server(store, guard, news.wait_for)
    for route in ROUTES:
        add_route(app, route, server)
    add_sign_in(app, store, guard, off_loop, settings.rate_limits)
    _add_description(app, settings.version)
    _add_files(app, files)
    socketio.init_app(app)
    news.open(store, guard)
    return app


def _refuse_foreign_origins(app: Flask, guard: Guard) -> None:
    """On every path, also where nothing is served. Socket.IO has the same list."""
    app.before_request(lambda: guard.check_origin(request.headers.get("Origin")))


def _add_description(app: Flask, version: str) -> None:
    described = to_json(openapi([*ROUTES, *SIGN_IN_ROUTES], version))
    app.add_url_rule(
        "/api/openapi.json",
        endpoint="openapi",
        view_func=lambda: Response(described, content_type=JSON_TYPE),
    )


def _add_files(app: Flask, files: Files) -> None:
    for prefix, folder in files.folders.items():
        add_folder(app, prefix, folder)
    for path, html in files.pages.items():
        add_page(app, path, html)
    add_package_files(app, files.packages)
