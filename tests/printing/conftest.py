"""Fixtures of the printing room: a typeface, papers of every kind, a virtual printer and a driver for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import deploy
from deploy.virtual_printer import VirtualPrinter
from server.printing.printer import NetworkPrinter
from server.printing.typeface import Typeface
from tests.printing.server import FakeSite

FONTS = Path(deploy.__file__).parent / "packages/node_modules/dejavu-fonts-ttf/ttf"


@pytest.fixture(scope="session")
def typeface() -> Typeface:
    return Typeface(FONTS)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[VirtualPrinter]:
    """The virtual printer: what stands in the lobby."""
    with VirtualPrinter(tmp_path / "papers") as printer:
        yield printer


@pytest.fixture
def printer(box: VirtualPrinter) -> NetworkPrinter:
    return NetworkPrinter("127.0.0.1", box.port, 576, notes=True)


@pytest.fixture
def site() -> Iterator[FakeSite]:
    with FakeSite() as fake:
        yield fake
