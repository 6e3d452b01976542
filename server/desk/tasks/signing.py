"""A signature on the certificate: the ink is on the paper, and the house takes note of whose it is."""

from server.desk.certificates import in_force
from server.desk.tasks.doing import Doing
from server.domain.certificate import sign
from server.domain.refusal import Refusal


def leave(doing: Doing) -> None:
    """Raises Refusal `certificate_missing`, and those of `sign`."""
    certificate = in_force(doing.house, doing.visit.id)
    if certificate is None:
        raise Refusal("certificate_missing")
    certificate, event = sign(certificate, doing.ticket.role)
    doing.house.save_certificate(certificate)
    doing.house.record(event)
