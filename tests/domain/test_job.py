"""How a print job may go: every pair of states, legal or refused."""

from dataclasses import replace

import pytest

from server.domain.job import TABLE, Job, JobState, advance
from server.domain.paper import PaperKind
from server.domain.refusal import Refusal
from tests.domain.builders import NINE, at

J = JobState
LEGAL = {
    (J.QUEUED, J.SENT),
    (J.QUEUED, J.FAILED),
    (J.SENT, J.PRINTED),
    (J.SENT, J.FAILED),
    (J.SENT, J.UNKNOWN),
}


@pytest.mark.parametrize(("before", "after"), [(one, other) for one in J for other in J])
def test_a_job_goes_where_the_table_says_and_nowhere_else(before: JobState, after: JobState) -> None:
    job = Job("j1", "p1", PaperKind.SLIP, "v1", before, NINE)
    same = replace(job)
    if (before, after) in LEGAL:
        advanced, event = advance(job, after, "paper_out", at(1))
        assert (advanced.state, advanced.fault) == (after, "paper_out")
        assert advanced.ended_at == (None if after is J.SENT else at(1))
        assert event.kind == f"job_{after.value}"
        assert event.facts == {"job": "j1", "printer": "p1", "fault": "paper_out"}
    else:
        with pytest.raises(Refusal) as refused:
            advance(job, after, None, at(1))
        assert (refused.value.code, refused.value.data) == ("job_refused", {"state": before.value})
    assert job == same


def test_nothing_leads_out_of_an_end_and_no_state_is_forgotten() -> None:
    assert TABLE.keys() == set(JobState)
    assert all(not TABLE[state] for state in (J.PRINTED, J.FAILED, J.UNKNOWN))


def test_a_paper_that_nobody_claimed_cannot_have_been_printed() -> None:
    assert J.PRINTED not in TABLE[J.QUEUED]
    assert J.UNKNOWN not in TABLE[J.QUEUED]
