"""What comes in over a socket reaches the application whole, or not at all."""

import json
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import gevent
import pytest
from gevent.pywsgi import WSGIServer

from server.web.arrival import LARGEST_HEAD, Arrival
from tests.site import Site

BODY = b'{"service":"tb-certificate"}'


def _exchange(port: int, *parts: bytes) -> bytes:
    """What the server answers to `parts`, up to its closing of the connection or two quiet seconds behind it."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        for part in parts:
            link.sendall(part)
        answer = b""
        try:
            while more := link.recv(65536):
                answer += more
                link.settimeout(2)
        except TimeoutError:
            return answer
        return answer + b"<closed>"


def _problem(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.removesuffix(b"<closed>").partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    return int(head[9:12]), json.loads(body)["code"]


def _visit(site: Site, *fields: bytes, body: bytes = BODY) -> bytes:
    head = [
        b"POST /api/visits HTTP/1.1",
        b"Host: 127.0.0.1",
        b"Authorization: Bearer " + site.token("kiosk-1").encode(),
        b"Content-Type: application/json",
        b"Idempotency-Key: test-arrival-00000001",
        *fields,
    ]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param((b"Content-Length: 28", b"Transfer-Encoding: chunked"), id="two lengths of two kinds"),
        pytest.param((b"Content-Length: 28", b"Content-Length: 29"), id="two lengths"),
        pytest.param((b"Content-Length: -1",), id="a length below nothing"),
        pytest.param((b"Content-Length: 28x",), id="a length with a letter"),
        pytest.param((b"Transfer-Encoding: chunked",), id="chunks"),
        pytest.param((b"Content-Length : 28",), id="a space before the colon"),
        pytest.param((b"Content-Length: 28", b" folded: yes"), id="a folded field"),
        pytest.param((b"Content-Length: 28", b"X-Long: " + b"x" * LARGEST_HEAD), id="a head of 16 KB"),
        pytest.param((b"Content-Length: 28", b"Upgrade: h2c", b"Connection: Upgrade"), id="another protocol"),
        pytest.param((b"Content-Length: 28", b"Upgrade: websocket"), id="news in the wrong place"),
        pytest.param(
            (b"Content-Length: 28", b"Upgrade: websocket", b"Connection: Upgrade"), id="news by a command"
        ),
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused_and_opens_nothing(
    site: Site, fields: tuple[bytes, ...]
) -> None:
    before = _waiting(site)
    answer = _exchange(site.port, _visit(site, *fields))
    assert answer.endswith(b"<closed>")
    assert _problem(answer) == (400, "malformed")
    assert _waiting(site) == before


def _waiting(site: Site) -> list[int]:
    return [service["ahead"] for service in site.kiosk.services()]


def test_a_request_without_a_version_or_of_a_later_one_is_refused(site: Site) -> None:
    for line in (b"GET /healthz", b"GET /healthz HTTP/2.0", b"nonsense", b"\x16\x03\x01"):
        assert _problem(_exchange(site.port, line + b"\r\n\r\n")) == (400, "malformed")


def test_a_body_that_is_too_large_is_answered_before_it_is_cut(site: Site) -> None:
    large = b'{"service":"' + b"x" * 100_000 + b'"}'
    answer = _exchange(site.port, _visit(site, b"Content-Length: %d" % len(large), body=large))
    assert _problem(answer) == (413, "body_too_large")


def test_half_a_body_opens_nothing(site: Site) -> None:
    before = _waiting(site)
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as link:
        link.sendall(_visit(site, b"Content-Length: 28", body=BODY[:10]))
        link.shutdown(socket.SHUT_WR)
        assert _problem(link.recv(65536)) == (400, "malformed")
    assert _waiting(site) == before


def test_a_request_in_pieces_is_put_together(site: Site) -> None:
    whole = _visit(site, b"Content-Length: 28", b"Connection: close")
    answer = _exchange(site.port, *(whole[at : at + 7] for at in range(0, len(whole), 7)))
    assert answer.startswith(b"HTTP/1.1 201")


def test_whoever_asks_whether_to_go_on_is_told_to(site: Site) -> None:
    head, _, body = _visit(
        site, b"Content-Length: 28", b"Expect: 100-continue", b"Connection: close"
    ).partition(b"\r\n\r\n")
    answer = _exchange(site.port, head + b"\r\n\r\n", body)
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201")


def test_a_field_with_an_underscore_does_not_pass_for_one_with_a_hyphen(site: Site) -> None:
    spoofed = (
        b"GET /api/services HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization_: Bearer x\r\n\r\n"
    )
    assert _exchange(site.port, spoofed).startswith(b"HTTP/1.1 401")
    key = _visit(site, b"Content-Length: 28", b"Connection: close").replace(
        b"Idempotency-Key", b"Idempotency_Key"
    )
    assert _problem(_exchange(site.port, key)) == (400, "key_missing")


def test_two_requests_in_one_packet_are_both_answered(site: Site) -> None:
    first = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert _exchange(site.port, first + last).count(b"HTTP/1.1 200") == 2


@contextmanager
def _impatient(seconds: float) -> Iterator[int]:
    """A server of our connections that waits `seconds` for a request; yields its port."""

    class Impatient(Arrival):
        slowest = seconds

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read()]

    ready, ports, ends = threading.Event(), list[Any](), list[Any]()

    def run() -> None:
        server = WSGIServer(("127.0.0.1", 0), application, handler_class=Impatient, log=None)
        server.start()
        ports.append(server.server_port)
        ending = gevent.get_hub().loop.async_()
        ends.append(ending)
        ready.set()
        gevent.get_hub().wait(ending)
        server.stop(0.1)

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait(60)
    try:
        yield ports[0]
    finally:
        ends[0].send()
        thread.join(60)


def test_whoever_sends_his_head_or_his_body_too_slowly_is_cut() -> None:
    slow_head = (b"GET / HTTP/1.1\r\nHost:",)
    slow_body = (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",)
    with _impatient(0.3) as port:
        assert _problem(_exchange(port, *slow_head)) == (408, "malformed")
        assert _problem(_exchange(port, *slow_body)) == (408, "malformed")
        assert _exchange(port) == b"<closed>"  # who says nothing is not answered


def test_whoever_is_quick_is_not_cut_while_another_dawdles() -> None:
    with _impatient(5.0) as port, socket.create_connection(("127.0.0.1", port)) as dawdler:
        dawdler.sendall(b"GET / HTTP/1.1\r\n")
        quick = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
        assert _exchange(port, quick).endswith(b"hello<closed>")


def test_whoever_does_not_take_his_answer_is_cut() -> None:
    with _impatient(0.5) as port, socket.create_connection(("127.0.0.1", port)) as greedy:
        ask = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + b"x" * 60_000
        greedy.settimeout(30)
        with pytest.raises(OSError, match=r"reset|Broken"):  # he writes on, and nobody reads him any more
            greedy.sendall(ask * 1000)
