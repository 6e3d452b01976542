"""SIGTERM ends the server at once, but breaks nothing off."""

import threading
import time
from pathlib import Path

from deploy.http_client import Connection, request
from tests.site import running_site


def test_a_printer_that_waits_for_a_job_does_not_hold_up_the_end(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        token = site.token("printer-cash")
        poll = request("GET", "/api/printers/printer-cash/jobs?wait=20", Authorization=f"Bearer {token}")
        answers: list[int] = []
        connection = Connection("127.0.0.1", site.port)
        waiting = threading.Thread(target=lambda: answers.append(connection.ask(poll).status))
        waiting.start()
        time.sleep(0.2)  # the poll must be under way, and nothing outside the server shows that it is …
        for _ in range(3):  # … but that others who came later have been answered
            assert site.request("GET", "/readyz").status == 200
        began = time.monotonic()
        site.stop()
        took = time.monotonic() - began
        waiting.join()
        connection.close()
    assert answers == [200]
    assert site.process.returncode == 0
    print(f"stopped in {took:.2f} s while a printer waited")


def test_what_was_acknowledged_before_the_end_is_there_after_it(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        taken = site.kiosk.take("tb-certificate")
        site.stop()
        assert not (site.data / "kezek.db-wal").exists() or (site.data / "kezek.db-wal").stat().st_size == 0
        site.start()
        assert site.staff("operator").see()["line"][0]["ticket"]["id"] == taken["tickets"][0]["id"]
