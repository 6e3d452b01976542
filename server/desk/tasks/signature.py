"""The doctor has signed. Where no later step hands the certificate over, he does it himself."""

from server.desk.tasks import hand_over, signing
from server.desk.tasks.doing import Doing


def leave(doing: Doing) -> None:
    signing.leave(doing)
    if not any("hand-over" in step.tasks for step in doing.regulation.steps):
        hand_over.leave(doing)
