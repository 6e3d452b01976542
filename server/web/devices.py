"""What boards, printers and kiosks ask and report."""

from datetime import datetime

from typing_extensions import TypedDict

from server.desk.house import House
from server.desk.outcome import jobs_to_print, record_heartbeat, record_outcome
from server.desk.views import board_view
from server.domain.job import Job, JobState
from server.domain.paper import Paper
from server.domain.refusal import Refusal
from server.web import answers, bodies
from server.web.actor import BOARD, DEVICE_KINDS, KIOSK, PRINTER, STAFF, Actor
from server.web.route import Answer, Asked, Deed, commands, reads


class JobToPrint(TypedDict):
    id: str
    kind: str
    state: str
    queued_at: datetime
    paper: Paper


class JobsAnswer(TypedDict):
    jobs: list[JobToPrint]


class DeviceAnswer(TypedDict):
    id: str
    kind: str
    name: str
    state: str
    fault: str | None
    seen_at: datetime | None


def check_hall(actor: Actor, hall: str) -> None:
    """A board shows the hall that it hangs in, no other. Raises Refusal `forbidden` (403)."""
    if actor.device is not None and actor.device.hall != hall:
        raise Refusal("forbidden", 403)


def check_printer(actor: Actor, printer: str) -> None:
    """A printer prints its own jobs, a kiosk those of its printer. Raises Refusal `forbidden` (403)."""
    device = actor.device
    if device is None or printer not in (device.id, device.printer):
        raise Refusal("forbidden", 403)


@reads("/api/boards/<hall>", STAFF | {BOARD}, {200: answers.BoardAnswer}, etag=True)
def show_board(asked: Asked[None]) -> Deed:
    """The calls of the last two minutes and those still open, newest first."""

    def deed(house: House) -> Answer:
        check_hall(asked.actor, asked.ids["hall"])
        view = board_view(house, asked.ids["hall"])
        return Answer(200, answers.board_answer(view, house.revision(), house.now))

    return deed


@reads(
    "/api/printers/<printer>/jobs",
    frozenset({PRINTER, KIOSK}),
    {200: JobsAnswer},
    waits_for="printer:{printer}",
)
def list_jobs(asked: Asked[None]) -> Deed:
    """The jobs to be printed, oldest first; `?wait=` up to 20 seconds for one. `?state=sent`: those in doubt."""
    check_printer(asked.actor, asked.ids["printer"])
    state = JobState.SENT if asked.query.get("state") == "sent" else JobState.QUEUED
    return lambda house: Answer(
        200,
        {"jobs": [_to_print(job, paper) for job, paper in jobs_to_print(house, asked.ids["printer"], state)]},
    )


def _to_print(job: Job, paper: Paper) -> JobToPrint:
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "queued_at": job.queued_at,
        "paper": paper,
    }


@commands(
    "POST",
    "/api/printers/<printer>/jobs/<job>/outcomes",
    frozenset({PRINTER, KIOSK}),
    {200: answers.JobAnswer},
    bodies.Outcome,
)
def report_outcome(asked: Asked[bodies.Outcome]) -> Deed:
    """Claim a job (sent), or say how it ended (printed, failed, unknown)."""

    def deed(house: House) -> Answer:
        check_printer(asked.actor, asked.ids["printer"])
        job = record_outcome(
            house, asked.ids["printer"], asked.ids["job"], JobState(asked.body.state), asked.body.fault
        )
        return Answer(200, answers.job_answer(job))

    return deed


@commands(
    "POST",
    "/api/devices/<device>/heartbeats",
    frozenset(DEVICE_KINDS),
    {200: DeviceAnswer},
    bodies.Heartbeat,
    keyed=False,
)
def beat(asked: Asked[bodies.Heartbeat]) -> Deed:
    """Say how the device is. A kiosk speaks for its printer too."""

    def deed(house: House) -> Answer:
        device = asked.actor.device
        if device is None or asked.ids["device"] not in (device.id, device.printer):
            raise Refusal("forbidden", 403)
        after = record_heartbeat(house, asked.ids["device"], asked.body.state, asked.body.fault)
        return Answer(
            200,
            {
                "id": after.id,
                "kind": after.kind,
                "name": after.name,
                "state": after.state,
                "fault": after.fault,
                "seen_at": after.seen_at,
            },
        )

    return deed
