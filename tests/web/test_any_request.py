"""T17: whatever is sent, nothing breaks, and every answer is as the description says. By Schemathesis."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.web.app import HANDLER_MODULES
from server.web.clips import CLIP_ROUTE
from server.web.exports import EXPORT_ROUTE
from server.web.problems import PROBLEM_TYPE
from server.web.route import ROUTES, Described
from server.web.sign_in import SIGN_IN_ROUTES
from tests.web.people import People
from tests.web.scene import Scene

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    allow_header_conformance,
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
WHO = {
    "": "anyone",
    "kiosk-1": "kiosk",
    "board-main": "board",
    "printer-lobby": "printer",
    **{
        role: role
        for role in (
            "supervisor",
            "doctor",
            "registry_clerk",
            "operator",
            "cashier",
            "registrar",
            "administrator",
        )
    },
}
MOSTLY = st.sampled_from((True, True, True, False))
EXAMPLES, FULL_EXAMPLES = 10, 400
assert HANDLER_MODULES, "importing them fills ROUTES"
ALL_ROUTES: list[Described] = [*ROUTES, *SIGN_IN_ROUTES, CLIP_ROUTE, EXPORT_ROUTE]


@pytest.fixture(scope="module")
def scene(everybody: People) -> Iterator[Scene]:
    yield Scene(everybody)
    everybody.send_home()


@pytest.fixture(scope="module")
def described(scene: Scene) -> Any:
    return schemathesis.openapi.from_dict(scene.site.request("GET", "/api/openapi.json").body)


def known(scene: Scene) -> dict[str, list[str]]:
    """Ids that there are, by the name of the part of the path."""
    tickets = ["waiting", "called", "held", "missed", "done", "entering", "paying", "checking", "pending"]
    return {
        "ticket": [scene.ids[ticket] for ticket in tickets],
        "visit": [found for name, found in scene.ids.items() if name.startswith("visit ")],
        "counter": [counter["id"] for counter in scene.site.try_out()["counters"]],
        "hall": ["main"],
        "printer": ["printer-lobby"],
        "job": [scene.ids["job"]],
        "doctor": ["d-6"],
        "day": [scene.people.today(), "2099-01-01"],
        "first": [scene.people.today()],
        "last": [scene.people.today()],
        "weekday": ["1", "7"],
        "district": ["district-3"],
        "device": ["kiosk-1", "board-main", "printer-lobby"],
        "journal": ["house-call", "tb-certificate"],
        "certificate": [scene.ids["visit paying"]],
        "service": ["tb-certificate", "hiv-test", "house-call"],
        "code": ["none.none"],
        "task": ["register-check", "journal-entry", "payment", "certificate"],
    }


@pytest.mark.parametrize("route", ALL_ROUTES, ids=lambda route: route.name)
def test_every_answer_is_as_it_is_described(
    scene: Scene, described: Any, route: Described, full: bool
) -> None:
    operation = described[_described_path(route)][route.method]
    there = known(scene)
    admitted = [who for who, kind in WHO.items() if kind in route.who]

    @settings(
        max_examples=FULL_EXAMPLES if full else EXAMPLES,
        database=None,
        derandomize=not full,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def answers_as_described(data: st.DataObject) -> None:
        mode = data.draw(st.sampled_from(MODES), label="mode")
        case = data.draw(operation.as_strategy(mode), label="case")
        who = data.draw(
            st.sampled_from(admitted if data.draw(MOSTLY, label="may") else list(WHO)), label="who"
        )
        for name in case.path_parameters if data.draw(MOSTLY, label="real ids") else ():
            case.path_parameters[name] = data.draw(st.sampled_from(there.get(name, ["none"])))
        if case.query and "wait" in case.query:
            case.query["wait"] = "0"
        response = case.call(base_url=scene.site.url, headers=_headers(scene, who, route))
        case.validate_response(response, checks=CHECKS)
        if response.status_code >= 400:
            assert response.headers["content-type"][0] == PROBLEM_TYPE

    answers_as_described()


def _described_path(route: Described) -> str:
    return route.path.replace("<", "{").replace(">", "}")


def _headers(scene: Scene, who: str, route: Described) -> dict[str, str]:
    headers = scene.headers(who)
    if route.path == "/api/sign-out" and "Cookie" in headers:
        return dict(scene.site.staff("nurse").headers)  # of a session that may end
    return headers
