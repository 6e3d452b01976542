"""A print job: one paper for one printer, and how it ended.

A printer is never trusted. *Unknown* is an end of its own: bytes went out and no good word came back, so the
paper may lie in the tray; whoever prints it again prints a copy, and it says so.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from server.domain.event import Event
from server.domain.paper import PaperKind
from server.domain.refusal import Refusal


class JobState(StrEnum):
    QUEUED = "queued"
    SENT = "sent"  # one printer has claimed it: from here on nobody else may print it
    PRINTED = "printed"
    FAILED = "failed"  # certain: nothing was printed
    UNKNOWN = "unknown"


TABLE: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.SENT, JobState.FAILED}),
    JobState.SENT: frozenset({JobState.PRINTED, JobState.FAILED, JobState.UNKNOWN}),
    JobState.PRINTED: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.UNKNOWN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Job:
    id: str
    printer: str
    kind: PaperKind
    visit: str | None
    state: JobState
    queued_at: datetime
    ended_at: datetime | None = None
    fault: str | None = None


def advance(job: Job, state: JobState, fault: str | None, now: datetime) -> tuple[Job, Event]:
    """Raises Refusal `job_refused` where a job in its state cannot become `state`."""
    if state not in TABLE[job.state]:
        raise Refusal("job_refused", state=job.state.value)
    ended_at = None if TABLE[state] else now
    event = Event(f"job_{state.value}", {"job": job.id, "printer": job.printer, "fault": fault})
    return replace(job, state=state, fault=fault, ended_at=ended_at), event
