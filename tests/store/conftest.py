from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.a_house import AHouse, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[AHouse]:
    opened = open_house(tmp_path)
    yield opened
    opened.store.close()
