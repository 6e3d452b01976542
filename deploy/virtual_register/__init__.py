"""A register that answers over HTTP as the state's gateway does, for the try-out and the tests: invented persons.

    with VirtualRegister(key="…") as register:
        register.url

`fault` makes it answer as registers do when they are not well; a person in `TROUBLED` always meets that fault.
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HEADER = "X-API-Key"
ON_RECORD = frozenset({"950315590903", "751231299909"})  # nobody's numbers
TROUBLED = {"880229690203": "error"}
LONGEST_QUESTION = 4096
SLOW_SECONDS = 8.0

_ORGANISATIONS = {
    "narcological_account": ("Наркологиялық ұйымда", "наркологической организации"),
    "psychoneurological_account": ("Психоневрологиялық ұйымда", "психоневрологической организации"),
    "antitubercular_account": ("Туберкулезге қарсы ұйымда", "противотуберкулезной организации"),
}
_BODIES = {
    "nonsense": b"{]",
    "page": "<!doctype html><title>Қате</title>".encode(),
    "list": b"[]",
    "empty": b"",
    "large": b'"' + b"x" * 1_000_000 + b'"',
    "other account": b'{"other_account": {"RU": "x", "KZ": "y"}}',
    "number": b'{"antitubercular_account": {"RU": 1, "KZ": 2}}',
    "half": '{"antitubercular_account": {"RU": "Не состоит на учете"}}'.encode(),
    "contradiction": (
        '{"antitubercular_account": {"RU": "Не состоит на учете", "KZ": "диспансерлік есепте тұрады"}}'
    ).encode(),
    "control characters": (
        '{"antitubercular_account": {"RU": "Не состоит\\u0007", "KZ": "есепте тұрмайды"}}'
    ).encode(),
}
_STATUSES = {"error": 500, "busy": 429, "not found": 404, "forbidden": 403}
FAULTS = (*_BODIES, *_STATUSES, "redirect", "slow", "trickle", "cut off")


def accounts(on_record: bool) -> dict[str, dict[str, str]]:
    ru, kk = ("Состоит", "тұрады") if on_record else ("Не состоит", "тұрмайды")
    return {
        account: {"RU": f"{ru} на учете в {russian}", "KZ": f"{kazakh} диспансерлік есепте {kk}"}
        for account, (kazakh, russian) in _ORGANISATIONS.items()
    }


class VirtualRegister:
    """`asked`: about whom, in order. `key` empty: whoever asks is answered."""

    def __init__(self, port: int = 0, key: str = "") -> None:
        self.key = key
        self.fault: str | None = None
        self.asked: list[str] = []
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.register = self
        self.url = f"http://127.0.0.1:{self._server.server_port}/register"

    def __enter__(self) -> "VirtualRegister":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    register: VirtualRegister


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length", 0)), LONGEST_QUESTION)
        question: Any = json.loads(self.rfile.read(length))
        if self.server.register.key and self.headers.get(HEADER) != self.server.register.key:
            return self.answer(403, b"{}")
        self.server.register.asked.append(question["iin"])
        fault = self.server.register.fault or TROUBLED.get(question["iin"])
        if fault is None:
            found = accounts(question["iin"] in ON_RECORD)
            return self.answer(200, json.dumps(found, ensure_ascii=False).encode())
        return self.be_at_fault(fault)

    def be_at_fault(self, fault: str) -> None:
        if fault == "slow":
            time.sleep(SLOW_SECONDS)
            self.close_connection = True
        elif fault == "redirect":
            self.answer(307, b"", ("Location", self.server.register.url))
        elif fault in ("trickle", "cut off"):
            self.begin(200, 1000)
            for _ in range(100 if fault == "trickle" else 0):
                self.wfile.write(b" ")
                time.sleep(0.1)
            self.close_connection = True
        else:
            self.answer(_STATUSES.get(fault, 200), _BODIES.get(fault, b"{}"))

    def answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.begin(status, len(body), *headers)
        self.wfile.write(body)

    def begin(self, status: int, length: int, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), *headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def log_message(self, format: str, *_: object) -> None:
        """It keeps no log: what is asked of it is nobody's business."""
