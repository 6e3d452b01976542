"""What callers send about timetables, bookings and house calls. Times are "09:20", of the site's own clock."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.domain.booking import Outcome
from server.domain.district import HIGHEST_HOUSE, Side
from server.domain.timetable import DoctorKind
from server.web.bodies import Day

_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"
Clock = Annotated[str, StringConstraints(pattern=_CLOCK)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
SlotId = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Iin = Annotated[str, StringConstraints(max_length=20)]


def _example(**example: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [example]})


class SaveDoctor(BaseModel):
    """`staff`: the id of who signs in as this doctor; `calls_a_day`: at most so many house calls."""

    model_config = _example(name="Сәрсенова Сәуле", speciality="Терапевт", cabinet="16", calls_a_day=12)

    name: Name
    speciality: Name
    cabinet: Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]
    staff: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    calls_a_day: Annotated[int, Field(strict=True, ge=0, le=200)] = 0


class HoursWanted(BaseModel):
    model_config = _example(opens="09:00", closes="13:00", minutes=20)

    opens: Clock
    closes: Clock
    minutes: Annotated[int, Field(strict=True, ge=5, le=240)]


class SetHours(BaseModel):
    """Nothing in `hours`: he does not receive."""

    model_config = _example(hours=[{"opens": "09:00", "closes": "13:00", "minutes": 20}])

    hours: Annotated[list[HoursWanted], Field(max_length=12)]


class SetLeave(BaseModel):
    """`last`: the last day of the leave that begins on the day in the path."""

    model_config = _example(last="2026-12-31")

    last: Day


class RoundWanted(BaseModel):
    model_config = _example(opens="14:00", closes="16:00", capacity=6)

    opens: Clock
    closes: Clock
    capacity: Annotated[int, Field(strict=True, ge=0, le=200)]


class SetRounds(BaseModel):
    model_config = _example(rounds=[{"opens": "14:00", "closes": "16:00", "capacity": 6}])

    rounds: Annotated[list[RoundWanted], Field(max_length=12)]


class StreetWanted(BaseModel):
    """Of the street the houses from `first` to `last`; `side`: all of them, the odd or the even ones."""

    model_config = _example(name="Сынақ көшесі", side="odd", first=1, last=99)

    name: Name
    side: Side = Side.ALL
    first: Annotated[int, Field(strict=True, ge=1, le=HIGHEST_HOUSE)] = 1
    last: Annotated[int, Field(strict=True, ge=1, le=HIGHEST_HOUSE)] = HIGHEST_HOUSE


class SaveDistrict(BaseModel):
    """`doctors`: the id of the doctor of each kind that the district has."""

    model_config = _example(
        name="7",
        streets=[{"name": "Мысал көшесі", "side": "odd", "first": 1, "last": 99}],
        doctors={"therapist": "d-1", "paediatrician": "d-3"},
    )

    name: Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]
    streets: Annotated[list[StreetWanted], Field(max_length=300)]
    doctors: dict[DoctorKind, Annotated[str, StringConstraints(min_length=1, max_length=40)]]


class AskRounds(BaseModel):
    """Where the doctor is asked to come, and to whom: `birth_date`, or the `iin` that tells it."""

    model_config = _example(address="Атырау қ., Сынақ көш., 1", birth_date="1890-01-01")

    address: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    birth_date: Annotated[str, StringConstraints(max_length=10)] = ""
    iin: Iin = ""


class AskBookings(BaseModel):
    model_config = _example(iin="890101199900")

    iin: Iin


class MoveBooking(BaseModel):
    """`slot` goes with move."""

    model_config = _example(move="cancel")

    move: Literal["move", "cancel"]
    slot: SlotId | None = None


class RecordOutcome(BaseModel):
    """When the doctor was there: `day` is the told day unless it is given."""

    model_config = _example(outcome="treated_at_home", time="15:20")

    outcome: Outcome
    time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    day: Day | None = None
    note: Annotated[str, StringConstraints(max_length=200)] = ""
