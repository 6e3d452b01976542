"""Papers on their way to a printer."""

from collections.abc import Iterable
from datetime import datetime

from typing_extensions import TypedDict

from server.domain.job import Job
from server.domain.paper import Paper


class JobAnswer(TypedDict):
    id: str
    printer: str
    kind: str
    state: str
    queued_at: datetime
    fault: str | None


class JobToPrint(TypedDict):
    id: str
    kind: str
    state: str
    queued_at: datetime
    paper: Paper


class JobsAnswer(TypedDict):
    jobs: list[JobToPrint]


def job_answer(job: Job) -> JobAnswer:
    return {
        "id": job.id,
        "printer": job.printer,
        "kind": job.kind.value,
        "state": job.state.value,
        "queued_at": job.queued_at,
        "fault": job.fault,
    }


def jobs_answer(jobs: Iterable[tuple[Job, Paper]]) -> JobsAnswer:
    return {"jobs": [_to_print(job, paper) for job, paper in jobs]}


def _to_print(job: Job, paper: Paper) -> JobToPrint:
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "queued_at": job.queued_at,
        "paper": paper,
    }
