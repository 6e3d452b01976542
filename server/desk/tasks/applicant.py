"""The applicant: the person, or a representative with a basis («алушы немесе оның өкілі», decree, appendices 1–7)."""

from collections.abc import Mapping
from typing import Any

from server.desk.tasks.doing import Doing
from server.domain.refusal import Refusal
from server.words.tasks import CHOICE_NAMES


def check(doing: Doing) -> None:
    """Raises Refusal `applicant_incomplete` (422)."""
    check_answers(doing.answers)


def check_answers(answers: Mapping[str, Any]) -> None:
    """Nobody speaks for another without saying why he may. Raises Refusal `applicant_incomplete` (422)."""
    for given, missing in (("representative", "basis"), ("basis", "representative")):
        if answers.get(given) and not answers.get(missing):
            raise Refusal("applicant_incomplete", 422, field=missing)


def applicant_text(answers: Mapping[str, Any]) -> str:
    """As it stands in a journal: «Аманова Әсел (ата-анасы / родитель)»; "" for whoever asks for himself."""
    if not answers.get("representative"):
        return ""
    basis = CHOICE_NAMES["basis"][answers["basis"]]
    return f"{answers['representative']} ({basis.kk} / {basis.ru})"
