"""A district (участок): the streets and houses whose people one set of doctors goes to.

The therapist goes to adults, the paediatrician to children, the general practitioner to both where there is none
of them [setting: eighteen years]. An address is read as people write it: «Атырау қ., Сынақ көш., 12а-үй, 5».
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.domain.refusal import Refusal
from server.domain.timetable import DoctorKind

GROWN_UP = 18  # years, since when the therapist comes instead of the paediatrician
HIGHEST_HOUSE = 9999

# What a street and a town are called beside their names, in Kazakh and in Russian.
_TOWN = re.compile(r"\b(қаласы|қала|қ|город|гор|г|ауылы|ауыл|село|с|пос|поселок|облысы|обл|область)\b\.?")
_STREET = re.compile(
    r"\b(көшесі|көше|көш|улица|ул|даңғылы|даңғыл|даң|проспект|пр-т|пр|пр-кт|ықшам ауданы|ықшамауданы|ш/а|ы/а"
    r"|микрорайон|мкр|мкрн|тұйығы|тұйық|переулок|пер|бульвары|бульвар|б-р|шоссе)(\.|\b)"
)
_HOUSE = re.compile(
    r"^(?:№\s*)?(?:үй|дом|д)?\.?\s*(?:№\s*)?([0-9]{1,4})\s*[-/]?\s*(?:үй|[а-яәғқңөұүһі]?\b.*)?$"
)
_HOUSE_BEHIND = re.compile(r"^(.*\D)\s+(?:№\s*)?(?:үй|дом|д)?\.?\s*(?:№\s*)?([0-9]{1,4})\b.*$")


class Side(StrEnum):
    ALL = "all"
    ODD = "odd"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Street:
    """Of the street `name` (normalised) the houses from `first` to `last` on its `side`."""

    name: str
    side: Side = Side.ALL
    first: int = 1
    last: int = HIGHEST_HOUSE

    def has(self, street: str, house: int) -> bool:
        return (
            self.name == street
            and self.first <= house <= self.last
            and (self.side is Side.ALL or (house % 2 == 1) is (self.side is Side.ODD))
        )


@dataclass(frozen=True, slots=True)
class District:
    """`name`: its number, mostly. `doctors`: the id of the doctor of each kind that it has."""

    id: str
    name: str
    streets: tuple[Street, ...]
    doctors: Mapping[DoctorKind, str]


def street_name(text: str) -> str:
    """As streets are compared: small letters, ё as е, without «көшесі», «ул.» and the like."""
    plain = text.lower().replace("ё", "е")
    plain = re.sub(r"[«»\"'`“”]", "", plain)
    plain = _STREET.sub(" ", plain)
    return re.sub(r"[^\w-]+", " ", plain).strip(" -_")


def read_address(text: str) -> tuple[str, int] | None:
    """The street and the number of the house: the first part that is a number, and what stands before it."""
    parts = [part for part in (part.strip() for part in text.lower().split(",")) if part]
    before = ""
    for part in parts:
        if before and (found := _HOUSE.match(part)):
            return before, int(found[1])
        if found := _HOUSE_BEHIND.match(part):
            name = street_name(found[1])
            return (name, int(found[2])) if name else None
        if _STREET.search(part) or not _TOWN.search(part):
            before = street_name(part)
    return None


def district_of(address: str, districts: Iterable[District]) -> District:
    """Raises Refusal `address_unclear` (422) without a street and a house, `no_district` (409) outside of all."""
    read = read_address(address)
    if read is None:
        raise Refusal("address_unclear", 422, field="address")
    for district in districts:
        if any(street.has(*read) for street in district.streets):
            return district
    raise Refusal("no_district")


def check_streets(district: District, others: Iterable[District]) -> None:
    """No house belongs to two districts. Raises Refusal `street_taken` (409)."""
    for other in others:
        if other.id != district.id and any(
            _share(mine, theirs) for mine in district.streets for theirs in other.streets
        ):
            raise Refusal("street_taken", district=other.name)


def _share(one: Street, other: Street) -> bool:
    if one.name != other.name or one.first > other.last or other.first > one.last:
        return False
    if {one.side, other.side} == {Side.ODD, Side.EVEN}:
        return False
    first, last = max(one.first, other.first), min(one.last, other.last)
    return any(one.has(one.name, house) and other.has(one.name, house) for house in range(first, last + 1))


def kinds_for(birth_date: date, today: date) -> tuple[DoctorKind, ...]:
    """The kinds of doctor who may come, the first that the district has."""
    grown_up = age_on(birth_date, today) >= GROWN_UP
    own = DoctorKind.THERAPIST if grown_up else DoctorKind.PAEDIATRICIAN
    return (own, DoctorKind.GENERAL_PRACTITIONER)


def doctor_for(district: District, birth_date: date, today: date) -> tuple[DoctorKind, str]:
    """Raises Refusal `no_doctor_for_age` (409)."""
    for kind in kinds_for(birth_date, today):
        if kind in district.doctors:
            return kind, district.doctors[kind]
    raise Refusal("no_doctor_for_age", district=district.name)


def age_on(birth_date: date, today: date) -> int:
    """Whole years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


def birth_date_of(iin: str) -> date | None:
    """Out of a valid IIN; None where it names no century (0) or a day that no month has."""
    century = _CENTURIES.get(iin[6])
    if century is None:
        return None
    try:
        return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None
