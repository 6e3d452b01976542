"""A regulation: the dated file that says how a service goes, as frozen values.

The decree was repealed a year after it was passed and its successors changed names, fees and channels; so
nothing about a service may be code. Everything here is filled from `server/regulations/*.toml` by
`regulation_file.py`; whoever changes a route edits a file.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.domain.certificate_template import CertificateTemplate
from server.domain.language import Words
from server.domain.role import Role


class Presence(StrEnum):
    """Does the step need its patient? Where he is absent, paper moves without its owner."""

    PRESENT = "present"
    ABSENT = "absent"


class LimitUnit(StrEnum):
    MINUTES = "minutes"
    WORKING_DAYS = "working_days"


class Channel(StrEnum):
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    PORTAL = "portal"


class Form(StrEnum):
    PAPER = "paper"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest a procedure may take: so many units, counted from `counted_from`.

    `counted_from` is "documents" (they were handed in), "start" (the sitting began), or the code of the step
    whose finish starts the clock.
    """

    amount: int
    unit: LimitUnit
    counted_from: str


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    name: Words
    role: Role
    after: tuple[str, ...]
    presence: Presence
    same_sitting: bool  # its ticket is born *serving* at the counter that finished the step before
    limit: Limit
    waiting_limit: int  # minutes [setting]
    tasks: tuple[str, ...]
    gate: str | None = None  # the task that must be done before the ticket may leave *pending*
    fee: bool = False  # skipped where the price of the service is zero


@dataclass(frozen=True, slots=True)
class Kind:
    """A variety of a service that the person chooses, such as the anonymous examination."""

    code: str
    name: Words
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """The legal entity that a service belongs to and that stands on its papers."""

    name: Words
    bin: str
    address: Words
    seal: Words  # what is written where the seal belongs


@dataclass(frozen=True, slots=True)
class Regulation:
    service: str
    name: Words
    group: str  # how the kiosk puts services together: "certificate", "doctor", "examination"
    adopted_from: date
    adopted_until: date | None
    provider: Provider
    form: tuple[Form, ...]
    channels: tuple[Channel, ...]
    confidential: bool  # nothing in the hall may tell that this is what a person came for
    over_days: bool  # what waits at the end of the day stays, and is taken up on another
    at_kiosk: bool
    price: int  # tiyn
    kinds: tuple[Kind, ...]
    steps: tuple[Step, ...]
    exempt: tuple[str, ...] = ()  # categories of persons who pay nothing
    certificate: CertificateTemplate | None = None

    def step(self, code: str) -> Step:
        return next(step for step in self.steps if step.code == code)

    def is_anonymous(self, kind: str | None) -> bool:
        return any(one.anonymous for one in self.kinds if one.code == kind)

    def adopted_on(self, day: date) -> bool:
        return self.adopted_from <= day and (self.adopted_until is None or day <= self.adopted_until)
