"""The check by the register: the clerk confirms what it said, or says himself what he found and where.

The decree has the person looked up; the certificate states what was found. So where there is a register it is asked;
that it was not, or that what it said is set aside, needs a reason that is kept; and where it was asked about somebody,
nobody else is certified. Until it has said something of him it may be asked once more when he is entered.
"""

from server.desk.ask_register import CHECK
from server.desk.house import House
from server.desk.journal import ENTRY
from server.desk.tasks.doing import Doing
from server.domain.language import Language
from server.domain.refusal import Refusal
from server.domain.register import LookUp, asked_about, last_found
from server.domain.task import says_why
from server.domain.visit import Visit


def is_unasked(house: House, visit: Visit) -> bool:
    """Is there a register of the service that nobody asked about this person? That it gave no answer is an answer."""
    there_is = visit.service in house.site.registers or house.local_list(visit.service) is not None
    return there_is and not house.look_ups_of(visit.id)


def check_finding(doing: Doing) -> None:
    """Raises Refusal `register_says_otherwise` (422)."""
    found = last_found(doing.house.look_ups_of(doing.visit.id))
    is_other = found is not None and doing.answers["finding"] != found[1].finding
    if is_other and not says_why(doing.answers.get("why_otherwise")):
        raise Refusal("register_says_otherwise", 422, field="why_otherwise")


def check_person(doing: Doing) -> None:
    """Raises Refusal `iin_not_checked` (422): the register was asked about somebody else last, and answered or not;
    `finding_overtaken` (409): asked after the check by hand, it says otherwise."""
    look_ups = doing.house.look_ups_of(doing.visit.id)
    asked = asked_about(look_ups)
    if asked is not None and doing.answers["iin"] != asked:
        raise Refusal("iin_not_checked", 422, field="iin")
    found = last_found(look_ups)
    check = next(one for one in reversed(doing.done) if one.task == CHECK)
    if found is not None and found[0].at > check.at and found[1].finding != check.answers["finding"]:
        raise Refusal("finding_overtaken")


def taken_over(house: House, visit_id: str, language: Language) -> dict[str, dict[str, str]]:
    """What the register said, as it fills in the forms: by task, then by field; for the check, whom it was asked about
    too."""
    look_ups = house.look_ups_of(visit_id)
    iin = asked_about(look_ups)
    if iin is None:
        return {}
    person = {"iin": iin}
    found = last_found(look_ups)
    if found is None:
        return {CHECK: person, ENTRY: person}
    _, answer = found
    said = {"finding": answer.finding.value, "source": answer.source.in_language(language)}
    return {CHECK: said | person, ENTRY: person}


def source_to_read(confirmed: str, look_ups: tuple[LookUp, ...], language: Language) -> str:
    """Which register it was, for another reader than the clerk who confirmed its name in his own language; what he
    wrote himself stays as it is."""
    names = (look_up.answer.source for look_up in look_ups)
    named = next((source for source in names if confirmed in source), None)
    return named.in_language(language) if named else confirmed
