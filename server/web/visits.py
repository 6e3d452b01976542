"""Services on offer, visits, and the phone that follows one."""

from server.desk.check_in import take_up
from server.desk.end_visit import end_visit
from server.desk.give_up import give_up
from server.desk.grounds import GROUNDS_OF_STAFF
from server.desk.house import House
from server.desk.open_visit import VisitWanted, open_new_visit
from server.desk.views import route_of, services_on_offer, track_view
from server.desk.withdraw_category import withdraw_category
from server.domain.refusal import Refusal
from server.domain.ticket import Move
from server.web import bodies
from server.web.actor import ANYONE, KIOSK, SERVING, STAFF, Actor
from server.web.answers.services import GroundsAnswer, ServiceAnswer, ground_answers, service_answer
from server.web.answers.visits import (
    ByNumberAnswer,
    EndedAnswer,
    OpenedAnswer,
    RouteAnswer,
    TrackAnswer,
    VisitAnswer,
    by_number_answer,
    ended_answer,
    opened_answer,
    route_answer,
    track_answer,
    visit_answer,
)
from server.web.route import Answer, Asked, Deed, commands, reads
from server.words.grounds import REFUSAL_GROUNDS
from server.words.problems import PROBLEMS

_WHY_CLOSED = PROBLEMS["service_closed"].title


@reads("/api/services", STAFF | {KIOSK}, {200: list[ServiceAnswer]})
def list_services(_: Asked[None]) -> Deed:
    """The services on offer, and how many wait for each."""
    return lambda house: Answer(
        200, [service_answer(on_offer, _WHY_CLOSED) for on_offer in services_on_offer(house)]
    )


@commands("POST", "/api/visits", SERVING | {KIOSK}, {201: OpenedAnswer | ByNumberAnswer}, bodies.OpenVisit)
def open_visit(asked: Asked[bodies.OpenVisit]) -> Deed:
    """Open a visit, or take up the one that bears `return_code`.

    Whoever typed a number at a kiosk may have read it off a board; staff see the visit in their lines anyway.
    """

    def deed(house: House) -> Answer:
        printer = printer_of(house, asked.actor)
        if asked.body.return_code is not None:
            opened = take_up(house, asked.body.return_code, printer)
        else:
            opened = open_new_visit(house, _wanted(asked.body, asked.actor, printer))
        to_anybody = opened.by_number and asked.actor.device is not None
        return Answer(201, by_number_answer(opened) if to_anybody else opened_answer(opened))

    return deed


@commands("DELETE", "/api/visits", frozenset({KIOSK}), {204: None}, bodies.GiveUp)
def give_up_visit(asked: Asked[bodies.GiveUp]) -> Deed:
    """Give up what this kiosk asked under `key` and did not hear of; `slip_under_way`: ask again in a second."""

    def deed(house: House) -> Answer:
        give_up(house, asked.actor.id, asked.body.key)
        return Answer(204, None)

    return deed


def _wanted(body: bodies.OpenVisit, actor: Actor, printer: str | None) -> VisitWanted:
    if body.service is None:
        raise Refusal("malformed", 400, field="service")
    return VisitWanted(
        service=body.service,
        language=body.language,
        category=body.category,
        kind=body.kind,
        iin=body.iin,
        channel=body.channel,
        printer=printer,
        staff=actor.staff,
    )


def printer_of(house: House, actor: Actor) -> str | None:
    """A kiosk prints on its own printer, staff on the one of the counter where they sit."""
    if actor.device is not None:
        return actor.device.printer
    seat = house.seat_of(actor.member.id)
    return house.counter(seat.counter).printer if seat else None


@reads("/api/visits/<visit>", STAFF, {200: RouteAnswer})
def show_visit(asked: Asked[None]) -> Deed:
    """The visit: its route with each step's state, limits, who, when."""
    return lambda house: Answer(200, route_answer(route_of(house, asked.ids["visit"])))


@commands("POST", "/api/visits/<visit>/moves", SERVING, {200: EndedAnswer}, bodies.EndVisit)
def move_visit(asked: Asked[bodies.EndVisit]) -> Deed:
    """Refuse or withdraw the whole visit."""
    body, staff = asked.body, asked.actor.member
    return lambda house: Answer(
        200, ended_answer(end_visit(house, asked.ids["visit"], Move(body.move), body.ground, staff))
    )


@commands("DELETE", "/api/visits/<visit>/category", SERVING, {200: VisitAnswer})
def take_category_off(asked: Asked[None]) -> Deed:
    """Withdraw the benefit category, at the first step: the document was not shown."""
    return lambda house: Answer(
        200, visit_answer(withdraw_category(house, asked.ids["visit"], asked.actor.member))
    )


@reads("/api/grounds", STAFF, {200: GroundsAnswer})
def list_grounds(_: Asked[None]) -> Deed:
    """The grounds on which a service is refused or a visit withdrawn."""
    grounds = {
        "refusal": ground_answers(REFUSAL_GROUNDS),
        "withdrawal": ground_answers(GROUNDS_OF_STAFF),
    }
    return lambda _: Answer(200, grounds)


@reads("/api/track/<token>", frozenset({ANYONE}), {200: TrackAnswer}, etag=True)
def track(asked: Asked[None]) -> Deed:
    """Follow a visit: its number, next place, how many are ahead."""
    return lambda house: Answer(200, track_answer(track_view(house, asked.ids["token"])))
