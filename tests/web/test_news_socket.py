"""Below the news: a message arrives whole and in its turn, or not at all."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import gevent
import pytest
from gevent import socket

from server.web.news_socket import NewsSocket

LARGE = 4_000_000  # bytes: more than a socket takes at once


@pytest.fixture
def ends() -> Iterator[tuple[NewsSocket, Any]]:
    """The site's end, as the library has it and as the publisher has it, and the reader's."""
    ours, theirs = socket.socketpair()
    yield NewsSocket(ours), theirs
    ours.close()
    theirs.close()


def read(reader: Any, length: int) -> bytes:
    """So many bytes, or what came within five seconds."""
    taken = b""
    with suppress(gevent.Timeout), gevent.Timeout(5):
        while len(taken) < length and (part := reader.recv(1_000_000)):
            taken += part
    return taken


def test_what_is_offered_arrives(ends: tuple[NewsSocket, Any]) -> None:
    link, reader = ends
    assert link.offer(b"a snapshot")
    assert read(reader, 10) == b"a snapshot"


def test_whoever_takes_a_part_gets_the_rest_before_anything_else(ends: tuple[NewsSocket, Any]) -> None:
    link, reader = ends
    library = link.dup()
    assert link.offer(b"1" * LARGE)
    assert not link.offer(b"2"), "the first is still on its way"
    sending = gevent.spawn(library.send, b"ping")
    assert read(reader, LARGE + 4) == b"1" * LARGE + b"ping"
    sending.join()
    assert link.offer(b"3")
    assert read(reader, 1) == b"3"
    library.close()


def test_nothing_is_offered_into_a_message_of_the_library(ends: tuple[NewsSocket, Any]) -> None:
    link, reader = ends
    library = link.dup()
    sending = gevent.spawn(library.send, b"1" * LARGE)
    gevent.sleep(0.01)
    assert not link.offer(b"a snapshot")
    assert read(reader, LARGE) == b"1" * LARGE
    sending.join()
    library.close()


def test_whoever_reads_nothing_is_not_waited_for_and_given_up(
    ends: tuple[NewsSocket, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.web.news_socket.SILENT_SECONDS", 0.2)
    link, reader = ends
    library = link.dup()
    with gevent.Timeout(0.001):  # which is over as soon as anything is waited for
        assert link.offer(b"1" * LARGE)
    with pytest.raises(BrokenPipeError):
        library.send(b"ping")
    assert len(read(reader, LARGE)) < LARGE
    library.close()


def test_whoever_has_gone_is_no_fault(ends: tuple[NewsSocket, Any]) -> None:
    link, reader = ends
    reader.close()
    assert not link.offer(b"a snapshot")
