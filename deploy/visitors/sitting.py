"""A sitting: the person comes to the counter or does not, the tasks are done, and it comes to what was planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deploy.visitors.floor import Asked, Errand, Floor
from deploy.visitors.link import Link, Refused
from deploy.visitors.plan import Sitting, Turn

CALLS = 2  # before a person counts as missing
BETWEEN_CALLS = 1.0  # minutes
TO_SEE_A_MISTAKE = 0.4
LONGEST_LIMIT = 60.0
LIMIT_IN_DAYS = 15.0  # minutes that a sitting is planned with where the law's limit is in days
WITH_A_PERSON = frozenset({Turn.HOLD, Turn.PUT_BACK, Turn.REDIRECT, Turn.CHANGE_MIND})


@dataclass(frozen=True, slots=True)
class Sittings:
    """The sittings at one `counter`. `colleagues`: other counters of the same role."""

    floor: Floor
    link: Link
    counter: str
    colleagues: Sequence[str]

    def serve(self, ticket: dict[str, Any]) -> None:
        """From the call to the end. Raises Refused where somebody else has a hand in it, Unexpected, Ended."""
        attempt = self.floor.attempt(ticket["id"])
        if ticket["state"] != "called" or self._comes(ticket, attempt):
            self.sit_with(ticket, attempt)

    def move(self, ticket: str, move: str, deed: str = "", **more: str) -> dict[str, Any]:
        body = {"move": move, **more}
        moved: dict[str, Any] = self.link.command(deed or move, f"/api/tickets/{ticket}/moves", body).body
        self.floor.moved(moved)
        return moved

    def _comes(self, ticket: dict[str, Any], attempt: int) -> bool:
        """Whether the person comes; he sits down then."""
        guest, clock, pace = self.floor.guest(ticket["visit"]), self.floor.clock, self.floor.day.pace
        answering = self.floor.day.answering(guest.whose, ticket["step"], attempt)
        comes = answering.calls is not None or guest.person is None
        for _ in range((answering.calls or CALLS) - 1):
            clock.sleep(BETWEEN_CALLS * pace)
            self.move(ticket["id"], "call", "recall")
        clock.sleep(answering.walk if comes else BETWEEN_CALLS * pace)
        self.move(ticket["id"], "start" if comes else "dismiss")
        if not comes and answering.back_after is None:
            self.floor.went_home(ticket["visit"])
        elif not comes:
            back = Asked(Errand.REINSTATE, ticket["role"], ticket["id"], ticket["visit"])
            self.floor.ask(back, answering.back_after or 0.0)
        return comes

    def sit_with(self, ticket: dict[str, Any], attempt: int) -> None:
        """Until it has come to its end, and whatever follows in the same sitting with it."""
        after: dict[str, Any] | None = ticket
        while after is not None:
            after = self._sit(after, attempt)

    def _sit(self, ticket: dict[str, Any], attempt: int) -> dict[str, Any] | None:
        """The ticket that this one opened for the same sitting, if it did."""
        view = self.link.read(f"/api/tickets/{ticket['id']}")
        guest = self.floor.guest(ticket["visit"])
        plan = self.floor.day.sitting(
            guest.whose, ticket["step"], ticket["role"], attempt, guest=guest.person is None
        )
        minutes = plan.share * limit_of(view)
        if self._turns(ticket, plan, minutes):
            return None
        return self._finish(view, minutes)

    def _turns(self, ticket: dict[str, Any], plan: Sitting, minutes: float) -> bool:
        """Whether it came to something else than its end."""
        turn, clock = plan.turn, self.floor.clock
        if turn is Turn.FINISH or (turn in WITH_A_PERSON and ticket["presence"] == "absent"):
            return False
        if turn is Turn.REDIRECT:
            return self._redirect(ticket["id"])
        clock.sleep(TO_SEE_A_MISTAKE * self.floor.day.pace if turn is Turn.PUT_BACK else minutes / 2)
        if turn is Turn.REFUSE:
            self.move(ticket["id"], "refuse", ground=plan.ground)
        elif turn is Turn.CHANGE_MIND:
            self.move(ticket["id"], "withdraw", ground="changed_mind")
        else:
            self.move(ticket["id"], turn.value)
        if turn is Turn.HOLD:
            back = Asked(Errand.REINSTATE, ticket["role"], ticket["id"], ticket["visit"])
            self.floor.ask(back, plan.back_after)
        return True

    def _redirect(self, ticket: str) -> bool:
        """Whether a colleague sits there to take it."""
        for colleague in self.colleagues:
            try:
                self.move(ticket, "redirect", counter=colleague)
                return True
            except Refused as refused:
                if refused.code != "counter_unsuitable":
                    raise
        return False

    def _finish(self, view: dict[str, Any], minutes: float) -> dict[str, Any] | None:
        tasks = [task for task in view["tasks"] if not task["done"]]
        for task in tasks:
            self.floor.clock.sleep(minutes / (len(tasks) + 1))
            path = f"/api/tickets/{view['id']}/tasks/{task['task']}"
            self.link.command("task", path, self._answers(view["visit"], task["example"]))
        self.floor.clock.sleep(minutes / (len(tasks) + 1))
        opened = self.move(view["id"], "finish")["opened"]
        same = (next_ for next_ in opened if next_["state"] == "serving" and next_["counter"] == self.counter)
        return next(same, None)

    def _answers(self, visit: str, example: dict[str, Any]) -> dict[str, Any]:
        """Each is booked as himself: one person has one time with a doctor on a day."""
        if "slot" not in example:
            return example
        return example | {"iin": self.floor.day.iin_of(visit), "slot": self._latest_like(example["slot"])}

    def _latest_like(self, slot: str) -> str:
        """With that doctor on that day: the first times are left to who tries the house out and comes at once."""
        doctor, _, opens = slot.partition("@")
        day = self.link.read(f"/api/doctors/{doctor}/slots/{opens[:10]}")
        return max((one["slot"] for one in day["slots"] if one["free"]), default=slot)


def limit_of(view: dict[str, Any]) -> float:
    """Minutes that the law gives this step; where it gives days, what a sitting of such a step takes."""
    clock = view["clocks"]["procedure"]
    if clock is None:
        return LIMIT_IN_DAYS
    since, until = (datetime.fromisoformat(clock[name]) for name in ("since", "until"))
    minutes = (until - since).total_seconds() / 60
    return minutes if minutes <= LONGEST_LIMIT else LIMIT_IN_DAYS
