"""The doctor has signed. Where no later step hands the certificate over, he does it himself."""

from server.desk.tasks import hand_over, signing
from server.desk.tasks.doing import Doing
from server.domain.regulation import Regulation


def leave(doing: Doing) -> None:
    signing.leave(doing)
    if hands_over(doing.regulation):
        hand_over.leave(doing)


def hands_over(regulation: Regulation) -> bool:
    """Does who puts this signature give the paper to its owner by the same act?"""
    return not any("hand-over" in step.tasks for step in regulation.steps)
