"""Places: how they are called, and the sentences that send a person there.

Kazakh puts № before the digits: so no case ending has to be hung on a figure.
"""

from collections.abc import Sequence
from functools import lru_cache

from server.domain.language import Words
from server.domain.place import PlaceKind

PLACE_NAMES: dict[PlaceKind, Words] = {
    PlaceKind.WINDOW: Words("терезе", "окно", "window"),
    PlaceKind.CABINET: Words("кабинет", "кабинет", "cabinet"),
    PlaceKind.CASH_DESK: Words("касса", "касса", "cash desk"),
}

# {place} is what stands on the door.
PLACES: dict[PlaceKind, Words] = {
    PlaceKind.WINDOW: Words("№ {place} терезе", "окно № {place}", "window {place}"),
    PlaceKind.CABINET: Words("№ {place} кабинет", "кабинет № {place}", "cabinet {place}"),
    PlaceKind.CASH_DESK: Words("№ {place} касса", "касса № {place}", "cash desk {place}"),
}

# Before the last of several doors, to one of which a person is called: so the noun stays in the singular.
_OR = Words("{first} немесе № {last}", "{first} или № {last}", "{first} or {last}")
_BETWEEN = (", № ", ", № ", ", ")  # kk, ru, en

# {number} is the number of the ticket.
CALLS: dict[PlaceKind, Words] = {
    PlaceKind.WINDOW: Words(
        "{number} нөмірлі талон иесі, № {place} терезеге өтіңіз",
        "Талон номер {number}, пройдите к окну № {place}",
        "Ticket number {number}, please go to window {place}",
    ),
    PlaceKind.CABINET: Words(
        "{number} нөмірлі талон иесі, № {place} кабинетке өтіңіз",
        "Талон номер {number}, пройдите в кабинет № {place}",
        "Ticket number {number}, please go to cabinet {place}",
    ),
    PlaceKind.CASH_DESK: Words(
        "{number} нөмірлі талон иесі, № {place} кассаға өтіңіз",
        "Талон номер {number}, пройдите в кассу № {place}",
        "Ticket number {number}, please go to cash desk {place}",
    ),
}


@lru_cache(maxsize=256)
def place_name(kind: PlaceKind, place: str) -> Words:
    """«№ 2 терезе», «окно № 2», “window 2”."""
    return _filled(PLACES[kind], place=place)


def one_of(kind: PlaceKind, places: Sequence[str]) -> Words:
    """«№ 2, № 3 немесе № 4 терезе», «окно № 2, № 3 или № 4», “window 2, 3 or 4”."""
    *others, last = places
    if not others:
        return place_name(kind, last)
    said = (
        template.format(place=either.format(first=between.join(others), last=last))
        for template, either, between in zip(PLACES[kind], _OR, _BETWEEN, strict=True)
    )
    return Words(*said)


def call(kind: PlaceKind, place: str, number: str) -> Words:
    """The sentence that calls the holder of `number` to a place, as the board writes it."""
    return _filled(CALLS[kind], place=place, number=number)


def _filled(words: Words, **values: str) -> Words:
    return Words(*(text.format(**values) for text in words))
