"""A day of invented people as data: who comes when and for what, and what becomes of each at a counter.

Pure: the same seed is the same day. Times are played minutes since opening. Nobody here is a real person; what
is filled into the forms are the examples that the site itself offers, and who is booked has an IIN of nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from deploy.visitors.dice import Dice
from server.domain.iin import fault_of_iin

HOUR = 60.0
OPEN_HOURS = 9
FULL_DAY = OPEN_HOURS * HOUR
OVERTIME = 90.0
LAST_COMES = FULL_DAY - 15  # nobody sets out for a door that is about to be locked
AT_THE_DOOR = 0.08  # of all people: they stand there when it opens
# How many come in each hour: a peak in the morning, a dip at noon, a second and lower peak, few before closing.
CURVE = (1.25, 1.4, 1.15, 0.8, 0.5, 0.9, 1.1, 0.8, 0.35)

SERVICES = {
    "tb-certificate": 22.0,
    "psychoneurological-certificate": 10.0,
    "narcological-certificate": 10.0,
    "hiv-test": 15.0,
    "appointment": 14.0,
    "house-call": 8.0,
    "attachment": 9.0,
    "reception": 12.0,
}
KINDS = {"hiv-test": {"voluntary-anonymous": 55.0, "mandatory-confidential": 45.0}}
BY_TELEPHONE = {"house-call": 0.6, "appointment": 0.4}
OVER_THE_DESK = frozenset({"reception"})  # booked: one asks at the registry's window, not at the kiosk
LANGUAGES = {"kk": 58.0, "ru": 38.0, "en": 4.0}
BENEFIT = 0.12

SERVICE_MEDIAN, SERVICE_SPREAD = 0.38, 0.6  # of a step's limit: about one in twenty takes longer than that
# Some take more of their time than others; so there is a line before every door, and before none an endless one.
LEISURE = {
    "operator": 0.5,
    "registrar": 0.7,
    "cashier": 0.7,
    "counsellor": 0.8,
    "registry_clerk": 0.9,
    "doctor": 1.3,
    "nurse": 1.5,
    "phthisiatrician": 1.5,
    "psychiatrist": 1.6,
    "narcologist": 1.6,
}
GROUNDS = {"documents_incomplete": 55.0, "identity_unproved": 20.0, "data_untrue": 10.0, "no_consent": 5.0}


class Door(StrEnum):
    """How a person comes in."""

    KIOSK = "kiosk"
    TELEPHONE = "telephone"
    DESK = "desk"


class Turn(StrEnum):
    """What a sitting comes to."""

    FINISH = "finish"
    HOLD = "hold"  # a paper is missing; the person fetches it
    PUT_BACK = "put_back"  # the wrong person was called, and it is undone
    REDIRECT = "redirect"  # to a colleague who serves the same
    REFUSE = "refuse"
    CHANGE_MIND = "change_mind"  # the person wants it no longer


TURNS = {
    Turn.FINISH: 88.0,
    Turn.HOLD: 4.0,
    Turn.PUT_BACK: 2.0,
    Turn.REDIRECT: 3.0,
    Turn.REFUSE: 2.0,
    Turn.CHANGE_MIND: 1.0,
}


@dataclass(frozen=True, slots=True)
class Person:
    """`leaves_after`: minutes in line after which he says that he goes, unless he was called before."""

    n: int
    comes_at: float
    service: str
    kind: str | None
    language: str
    category: str | None
    door: Door
    leaves_after: float | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """How a person answers a call. `calls` None: he does not come, however often he is called.

    `back_after`: minutes until he who missed it asks to be let back in line; None: he has gone home.
    """

    calls: int | None
    walk: float
    back_after: float | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """How long it takes, as a share of the step's limit, and what it comes to."""

    share: float
    turn: Turn
    ground: str
    back_after: float  # of him whose ticket is held


