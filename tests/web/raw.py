"""Requests as they are: no client between them and the server that would put a path or a header right."""

import http.client
import json
from typing import Any, NamedTuple

from tests.site import Site, fresh_key


class Answered(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


def send(site: Site, request: str, body: Any = None, headers: dict[str, str] | None = None) -> Answered:
    """`request`: "GET /api/…". A command is given JSON's type and a fresh key unless `headers` say otherwise.

    `body`: bytes as they are, anything else as JSON. A header that is "" is left out.
    """
    method, _, path = request.partition(" ")
    sent = dict(headers or {})
    data = None
    if method != "GET":
        sent = {"Content-Type": "application/json", "Idempotency-Key": fresh_key()} | sent
        data = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    try:
        connection.request(method, path, data, {name: value for name, value in sent.items() if value})
        response = connection.getresponse()
        return Answered(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()
