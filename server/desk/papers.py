"""The papers that the house hands out, composed of words and values.

Pure: dates and times arrive as text that is formatted already, money as tiyn. Kazakh stands first and
Russian beside it in the same size; English follows as a small third line for whoever chose it. A paper is
composed here and drawn elsewhere, so that a page can show the very paper that was printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from server.desk.two_languages import NEXT, both, caption, field, framed, joined, line
from server.domain.language import Language, Words
from server.domain.paper import (
    Block,
    Field,
    Figure,
    Frame,
    Number,
    Paper,
    PaperKind,
    Qr,
    Rule,
    Seal,
    Signature,
    Space,
    Step,
    Text,
)
from server.domain.regulation import Limit, Provider
from server.words import paper as said

_RULE = Rule()
_TOTAL_RULE = Rule(heavy=True)
_DOCTORS_SEAL_MM = 30  # the personal seal of a physician; an organisation's is larger, see Seal


@dataclass(frozen=True, slots=True)
class StepAhead:
    """One step of the route as a slip tells it: what, where, and the longest it may take."""

    name: Words
    place: Words | None = None
    limit: Limit | None = None


def slip(
    *,
    organisation: Words,
    number: str,
    place: Words,
    at: str,
    track_url: str | None,
    ahead: int,
    wait: tuple[int, int] | None = None,
    confidential: bool,
    service: Words | None = None,
    steps: tuple[StepAhead, ...] = (),
    return_code: str | None = None,
    language: Language = Language.KK,
) -> Paper:
    """The slip of a number: where to go now, how long it may take, what follows.

    `wait` is (p50, p90) in minutes, None while the site knows none. Of a confidential service the slip
    tells neither name nor steps, whatever is passed. `track_url` lets a phone follow the visit,
    `return_code` takes it up on another day.
    """
    english = language is Language.EN
    blocks: list[Block] = [
        *_heading(organisation, english),
        Number(number),
        _destination(place, english),
        Figure(str(ahead), caption(said.AHEAD, english, NEXT)),
    ]
    if wait is not None:
        blocks.append(Figure(said.span(*wait), caption(said.EXPECTED_WAIT, english, NEXT)))
    if not confidential:
        blocks += _route(service, steps, english)
    if return_code is not None:
        blocks += _code(return_code, english)
    if track_url is None:
        blocks.append(Text(at, "small", centred=True))
    else:
        blocks.append(Qr(track_url, f"{caption(said.FOLLOW, english, NEXT)}\n{at}"))
    return Paper(PaperKind.SLIP, tuple(blocks))


@lru_cache(maxsize=16)
def _heading(organisation: Words, english: bool) -> tuple[Block, ...]:
    return (*both(organisation, english, size="small", centred=True), _RULE)


@lru_cache(maxsize=256)
def _destination(place: Words, english: bool) -> Frame:
    where = Words(*(text[:1].upper() + text[1:] for text in place))
    note = f"{said.GO_WHEN_CALLED.en} {place.en}" if english else ""
    return Frame(joined(where, False, NEXT), joined(said.GO_WHEN_CALLED, False), note)


def _code(return_code: str, english: bool) -> tuple[Block, ...]:
    return (
        _RULE,
        Figure(in_fours(return_code), caption(said.RETURN_CODE, english)),
        line(said.KEEP_TICKET, english, size="small", separator=NEXT),
    )


def refusal_slip(
    *, organisation: Words, number: str, ground: Words, at: str, language: Language = Language.KK
) -> Paper:
    """The slip of a refused visit: its number and the ground, and nothing that names the service."""
    english = language is Language.EN
    return Paper(
        PaperKind.SLIP,
        (
            *_heading(organisation, english),
            Number(number),
            framed(said.REFUSED, english),
            Space(),
            line(said.GROUND, english, size="small", centred=False),
            *both(ground, english, bold=True),
            _RULE,
            *both(said.ASK_AT_DESK, english, size="small", centred=True),
            Text(at, "small", centred=True),
        ),
    )


def receipt(
    *,
    provider: Provider,
    receipt_number: str,
    number: str,
    at: str,
    service: Words,
    price: int,
    method: str,
    taken: int,
    change: int,
    notice: Words | None = None,
    language: Language = Language.KK,
) -> Paper:
    """The cashier's receipt, which is not a fiscal one; `notice` says more of that.

    Amounts in tiyn; `method`: cash, card, transfer.

    It names the provider and the service: it goes from hand to hand and accounts for money. Raises KeyError
    for an unknown method.
    """
    english = language is Language.EN
    return Paper(
        PaperKind.RECEIPT,
        (
            framed(said.NON_FISCAL_RECEIPT, english),
            *(both(notice, english, size="small", centred=True) if notice else ()),
            *issuer(provider, english),
            _RULE,
            Field(joined(said.RECEIPT_NUMBER, english), receipt_number),
            field(said.ISSUED_AT, at, english),
            field(said.TICKET_NUMBER, number, english),
            _RULE,
            *both(service, english),
            _TOTAL_RULE,
            field(said.TOTAL, said.money(price), english, size="large"),
            _TOTAL_RULE,
            field(said.METHOD, joined(said.METHODS[method], english, NEXT), english, separator=NEXT),
            field(said.TAKEN, said.money(taken), english),
            field(said.CHANGE, said.money(change), english),
        ),
    )


def certificate(
    *,
    provider: Provider,
    certificate_number: str,
    title: Words,
    issued_on: str,
    finding: Words,
    valid_until: str,
    doctor: str,
    verify_url: str,
    purpose: str = "",
    full_name: str = "",
    iin: str = "",
    birth_date: str = "",
    code: str = "",
    registrar: str | None = None,
    language: Language = Language.KK,
) -> Paper:
    """A certificate to be signed and sealed by hand; `finding` is the sentence that it certifies.

    An anonymous one bears `code` and no name, no IIN, no birth date: whatever is empty leaves no line.
    `registrar` is None where only the doctor signs. Dates are text.
    """
    english = language is Language.EN
    holder = (
        (said.FULL_NAME, full_name),
        (said.IIN, iin),
        (said.BIRTH_DATE, birth_date),
        (said.CODE, code),
    )
    return Paper(
        PaperKind.CERTIFICATE,
        (
            *issuer(provider, english),
            _RULE,
            line(said.CERTIFICATE, english, size="large", bold=True, separator=NEXT),
            Text(f"№ {certificate_number}", bold=True, centred=True),
            *both(title, english, size="small", centred=True),
            _RULE,
            *(field(label, value, english) for label, value in holder if value),
            _RULE,
            *_certified(finding, english),
            _RULE,
            *((field(said.PURPOSE, purpose, english),) if purpose else ()),
            field(said.ISSUED_AT, issued_on, english),
            field(said.VALID_UNTIL, valid_until, english, separator=NEXT),
            *_signatures(doctor, registrar, english),
            Seal(joined(said.DOCTORS_SEAL, english, NEXT), _DOCTORS_SEAL_MM),
            Seal(joined(provider.seal, english, NEXT)),
            Qr(verify_url, f"{joined(said.VERIFY, english, NEXT)}\n\n№ {certificate_number}\n{issued_on}"),
        ),
    )


def sheet(
    *,
    provider: Provider,
    sheet_number: str,
    issued_on: str,
    text: Words,
    doctor: str,
    language: Language = Language.KK,
) -> Paper:
    """What is handed over where there is nothing to certify: numbered, signed and sealed as a certificate is.

    It bears no name, no code and no finding, and nobody is asked whether it is genuine.
    """
    english = language is Language.EN
    return Paper(
        PaperKind.CERTIFICATE,
        (
            *issuer(provider, english),
            _RULE,
            line(said.SHEET, english, size="large", bold=True, separator=NEXT),
            Text(f"№ {sheet_number}", bold=True, centred=True),
            _RULE,
            *_certified(text, english),
            _RULE,
            field(said.ISSUED_AT, issued_on, english),
            *_signatures(doctor, None, english),
            Seal(joined(said.DOCTORS_SEAL, english, NEXT), _DOCTORS_SEAL_MM),
            Seal(joined(provider.seal, english, NEXT)),
        ),
    )


def as_preview(paper: Paper) -> Paper:
    """The same paper with the word that it is none yet."""
    mark = Frame(f"{said.PREVIEW.kk}\n{said.PREVIEW.ru}", note=said.PREVIEW.en, inverse=True)
    return replace(paper, blocks=(mark, Space(), *paper.blocks))


def as_copy(paper: Paper) -> Paper:
    """The same paper with COPY above and below, so that neither end can pass for the first print."""
    mark = Frame(f"{said.COPY.kk}\n{said.COPY.ru}", note=said.COPY.en, inverse=True)
    return replace(paper, blocks=(mark, Space(), *paper.blocks, Space(), mark))


def in_fours(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


@lru_cache(maxsize=512)
def _route(service: Words | None, steps: tuple[StepAhead, ...], english: bool) -> tuple[Block, ...]:
    return tuple(_route_blocks(service, steps, english))


def _route_blocks(service: Words | None, steps: tuple[StepAhead, ...], english: bool) -> Iterator[Block]:
    if service is not None:
        yield _RULE
        yield from both(service, english, bold=True, centred=True)
    if steps:
        yield Field("", joined(said.NO_LONGER_THAN, False), "small")
    for position, step in enumerate(steps, start=1):
        yield _step(position, step, english)


def _step(position: int, step: StepAhead, english: bool) -> Step:
    limit = said.longest(step.limit) if step.limit else None
    details = Words(
        *(" · ".join(part[i] for part in (step.place, limit) if part is not None) for i in range(3))
    )
    note = " · ".join(part for part in (step.name.en, details.en) if part) if english else ""
    return Step(position, f"{step.name.kk}\n{step.name.ru}", f"{details.kk}\n{details.ru}", note)


def issuer(provider: Provider, english: bool) -> Iterator[Block]:
    yield from both(provider.name, english, bold=True, centred=True)
    yield Text(f"{joined(said.BIN, english)} {provider.bin}", "small", centred=True)
    yield from both(provider.address, english, size="small", centred=True)


def _certified(text: Words, english: bool) -> tuple[Block, ...]:
    """Past the cache: what a template's slots were filled with may be a person's own."""
    return both.__wrapped__(text, english, between=True)


def _signatures(doctor: str, registrar: str | None, english: bool) -> Iterator[Block]:
    yield Signature(f"{joined(said.DOCTOR, english)}\n{doctor}".rstrip())
    if registrar is not None:
        yield Signature(f"{joined(said.REGISTRAR, english, NEXT)}\n{registrar}".rstrip())
