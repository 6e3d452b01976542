"""The composition root: the only file that knows everyone."""

import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import gevent
from flask import Flask, Response
from gevent.event import Event as Signal
from gevent.pywsgi import WSGIServer
from gevent.threadpool import ThreadPool

from server import clock, tryout
from server.config import REPOSITORY, FaultySettings, Settings
from server.desk.commands import Command
from server.desk.house import House, Site, Voice
from server.desk.house_of_registers import Register
from server.desk.turn_of_day import turn_day
from server.desk.views import board_view
from server.domain.event import Event
from server.domain.journal import ENTRY_TASKS, Journal
from server.domain.journal_file import read_journals
from server.domain.keeping import Keeping
from server.domain.language import Words
from server.domain.regulation import Regulation
from server.domain.regulation_file import Fault, FaultyRegulations, read_regulations
from server.domain.task import TASKS
from server.drain import Drain
from server.outside.by_service import ByService
from server.outside.fiscal_api import FiscalApi
from server.outside.fiscal_file import read_fiscal_file
from server.outside.fiscal_worker import FiscalWorker
from server.outside.http_register import ACCOUNTS, HttpRegister
from server.outside.local_register import Listed, LocalRegister
from server.outside.secret_file import read_key
from server.speech.ahead import Ahead
from server.speech.clips import MOST_AT_ONCE, Clips
from server.speech.espeak import Espeak
from server.speech.in_thread import InThread
from server.speech.recorded import Recorded
from server.speech.speaker import FirstOf, Speaker, languages_of
from server.store.connection import lock_folder
from server.store.house import SqlHouse
from server.store.keys import read_or_make_keys
from server.store.purge import purge_by_night
from server.store.store import DATABASE, SqlStore, open_store
from server.store.sweep import sweep
from server.store.writer import WallClock
from server.web.addresses import Doorway
from server.web.app import Files, WebSettings, make_app, make_socketio
from server.web.arrival import Arrival
from server.web.news import News
from server.web.pages import digest_of
from server.web.serve import JSON_TYPE, to_json

log = logging.getLogger("kezek")

VERSION = "0.4.0"
MINUTE = 60.0
DRAIN_SECONDS = 5.0
MOST_CONNECTIONS = 1000
MOST_OF_ONE_ADDRESS = 200  # all screens of a floor behind one router; a kiosk's box holds ten
EXIT_AFTER_DISK_FAULT = 70
PAGES = REPOSITORY / "server/pages"


def load_regulations(folder: Path) -> dict[str, Regulation]:
    """Raises FaultyRegulations with every fault of every file."""
    texts = {path.name: path.read_bytes().decode(errors="replace") for path in sorted(folder.glob("*.toml"))}
    if not texts:
        raise FaultyRegulations((Fault(str(folder), "", "there is no regulation in this folder"),))
    return {regulation.service: regulation for regulation in read_regulations(texts, TASKS)}


def load_journals(folder: Path, regulations: Mapping[str, Regulation]) -> dict[str, Journal]:
    """Raises FaultyRegulations with every fault of every file."""
    texts = {path.name: path.read_bytes().decode(errors="replace") for path in sorted(folder.glob("*.toml"))}
    needed = [code for code, one in regulations.items() if any(ENTRY_TASKS & set(s.tasks) for s in one.steps)]
    return read_journals(texts, needed)


def make_speaker(settings: Settings) -> Speaker:
    """Recorded clips first, then the voice of the machine."""
    recorded = [InThread(Recorded(settings.recordings), MOST_AT_ONCE)] if settings.recordings else []
    return FirstOf([*recorded, *([Espeak(settings.espeak)] if settings.espeak else [])])


def make_fiscal_api(settings: Settings) -> FiscalApi | None:
    """Raises FaultySettings."""
    try:
        return FiscalApi(read_fiscal_file(settings.fiscal)) if settings.fiscal else None
    except ValueError as fault:
        raise FaultySettings([f"KEZEK_FISCAL: {fault}"]) from None


def make_site(settings: Settings, voice: Voice) -> Site:
    regulations = load_regulations(settings.regulations)
    return Site(
        code=settings.site,
        name=Words(settings.name_kk, settings.name_ru, settings.name_en),
        calendar=clock.Calendar(settings.zone),
        regulations=regulations,
        public_url=settings.public_url,
        voice=voice,
        journals=load_journals(settings.regulations / "journals", regulations),
        registers=frozenset(_over_http(settings)),
        fiscal=settings.fiscal is not None,
    )


def make_register(settings: Settings, store: SqlStore) -> Register:
    """Lists of the house, and for the services that are said to, the register over HTTP.

    Raises PermissionError if others may read its key.
    """
    local = LocalRegister(lambda service, iin: store.read(lambda house: _listed(house, service, iin)))
    if settings.register_url is None:
        return local
    key = read_key(settings.register_key) if settings.register_key else ""
    over_http = HttpRegister(settings.register_url, settings.register_header, key)
    return ByService(dict.fromkeys(_over_http(settings), over_http), local)


def _over_http(settings: Settings) -> tuple[str, ...]:
    return () if settings.register_url is None else settings.register_services or tuple(ACCOUNTS)


def _listed(house: House, service: str, iin: str) -> Listed | None:
    there = house.local_list(service)
    return Listed(house.is_listed(service, iin), house.site.day(there.imported_at)) if there else None


