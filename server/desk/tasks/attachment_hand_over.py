"""The certificate of an attachment is in its owner's hands, sealed."""

from server.desk.journal import note_in_journal
from server.desk.tasks.doing import Doing


def leave(doing: Doing) -> None:
    note_in_journal(doing.house, doing.visit.id, handed_over_on=doing.house.site.day(doing.house.now))
