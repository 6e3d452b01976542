"""A fiscal provider as we fear it: it loses answers, is slow, is down, says *taken*, and its shift grows too old.

It speaks as facts of its API say: JSON by POST, faults with status 200. What it registered is counted.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

API_KEY, LOGIN, PASSWORD, REGISTER = "key-1", "clerk@example", "sesame", "SWK00012345"
LOST, GARBLED, DOWN, SLOW, HALF = "lost", "garbled", "down", "slow", "half"


@dataclass
class Provider:
    """`faults`: what happens to the next calls of `check`, one each; "lost": done, but nobody hears of it.

    A number is the code of a fault that is answered in place of the deed. Once `goes_on` is set, nothing is slow.
    """

    registered: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    faults: list[str | int] = field(default_factory=list)
    faults_of_history: list[str | int] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    shift_too_old: bool = False
    is_down: bool = False
    most_at_once: int = 0
    at_once: int = 0
    history_as_list: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    goes_on: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def next_trouble(self, call: str) -> str | int | None:
        if self.is_down:
            return DOWN
        queue = {"check": self.faults, "Check/History": self.faults_of_history}.get(call)
        return queue.pop(0) if queue else None

    def answer(self, call: str, body: dict[str, Any], api_key: str | None) -> Any:
        if api_key != API_KEY:
            return fault(3)
        if call == "Authorize":
            return self.sign_in(body)
        if body.get("Token") not in self.tokens:
            return fault(2)
        if body["CashboxUniqueNumber"] != REGISTER:
            return fault(9)
        return {"check": self.check, "Check/History": self.history, "ZReport": self.close}[call](body)

    def sign_in(self, body: dict[str, Any]) -> Any:
        if (body["Login"], body["Password"]) != (LOGIN, PASSWORD):
            return fault(1)
        token = f"token-{self.calls['Authorize']}"
        self.tokens = {token}
        return {"Data": {"Token": token}}

    def check(self, body: dict[str, Any]) -> Any:
        key = body["ExternalCheckNumber"]
        assert len(key) <= 50
        if key in self.registered:
            return fault(14)
        if self.shift_too_old:
            return fault(11)
        paid = sum(payment["Sum"] for payment in body["Payments"])
        due = sum(position["Price"] * position["Count"] for position in body["Positions"])
        if round(paid - body["Change"] - due, 2) != 0:
            return fault(9)
        if body["OperationType"] == 3 and not self._knows(body.get("ReturnBasisDetails")):
            return fault(9)
        order = len(self.registered) + 1
        self.registered[key] = {
            "CheckNumber": f"{order:012}",
            "DateTime": "27.11.2026 10:00:00",
            "OfflineMode": False,
            "Cashbox": {
                "UniqueNumber": REGISTER,
                "RegistrationNumber": "000000000001",
                "IdentityNumber": "111",
                "Address": "Атырау",
                "Ofd": {"Name": "Сынақ", "Host": "ofd.example", "Code": 1},
            },
            "CheckOrderNumber": order,
            "ShiftNumber": 1,
            "EmployeeName": "x",
            "TicketUrl": f"https://ofd.example/t/{order}",
            "ExternalCheckNumber": key,
            "kind": body["OperationType"],
        }
        return {"Data": self.registered[key]}

    def _knows(self, basis: Any) -> bool:
        return basis is not None and any(
            one["CheckNumber"] == basis["CheckNumber"] for one in self.registered.values()
        )

    def history(self, body: dict[str, Any]) -> Any:
        found = self.registered.get(body["ExternalCheckNumber"])
        if self.history_as_list:
            return {"Data": [found] if found else []}
        return {"Data": found} if found else fault(9)

    def close(self, _: dict[str, Any]) -> Any:
        self.shift_too_old = False
        return {"Data": {"ReportNumber": 1}}

    def sales(self) -> int:
        return sum(1 for one in self.registered.values() if one["kind"] == 2)

    def returns(self) -> int:
        return len(self.registered) - self.sales()


def fault(code: int) -> Any:
    return {"Errors": [{"Code": code, "Text": "сынақ"}]}


class Handler(BaseHTTPRequestHandler):
    """One call of the API; what goes wrong with it is the provider's to say."""

    protocol_version = "HTTP/1.1"
    provider: Provider
    slow_by: float

    def do_POST(self) -> None:
        provider, call = self.provider, self.path.removeprefix("/api/v4/")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with provider.lock:
            provider.calls[call] += 1
            provider.at_once += 1
            provider.most_at_once = max(provider.most_at_once, provider.at_once)
        try:
            self._serve(call, body, provider.next_trouble(call))
        finally:
            with provider.lock:
                provider.at_once -= 1

    def _serve(self, call: str, body: dict[str, Any], trouble: str | int | None) -> None:
        if trouble == DOWN:
            self.close_connection = True
            return
        if isinstance(trouble, int):
            self._send(json.dumps(fault(trouble)).encode())
            return
        data = json.dumps(self.provider.answer(call, body, self.headers.get("x-api-key"))).encode()
        if trouble == LOST:
            self.close_connection = True
            return
        if trouble == SLOW:
            self.provider.goes_on.wait(self.slow_by)
        self._send({GARBLED: b"<html>502</html>", HALF: b'{"Data": {"Check'}.get(str(trouble), data))

    def _send(self, data: bytes) -> None:
        try:
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            self.close_connection = True  # whoever asked does not wait any more

    def log_message(self, *_: object) -> None:
        """The test says what went wrong."""


@contextmanager
def running_provider(slow_by: float = 1.0) -> Iterator[Provider]:
    provider = Provider()
    handler = type("HandlerOfThisOne", (Handler,), {"provider": provider, "slow_by": slow_by})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asking(provider: Provider, folder: Path) -> dict[str, str]:
    """The settings of a site whose cash desk registers what it takes with `provider`; written into `folder`."""
    file = folder / "fiscal.toml"
    file.write_text(
        f'url = "{provider.url}"\napi_key = "{API_KEY}"\nlogin = "{LOGIN}"\npassword = "{PASSWORD}"\n'
        f'[registers]\ncash-1 = "{REGISTER}"\n'
    )
    file.chmod(0o600)
    return {"KEZEK_FISCAL": str(file)}
