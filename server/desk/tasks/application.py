"""The written application: printed filled in, to be signed by hand."""

from server.desk.attachment_papers import application
from server.desk.tasks.applicant import applicant_text
from server.desk.tasks.doing import Doing
from server.domain.paper import Paper


def leave(doing: Doing) -> Paper:
    answers = doing.answers
    return application(
        provider=doing.regulation.provider,
        full_name=answers["full_name"],
        iin=answers["iin"],
        address=answers["address"],
        applicant=applicant_text(answers),
        organisation_left=answers.get("organisation_left", ""),
        on=f"{doing.house.site.day(doing.house.now):%d.%m.%Y}",
        language=doing.visit.language,
    )
