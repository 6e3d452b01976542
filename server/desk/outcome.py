"""What the devices report: how a print job ended, and how they themselves are."""

from dataclasses import replace

from server.desk.certificates import with_code
from server.desk.house import Device, House
from server.desk.paperwork import slip_of
from server.domain.event import Event
from server.domain.job import Job, JobState, advance
from server.domain.paper import Paper
from server.domain.refusal import Refusal


def jobs_to_print(house: House, printer: str, state: JobState) -> list[tuple[Job, Paper]]:
    """What waits for a printer, or is in doubt (*sent*), with the paper to be drawn; at most 20, oldest first."""
    return [
        (job, with_code(house, job.visit, paper) if paper else _slip(house, job))
        for job, paper in house.jobs(printer, state)
    ]


def _slip(house: House, job: Job) -> Paper:
    if job.visit is None:
        raise LookupError(f"job {job.id} has neither a paper nor a visit")
    return slip_of(house, house.visit(job.visit))


def record_outcome(house: House, printer: str, job_id: str, state: JobState, fault: str | None) -> Job:
    """Raises Refusal `not_found` (404) for a job of another printer, `job_refused` (409)."""
    job = house.job(job_id)
    if job.printer != printer:
        raise Refusal("not_found", 404)
    advanced, event = advance(job, state, fault, house.now)
    house.save_job(advanced)
    house.record(event)
    return advanced


def record_heartbeat(house: House, device_id: str, state: str, fault: str | None) -> Device:
    """Keep how the device is; only a change is an event."""
    before = house.device(device_id)
    after = replace(before, state=state, fault=fault, seen_at=house.now)
    house.save_device(after)
    if (before.state, before.fault) != (state, fault):
        house.record(Event("device_changed", {"device": device_id, "state": state, "fault": fault}))
    return after
