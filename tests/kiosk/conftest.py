"""Fixtures of the kiosk: one site for the whole room, a box before it."""

from collections.abc import Iterator

import pytest

from tests.kiosk.box import Box, running_box
from tests.site import Site, running_site


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("kiosk")) as running:
        yield running


@pytest.fixture(scope="package")
def shared_box(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    with running_box(tmp_path_factory.mktemp("box"), site.url, site.token("kiosk-1")) as box:
        yield box


@pytest.fixture
def box(shared_box: Box) -> Box:
    """The box with a well printer."""
    shared_box.printer.set_fault(None)
    return shared_box
