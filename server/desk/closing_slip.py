"""The slip that closes a day, composed of words and values."""

from collections.abc import Mapping

from server.desk.two_languages import both, field, framed
from server.domain.language import Words
from server.domain.paper import Paper, PaperKind, Rule, Space, Text
from server.domain.visit import VisitState
from server.words import closing as said

_LETTERS_A_LINE = 16  # of the mac: so many are compared at a glance, and fit on the narrow roll


def closing_slip(
    *, organisation: Words, day: str, at: str, visits: Mapping[VisitState, int], row: str, mac: str
) -> Paper:
    """`row`: epoch and seq of the head of the ledger, `mac` its hexadecimal mac. Neither names nor services."""
    return Paper(
        PaperKind.CLOSING,
        (
            *both(organisation, False, size="small", centred=True),
            framed(said.DAY_CLOSED, False),
            Text(day, "large", bold=True, centred=True),
            Rule(),
            *(
                field(words, str(visits.get(state, 0)), False)
                for state, words in said.VISITS_BY_STATE.items()
            ),
            Rule(),
            field(said.LEDGER_HEAD, row, False),
            *(
                Text(mac[start : start + _LETTERS_A_LINE], "small")
                for start in range(0, len(mac), _LETTERS_A_LINE)
            ),
            Space(),
            *both(said.KEEP_CLOSING, False, size="small", centred=True),
            Text(at, "small", centred=True),
        ),
    )
