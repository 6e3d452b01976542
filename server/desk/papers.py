"""The papers that the house hands out, composed of words and values.

Pure: dates and times arrive as text that is formatted already, money as tiyn. Kazakh stands first and
Russian beside it in the same size; English follows as a small third line for whoever chose it. A paper is
composed here and drawn elsewhere, so that a page can show the very paper that was printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from server.domain.language import Language, Words
from server.domain.paper import Block, Field, Number, Paper, PaperKind, Qr, Rule, Seal, Signature, Space, Text
from server.domain.regulation import Limit, Provider
from server.words import paper as said


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
    track_url: str,
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
    tells neither name nor steps, whatever is passed. `return_code` takes the visit up on another day.
    """
    english = language is Language.EN
    blocks: list[Block] = [
        *_both(organisation, english, size="small", centred=True),
        Rule(),
        _line(said.YOUR_TICKET, english, size="small"),
        Number(number),
        *_both(place, english, size="large", bold=True, centred=True),
        Rule(),
        _field(said.AHEAD, str(ahead), english, size="large", separator="\n"),
    ]
    if wait is not None:
        minutes = said.wait(*wait).kk
        blocks.append(_field(said.EXPECTED_WAIT, minutes, english, size="large", separator="\n"))
    blocks += _both(said.WAIT_FOR_CALL, english, centred=True)
    if not confidential:
        blocks += _route(service, steps, english)
    if return_code is not None:
        blocks += (
            Rule(),
            _line(said.RETURN_CODE, english, size="small"),
            Text(_in_fours(return_code), "large", True, True),
        )
    blocks += (
        Rule(),
        Qr(track_url, _joined(said.FOLLOW, english, "\n")),
        _line(said.KEEP_TICKET, english, size="small", separator="\n"),
        Text(at, "small", centred=True),
    )
    return Paper(PaperKind.SLIP, tuple(blocks))


