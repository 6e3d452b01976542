"""The publisher outlives its readers: one who does not read costs the others nothing."""

from types import SimpleNamespace
from typing import Any

import gevent

from server.web.news import MOST_UNREAD, News


class FakeSockets:
    """What the publisher asks of Socket.IO: who has how many packets unread, and to whom it said what."""

    def __init__(self, unread: dict[str, int]) -> None:
        self.told: list[str] = []
        self.cut_off: list[str] = []
        engines = {
            reader: SimpleNamespace(queue=SimpleNamespace(qsize=lambda n=n: n))
            for reader, n in unread.items()
        }
        self.server = SimpleNamespace(
            eio=SimpleNamespace(sockets=engines),
            manager=SimpleNamespace(eio_sid_from_sid=lambda reader, _: reader),
            disconnect=lambda reader, namespace: self.cut_off.append(reader),
        )

    def emit(self, event: str, data: Any, namespace: str, to: str) -> None:
        self.told.append(to)


def test_a_reader_of_two_rooms_who_does_not_read_is_cut_off_and_the_others_are_told_on() -> None:
    sockets = FakeSockets({"sleeper": MOST_UNREAD + 1, "awake": 0})
    news = News(sockets, monotonic=lambda: 100.0)  # type: ignore[arg-type]
    news.snapshot = lambda name: {"room": name}  # type: ignore[method-assign]
    for room in ("board:main", "counter:w1"):
        news.enter(room, "sleeper", lambda: True)
    news.enter("lines", "awake", lambda: True)
    for room in ("board:main", "counter:w1", "lines"):
        news._publish(room)
    gevent.sleep(0)
    assert sockets.cut_off == ["sleeper"]
    assert sockets.told == ["board:main", "lines"]
