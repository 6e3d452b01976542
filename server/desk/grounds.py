"""The ground of a refusal or a withdrawal: out of a list, so that reports can count it and a slip can say it."""

from server.desk.house import House
from server.desk.papers import refusal_slip
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.visit import GROUNDS_OF_HOUSE, Visit
from server.words.grounds import REFUSAL_GROUNDS, WITHDRAWAL_GROUNDS

GROUNDS_OF_STAFF = {code: words for code, words in WITHDRAWAL_GROUNDS.items() if code not in GROUNDS_OF_HOUSE}


def check_refusal_ground(ground: str | None) -> str:
    """Raises Refusal `ground_required`, `ground_unknown` (422)."""
    if ground is None:
        raise Refusal("ground_required", 422, grounds=list(REFUSAL_GROUNDS))
    if ground not in REFUSAL_GROUNDS:
        raise Refusal("ground_unknown", 422, grounds=list(REFUSAL_GROUNDS))
    return ground


def check_withdrawal_ground(ground: str | None) -> None:
    """Raises Refusal `ground_unknown` (422), also for one that only the house itself gives."""
    if ground is not None and ground not in GROUNDS_OF_STAFF:
        raise Refusal("ground_unknown", 422, grounds=list(GROUNDS_OF_STAFF))


def print_refusal(house: House, visit: Visit, counter: Counter) -> None:
    """The slip of a refused visit, for the person to take along. By telephone there is nobody to take it."""
    if counter.printer is None or visit.number is None:
        return
    assert visit.ground is not None
    slip = refusal_slip(
        organisation=house.site.name,
        number=visit.number,
        ground=REFUSAL_GROUNDS[visit.ground],
        at=f"{house.now.astimezone(house.site.calendar.zone):%d.%m.%Y %H:%M}",
        language=visit.language,
    )
    house.add_job(counter.printer, slip, visit.id)
