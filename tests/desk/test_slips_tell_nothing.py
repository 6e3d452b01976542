"""A slip is seen by whoever stands behind its owner."""

from functools import partial

from server.desk.open_visit import VisitWanted, open_new_visit
from server.domain.language import Language
from tests.desk.a_house import AHouse

KINDS = {"hiv-test": "voluntary-anonymous"}


def test_the_slips_of_confidential_services_cannot_be_told_apart(house: AHouse) -> None:
    confidential = [r.service for r in house.store.site.regulations.values() if r.confidential]
    assert len(confidential) == 4
    shapes = set()
    for service in confidential:
        wanted = VisitWanted(service, Language.KK, kind=KINDS.get(service))
        slip = house.do(partial(open_new_visit, wanted=wanted)).slip
        assert slip is not None
        shapes.add(tuple(type(block).__name__ for block in slip.blocks))
    assert len(shapes) == 1
