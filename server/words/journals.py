"""What stands in a journal, as people read it: how its cells are called, and a cell's value as a text."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from server.domain.journal import CELLS, CellKind, Column, Row
from server.domain.language import Language, Words
from server.words.bookings import OUTCOMES
from server.words.dates import short_date, short_date_time
from server.words.fields import FIELD_LABELS
from server.words.grounds import REFUSAL_GROUNDS
from server.words.tasks import CHOICE_NAMES

GROUND_OF_REFUSAL = Words("Бас тарту себебі", "Причина отказа", "Reason for the refusal")
HAPPENED_OTHERWISE = Words(
    "Іс жүзінде басқаша болды", "На деле вышло иначе", "It did not happen as it was written"
)
YES_OR_NO = {True: Words("Иә", "Да", "Yes"), False: Words("Жоқ", "Нет", "No")}
CHANNEL_NAMES: dict[str, Words] = {
    "in_person": Words("Өзі келді", "Лично", "In person"),
    "telephone": Words("Телефон арқылы", "По телефону", "By telephone"),
    "portal": Words("Портал арқылы", "Через портал", "Through the portal"),
}
_NAMES: dict[str, dict[str, Words]] = {
    **CHOICE_NAMES,
    "channel": CHANNEL_NAMES,
    "outcome": {outcome.value: words for outcome, words in OUTCOMES.items()},
    "ground": {
        code: Words(f"Бас тартылды: {name.kk}", f"Отказано: {name.ru}", f"Refused: {name.en}")
        for code, name in REFUSAL_GROUNDS.items()
    },
}
CORRECTION = Words("Түзету", "Исправление", "Correction")
CORRECTS = Words(
    "№ {number} жазбаны түзетеді: {ground}",
    "Исправляет № {number}: {ground}",
    "Corrects no. {number}: {ground}",
)
CORRECTED_BY = Words(
    "№ {number} жазбамен түзетілді", "Исправлено записью № {number}", "Corrected by no. {number}"
)


def row_texts(
    columns: Sequence[Column], row: Row, language: Language, zone: tzinfo, between: str
) -> list[str]:
    """What stands in each column of the row; `between` the cells of one."""
    values = {**row.values, "number": str(row.number), "received_at": row.received_at}
    return [
        between.join(
            [cell_text(cell, values[cell], language, zone) for cell in column.cells if cell in values]
        )
        for column in columns
    ]


def cell_text(cell: str, value: Any, language: Language, zone: tzinfo) -> str:
    """Dates in figures, moments in the time of `zone`, choices by their names."""
    if isinstance(value, bool):
        return YES_OR_NO[value].in_language(language)
    if (names := _NAMES.get(cell)) and value in names:
        return names[value].in_language(language)
    kind = CELLS[cell].kind
    if kind is CellKind.DAY:
        return short_date(date.fromisoformat(value))
    if kind is CellKind.MOMENT:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return short_date_time(at.astimezone(zone))
    return str(value)


def cell_label(cell: str) -> Words:
    """In a form, where the ground of a correction stands beside that of a refusal."""
    return GROUND_OF_REFUSAL if cell == "ground" else FIELD_LABELS[cell]


def cell_choices(cell: str) -> dict[str, Words]:
    """What may be chosen for a cell; empty where anything may be written."""
    return _NAMES.get(cell, {})


def correction_text(row: Row, language: Language) -> str:
    """Which row it corrects and why, and which one corrects it."""
    said = []
    if row.corrects:
        words = CORRECTS.in_language(language)
        said.append(words.format(number=row.corrects.number, ground=row.ground))
    if row.corrected_by:
        said.append(CORRECTED_BY.in_language(language).format(number=row.corrected_by.number))
    return ". ".join(said)
