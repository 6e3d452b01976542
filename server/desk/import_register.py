"""Put another list in the place of a service's: in small pieces of the one writer, and in use all at once.

A list that breaks off half way is never looked into, and the next import sweeps it away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from server.desk.ask_register import CHECK
from server.desk.commands import Command, Store
from server.desk.house import House
from server.domain.event import Event
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation

T = TypeVar("T")
PIECE = 500  # persons a command: some milliseconds of the writer


@dataclass(frozen=True, slots=True)
class ListReport:
    """Persons, but `refused`: rows that could not be taken."""

    added: int
    removed: int
    unchanged: int
    refused: int


def services_with_register(regulations: Mapping[str, Regulation]) -> tuple[str, ...]:
    return tuple(
        regulation.service
        for regulation in regulations.values()
        if any(CHECK in step.tasks for step in regulation.steps)
    )


def import_list(
    store: Store, service: str, iins: Sequence[str], refused: int, actor: str, may_remove: bool = True
) -> ListReport:
    """`iins`: right ones, each once. `may_remove`: whoever is not among them is no longer on the list, for certain.

    Raises Refusal `service_unknown`, `list_empty` (422), `list_lacks` (409): the list is as it was.
    """
    if service not in services_with_register(store.read(lambda house: house.site.regulations)):
        raise Refusal("service_unknown", 422, service=service)
    if not iins:
        raise Refusal("list_empty", 422)
    _forget(store, service, actor)
    number: int = store.submit(Command(actor, lambda house: house.begin_list(service)))
    unchanged = 0
    for piece in _pieces(iins):
        unchanged += store.submit(Command(actor, partial(_add, service=service, number=number, iins=piece)))
    try:
        report: ListReport = store.submit(
            Command(
                actor,
                lambda house: _take_into_use(
                    house, service, number, len(iins), unchanged, refused, may_remove
                ),
            )
        )
    except Refusal:
        _forget(store, service, actor)
        raise
    _forget(store, service, actor)
    return report


def _pieces(iins: Sequence[str]) -> Iterator[Sequence[str]]:
    return (iins[at : at + PIECE] for at in range(0, len(iins), PIECE))


def _add(house: House, service: str, number: int, iins: Sequence[str]) -> int:
    return house.add_to_list(service, number, iins)


def _take_into_use(
    house: House, service: str, number: int, size: int, unchanged: int, refused: int, may_remove: bool
) -> ListReport:
    before = house.switch_list(service, number, size)
    report = ListReport(size - unchanged, before - unchanged, unchanged, refused)
    if report.removed and not may_remove:
        raise Refusal("list_lacks", 409, removed=report.removed)  # the whole command is undone
    house.record(
        Event(
            "register_imported",
            {
                "service": service,
                "added": report.added,
                "removed": report.removed,
                "unchanged": report.unchanged,
                "refused": refused,
            },
        )
    )
    return report


def _forget(store: Store, service: str, actor: str) -> None:
    while store.submit(Command(actor, lambda house: house.forget_lists(service, PIECE))):
        pass