def refusal_slip(
    *, organisation: Words, number: str, ground: Words, at: str, language: Language = Language.KK
) -> Paper:
    """The slip of a refused visit: its number and the ground, and nothing that names the service."""
    english = language is Language.EN
    return Paper(
        PaperKind.SLIP,
        (
            *_both(organisation, english, size="small", centred=True),
            Rule(),
            _line(said.YOUR_TICKET, english, size="small"),
            Number(number),
            *_both(said.REFUSED, english, bold=True, centred=True),
            Rule(),
            _line(said.GROUND, english, size="small", centred=False),
            *_both(ground, english, bold=True),
            Rule(),
            *_both(said.ASK_AT_DESK, english, size="small", centred=True),
            Rule(),
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
    language: Language = Language.KK,
) -> Paper:
    """The cashier's receipt, which is not a fiscal one. Amounts in tiyn; `method`: cash, card, mobile.

    It names the provider and the service: it goes from hand to hand and accounts for money. Raises KeyError
    for an unknown method.
    """
    english = language is Language.EN
    return Paper(
        PaperKind.RECEIPT,
        (
            *_both(said.NON_FISCAL_RECEIPT, english, bold=True, centred=True),
            Rule(),
            *_issuer(provider, english),
            Rule(),
            Field(_joined(said.RECEIPT_NUMBER, english), receipt_number),
            _field(said.ISSUED_AT, at, english),
            _field(said.TICKET_NUMBER, number, english),
            Rule(),
            *_both(service, english),
            Space(),
            _field(said.TOTAL, said.money(price), english, size="large"),
            Space(),
            _field(said.METHOD, _joined(said.METHODS[method], english), english, separator="\n"),
            _field(said.TAKEN, said.money(taken), english),
            _field(said.CHANGE, said.money(change), english),
        ),
    )


def certificate(
    *,
    provider: Provider,
    certificate_number: str,
    title: Words,
    issued_on: str,
    finding: Words,
    purpose: Words,
    valid_until: str,
    doctor: str,
    verify_url: str,
    full_name: str = "",
    iin: str = "",
    birth_date: str = "",
    code: str = "",
    registrar: str | None = None,
    language: Language = Language.KK,
) -> Paper:
    """A certificate to be signed and sealed by hand; `finding` is `words.paper.finding` or a result.

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
            *_issuer(provider, english),
            Rule(),
            _line(said.CERTIFICATE, english, size="large", bold=True),
            *_both(title, english, centred=True),
            Space(),
            Field("№", certificate_number),
            _field(said.ISSUED_AT, issued_on, english),
            Rule(),
            *(_field(label, value, english) for label, value in holder if value),
            Rule(),
            *_both(finding, english, bold=True, between=True),
            Rule(),
            _field(said.PURPOSE, _joined(purpose, english, "\n"), english),
            _field(said.VALID_UNTIL, valid_until, english, separator="\n"),
            *_signatures(doctor, registrar, english),
            Seal(_joined(said.DOCTORS_SEAL, english, "\n")),
            Seal(_joined(provider.seal, english, "\n")),
            Qr(verify_url, _joined(said.VERIFY, english, "\n")),
        ),
    )


def as_copy(paper: Paper) -> Paper:
    """The same paper with COPY above and below, so that neither end can pass for the first print."""
    mark = Text(f"{said.COPY.kk} / {said.COPY.ru} / {said.COPY.en}", bold=True, centred=True)
    return replace(paper, blocks=(mark, Rule(), *paper.blocks, Rule(), mark))


def _in_fours(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


@lru_cache(maxsize=512)
def _route(service: Words | None, steps: tuple[StepAhead, ...], english: bool) -> tuple[Block, ...]:
    return tuple(_route_blocks(service, steps, english))


def _route_blocks(service: Words | None, steps: tuple[StepAhead, ...], english: bool) -> Iterator[Block]:
    if service is not None:
        yield Rule()
        yield from _both(service, english, bold=True, centred=True)
    for position, step in enumerate(steps, start=1):
        if position == 1:
            yield _line(said.STEPS_AHEAD, english, size="small", centred=False)
        yield from _step(position, step, english)


def _step(position: int, step: StepAhead, english: bool) -> Iterator[Block]:
    longest = said.limit(step.limit) if step.limit else None
    lines = [
        " · ".join(part[i] for part in (step.name, step.place, longest) if part is not None)
        for i in range(3 if english else 2)
    ]
    yield Text(f"{position}. {lines[0]}")
    yield Text(lines[1])
    if english:
        yield Text(lines[2], "small")


def _issuer(provider: Provider, english: bool) -> Iterator[Block]:
    yield from _both(provider.name, english, bold=True, centred=True)
    yield Text(f"{_joined(said.BIN, english)} {provider.bin}", "small", centred=True)
    yield from _both(provider.address, english, size="small", centred=True)


def _signatures(doctor: str, registrar: str | None, english: bool) -> Iterator[Block]:
    yield Signature(f"{_joined(said.DOCTOR, english)}\n{doctor}".rstrip())
    if registrar is not None:
        yield Signature(f"{_joined(said.REGISTRAR, english, chr(10))}\n{registrar}".rstrip())


@lru_cache(maxsize=512)
def _both(
    words: Words,
    english: bool,
    *,
    size: str = "normal",
    bold: bool = False,
    centred: bool = False,
    between: bool = False,
) -> tuple[Block, ...]:
    """Kazakh and Russian as paragraphs of one size, once where they are the same word.

    Cached, since a day's slips say the same few texts; what is personal never comes here.
    """
    blocks: list[Block] = [Text(words.kk, size, bold, centred)]
    if words.ru != words.kk:
        if between:
            blocks.append(Space())
        blocks.append(Text(words.ru, size, bold, centred))
    if english and words.en not in (words.kk, words.ru):
        blocks.append(Text(words.en, "small", False, centred))
    return tuple(blocks)


@lru_cache(maxsize=512)
def _line(
    words: Words,
    english: bool,
    *,
    size: str = "normal",
    bold: bool = False,
    centred: bool = True,
    separator: str = " / ",
) -> Text:
    return Text(_joined(words, english, separator), size, bold, centred)


def _field(label: Words, value: str, english: bool, *, size: str = "normal", separator: str = " / ") -> Field:
    return Field(_joined(label, english, separator), value, size)


def _joined(words: Words, english: bool, separator: str = " / ") -> str:
    texts = words if english else words[:2]
    return separator.join(dict.fromkeys(texts))
