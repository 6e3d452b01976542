"""The virtual printer over HTTP: what it printed, and how it is made to fail."""

import json
import socket
import time
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3
from PIL import Image

from deploy.virtual_printer import FAULTS, VirtualPrinter
from deploy.virtual_printer.words import FAULT_NAMES, KIND_NAMES
from server.domain.paper import PaperKind
from server.printing.escpos_bytes import to_bytes
from server.printing.picture import draw
from server.printing.printer import NetworkPrinter
from server.printing.typeface import Typeface
from tests.printing.samples import a_receipt, a_slip


def ask(url: str, body: dict[str, Any] | None = None) -> urllib3.BaseHTTPResponse:
    with urllib3.PoolManager(retries=False, timeout=30) as pool:
        if body is None:
            return pool.request("GET", url)
        return pool.request("POST", url, body=json.dumps(body), headers={"Content-Type": "application/json"})


def test_papers_are_listed_newest_first_with_their_pictures(
    typeface: Typeface, box: VirtualPrinter, printer: NetworkPrinter
) -> None:
    slip = draw(a_slip(), typeface)
    printer.print(to_bytes(draw(a_receipt(), typeface), {"job": "j1", "kind": "receipt"}))
    printer.print(to_bytes(slip, {"job": "j2", "kind": "slip"}))
    newest, oldest = ask(box.papers_url).json()
    assert (newest["job"], newest["kind"]) == ("j2", "slip")
    assert (oldest["job"], oldest["kind"]) == ("j1", "receipt")
    assert newest["at"].endswith("Z")
    with Image.open(BytesIO(ask(newest["png"]).data)) as picture:
        assert picture.tobytes() == slip.tobytes()


def test_a_paper_without_a_note_is_known_by_its_running_number(
    typeface: Typeface, box: VirtualPrinter, printer: NetworkPrinter
) -> None:
    printer.print(to_bytes(draw(a_slip(), typeface)))
    (paper,) = ask(box.papers_url).json()
    assert (paper["job"], paper["kind"]) == ("1", None)


def test_its_page_shows_the_papers(typeface: Typeface, box: VirtualPrinter, printer: NetworkPrinter) -> None:
    printer.print(to_bytes(draw(a_slip(), typeface)))
    page = ask(box.papers_url.removesuffix("papers"))
    assert page.headers["Content-Type"].startswith("text/html")
    assert b"/papers/1.png" in page.data


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("kk", "қағаз бітті"),
        ("ru", "нет бумаги"),
        ("en", "paper out"),
        ("", "қағаз бітті"),
        ("'><script>", "қағаз бітті"),
    ],
)
def test_its_page_speaks_the_language_of_the_page_that_led_there(
    box: VirtualPrinter, asked: str, says: str
) -> None:
    page = ask(f"{box.papers_url.removesuffix('papers')}?{urlencode({'language': asked})}").data.decode()
    assert f">{says}</button>" in page
    assert "<script>" not in page


def test_its_page_has_a_name_for_every_fault_and_every_kind_of_paper() -> None:
    assert set(FAULT_NAMES) == {"", *FAULTS}
    assert set(KIND_NAMES) == set(PaperKind)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_set_and_mended_over_http(box: VirtualPrinter, fault: str) -> None:
    url = box.papers_url.replace("/papers", "/fault")
    assert ask(url, {"fault": fault}).json() == {"fault": fault}
    assert box.fault == fault
    assert ask(url, {"fault": None}).json() == {"fault": None}


def test_what_is_no_fault_or_no_paper_is_refused(box: VirtualPrinter) -> None:
    url = box.papers_url.replace("/papers", "/fault")
    assert ask(url, {"fault": "on fire"}).status == 400
    assert ask(box.papers_url + "/99.png").status == 404
    assert ask(box.papers_url + "/../../secrets.png").status == 404


def test_papers_that_two_drivers_send_at_once_do_not_mingle(typeface: Typeface, box: VirtualPrinter) -> None:
    pictures = [draw(paper, typeface) for paper in (a_slip(), a_receipt())]
    with ExitStack() as open_links:
        address = ("127.0.0.1", box.port)
        links = [open_links.enter_context(socket.create_connection(address, 30)) for _ in pictures]
        halves = [(job[:9_000], job[9_000:]) for job in map(to_bytes, pictures)]
        for part in (0, 1):
            for link, job in zip(links, halves, strict=True):
                link.sendall(job[part])
                time.sleep(0.1)
        printed = box.wait_for_papers(2)
    assert {paper.picture.tobytes() for paper in printed} == {picture.tobytes() for picture in pictures}


def test_papers_outlive_a_restart_and_the_oldest_go_first(typeface: Typeface, tmp_path: Path) -> None:
    job = to_bytes(draw(a_slip(), typeface), {"job": "j", "kind": "slip"})
    for _ in range(2):
        with VirtualPrinter(tmp_path, keep=3) as box:
            for _ in range(2):
                NetworkPrinter("127.0.0.1", box.port, 576).print(job)
            numbers = [paper.number for paper in box.papers]
    assert numbers == [2, 3, 4]
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"paper-00000{n}.png" for n in (2, 3, 4)]
