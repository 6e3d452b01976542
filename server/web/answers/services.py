"""What is on offer, and why it may be refused."""

from typing_extensions import TypedDict

from server.desk.views import ServiceOnOffer
from server.domain.language import Words
from server.web.answers.said import Said, said
from server.web.answers.visits import Wait


class KindAnswer(TypedDict):
    """`anonymous`: nothing may be asked that tells who the person is, such as a document of a benefit."""

    kind: str
    name: Said
    anonymous: bool


class ServiceAnswer(TypedDict):
    """`role`: who serves its first step."""

    service: str
    name: Said
    group: str
    at_kiosk: bool
    kinds: list[KindAnswer]
    channels: list[str]
    role: str
    open: bool
    why_closed: Said | None
    ahead: int
    wait: Wait | None


class GroundAnswer(TypedDict):
    ground: str
    name: Said


class GroundsAnswer(TypedDict):
    """Why a service may be refused, and why a visit may be withdrawn."""

    refusal: list[GroundAnswer]
    withdrawal: list[GroundAnswer]


def service_answer(on_offer: ServiceOnOffer, why_closed: Words) -> ServiceAnswer:
    regulation = on_offer.regulation
    return {
        "service": regulation.service,
        "name": said(regulation.name),
        "group": regulation.group,
        "at_kiosk": regulation.at_kiosk,
        "kinds": [
            {"kind": kind.code, "name": said(kind.name), "anonymous": kind.anonymous}
            for kind in regulation.kinds
        ],
        "channels": [channel.value for channel in regulation.channels],
        "role": regulation.steps[0].role.value,
        "open": on_offer.open,
        "why_closed": None if on_offer.open else said(why_closed),
        "ahead": on_offer.ahead,
        "wait": None,
    }


def ground_answers(grounds: dict[str, Words]) -> list[GroundAnswer]:
    return [{"ground": ground, "name": said(name)} for ground, name in grounds.items()]
