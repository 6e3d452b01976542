"""What boards, printers and kiosks ask and report."""

from server.desk.house import House
from server.desk.outcome import jobs_to_print, record_heartbeat, record_outcome
from server.desk.views import board_view
from server.domain.job import JobState
from server.domain.refusal import Refusal
from server.web import bodies
from server.web.actor import BOARD, DEVICE_KINDS, KIOSK, PRINTER, STAFF, Actor
from server.web.answers.boards import BoardAnswer, board_answer
from server.web.answers.devices import DeviceAnswer, device_answer
from server.web.answers.papers import JobAnswer, JobsAnswer, job_answer, jobs_answer
from server.web.route import Answer, Asked, Deed, commands, reads


def check_hall(actor: Actor, hall: str) -> None:
    """A board shows the hall that it hangs in, no other. Raises Refusal `forbidden` (403)."""
    if actor.device is not None and actor.device.hall != hall:
        raise Refusal("forbidden", 403)


def check_printer(actor: Actor, printer: str) -> None:
    """A printer prints its own jobs, a kiosk those of its printer. Raises Refusal `forbidden` (403)."""
    device = actor.device
    if device is None or printer not in (device.id, device.printer):
        raise Refusal("forbidden", 403)


@reads("/api/boards/<hall>", STAFF | {BOARD}, {200: BoardAnswer}, etag=True)
def show_board(asked: Asked[None]) -> Deed:
    """The calls of the last two minutes and those still open, newest first."""

    def deed(house: House) -> Answer:
        view = board_view(house, asked.ids["hall"])
        check_hall(asked.actor, view.hall.id)
        return Answer(200, board_answer(view, house.revision(), house.now))

    return deed


@reads(
    "/api/printers/<printer>/jobs",
    frozenset({PRINTER, KIOSK}),
    {200: JobsAnswer},
    waits_for="printer:{printer}",
    query={"state": ("queued", "sent")},
)
def list_jobs(asked: Asked[None]) -> Deed:
    """The jobs to be printed, oldest first; `?wait=` up to 20 seconds for one. `?state=sent`: those in doubt."""
    check_printer(asked.actor, asked.ids["printer"])
    state = JobState.SENT if asked.query.get("state") == "sent" else JobState.QUEUED
    return lambda house: Answer(200, jobs_answer(jobs_to_print(house, asked.ids["printer"], state)))


@commands(
    "POST",
    "/api/printers/<printer>/jobs/<job>/outcomes",
    frozenset({PRINTER, KIOSK}),
    {200: JobAnswer},
    bodies.Outcome,
)
def report_outcome(asked: Asked[bodies.Outcome]) -> Deed:
    """Claim a job (sent), or say how it ended (printed, failed, unknown)."""

    def deed(house: House) -> Answer:
        check_printer(asked.actor, asked.ids["printer"])
        job = record_outcome(
            house, asked.ids["printer"], asked.ids["job"], JobState(asked.body.state), asked.body.fault
        )
        return Answer(200, job_answer(job))

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
    """Say how the device is, which may call itself "me". A kiosk speaks for its printer too."""

    def deed(house: House) -> Answer:
        device = asked.actor.device
        if device is None or asked.ids["device"] not in ("me", device.id, device.printer):
            raise Refusal("forbidden", 403)
        of = device.id if asked.ids["device"] == "me" else asked.ids["device"]
        after = record_heartbeat(house, of, asked.body.state, asked.body.fault)
        return Answer(200, device_answer(after))

    return deed
