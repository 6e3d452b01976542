"""The template of a certificate: what it says and for how long, as data of the regulation.

Forms are edited by the administrator; none of them is a form of the law. `[certificate]` of a regulation's file is
read here, and held against the route of the same file.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from string import Formatter
from typing import Any

from server.domain.language import Words
from server.domain.role import SERVING_ROLES, Role

SLOTS = frozenset({"provider", "number", "issued_on", "valid_until", "purpose"})


class ValidUnit(StrEnum):
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Validity:
    amount: int
    unit: ValidUnit

    def until(self, first: date) -> date:
        """The last day on which it is good. A month that is too short ends it on its own last day."""
        if self.unit is ValidUnit.CALENDAR_DAYS:
            return first + timedelta(days=self.amount)
        months = first.year * 12 + first.month - 1 + self.amount
        year, month = divmod(months, 12)
        return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class CertificateTemplate:
    """`texts`: by what was found, the sentence that is certified; what has no text has no certificate.

    `otherwise`: what the sheet says that is handed over in its place, where what was found has none. `signed_by`:
    whose signatures it bears, in their order.
    """

    title: Words
    valid: Validity
    signed_by: tuple[Role, ...]
    texts: Mapping[str, Words]
    otherwise: Words | None = None


def findings_of(template: CertificateTemplate) -> tuple[str, ...]:
    """What there is a text for; "otherwise": the sheet in its place."""
    return (*template.texts, "otherwise") if template.otherwise else tuple(template.texts)


def filled(text: Words, slots: Mapping[str, Words]) -> Words:
    """`text` with its slots filled, each language with its own words."""
    return Words(
        *(part.format(**{name: words[at] for name, words in slots.items()}) for at, part in enumerate(text))
    )


# Which task of a route makes the certificate, and what it may have found.
MADE_BY = {"certificate": ("absent", "present"), "result-certificate": ("negative",)}
SIGNED_BY_TASK = {"registrar-signature", "signature", "result-certificate-signature"}


def wrong_in_certificate(draft: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the template as it was read (a value that could not be read is None), as (key, reason)."""
    steps = draft["steps"] or ()
    makers = [task for step in steps for task in step["tasks"] or () if task in MADE_BY]
    table = draft["certificate"]
    if table is None:
        if makers:
            yield "certificate", f"is missing, but the task {makers[0]!r} makes one"
        return
    if not makers:
        yield "certificate", f"no step has a task that makes it: {' or '.join(MADE_BY)}"
    yield from _wrong_signers(table, steps)
    yield from _wrong_texts(table, makers)


def _wrong_signers(table: Mapping[str, Any], steps: Any) -> Iterator[tuple[str, str]]:
    signing = {step["role"] for step in steps if SIGNED_BY_TASK.intersection(step["tasks"] or ())}
    signers = table["signed_by"] or ()
    for role in signers:
        if role not in signing:
            yield "certificate.signed_by", f"no step has {role.value!r} sign"
    for role in sorted(signing - set(signers) - {None}):
        yield "certificate.signed_by", f"a step has {role.value!r} sign, who is not named here"
    if len(set(signers)) < len(signers):
        yield "certificate.signed_by", "somebody stands there twice"


def _wrong_texts(table: Mapping[str, Any], makers: list[str]) -> Iterator[tuple[str, str]]:
    texts: Mapping[str, Words | None] = table["texts"] or {}
    wanted = {finding for maker in makers for finding in MADE_BY[maker]}
    given = {name for name, text in texts.items() if text}
    for finding in sorted(wanted - given):
        yield f"certificate.texts.{finding}", "is missing"
    for finding in sorted(given - wanted):
        yield f"certificate.texts.{finding}", "nothing of that kind is certified here"
    if "result-certificate" in makers and table["otherwise"] is None:
        yield "certificate.otherwise", "is missing: without it an empty hand would tell the result"
    for name, text in {
        **{f"texts.{one}": text for one, text in texts.items()},
        "otherwise": table["otherwise"],
    }.items():
        if text:
            yield from _wrong_slots(f"certificate.{name}", text)


def _wrong_slots(key: str, text: Words) -> Iterator[tuple[str, str]]:
    for language, part in text._asdict().items():
        try:
            slots = [found for found in Formatter().parse(part) if found[1] is not None]
        except ValueError:
            yield f"{key}.{language}", "a brace stands alone: slots are written {purpose}"
            continue
        for _, name, form, how in slots:
            if name not in SLOTS:
                yield f"{key}.{language}", f"unknown slot {name!r}; known are {', '.join(sorted(SLOTS))}"
            elif form or how:
                yield f"{key}.{language}", f"the slot {name!r} holds its name and nothing else"


SIGNERS = {role.value: role for role in SERVING_ROLES}
