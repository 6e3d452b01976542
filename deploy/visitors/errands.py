"""What a clerk does besides the line: the telephone, the window, results, and people who are back or go."""

from dataclasses import dataclass
from typing import Any

from deploy.visitors.door import return_code_of, wanted
from deploy.visitors.floor import Asked, Errand, Floor
from deploy.visitors.link import Link, Refused, Unexpected
from deploy.visitors.plan import Person
from deploy.visitors.sitting import Sittings

AT_THE_WINDOW = 2.0  # minutes that it takes to say what one came for
A_WORD = 0.3
SETTLED_BY_OTHERS = frozenset({"move_refused", "task_done", "visit_closed"})


@dataclass(frozen=True, slots=True)
class Errands:
    floor: Floor
    link: Link
    sittings: Sittings

    def do(self, asked: Asked) -> None:
        """Raises Refused when the seat is lost: then somebody else is asked. Raises Unexpected, Ended."""
        on_telephone = None
        try:
            if asked.person is not None:
                on_telephone = self._open(asked.person, by_telephone=asked.errand is Errand.TELEPHONE)
            else:
                self._do(asked)
        except Refused as refused:
            if refused.code not in SETTLED_BY_OTHERS:
                self.floor.ask(asked)
                raise
        if on_telephone is not None:
            self.sittings.sit_with(on_telephone, self.floor.attempt(on_telephone["id"]))

    def _do(self, asked: Asked) -> None:
        self.floor.clock.sleep(A_WORD * self.floor.day.pace)
        if asked.errand is Errand.RESULT:
            self._enter_result(asked)
        elif asked.errand is Errand.REINSTATE:
            self.sittings.move(asked.ticket, "reinstate")
        elif self._state_of(asked.ticket) == "waiting":
            self.withdraw(asked.ticket, "left")

    def withdraw(self, ticket: str, ground: str) -> None:
        """Unless it has moved on meanwhile."""
        try:
            self.sittings.move(ticket, "withdraw", ground=ground)
        except Refused as refused:
            if refused.code not in SETTLED_BY_OTHERS:
                raise

    def _open(self, person: Person, *, by_telephone: bool) -> dict[str, Any] | None:
        """The ticket of whoever is on the telephone: he is served at once."""
        if not by_telephone:
            self.floor.clock.sleep(AT_THE_WINDOW * self.floor.day.pace)
        try:
            answer = self.link.command("open", "/api/visits", wanted(person)).body
        except Unexpected:
            self.floor.turned_away(person)
            raise
        self.floor.opened(person, answer, return_code_of(answer["slip"]) if answer["slip"] else None)
        ticket: dict[str, Any] = answer["tickets"][0]
        return ticket if by_telephone else None

    def _enter_result(self, asked: Asked) -> None:
        view = self.link.read(f"/api/tickets/{asked.ticket}")
        if view["state"] != "pending":
            return
        for task in view["tasks"]:
            if task["while_pending"] and not task["done"]:
                path = f"/api/tickets/{asked.ticket}/tasks/{task['task']}"
                self.link.command("result", path, task["example"])
        self.floor.result_is_there(asked.visit)

    def _state_of(self, ticket: str) -> str:
        return str(self.link.read(f"/api/tickets/{ticket}")["state"])
