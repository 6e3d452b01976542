"""What callers send about journals."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.domain.journal import ExportForm
from server.web.bodies import Code, Day

Cells = dict[Code, str | bool]


def _example(**example: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [example]})


class SearchJournal(BaseModel):
    """All that is named must hold; nothing named: all rows. `since` and `until`: days of entry, both included.

    `name`: a surname; a surname and first name; or the whole name. Neither it nor `iin` is for whoever reads the
    journal masked. `beyond`: the last row that is known already.
    """

    model_config = _example(name="Аманов Арман", since="2026-11-01", until="2026-11-30")

    number: Annotated[int, Field(ge=1, le=10**9)] | None = None
    year: Annotated[int, Field(ge=1900, le=9999)] | None = None
    since: Day | None = None
    until: Day | None = None
    iin: Annotated[str, StringConstraints(max_length=20)] | None = None
    name: Annotated[str, StringConstraints(max_length=200)] | None = None
    beyond: Code | None = None
    oldest_first: bool = False


class FillRow(BaseModel):
    """Cells that came later. Each is filled once."""

    model_config = _example(cells={"outcome": "treated_at_home", "outcome_at": "2026-11-23T14:30:00+05:00"})

    cells: Cells


class CorrectRow(BaseModel):
    """What the row should have said, and why it is corrected; an empty text empties a cell."""

    model_config = _example(cells={"full_name": "Аманов Арлан"}, ground="Аты қате жазылған")

    cells: Cells
    ground: Annotated[str, StringConstraints(max_length=200)]


class OrderExport(BaseModel):
    """The rows entered on these days, both included, at most a year of them."""

    model_config = _example(since="2026-11-01", until="2026-11-30", form="xlsx")

    since: Day
    until: Day
    form: ExportForm
