"""News over Socket.IO: whole snapshots, at once and to those who may see them; nothing that comes in is obeyed."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
import socketio
import websocket

from tests.site import Clerk, Site
from tests.web.conftest import Strict
from tests.web.people import People
from tests.web.raw import send

NAMESPACE = "/news"
LONGEST_QUIET = 3.0
SOON = 1.0
CUT_OFF_SECONDS = 6.0
PATIENCE_SECONDS = 60.0  # a busy machine fails nothing


class Abrupt(websocket.WebSocket):
    """Hangs up without a farewell, for the answer to which the client would wait three seconds."""

    def close(self, *_: Any, **__: Any) -> None:
        if self.sock is not None:
            with suppress(OSError):  # the server was faster
                self.sock.shutdown(socket.SHUT_RDWR)
            self.shutdown()  # type: ignore[no-untyped-call]


class Reader:
    """Somebody who listens. `refused`: the code with which he was turned away, None while he is in."""

    def __init__(self, site: Site, auth: Any, headers: dict[str, str], origin: str = "") -> None:
        self.snapshots: queue.Queue[Any] = queue.Queue()
        self.refused: str | None = None
        self.answered = threading.Event()
        options = {"class_": Abrupt, **({"origin": origin} if origin else {"suppress_origin": True})}
        self.client = socketio.Client(
            reconnection=False, handle_sigint=False, websocket_extra_options=options
        )
        self.client.on("snapshot", self.snapshots.put, namespace=NAMESPACE)
        self.client.on("connect_error", self._turned_away, namespace=NAMESPACE)
        self.client.on("connect", self.answered.set, namespace=NAMESPACE)
        try:
            self.client.connect(
                site.url, headers, auth, transports=["websocket"], namespaces=[NAMESPACE], wait=False
            )
            assert self.answered.wait(PATIENCE_SECONDS), "neither let in nor turned away"
        except socketio.exceptions.ConnectionError as error:
            self.refused = self.refused or str(error)

    def _turned_away(self, why: Any) -> None:
        self.refused = why["message"] if isinstance(why, dict) else str(why)
        self.answered.set()

    def next(self, seconds: float = PATIENCE_SECONDS) -> Any:
        """Raises queue.Empty when nothing is told in time."""
        return self.snapshots.get(timeout=seconds)

    def until(self, told: Callable[[Any], bool], seconds: float = PATIENCE_SECONDS) -> Any:
        """The first snapshot of which `told` holds."""
        end = time.monotonic() + seconds
        while not told(snapshot := self.next(max(0.0, end - time.monotonic()))):
            pass
        return snapshot

    def leave(self) -> None:
        self.client.disconnect()


Listening = Callable[..., Reader]


@pytest.fixture
def listening(people: People) -> Iterator[Listening]:
    """`listening(who, *rooms)`: a device by its id, a member of staff by role, or "" for nobody."""
    readers: list[Reader] = []

    def listen(who: str, *rooms: Any, origin: str = "") -> Reader:
        devices = {device["id"] for device in people.site.try_out()["devices"]}
        auth: dict[str, Any] = {"rooms": list(rooms)}
        headers: dict[str, str] = {}
        if who in devices:
            auth["token"] = people.site.token(who)
        elif who:
            headers["Cookie"] = people.of(who).headers["Cookie"]
        readers.append(Reader(people.site, auth, headers, origin))
        return readers[-1]

    yield listen
    for reader in readers:
        reader.leave()


def _call_somebody(people: People) -> Any:
    people.site.kiosk.take("reception")
    return people.of("doctor").next()


# what is told


def test_a_board_is_told_at_once_what_it_would_have_asked_for(people: People, listening: Listening) -> None:
    _call_somebody(people)
    asked = people.of("supervisor").ask("GET", "/api/boards/main").body
    snapshot = listening("board-main", "board:main").next()
    assert snapshot["room"] == "board:main"
    assert snapshot["revision"] == snapshot["data"]["revision"] == asked["revision"]
    assert _shown(snapshot["data"]) == _shown(asked)


def _shown(board: Any) -> Any:
    return {name: value for name, value in board.items() if name != "at"}


def test_a_clerk_is_told_what_his_counter_shows(people: People, listening: Listening) -> None:
    _call_somebody(people)
    doctor: Clerk = people.of("doctor")
    snapshot = listening("doctor", f"counter:{doctor.counter}").next()
    assert _without_troubles(snapshot["data"]) == _without_troubles(doctor.see())


def test_a_supervisor_is_told_the_lines(people: People, listening: Listening) -> None:
    people.site.kiosk.take("reception")
    snapshot = listening("supervisor", "lines").next()
    assert snapshot["data"] == people.of("supervisor").ask("GET", "/api/lines").body


def test_one_connection_may_read_several_rooms(people: People, listening: Listening) -> None:
    doctor: Clerk = people.of("doctor")
    reader = listening("doctor", "board:main", f"counter:{doctor.counter}")
    assert {reader.next()["room"], reader.next()["room"]} == {"board:main", f"counter:{doctor.counter}"}


def test_a_call_is_on_the_board_and_how_soon_is_told(people: People, listening: Listening) -> None:
    board = listening("board-main", "board:main")
    first = board.next()
    called = _call_somebody(people)
    began = time.monotonic()
    told = board.until(lambda snapshot: called["number"] in _numbers(snapshot))
    print(f"a call is on the board after {time.monotonic() - began:.2f} s (limit {SOON:.0f} s)")
    assert told["revision"] > first["revision"]
    assert told["epoch"] == first["epoch"]


def _numbers(snapshot: Any) -> list[str]:
    return [call["number"] for call in snapshot["data"]["calls"]]


def test_a_person_who_takes_a_slip_is_in_the_line_that_the_clerk_sees_and_how_soon_is_told(
    people: People, listening: Listening
) -> None:
    counter = listening("doctor", f"counter:{people.of('doctor').counter}")
    assert counter.next()["data"]["waiting"] == 0
    taken = people.site.kiosk.take("reception")
    began = time.monotonic()
    told = counter.until(lambda snapshot: bool(snapshot["data"]["line"]))
    print(f"who took a slip is seen by the clerk after {time.monotonic() - began:.2f} s (limit {SOON:.0f} s)")
    (waiting,) = told["data"]["line"]
    assert waiting["ticket"]["id"] == taken["tickets"][0]["id"]
    assert (
        waiting["paper"]["number"] == taken["visit"]["number"]
    )  # where a page of before an update looks for it
    assert waiting["paper"] == waiting["ticket"]["paper"]


def test_a_quiet_hall_is_told_of_again_and_again(listening: Listening) -> None:
    board = listening("board-main", "board:main")
    first, second = board.next(), board.next()
    assert second["revision"] == first["revision"]
    assert second["at"] > first["at"]
    quiet = datetime.fromisoformat(second["at"]) - datetime.fromisoformat(first["at"])
    print(f"a quiet hall is told of again after {quiet.total_seconds():.1f} s (limit {LONGEST_QUIET:.0f} s)")


# who is told


@pytest.mark.parametrize(
    ("who", "rooms", "code"),
    [
        ("board-main", ["counter:window-2"], "forbidden"),
        ("board-main", ["lines"], "forbidden"),
        ("board-main", ["board:other"], "not_found"),
        ("board-main", ["board:main", "counter:window-2"], "forbidden"),
        ("kiosk-1", ["board:main"], "forbidden"),
        ("printer-lobby", ["board:main"], "forbidden"),
        ("printer-lobby", ["counter:window-2"], "forbidden"),
        ("operator", ["lines"], "forbidden"),
        ("auditor", ["lines"], "forbidden"),
        ("operator", ["lines:"], "forbidden"),
        ("operator", ["counter:window-1"], "role_missing"),
        ("operator", ["counter:window-9"], "not_found"),
        ("operator", ["counter:"], "not_found"),
        ("supervisor", ["board:other"], "not_found"),
        ("supervisor", ["printer:printer-lobby"], "forbidden"),
        ("supervisor", ["attic"], "forbidden"),
        ("supervisor", [""], "forbidden"),
        ("supervisor", [], "malformed"),
        ("supervisor", [7], "malformed"),
        ("supervisor", [["lines"]], "malformed"),
        ("supervisor", ["lines"] * 11, "malformed"),
        ("", ["board:main"], "signed_out"),
        ("", ["lines"], "signed_out"),
    ],
)
def test_whoever_may_not_read_a_room_is_not_let_in(
    listening: Listening, who: str, rooms: list[Any], code: str
) -> None:
    reader = listening(who, *rooms)
    assert reader.refused == code
    assert reader.snapshots.empty()


@pytest.mark.parametrize("auth", [{"token": "x"}, {"token": ""}, {"token": 7}, {"token": None}, {}])
def test_a_token_that_nobody_has_opens_no_room(people: People, auth: dict[str, Any]) -> None:
    reader = Reader(people.site, {**auth, "rooms": ["board:main"]}, {})
    assert reader.refused in ("token_unknown", "signed_out")
    reader.leave()


@pytest.mark.parametrize("auth", [None, "board:main", ["board:main"], {"rooms": "board:main"}])
def test_a_greeting_that_cannot_be_read_opens_no_room(people: People, auth: Any) -> None:
    reader = Reader(people.site, auth, {"Cookie": people.of("supervisor").headers["Cookie"]})
    assert reader.refused is not None
    assert reader.snapshots.empty()
    reader.leave()


def test_a_device_that_was_revoked_opens_no_room(strict: Strict) -> None:
    auth = {"token": strict.site.token(strict.revoked), "rooms": ["board:main"]}
    reader = Reader(strict.site, auth, {})
    assert reader.refused == "token_unknown"
    reader.leave()


def test_a_board_of_another_hall_is_not_let_in(strict: Strict) -> None:
    token = strict.site.token("board-main")
    for room, refused in (("board:main", None), ("board:annex", "forbidden")):
        reader = Reader(strict.site, {"token": token, "rooms": [room]}, {})
        assert reader.refused == refused
        reader.leave()
    headers = {"Authorization": f"Bearer {token}"}
    assert strict.site.request("GET", "/api/boards/annex", headers=headers).body["code"] == "forbidden"


def test_a_session_that_was_ended_opens_no_room(people: People) -> None:
    leaver = people.site.staff("supervisor")
    assert leaver.ask("POST", "/api/sign-out").status == 204
    reader = Reader(people.site, {"rooms": ["lines"]}, {"Cookie": leaver.headers["Cookie"]})
    assert reader.refused == "signed_out"
    reader.leave()


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_page_of_another_origin_is_not_let_in_even_with_the_cookie(
    listening: Listening, origin: str
) -> None:
    reader = listening("supervisor", "lines", origin=origin)
    assert reader.refused is not None
    assert not reader.client.connected


def test_a_page_of_this_site_is_let_in(people: People, listening: Listening) -> None:
    assert listening("supervisor", "lines", origin=people.site.url).refused is None


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /socket.io/?EIO=4&transport=polling",
        "GET /socket.io/?EIO=4",
        "GET /socket.io/?EIO=4&transport=websocket",  # without the upgrade that it takes
        "POST /socket.io/?EIO=4&transport=polling&sid=guess",
    ],
)
def test_the_news_go_over_websocket_only(people: People, listening: Listening, request_line: str) -> None:
    refused = send(people.site, request_line, b"40/news,")
    assert (refused.status, refused.data["code"], refused.data["field"]) == (400, "malformed", "transport")
    assert listening("board-main", "board:main").next()["room"] == "board:main"


def test_nor_does_an_upgrade_bring_the_long_polling(people: People) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    refused = send(people.site, "GET /socket.io/?EIO=4&transport=polling", headers=upgrade)
    assert (refused.status, refused.data) == (400, "Invalid transport")


def cut_off(reader: Reader) -> None:
    """Within a few seconds, which are told."""
    began = time.monotonic()
    while reader.client.connected:
        assert time.monotonic() - began < PATIENCE_SECONDS, "he is told on and on"
        time.sleep(0.05)
    print(
        f"signed out, told nothing more {time.monotonic() - began:.1f} s later (limit {CUT_OFF_SECONDS:.0f} s)"
    )


def test_whoever_signs_out_is_soon_told_nothing_more(people: People) -> None:
    leaver = people.site.staff("supervisor")
    reader = Reader(people.site, {"rooms": ["lines"]}, {"Cookie": leaver.headers["Cookie"]})
    reader.next()
    assert leaver.ask("POST", "/api/sign-out").status == 204
    cut_off(reader)
    reader.leave()


# how often


@pytest.mark.parametrize(("room", "a_second"), [("counter:{}", 20), ("lines", 1)])
def test_however_much_changes_a_room_is_told_only_so_often_and_the_latest_at_the_end(
    people: People, listening: Listening, room: str, a_second: int
) -> None:
    reader = listening("doctor" if a_second > 1 else "supervisor", room.format(people.of("doctor").counter))
    reader.next()
    began = time.monotonic()
    tickets = [people.site.kiosk.take("reception")["tickets"][0]["id"] for _ in range(60)]
    latest = people.of("supervisor").ask("GET", "/api/boards/main").body["revision"]
    told = [reader.next()]
    while told[-1]["revision"] < latest:
        told.append(reader.next())
    took = time.monotonic() - began
    assert len(told) <= took * a_second + 2
    revisions = [snapshot["revision"] for snapshot in told]
    assert revisions == sorted(revisions)
    assert tickets[0] in str(told[-1]["data"])
    assert revisions[-1] == latest


# nothing is obeyed


def test_commands_over_a_socket_change_nothing(people: People, listening: Listening) -> None:
    ticket = people.site.kiosk.take("reception")["tickets"][0]["id"]
    doctor: Clerk = people.of("doctor")
    reader, before = listening("doctor", f"counter:{doctor.counter}"), doctor.see()
    first = reader.next()
    for event, data in {
        "call": {"counter": doctor.counter},
        "move": {"ticket": ticket, "move": "withdraw"},
        "snapshot": {"room": "lines", "data": []},
        "join": {"room": "lines"},
        "message": f"POST /api/counters/{doctor.counter}/calls",
    }.items():
        reader.client.emit(event, data, namespace=NAMESPACE)
    later = reader.until(lambda snapshot: bool(snapshot["at"] > first["at"]))
    assert (later["room"], later["revision"]) == (first["room"], first["revision"])
    assert _without_troubles(doctor.see()) == _without_troubles(before)


def _without_troubles(counter: Any) -> Any:
    """A kiosk whose agent nobody runs is missed while the test goes on."""
    return {name: value for name, value in counter.items() if name != "troubles"}


def test_an_event_that_bears_the_name_of_the_way_in_is_no_way_in(people: People) -> None:
    """Else a supervisor who signed out would go on reading by the token of a board, which stands in its address."""
    leaver = people.site.staff("supervisor")
    reader = Reader(people.site, {"rooms": ["lines"]}, {"Cookie": leaver.headers["Cookie"]})
    reader.next()
    for event in ("disconnect", "connect"):
        way_in: tuple[dict[str, str], dict[str, Any]] = (
            {},
            {"token": people.site.token("board-main"), "rooms": ["board:main"]},
        )
        reader.client.emit(event, way_in, namespace=NAMESPACE)
    assert leaver.ask("POST", "/api/sign-out").status == 204
    cut_off(reader)
    reader.leave()


def test_a_reader_that_leaves_does_not_disturb_those_who_stay(people: People, listening: Listening) -> None:
    leaver, board = listening("board-main", "board:main"), listening("board-main", "board:main")
    leaver.next()
    board.next()
    leaver.leave()
    called = _call_somebody(people)
    assert board.until(lambda snapshot: called["number"] in _numbers(snapshot))
