"""What staff must know now: devices that are not well or not heard of, papers that did not come, voice, clock.

It is asked for with every snapshot of a counter, so it is bounded, and every question is a short one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from server.desk.house import Ailing, Device, House, LostPaper
from server.domain.board import HALL_LANGUAGES
from server.domain.job import JobState
from server.domain.language import Language, Words
from server.words.sentence import sentence
from server.words.troubles import TROUBLES

MOST_TOLD = 6
LOST_AFTER = timedelta(seconds=30)
AWAITED_FOR = timedelta(minutes=5)  # after the start of the server: then a device that never came is missed
PAPERS_TOLD_FOR = timedelta(hours=2)
JUMP_TOLD_FOR = timedelta(hours=1)

_SEVERITY = {code: place for place, code in enumerate(TROUBLES)}


@dataclass(frozen=True, slots=True)
class Trouble:
    """`device`, `name`: of the device, where it is one. `words`: what happened; `cure`: what to do."""

    code: str
    device: str | None
    name: str | None
    words: Words
    cure: Words


def troubles(house: House) -> list[Trouble]:
    """At most six, the most severe first."""
    # A dark kiosk comes twice: itself, and by its printer.
    found = dict.fromkeys((*_of_devices(house), *_of_papers(house), *_of_site(house)))
    return sorted(found, key=lambda trouble: _SEVERITY[trouble.code])[:MOST_TOLD]


def _of_devices(house: House) -> Iterator[Trouble]:
    lost_since = house.now - LOST_AFTER
    for ailing in house.ailing_devices(lost_since, house.now - house.open_since > AWAITED_FOR):
        if _is_lost(ailing.device, lost_since):
            yield _of_lost(ailing, lost_since)
        else:
            fault = ailing.device.fault or ""
            yield _trouble(
                fault if fault in TROUBLES else "device_fault", ailing.device.id, ailing.device.name
            )


def _is_lost(device: Device, lost_since: datetime) -> bool:
    return device.seen_at is None or device.seen_at < lost_since


def _of_lost(ailing: Ailing, lost_since: datetime) -> Trouble:
    """Each beats for itself: a kiosk that is heard of lives, though what drives its printer has stopped."""
    device, kiosk = ailing.device, ailing.kiosk
    if kiosk is None:
        return _trouble(f"{device.kind}_lost", device.id, device.name)
    code = "kiosk_lost" if _is_lost(kiosk, lost_since) else "kiosk_printer_lost"
    return _trouble(code, kiosk.id, kiosk.name)


def _of_papers(house: House) -> Iterator[Trouble]:
    for paper in house.lost_papers(house.now - PAPERS_TOLD_FOR, MOST_TOLD):
        yield _of_paper(paper)


def _of_paper(paper: LostPaper) -> Trouble:
    code = "paper_failed" if paper.state is JobState.FAILED else "paper_unknown"
    return _trouble(code, paper.printer, paper.printer_name, paper.number)


def _of_site(house: House) -> Iterator[Trouble]:
    if not house.site.voice.languages.issuperset(HALL_LANGUAGES):
        yield _trouble("voice_missing")
    if house.clock_jumped_since(house.now - JUMP_TOLD_FOR):
        yield _trouble("clock_jumped")


@lru_cache(maxsize=256)
def _trouble(
    code: str, device: str | None = None, name: str | None = None, number: str | None = None
) -> Trouble:
    problem = TROUBLES[code]
    kk, ru, en = (sentence(problem.title, language, {"number": number}) for language in Language)
    return Trouble(code, device, name, Words(kk, ru, en), problem.detail)
