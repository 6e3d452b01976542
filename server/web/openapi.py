"""The API described by itself: OpenAPI 3.1, made of the table of routes and of the types that stand in it."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import TypedDict

from server.web.problems import PROBLEM_TYPE
from server.web.route import Described
from server.web.serve import LONGEST_WAIT

_REF = "#/components/schemas/{model}"


class Problem(TypedDict):
    """RFC 9457. `code` is stable; `title` and `detail` are in the language asked for (Accept-Language)."""

    type: str
    title: str
    status: int
    code: str
    detail: str


def openapi(routes: Iterable[Described], version: str) -> dict[str, Any]:
    routes = list(routes)
    bodies = {route.body for route in routes if route.body}
    answers = [answer for route in routes for answer in route.answers.values() if answer is not None]
    schemas, definitions = TypeAdapter.json_schemas(
        [
            (index, "serialization", TypeAdapter(kind))
            for index, kind in enumerate([Problem, *answers, *bodies])
        ],
        ref_template=_REF,
        schema_generator=GenerateJsonSchema,
    )
    of_type = {
        id(kind): schemas[(index, "serialization")] for index, kind in enumerate([Problem, *answers, *bodies])
    }
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(_path(route), {})[route.method.lower()] = _operation(route, of_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kezek",
            "version": version,
            "description": "The electronic queue of a site. Times are UTC, money is in tiyn, ids are opaque.",
        },
        "paths": paths,
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {
                "device": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "kezek"},
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
            },
        },
    }


def _path(route: Described) -> str:
    return re.sub(r"<(\w+)>", r"{\1}", route.path)


def _operation(route: Described, of_type: dict[int, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", route.name).strip("_").lower(),
        "summary": route.summary,
        "description": f"For: {', '.join(sorted(route.who))}.",
        "parameters": list(_parameters(route)),
        "responses": {
            **{str(status): _answer(kind, route.media, of_type) for status, kind in route.answers.items()},
            **({"304": {"description": "As it was when the given ETag was made."}} if route.etag else {}),
            "4XX": _problem(of_type, "Refused: what happened, and what to do."),
            "5XX": _problem(of_type, "Something is wrong with the site; nothing has changed."),
        },
        "security": _security(route),
    }
    if route.body is not None:
        schema = of_type[id(route.body)]
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _parameters(route: Described) -> Iterable[dict[str, Any]]:
    for name in re.findall(r"<(\w+)>", route.path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    if route.keyed:
        key = {"type": "string", "pattern": "^[!-~]{16,64}$"}
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "schema": key,
            "example": "4f9c2b1e-example-0001",
        }
    if route.etag:
        yield {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}
    if route.waits_for:
        seconds = {"type": "integer", "minimum": 0, "maximum": LONGEST_WAIT}
        yield {"name": "wait", "in": "query", "schema": seconds, "example": 0}
    for name, values in route.query.items():
        yield {"name": name, "in": "query", "schema": {"type": "string", "enum": list(values)}}


def _security(route: Described) -> list[dict[str, list[str]]]:
    if "anyone" in route.who:
        return []
    ways: list[dict[str, list[str]]] = []
    if route.who & {"kiosk", "board", "printer"}:
        ways.append({"device": []})
    if route.who - {"kiosk", "board", "printer"}:
        ways.append({"session": [], **({"csrf": []} if route.is_command else {})})
    return ways


def _answer(kind: Any, media: str, of_type: dict[int, Any]) -> dict[str, Any]:
    if kind is None:
        return {"description": "Done."}
    return {"description": "Done.", "content": {media: {"schema": of_type[id(kind)]}}}


def _problem(of_type: dict[int, Any], description: str) -> dict[str, Any]:
    return {"description": description, "content": {PROBLEM_TYPE: {"schema": of_type[id(Problem)]}}}
