"""Every route of the API, declared once: who may call it, what it takes, what it answers.

From this table come the URL rules, the checks, the OpenAPI description and the manual's table of who may do what.
A handler is a function from what was asked to what is to be done with the house; it neither reads a request nor
writes a response, so that no handler can forget a check.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from server.desk.ask_register import Question
from server.desk.house import House
from server.domain.language import Language
from server.domain.register import RegisterAnswer
from server.web.actor import Actor

B = TypeVar("B", bound=BaseModel | None)


@dataclass(frozen=True, slots=True)
class Asked(Generic[B]):
    """What a handler is given. `ids` are the parts of the path that it names."""

    actor: Actor
    ids: dict[str, str]
    body: B
    language: Language = Language.KK
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` becomes JSON; None an empty body."""

    status: int
    data: Any


Deed = Callable[[House], Answer]


@dataclass(frozen=True, slots=True)
class AsksFirst:
    """A deed that must know what a register says: it is asked before the command and outside of any transaction.

    `question`: what is to be asked; it raises Refusal where nothing may be. It is put again inside the command,
    since the house may have changed meanwhile. `deed` is given what the register said to it.
    """

    question: Callable[[House], Question]
    deed: Callable[[House, Question, RegisterAnswer], Answer]


Handler = Callable[[Asked[Any]], Deed | AsksFirst]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the manual and the OpenAPI description say of a route.

    `who`: roles and device kinds, or {"anyone"}. `keyed`: wants an Idempotency-Key. `answers`: by status, the type
    of the body (a TypedDict, or None where there is none). `media`: what kind of body a success has. `query`: what
    may be asked with `?`, and the values that it may have.
    """

    method: str
    path: str
    who: frozenset[str]
    summary: str
    answers: dict[int, Any]
    body: type[BaseModel] | None = None
    keyed: bool = False
    etag: bool = False
    waits_for: str = ""
    media: str = "application/json"
    query: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_command(self) -> bool:
        return self.method != "GET"

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Described):
    """`only_reads`: a POST that changes nothing, for what must not stand in a URL."""

    handler: Handler
    only_reads: bool = False


ROUTES: list[Route] = []
NOTHING_ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def reads(
    path: str,
    who: frozenset[str],
    answers: dict[int, Any],
    etag: bool = False,
    waits_for: str = "",
    query: Mapping[str, tuple[str, ...]] = NOTHING_ASKED,
) -> Callable[[Handler], Handler]:
    """A GET: it changes nothing. `etag`: a reader who has the same already gets 304.

    `waits_for`: a room such as "printer:{printer}". Who asks `?wait=seconds` and would get nothing is answered
    when the room is touched, or the time is up.
    """

    return _declare(
        method="GET", path=path, who=who, answers=answers, etag=etag, waits_for=waits_for, query=query
    )


def commands(
    method: str,
    path: str,
    who: frozenset[str],
    answers: dict[int, Any],
    body: type[BaseModel] | None = None,
    keyed: bool = True,
) -> Callable[[Handler], Handler]:
    """A POST, PUT or DELETE: one command to the writer."""

    return _declare(method=method, path=path, who=who, answers=answers, body=body, keyed=keyed)


def asks(
    path: str, who: frozenset[str], answers: dict[int, Any], body: type[BaseModel]
) -> Callable[[Handler], Handler]:
    """A POST that only reads: what is looked for is personal, and a URL ends up in logs. It needs no key."""

    return _declare(method="POST", path=path, who=who, answers=answers, body=body, only_reads=True)


def _declare(**facts: Any) -> Callable[[Handler], Handler]:
    def declare(handler: Handler) -> Handler:
        ROUTES.append(Route(handler=handler, summary=_summary(handler), **facts))
        return handler

    return declare


def _summary(handler: Handler) -> str:
    return (handler.__doc__ or "").strip().split("\n")[0]
