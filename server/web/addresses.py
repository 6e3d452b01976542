"""From where somebody comes: no address holds all connections, and a proxy is not taken for those it speaks for."""

from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from gevent.pywsgi import WSGIServer

Address = IPv4Address | IPv6Address

_HOUSEHOLD = 64  # bits of an IPv6 address: whoever has one has all that begin with them


def address_of(text: str) -> Address:
    """Raises ValueError. An IPv4 address that a socket of both kinds tells as IPv6 is an IPv4 address."""
    address = ip_address(text.strip())
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(maxsize=1024)
def holder_of(address: Address) -> str:
    """Who is counted: an address, or a household where everybody has more of them than can be counted."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address), _HOUSEHOLD), strict=False))


def client_of(peer: str, forwarded: str, proxies: Collection[Address]) -> Address:
    """Who asks: whoever connected, or whom a proxy that is known says it speaks for.

    `forwarded`: X-Forwarded-For. Each proxy writes at its end whom it heard, so it is read from there, and no
    further than what a known proxy wrote: what stands before that may be anybody's invention.
    """
    client = address_of(peer)
    for said in reversed(forwarded.split(",")):
        if client not in proxies:
            break
        try:
            client = address_of(said)
        except ValueError:
            break
    return client


class Doorway(WSGIServer):
    """Takes `most_of_one` connections at once from one holder; what comes over that is closed and has cost nothing.

    `proxies` speak for many and are not counted, nor is this machine, where a proxy may be.
    """

    def __init__(
        self, listener: Any, application: Any, most_of_one: int, proxies: Collection[Address], **more: Any
    ) -> None:
        self._most_of_one = most_of_one
        self._proxies = proxies
        self._held: Counter[str] = Counter()
        super().__init__(listener, application, **more)

    def do_handle(self, connection: Any, peer: Any) -> None:
        holder = self._holder(peer)
        if holder and self._held[holder] >= self._most_of_one:
            connection.close()
            return
        if holder:
            self._held[holder] += 1
        super().do_handle(connection, peer)

    def do_close(self, connection: Any, peer: Any) -> None:
        super().do_close(connection, peer)
        if holder := self._holder(peer):
            self._held[holder] -= 1
            if not self._held[holder]:
                del self._held[holder]

    def _holder(self, peer: Any) -> str | None:
        """None: not counted."""
        address = address_of(peer[0])
        return None if address.is_loopback or address in self._proxies else holder_of(address)