@contextmanager
def opened_store(settings: Settings) -> Iterator[SqlStore]:
    """The store of a site that does not serve, for work that is done from a shell.

    Raises FolderTaken while it serves, NewerSchema, FaultyRegulations, KeysLost, RoutesLost.
    """
    lock = lock_folder(settings.data)
    try:
        site = make_site(settings, Voice())
        keys = read_or_make_keys(settings.data / "keys", settings.data / DATABASE)
        wall = WallClock(clock.now, clock.monotonic)
        store = open_store(settings.data, site, keys, wall, lambda touched: None, _give_up)
        try:
            yield store
        finally:
            store.close()
    finally:
        os.close(lock)


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT: then refuse, drain, checkpoint, and return.

    Raises FolderTaken, NewerSchema, FaultyRegulations, KeysLost before anything is touched, RoutesLost before anything
    but the schema is.
    """
    hub: Any = gevent.get_hub()
    hub.print_exception = _log_death
    lock = lock_folder(settings.data)
    fiscal_api = make_fiscal_api(settings)
    speaker = make_speaker(settings)
    voice = Voice(languages_of(speaker), settings.twice)
    log.info("calls are spoken in: %s", ", ".join(sorted(voice.languages)) or "no language")
    site = make_site(settings, voice)
    keys = read_or_make_keys(settings.data / "keys", settings.data / DATABASE)
    web = WebSettings(
        session_key=keys.session,
        origins=_origins(settings),
        secure_cookies=settings.secure_cookies,
        rate_limits=not settings.try_out,
        proxies=settings.proxies,
        version=VERSION,
        scratch=settings.data / "scratch",
    )
    socketio = make_socketio(web)
    files = _files(settings)
    news = News(socketio, clock.monotonic, digest_of(files.folders.values()))
    clips = Clips(speaker)
    ahead = Ahead(clips, voice.languages)
    wall = WallClock(clock.now, clock.monotonic)

    def tell(touched: set[str]) -> None:
        news.told(touched)
        ahead.told(touched)

    store = open_store(settings.data, site, keys, wall, tell, _give_up)
    store.submit(Command("site", _record_start))
    if settings.try_out:
        tryout.furnish(store)
    stopping = Signal()
    app = make_app(
        web,
        files,
        store,
        news,
        socketio,
        _OffLoop(),
        clips.clip,
        lambda: _why_not_ready(store, stopping),
        make_register(settings, store),
    )
    ahead.open(lambda hall: store.read(lambda house: board_view(house, hall)).calls)
    if settings.try_out:
        _add_try_out(app, store, settings.port, news)
    gevent.spawn(_every_minute, store, settings.keep_years)
    if fiscal_api is not None:
        gevent.spawn(FiscalWorker(store, fiscal_api).work, gevent.sleep, lambda: not stopping.is_set())
    sys.setswitchinterval(0.0005)  # the committing thread must not wait 5 ms for the interpreter
    gc.collect()
    gc.freeze()  # what lives as long as the process need not be looked through again and again
    gc.set_threshold(10_000, 10, 10)
    drain = Drain(app)
    server = Doorway(
        _listener(settings),
        drain,
        most_of_one=MOST_OF_ONE_ADDRESS,
        proxies=settings.proxies,
        handler_class=Arrival,
        spawn=MOST_CONNECTIONS,
        log=None,
        error_log=log,
    )
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
            "/journals": PAGES / "journals",
            "/services": PAGES / "services",
            "/tryout": PAGES / "tryout",
            "/tracking": PAGES / "track",
            "/timetables": PAGES / "timetable",
            "/verifying": PAGES / "verify",
            "/certifying": PAGES / "certificate",
            "/display": REPOSITORY / "display/page",
        },
        pages={
            "/counter": PAGES / "counter/index.html",
            "/journals": PAGES / "journals/index.html",
            "/services": PAGES / "services/index.html",
            "/timetable": PAGES / "timetable/index.html",
            "/track/<token>": PAGES / "track/index.html",
            "/certificate/<certificate>": PAGES / "certificate/index.html",
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


def _add_try_out(app: Flask, store: SqlStore, port: int, news: News) -> None:
    def answer() -> Response:
        return Response(to_json(tryout.description(store, port, news.is_read)), content_type=JSON_TYPE)

    app.add_url_rule(
        "/api/try-out",
        endpoint="try_out",
        view_func=answer,
    )


def _every_minute(store: SqlStore, keeping: Keeping) -> None:
    """Anchor the head of the ledger outside of it, turn the day, sweep, and purge by night.

    One that cannot be done does not hold up the others. As a minute begins, so that at midnight nobody of yesterday
    is called any more.
    """
    works: tuple[Callable[[SqlHouse], int], ...] = (turn_day, sweep, partial(purge_by_night, keeping=keeping))
    deeds: list[Callable[[SqlStore], None]] = [_anchor_head, *(partial(_do_all, work=work) for work in works)]
    while True:
        for deed in deeds:
            try:
                deed(store)
            except Exception:
                log.exception("a part of this minute's work was not done; the next will try again")
        gevent.sleep(MINUTE - clock.now().timestamp() % MINUTE)


def _anchor_head(store: SqlStore) -> None:
    """In the log a cut tail can be proved."""
    _, head = store.read_with_head(lambda house: None)
    log.info("ledger head: epoch %d, seq %d, mac %s", head.epoch, head.seq, head.mac.hex())


def _do_all(store: SqlStore, work: Callable[[SqlHouse], int]) -> None:
    """Piece by piece, so that no clerk waits for it."""
    while store.submit(Command("site", work)):
        gevent.sleep(0.05)


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


def _log_death(_: object, kind: type[BaseException], error: BaseException | None, trace: Any) -> None:
    """Of a greenlet. gevent itself would write the words of the exception, which may be somebody's name."""
    log.error("a greenlet died", exc_info=(kind, error or kind(), trace))


def _record_start(house: House) -> None:
    house.record(Event("server_started", {"version": VERSION, "pid": os.getpid()}))
