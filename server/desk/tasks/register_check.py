"""The check by the register: the clerk confirms what it said, or says himself what he found and where.

The decree has the person looked up; the certificate states what was found. So nothing that the register said is
set aside without a reason that is kept, and nobody is certified whom it was not asked about.
"""

from server.desk.ask_register import CHECK
from server.desk.house import House
from server.desk.tasks.doing import Doing
from server.domain.language import Language
from server.domain.refusal import Refusal
from server.domain.register import LookUp, last_found

ENTRY = "journal-entry"


def check_finding(doing: Doing) -> None:
    """Raises Refusal `register_says_otherwise` (422)."""
    found = last_found(doing.house.look_ups_of(doing.visit.id))
    if found is None or doing.answers["finding"] == found[1].finding:
        return
    if not doing.answers.get("why_otherwise"):
        raise Refusal("register_says_otherwise", 422, field="why_otherwise")


def check_person(doing: Doing) -> None:
    """Raises Refusal `iin_not_checked` (422): the register was asked about somebody else."""
    found = last_found(doing.house.look_ups_of(doing.visit.id))
    if found is not None and doing.answers["iin"] != found[0].iin:
        raise Refusal("iin_not_checked", 422, field="iin")


def taken_over(house: House, visit_id: str, language: Language) -> dict[str, dict[str, str]]:
    """What the register said, as it fills in the forms: by task, then by field; for the check, whom it was asked about
    too."""
    found = last_found(house.look_ups_of(visit_id))
    if found is None:
        return {}
    look_up, answer = found
    return {
        CHECK: {
            "finding": answer.finding.value,
            "source": answer.source.in_language(language),
            "iin": look_up.iin,
        },
        ENTRY: {"iin": look_up.iin},
    }


def source_to_read(confirmed: str, look_ups: tuple[LookUp, ...], language: Language) -> str:
    """Which register it was, for another reader than the clerk who confirmed its name in his own language; what he
    wrote himself stays as it is."""
    names = (look_up.answer.source for look_up in look_ups)
    named = next((source for source in names if confirmed in source), None)
    return named.in_language(language) if named else confirmed
