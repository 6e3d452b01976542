"""The composition root: the only file that knows everyone."""

import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import gevent
from flask import Flask, Response
from gevent.event import Event as Signal
from gevent.pywsgi import WSGIServer
from gevent.threadpool import ThreadPool

from server import clock, tryout
from server.config import REPOSITORY, Settings
from server.desk.commands import Command
from server.desk.house import House, Site
from server.domain.event import Event
from server.domain.language import Words
from server.domain.regulation import Regulation
from server.domain.regulation_file import Fault, FaultyRegulations, read_regulations
from server.domain.task import TASKS
from server.drain import Drain
from server.store.connection import lock_folder
from server.store.keys import read_or_make_keys
from server.store.store import DATABASE, SqlStore, open_store
from server.store.sweep import sweep
from server.store.writer import WallClock
from server.web.app import Files, WebSettings, make_app, make_socketio
from server.web.news import News
from server.web.serve import JSON_TYPE, to_json

log = logging.getLogger("kezek")

VERSION = "0.1.0"
MINUTE = 60.0
DRAIN_SECONDS = 5.0
EXIT_AFTER_DISK_FAULT = 70
PAGES = REPOSITORY / "server/pages"


def load_regulations(folder: Path) -> dict[str, Regulation]:
    """Raises FaultyRegulations with every fault of every file."""
    texts = {path.name: path.read_bytes().decode(errors="replace") for path in sorted(folder.glob("*.toml"))}
    if not texts:
        raise FaultyRegulations((Fault(str(folder), "", "there is no regulation in this folder"),))
    return {regulation.service: regulation for regulation in read_regulations(texts, TASKS)}


def make_site(settings: Settings) -> Site:
    return Site(
        code=settings.site,
        name=Words(settings.name_kk, settings.name_ru, settings.name_en),
        calendar=clock.Calendar(settings.zone),
        regulations=load_regulations(settings.regulations),
        public_url=settings.public_url,
    )


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT: then refuse, drain, checkpoint, and return.

    Raises FolderTaken, NewerSchema, FaultyRegulations before anything is touched.
    """
    lock = lock_folder(settings.data)
    site = make_site(settings)
    keys = read_or_make_keys(settings.data / "keys", settings.data / DATABASE)
    web = WebSettings(
        session_key=keys.session,
        origins=_origins(settings),
        secure_cookies=settings.secure_cookies,
        rate_limits=not settings.try_out,
        version=VERSION,
    )
    socketio = make_socketio(web)
    news = News(socketio, clock.monotonic)
    wall = WallClock(clock.now, clock.monotonic)
    store = open_store(settings.data, site, keys, wall, news.told, _give_up)
    store.submit(Command("site", _record_start))
    if settings.try_out:
        tryout.furnish(store)
    stopping = Signal()
    app = make_app(
        web, _files(settings), store, news, socketio, _OffLoop(), lambda: _why_not_ready(store, stopping)
    )
    if settings.try_out:
        _add_try_out(app, store, settings.port)
    gevent.spawn(_every_minute, store)
    sys.setswitchinterval(0.0005)  # the committing thread must not wait 5 ms for the interpreter
    gc.collect()
    gc.freeze()  # what lives as long as the process need not be looked through again and again
    gc.set_threshold(10_000, 10, 10)
    drain = Drain(app)
    server = WSGIServer(_listener(settings), drain, log=None, error_log=log)
    _serve_until(stopping, server, news, drain)
    store.close()
    os.close(lock)


def _origins(settings: Settings) -> frozenset[str]:
    if settings.origins:
        return frozenset(settings.origins)
    return frozenset({settings.public_url, f"http://localhost:{settings.port}"})


def _files(settings: Settings) -> Files:
    packages = settings.packages
    fonts = packages / "@fontsource-variable/noto-sans/files"
    return Files(
        folders={
            "/shared": PAGES / "shared",
            "/counter": PAGES / "counter",
            "/tryout": PAGES / "tryout",
            "/display": REPOSITORY / "display/page",
        },
        pages={
            "/counter": PAGES / "counter/index.html",
            "/board/<hall>": REPOSITORY / "display/page/index.html",
            "/": PAGES / ("tryout/index.html" if settings.try_out else "counter/index.html"),
        },
        packages={
            "socket.io.js": packages / "socket.io-client/dist/socket.io.esm.min.js",
            **{path.name: path for path in fonts.glob("noto-sans-*-wght-normal.woff2")},
        },
    )


def _listener(settings: Settings) -> socket.socket:
    """Accepted sockets inherit TCP_NODELAY: without it every kept-alive reply waits 40 ms for an ACK."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((settings.host, settings.port))
    listener.listen(256)
    listener.setblocking(False)
    return listener


class _OffLoop:
    """One native thread for what is slow: two password hashes at once would take their memory twice."""

    def __init__(self) -> None:
        self._pool = ThreadPool(1)

    def __call__(self, function: Callable[..., bool], *arguments: object) -> bool:
        result: bool = self._pool.apply(function, arguments)
        return result


def _why_not_ready(store: SqlStore, stopping: Signal) -> str | None:
    if stopping.is_set():
        return "stopping"
    if (why := store.writer.why_not_writing()) is not None:
        return why
    store.read(lambda house: house.revision())
    return None


def _add_try_out(app: Flask, store: SqlStore, port: int) -> None:
    app.add_url_rule(
        "/api/try-out",
        endpoint="try_out",
        view_func=lambda: Response(to_json(tryout.description(store, port)), content_type=JSON_TYPE),
    )


def _every_minute(store: SqlStore) -> None:
    """Sweep, and anchor the head of the ledger outside of it: in the log, a cut tail can be proved."""
    while True:
        try:
            _, head = store.read_with_head(lambda house: None)
            log.info("ledger head: epoch %d, seq %d, mac %s", head.epoch, head.seq, head.mac.hex())
            while store.submit(Command("site", sweep)):
                gevent.sleep(0.05)
        except Exception:
            log.exception("this minute's sweep was not done; the next will try again")
        gevent.sleep(MINUTE)


def _serve_until(stopping: Signal, server: WSGIServer, news: News, drain: Drain) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, stopping.set)
    server.start()
    log.info("serving on port %d", server.server_port)
    stopping.wait()
    server.close()
    news.close()
    drain.wait(DRAIN_SECONDS)
    server.stop(timeout=0.1)


def _give_up() -> None:
    """The disk failed: what is in memory cannot be trusted to reach it. Whoever started us starts us again."""
    log.critical("the disk failed; the process ends so that it is started again")
    logging.shutdown()
    os._exit(EXIT_AFTER_DISK_FAULT)


def _record_start(house: House) -> None:
    house.record(Event("server_started", {"version": VERSION, "pid": os.getpid()}))
