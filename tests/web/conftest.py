"""One running site for all of these tests; whoever a test leaves in the house is sent home after it."""

from collections.abc import Iterator

import pytest

from tests.site import Site, running_site
from tests.web.people import People


@pytest.fixture(scope="session")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    with running_site(tmp_path_factory.mktemp("web")) as site:
        yield People(site)


@pytest.fixture
def people(everybody: People) -> Iterator[People]:
    yield everybody
    everybody.send_home()


@pytest.fixture
def site(people: People) -> Site:
    return people.site