@dataclass(frozen=True, slots=True)
class Break:
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Day:
    """`people` in the order in which they come. `pace` multiplies what every sitting and absence takes.

    `overtime`: minutes after closing, and after the last came in, in which who is inside is still served.
    `calm`: everybody comes when called and everything is finished; for a load that is all work.
    """

    seed: int
    people: Sequence[Person]
    closes: float
    pace: float = 1.0
    overtime: float = OVERTIME
    calm: bool = False
    breaks: bool = True
    dice: Dice = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dice", Dice(self.seed))

    def answering(self, whose: object, step: str, attempt: int) -> Answering:
        """How `whose` answers the call to `step`; only the first attempt is ever missed."""
        dice, name = self.dice, (whose, step, attempt)
        walk = dice.around(0.6, 0.4, "walk", *name) * self.pace
        if self.calm or attempt > 1 or not dice.chance(0.08, "slow", *name):
            return Answering(1, walk)
        if dice.chance(0.5, "comes", *name):
            return Answering(2, walk)
        back = dice.around(9, 0.5, "back", *name) * self.pace if dice.chance(0.6, "returns", *name) else None
        return Answering(None, walk, back)

    def sitting(self, whose: object, step: str, role: str, attempt: int, *, guest: bool = False) -> Sitting:
        """How the sitting goes; only the first attempt at a step comes to anything but its end.

        `guest`: somebody who is not of this plan, as the one who tries the kiosk; he is served without a turn.
        """
        dice, name = self.dice, (whose, step, attempt)
        plain = self.calm or guest or attempt > 1
        return Sitting(
            share=dice.around(SERVICE_MEDIAN, SERVICE_SPREAD, "share", *name)
            * LEISURE.get(role, 1.0)
            * self.pace,
            turn=Turn.FINISH if plain else dice.pick(TURNS, "turn", *name),
            ground=dice.pick(GROUNDS, "ground", *name),
            back_after=dice.around(8, 0.5, "fetch", *name) * self.pace,
        )

    def result_after(self, whose: object) -> float:
        """Minutes from the blood sample to its result."""
        return self.dice.around(70, 0.3, "result", whose) * self.pace

    def returns_after(self, whose: object) -> float:
        """Minutes from the result to the person who comes back for it with his return code."""
        return self.dice.around(20, 0.5, "returns", whose) * self.pace

    def iin_of(self, whose: object) -> str:
        """An IIN that belongs to nobody: of somebody born in the nineteenth century."""
        year, month, day, serial = (self.dice.share("iin", part, whose) for part in range(4))
        born = f"{int(100 * year):02}{1 + int(12 * month):02}{1 + int(28 * day):02}1"
        first = 10 * int(9000 * serial)  # the last figure checks the others; some numbers have none
        numbers = (f"{born}{number:05}" for number in range(first, first + 1000))
        return next(number for number in numbers if fault_of_iin(number) is None)

    def breaks_of(self, clerk: str, colleague: int) -> tuple[Break, ...]:
        """Tea and lunch. Colleagues of one role go one after the other (`colleague`: the how-manyth he is)."""
        if not self.breaks:
            return ()
        part = self.closes / FULL_DAY
        tea = self.dice.between(100, 150, "tea", clerk) * part
        lunch = (3.2 * HOUR + 35 * (colleague % 3) + self.dice.between(0, 5, "lunch", clerk)) * part
        return (Break(tea, tea + 8 * part), Break(lunch, lunch + 30 * part))


def plan_day(seed: int, visits: int = 185, minutes: float = FULL_DAY, pace: float = 1.0) -> Day:
    """The day of a dispensary with two registrars and one clerk for everything else: `visits` people come.

    A day of fewer `minutes` has the same shape.
    """
    dice, part = Dice(seed), minutes / FULL_DAY
    people = [_person(dice, n, _comes_at(dice, n, visits) * part) for n in range(visits)]
    return Day(seed, sorted(people, key=lambda person: person.comes_at), minutes, pace)


def plan_load(
    seed: int,
    visits: int,
    minutes: float,
    *,
    waiting: int = 0,
    pace: float = 1.0,
    services: dict[str, float] | None = None,
) -> Day:
    """An even load: `visits` come within `minutes`, and `waiting` more stand there at the start. All work, no turns.

    They all come to the kiosk, nobody leaves, nobody misses his call, no clerk takes a break.
    """
    dice = Dice(seed)
    comes = [0.0] * waiting + [minutes * (n + 0.5) / visits for n in range(visits)]
    people = [
        Person(n, at, service, _kind(dice, n, service), dice.pick(LANGUAGES, "language", n), None, Door.KIOSK)
        for n, at in enumerate(comes)
        for service in (dice.pick(services or SERVICES, "service", n),)
    ]
    return Day(seed, people, minutes, pace, calm=True, breaks=False)


def _person(dice: Dice, n: int, at: float) -> Person:
    service = dice.pick(SERVICES, "service", n)
    door = _door(dice, n, service)
    at_kiosk = door is Door.KIOSK
    return Person(
        n=n,
        comes_at=at,
        service=service,
        kind=_kind(dice, n, service),
        language=dice.pick(LANGUAGES, "language", n),
        category="benefit" if at_kiosk and dice.chance(BENEFIT, "benefit", n) else None,
        door=door,
        leaves_after=dice.between(10, 45, "patience", n)
        if at_kiosk and dice.chance(0.05, "leaves", n)
        else None,
    )


def _kind(dice: Dice, n: int, service: str) -> str | None:
    return dice.pick(KINDS[service], "kind", n) if service in KINDS else None


def _door(dice: Dice, n: int, service: str) -> Door:
    if service in OVER_THE_DESK:
        return Door.DESK
    by_telephone = dice.chance(BY_TELEPHONE.get(service, 0.0), "telephone", n)
    return Door.TELEPHONE if by_telephone else Door.KIOSK


def _comes_at(dice: Dice, n: int, visits: int) -> float:
    """The n-th part of the curve, and somewhere in it: so that every day has its peaks and no day a flood."""
    part = (n + dice.share("comes", n)) / visits
    if part < AT_THE_DOOR:
        return part / AT_THE_DOOR  # through the door within a minute
    left = (part - AT_THE_DOOR) / (1 - AT_THE_DOOR) * sum(CURVE)
    for hour, many in enumerate(CURVE):
        if left < many:
            return min(HOUR * (hour + left / many), LAST_COMES)
        left -= many
    return LAST_COMES
