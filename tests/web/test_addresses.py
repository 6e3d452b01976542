"""No address holds all connections; whoever speaks for many may hold as many as he needs."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import gevent
import pytest
from gevent import socket

from server.web.addresses import Address, Doorway, address_of, client_of, holder_of

MOST = 3
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


def application(_: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [("Content-Length", "5")])
    return [b"hello"]


class FromAfar(Doorway):
    """As if whoever connects came from `afar`."""

    afar = "10.0.0.7"

    def do_read(self) -> Any:
        accepted: Any = super().do_read()
        return accepted and (accepted[0], (self.afar, accepted[1][1]))


class Street:
    """Those who connect to a doorway, and whether they are answered."""

    def __init__(self, door: FromAfar) -> None:
        self.door = door
        self.connections: list[Any] = []

    def come(self, afar: str) -> bool:
        self.door.afar = afar
        self.connections.append(socket.create_connection(("127.0.0.1", self.door.server_port), timeout=30))
        try:
            self.connections[-1].sendall(GET)
            return bool(self.connections[-1].recv(1000))
        except ConnectionError:
            return False

    def go(self) -> None:
        while self.connections:
            self.connections.pop().close()
        with gevent.Timeout(30):
            while self.door._held:
                gevent.sleep(0.01)


@contextmanager
def a_street(proxies: Collection[Address] = ()) -> Iterator[Street]:
    door = FromAfar(("127.0.0.1", 0), application, most_of_one=MOST, proxies=proxies, spawn=50, log=None)
    door.start()
    street = Street(door)
    try:
        yield street
    finally:
        street.go()
        door.stop()


def test_one_address_holds_so_many_connections_and_its_neighbour_is_let_in() -> None:
    with a_street() as street:
        assert [street.come("10.0.0.7") for _ in range(MOST + 2)] == [True] * MOST + [False] * 2
        assert street.come("10.0.0.8")


def test_whoever_went_away_may_come_again() -> None:
    with a_street() as street:
        for _ in range(3):
            assert [street.come("10.0.0.7") for _ in range(MOST)] == [True] * MOST
            street.go()
        assert not street.door._held


@pytest.mark.parametrize("afar", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1"])
def test_this_machine_and_a_proxy_are_not_counted(afar: str) -> None:
    with a_street([address_of("10.0.0.1")]) as street:
        assert all(street.come(afar) for _ in range(MOST * 3))


def test_a_household_with_many_addresses_is_one_and_the_next_is_another() -> None:
    one, same, next_door = (
        holder_of(address_of(text)) for text in ("2001:db8:0:1::5", "2001:db8:0:1:f::9", "2001:db8:0:2::5")
    )
    assert one == same != next_door


def test_an_address_told_as_ipv6_is_the_same_address() -> None:
    assert address_of("::ffff:10.0.0.7") == address_of("10.0.0.7")


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.1", "192.168.5.9", "192.168.5.9"),
        ("10.0.0.1", "1.2.3.4, 192.168.5.9", "192.168.5.9"),  # the first is what the client wrote himself
        ("10.0.0.1", "192.168.5.9, 10.0.0.2", "192.168.5.9"),  # one proxy behind the other
        ("::ffff:10.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "192.168.5.9, nonsense", "10.0.0.1"),
    ],
)
def test_a_known_proxy_is_believed_for_whom_it_speaks(peer: str, forwarded: str, client: str) -> None:
    proxies = frozenset(map(address_of, ("10.0.0.1", "10.0.0.2")))
    assert client_of(peer, forwarded, proxies) == address_of(client)


@pytest.mark.parametrize("proxies", [(), ("10.0.0.2",)])
def test_nobody_else_is_believed(proxies: tuple[str, ...]) -> None:
    known = frozenset(map(address_of, proxies))
    assert client_of("10.0.0.7", "192.168.5.9", known) == address_of("10.0.0.7")
