"""The door: people come in and take their tickets at the kiosk, call by telephone, or ask at the window."""

import re
from dataclasses import dataclass
from typing import Any

from deploy.visitors.floor import Asked, Coming, Errand, Floor
from deploy.visitors.link import GIVEN_UP, PAUSE_SECONDS, Link, Refused, Unexpected
from deploy.visitors.plan import Door, Person

LOOK_SECONDS = 0.5
WINDOW = "registry_clerk"  # who answers the telephone, and whoever comes to a window without a ticket
RETURN_CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{1,4})+")


@dataclass(frozen=True, slots=True)
class KioskDoor:
    """`link` leads to the kiosk's agent, or to the server with the kiosk's token."""

    floor: Floor
    link: Link

    def let_in(self) -> None:
        """Until the day is over. Raises Ended."""
        while not self.floor.over():
            coming = self.floor.comer()
            if coming is not None:
                self._let_in(coming)
            else:
                clock = self.floor.clock
                clock.pause(min(LOOK_SECONDS, clock.seconds_to(self.floor.next_comes()) + 0.001))

    def _let_in(self, coming: Coming) -> None:
        person = coming.person
        if coming.return_code is not None:
            self._come_back(coming)
        elif person.door is Door.KIOSK:
            self._take_ticket(person)
        else:
            errand = Errand.TELEPHONE if person.door is Door.TELEPHONE else Errand.DESK
            self.floor.ask(Asked(errand, WINDOW, person=person))

    def _take_ticket(self, person: Person) -> None:
        try:
            answer = self._asked("open", wanted(person))
        except Unexpected:  # has been reported; the next one comes all the same
            self.floor.turned_away(person)
            return
        self.floor.opened(person, answer, return_code_of(answer["slip"]))

    def _come_back(self, coming: Coming) -> None:
        body = {"return_code": coming.return_code, "language": coming.person.language}
        try:
            self.floor.is_back(self._asked("come_back", body))
        except Unexpected:
            return

    def _asked(self, deed: str, body: dict[str, Any]) -> Any:
        """Whom the kiosk sends to the desk asks it again, which is another request. Raises as Link does."""
        while True:
            try:
                return self.link.command(deed, "/api/visits", body).body
            except Refused as refused:
                if refused.code != GIVEN_UP:
                    raise
            self.floor.clock.pause(PAUSE_SECONDS)


def wanted(person: Person) -> dict[str, Any]:
    """The body of POST /api/visits."""
    body: dict[str, Any] = {"service": person.service, "language": person.language}
    if person.kind is not None:
        body["kind"] = person.kind
    if person.category is not None:
        body["category"] = person.category
    if person.door is Door.TELEPHONE:
        body["channel"] = "telephone"
    return body


def return_code_of(slip: dict[str, Any]) -> str | None:
    """As its owner reads it from the paper: the groups of four."""
    texts = (str(block.get("value", "")) for block in slip["blocks"])
    return next((text for text in texts if RETURN_CODE.fullmatch(text)), None)
