"""The certificate is in its owner's hands: when, and who gave it.

It is issued when its visit is done; here it is looked at once more, whatever the route says.
"""

from server.desk.certificates import in_force, is_unpaid
from server.desk.journal import note_in_journal
from server.desk.tasks.doing import Doing
from server.domain.certificate import check_ready


def leave(doing: Doing) -> None:
    """Raises Refusal `certificate_unsigned`, `certificate_unpaid` (409)."""
    house = doing.house
    certificate = in_force(house, doing.visit.id)
    if certificate is not None:
        check_ready(certificate, is_unpaid(house, doing.visit, doing.regulation))
    note_in_journal(house, doing.visit.id, issued_on=house.site.day(house.now), issued_by=doing.staff.name)
