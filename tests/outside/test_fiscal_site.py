"""A whole site with a fiscal provider: what the cashier takes is registered there, and the site goes on meanwhile."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outside.provider import API_KEY, LOGIN, LOST, PASSWORD, SLOW, Provider, asking, running_provider
from tests.site import Site, running_site
from tests.web.people import People, Walk

TOLD_SECONDS = 90.0
SLOW_BY = 8.0  # seconds; after ten the site waits no more
DESK = "/api/counters/cash-1/cash-desk"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider(SLOW_BY) as provider:
        yield provider


@pytest.fixture
def site(tmp_path: Path, provider: Provider) -> Iterator[Site]:
    with running_site(tmp_path, asking(provider, tmp_path)) as site:
        yield site


def wait_until_settled(people: People) -> None:
    until = time.monotonic() + TOLD_SECONDS
    while people.of("cashier").ask("GET", DESK).body["fiscal"]["pending"]:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_payment_at_the_counter_is_registered_and_its_fiscal_receipt_is_printed(
    site: Site, provider: Provider
) -> None:
    people = People(site)
    Walk(people, "tb-certificate").until("sign")
    wait_until_settled(people)
    assert provider.sales() == 1
    (row,) = people.of("cashier").ask("GET", DESK).body["receipts"]
    assert row["fiscal"] == "registered"
    papers = [job["paper"] for job in people.printer("printer-cash").print_all().values()]
    assert "ФИСКАЛДЫ ЧЕК" in str(papers[-1])
    assert not any(secret in site.log.read_text() for secret in (API_KEY, LOGIN, PASSWORD))


def test_killed_after_the_provider_took_it_the_site_asks_and_does_not_send_again(
    site: Site, provider: Provider
) -> None:
    people = People(site)
    provider.faults = [LOST]
    Walk(people, "tb-certificate").until("sign")
    until = time.monotonic() + TOLD_SECONDS
    while not provider.sales():
        assert time.monotonic() < until
        time.sleep(0.01)
    site.kill()
    site.start()
    wait_until_settled(people)
    assert (provider.sales(), provider.calls["check"]) == (1, 1)


def test_while_the_provider_is_slow_the_cashier_goes_on(site: Site, provider: Provider) -> None:
    people = People(site)
    provider.faults = [SLOW]
    Walk(people, "tb-certificate").until("sign")
    until = time.monotonic() + TOLD_SECONDS
    while not provider.calls["check"]:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert people.of("cashier").see()["waiting"] == 0
    assert provider.at_once, "the provider is still at it"
    provider.goes_on.set()
    wait_until_settled(people)
    assert provider.sales() == 1
