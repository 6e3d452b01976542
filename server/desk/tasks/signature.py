"""The doctor has signed. Where no later step hands the certificate over, he does it himself."""

from server.desk.certificates import hand_over_of
from server.desk.tasks import hand_over, signing
from server.desk.tasks.doing import Doing


def leave(doing: Doing) -> None:
    signing.leave(doing)
    if hand_over_of(doing.regulation) == "signature":
        hand_over.leave(doing)
