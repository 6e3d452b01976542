"""What a person is shown who typed a wrong address; programs are told in JSON."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site import Site, running_site

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("errors")
    with running_site(folder) as site:
        yield site


def ask(site: Site, path: str, **headers: str) -> tuple[int, str, str]:
    response = site.http.request("GET", f"{site.url}{path}", headers=headers, redirect=False)
    return response.status, response.headers["Content-Type"], response.data.decode()


@pytest.mark.parametrize("path", ["/wrong", "/board/", "/counter/x", "/shared/none.css"])
def test_a_person_with_a_wrong_address_reads_a_page_in_three_languages(site: Site, path: str) -> None:
    status, kind, text = ask(site, path, **BROWSER)
    assert (status, kind) == (404, "text/html; charset=utf-8")
    for said in ("Мұндай бет жоқ", "Такой страницы нет", "There is no such page"):
        assert said in text


def test_a_person_whose_browser_comes_from_elsewhere_is_told_in_words(site: Site) -> None:
    status, kind, text = ask(site, "/", Origin="http://elsewhere.example", **BROWSER)
    assert (status, kind) == (403, "text/html; charset=utf-8")
    assert '<section lang="kk"><h1>' in text
    assert "elsewhere" not in text


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing(site: Site) -> None:
    response = site.http.request("GET", f"{site.url}/wrong", headers=BROWSER)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "<script" not in response.data.decode()
    assert "http" not in response.data.decode()


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/api/wrong", BROWSER["Accept"]), ("/wrong", "*/*"), ("/wrong", "application/json"), ("/wrong", "")],
)
def test_the_api_and_programs_are_told_in_json(site: Site, path: str, accept: str) -> None:
    status, kind, text = ask(site, path, Accept=accept)
    assert (status, kind) == (404, "application/problem+json")
    assert '"not_found"' in text
