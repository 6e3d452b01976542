"""The register that an organisation keeps itself: a list that was imported into the house."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from server.domain.register import Finding, Found, NoAnswer, NoAnswerReason, RegisterAnswer
from server.words.register import finding_text, local_name


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of a service says of somebody, and of which day it is."""

    present: bool
    imported_on: date


@dataclass(frozen=True, slots=True)
class LocalRegister:
    """`ask(service, iin)`: None where no list of that service was ever imported."""

    ask: Callable[[str, str], Listed | None]

    def look_up(self, service: str, iin: str) -> RegisterAnswer:
        listed = self.ask(service, iin)
        if listed is None:
            return NoAnswer(NoAnswerReason.NOT_IMPORTED, local_name(None))
        finding = Finding.PRESENT if listed.present else Finding.ABSENT
        return Found(finding, finding_text(service, finding), local_name(listed.imported_on))
