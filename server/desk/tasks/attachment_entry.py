"""The row in the attachment journal, and the certificate (talon) with its place for the provider's seal."""

from server.desk.attachment_papers import attachment_certificate
from server.desk.journal import enter, note_in_journal
from server.desk.tasks.applicant import applicant_text
from server.desk.tasks.doing import Doing
from server.domain.event import Event
from server.domain.paper import Paper


def leave(doing: Doing) -> Paper:
    house, visit, application = doing.house, doing.visit, doing.answered("application")
    cells = {**application, **doing.answers, "decision": "attached", "applicant": applicant_text(application)}
    enter(house, visit, cells, doing.staff)
    today = house.site.day(house.now)
    number = f"{house.next_in_series(f'{visit.service}/{today.year}')}/{today.year}"
    note_in_journal(house, visit.id, certificate_number=number)
    house.record(Event("attachment_certified", {"visit": visit.id, "number": number}))
    return attachment_certificate(
        provider=doing.regulation.provider,
        certificate_number=number,
        full_name=application["full_name"],
        iin=application["iin"],
        address=application["address"],
        district=doing.answers["district"],
        on=f"{today:%d.%m.%Y}",
        language=visit.language,
    )
