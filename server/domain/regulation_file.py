"""Regulations read from their files: TOML text → frozen values, or everything that is wrong with all of them.

Whoever edits a regulation is no programmer, and a site does not start with a faulty one: so all faults of all
files are found in one go, each with its file, its key and a reason in plain words.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from server.domain.certificate_template import CertificateTemplate, Validity, wrong_in_certificate
from server.domain.regulation import Kind, Limit, Provider, Regulation, Step
from server.domain.regulation_route import twice, wrong_in_route
from server.domain.regulation_shape import REGULATION, Fault, Place, shaped

__all__ = ["Fault", "FaultyRegulations", "read_regulations"]


class FaultyRegulations(Exception):
    """The files cannot be used; `faults` holds every fault of every file."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(": ".join(part for part in fault if part) for fault in faults))
        self.faults = faults


def read_regulations(texts: Mapping[str, str], tasks: Collection[str]) -> tuple[Regulation, ...]:
    """The regulations, in the order of the files. Raises FaultyRegulations.

    `texts`: file name → TOML text; `tasks`: the codes of all tasks that exist.
    """
    faults: list[Fault] = []
    drafts = {file: _draft(Place(file, "", faults), text, tasks) for file, text in texts.items()}
    faults.extend(_services_twice(drafts))
    if faults:
        raise FaultyRegulations(tuple(faults))
    return tuple(_built(draft) for draft in drafts.values())


def _draft(place: Place, text: str, tasks: Collection[str]) -> dict[str, Any]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place.fault(f"is not TOML: {error}")
        return {"service": None}
    draft: dict[str, Any] = shaped(REGULATION)(place, table)
    route = wrong_in_route(draft["steps"] or (), tasks)
    for key, reason in (*_wrong_in_service(draft), *route, *wrong_in_certificate(draft)):
        place.inside(key).fault(reason)
    return draft


def _wrong_in_service(draft: dict[str, Any]) -> Iterator[tuple[str, str]]:
    first, last = draft["adopted_from"], draft["adopted_until"]
    if first and last and last < first:
        yield "adopted_until", f"{last} is before adopted_from, {first}"
    for key in ("form", "channels", "exempt"):
        for repeated in twice(draft[key] or ()):
            yield key, f"{repeated!r} stands there twice"
    for code in twice(kind["code"] for kind in draft["kinds"] or ()):
        yield f"kinds.{code}.code", "two kinds have this code"
    if draft["price"] and not any(step["fee"] for step in draft["steps"] or ()):
        yield "price", "is above zero, but no step has fee = true: nobody would take it"


def _services_twice(drafts: Mapping[str, dict[str, Any]]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for file, draft in drafts.items():
        service = draft["service"]
        if service in owners:
            yield Fault(file, "service", f"{service!r} is the service of {owners[service]} already")
        elif service is not None:
            owners[service] = file


def _built(draft: dict[str, Any]) -> Regulation:
    return Regulation(
        **draft
        | {
            "provider": Provider(**draft["provider"]),
            "kinds": tuple(Kind(**kind) for kind in draft["kinds"]),
            "steps": tuple(Step(**step | {"limit": Limit(**step["limit"])}) for step in draft["steps"]),
            "certificate": _template(draft["certificate"]),
        }
    )


def _template(table: dict[str, Any] | None) -> CertificateTemplate | None:
    if table is None:
        return None
    texts = {finding: text for finding, text in table["texts"].items() if text is not None}
    return CertificateTemplate(**table | {"valid": Validity(**table["valid"]), "texts": texts})
