"""The readers of the bench: which call a snapshot brings, and when the last board has it."""

import socket
import struct

from tests.bench.listeners import Heard, newest_call
from tests.bench.websocket import NewsSocket


def test_the_first_call_of_a_snapshot_is_the_newest() -> None:
    assert newest_call(b'42/news,["snapshot",{"data":{"calls":[{"call":17,"number":"A"},{"call":9}]}}]') == 17
    assert newest_call(b'42/news,["snapshot",{"data":{"calls":[]}}]') == 0


def test_a_call_has_reached_all_when_the_last_board_has_it() -> None:
    heard = Heard()
    for board in (1, 2):
        heard.take(board, 5, boards=2, now=0)
    heard.take(1, 6, boards=2, now=10)
    assert heard.reached == {}
    heard.take(2, 6, boards=2, now=20)
    assert heard.reached == {6: 20}


def test_a_snapshot_that_skips_a_call_brings_it_too() -> None:
    heard = Heard(newest={1: 5})
    heard.take(1, 7, boards=1, now=10)
    assert heard.reached == {6: 10, 7: 10}


def test_on_an_empty_board_the_first_call_is_told_at_once_however_many_there_were_before() -> None:
    heard = Heard()
    heard.take(1, 0, boards=1, now=0)
    heard.take(1, 1_000_000_000, boards=1, now=10)
    assert heard.reached[1_000_000_000] == 10
    heard.take(1, 1_000_000_001, boards=1, now=20)
    assert heard.reached[1_000_000_001] == 20


def test_an_older_snapshot_brings_nothing() -> None:
    heard = Heard(newest={1: 5})
    heard.take(1, 4, boards=1, now=10)
    assert heard.reached == {}
    assert heard.newest == {1: 5}


def test_frames_come_out_whole_however_they_arrive_and_a_ping_is_answered() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        reader = NewsSocket("board:main", ours)
        long = b"42" + b"x" * 70_000
        frames = b"\x81\x03abc" + b"\x81\x012" + b"\x81\x7f" + struct.pack("!Q", len(long)) + long
        theirs.sendall(frames[:2])
        assert list(reader.packets()) == []
        theirs.sendall(frames[2:])
        came: list[bytes] = []
        while len(came) < 2:
            came += reader.packets()
        assert came == [b"abc", long]
        assert theirs.recv(100) == b"\x81\x81\x00\x00\x00\x003"
