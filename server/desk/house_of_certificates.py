"""What a use case asks of the house about certificates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.certificate import Certificate
from server.domain.job import Job
from server.domain.paper import Paper
from server.domain.role import Role


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a certificate says: sealed where it is kept. `entry`: what was filled in for it.

    `finding`: what is certified, in the word of its task. `certified` False: it is the sheet of whoever has no
    certificate, and nobody but its signer may learn that. Where the person is anonymous the paper holds `CODE_SLOT`
    in the place of his code, which is derived and never kept.
    """

    paper: Paper
    entry: dict[str, Any]
    finding: str
    certified: bool


class CertificateHouse(Protocol):
    def add_certificate(self, certificate: Certificate, drawn: Drawn) -> None: ...
    def save_certificate(self, certificate: Certificate) -> None: ...
    def certificate(self, certificate_id: str) -> Certificate:
        """Raises Refusal `not_found` (404)."""

    def certificate_of_visit(self, visit_id: str) -> Certificate | None:
        """The last that was made for it, whatever became of it."""

    def certificate_of_code(self, code: str) -> Certificate:
        """The one that bears `code` (`verify_code`). Raises Refusal `not_found` (404)."""

    def drawn(self, certificate: Certificate) -> Drawn | None:
        """None for one that an older Kezek made, which kept no text."""

    def certificates_to_sign(self, roles: Collection[Role], most: int) -> list[Certificate]:
        """Those that wait for a signature of one of `roles`, the oldest first."""

    def certificates_lost(self, roles: Collection[Role], since: datetime, most: int) -> list[Certificate]:
        """Those in force, signed by one of `roles`, whose last print failed or is unknown since then."""

    def prints_of(self, certificate: Certificate) -> list[Job]:
        """Its jobs, the oldest first."""
