"""A visit on its way through the steps: every route from its first ticket to its last, and how it may end."""

from dataclasses import replace

import pytest

from server.domain import visit as visits
from server.domain.line import HeadStart
from server.domain.refusal import Refusal
from server.domain.regulation import Presence
from server.domain.ticket import TicketState
from server.domain.visit import Category, Visit, VisitState, steps_to_open
from tests.domain.builders import NINE, a_walk, at
from tests.domain.test_regulations import HOUSE as REGULATIONS

# service → what is open before each finish, and which step is finished then
WALKS: dict[str, list[tuple[dict[str, str], str]]] = {
    "house-call": [({"record": "waiting"}, "record")],
    "appointment": [({"record": "waiting"}, "record")],
    "attachment": [({"register": "waiting"}, "register")],
    "hiv-test": [
        ({"counsel-before": "waiting"}, "counsel-before"),
        ({"draw-blood": "waiting"}, "draw-blood"),
        ({"counsel-after": "pending"}, "counsel-after"),
    ],
    "tb-certificate": [
        ({"check": "waiting"}, "check"),
        ({"enter": "serving"}, "enter"),
        ({"pay": "waiting"}, "pay"),
        ({"sign": "waiting"}, "sign"),
    ],
    "reception": [({"reception": "waiting"}, "reception")],
}
PAY_FIRST = [
    ({"check": "waiting"}, "check"),
    ({"draft": "serving"}, "draft"),
    ({"pay": "waiting", "sign": "waiting"}, "pay"),
    ({"sign": "waiting"}, "sign"),
    ({"issue": "waiting"}, "issue"),
]
SIGN_FIRST = [
    *PAY_FIRST[:2],
    ({"pay": "waiting", "sign": "waiting"}, "sign"),
    ({"pay": "waiting"}, "pay"),
    ({"issue": "waiting"}, "issue"),
]
FORKED = ("psychoneurological-certificate", "narcological-certificate")
EVERY_WALK = [
    *WALKS.items(),
    *((service, walk) for service in FORKED for walk in (PAY_FIRST, SIGN_FIRST)),
]


@pytest.mark.parametrize(("service", "steps"), EVERY_WALK)
def test_a_route_opens_step_after_step_and_ends_done(
    service: str, steps: list[tuple[dict[str, str], str]]
) -> None:
    walk = a_walk(service)
    for open_steps, step in steps:
        assert walk.open_steps() == open_steps
        assert walk.visit.state is VisitState.OPEN
        walk.finish(step)
    assert walk.open_steps() == {}
    assert (walk.visit.state, walk.visit.ended_at, walk.visit.ground) == (VisitState.DONE, NINE, None)
    assert walk.last.events[-1].kind == "visit_done"


def test_every_service_has_been_walked() -> None:
    assert {service for service, _ in EVERY_WALK} == REGULATIONS.keys()


@pytest.mark.parametrize("service", FORKED)
def test_a_certificate_cannot_be_issued_before_it_is_paid_and_signed(service: str) -> None:
    for first in ("pay", "sign"):
        walk = a_walk(service)
        for step in ("check", "draft", first):
            walk.finish(step)
        assert "issue" not in walk.open_steps()
        assert steps_to_open(walk.visit, walk.regulation) == ()


def test_the_sitting_goes_on_at_the_same_counter_uncalled_with_its_own_clock() -> None:
    walk = a_walk("tb")
    walk.seat("check")
    walk.now = at(7)
    change = walk.finish("check")
    (enter,) = change.opened
    assert (enter.state, enter.counter, enter.started_at, enter.times_called) == (
        TicketState.SERVING,
        "c1",
        at(7),
        0,
    )


def test_finishing_a_step_of_another_counter_opens_nothing_there() -> None:
    walk = a_walk("tb")
    walk.finish("check")
    (pay,) = walk.finish("enter").opened
    assert (pay.counter, pay.started_at) == (None, None)


def test_who_comes_back_within_his_route_gets_a_head_start_and_paper_does_not() -> None:
    walk = a_walk("psycho")
    assert walk.at("check").head_start is HeadStart.NONE
    walk.finish("check")
    walk.finish("draft")
    assert (walk.at("pay").head_start, walk.at("pay").due) == (HeadStart.RETURNING, at(-20))
    assert walk.at("sign").presence is Presence.ABSENT
    assert (walk.at("sign").head_start, walk.at("sign").due) == (HeadStart.NONE, NINE)


def test_a_benefit_goes_along_the_whole_route_but_not_with_the_paper() -> None:
    walk = a_walk("psycho", category=Category.BENEFIT)
    walk.finish("check")
    walk.finish("draft")
    heads = {ticket.step: ticket.head_start for ticket in walk.visit.tickets}
    assert heads["check"] is heads["pay"] is HeadStart.CATEGORY
    assert heads["sign"] is HeadStart.NONE


@pytest.mark.parametrize("service", ["tb", "psycho", "narco"])
def test_a_free_service_sends_nobody_to_the_cash_desk(service: str) -> None:
    walk = a_walk(service, price=0)
    while walk.visit.open_tickets:
        walk.finish(walk.visit.open_tickets[0].step)
    assert walk.visit.state is VisitState.DONE
    assert [ticket.step for ticket in walk.visit.tickets] == [
        step.code for step in walk.regulation.steps if step.code != "pay"
    ]


def test_a_step_that_is_skipped_opens_nothing_before_its_turn() -> None:
    walk = a_walk("tb", price=0)
    opened = [walk.open_steps()]
    for step in ("check", "enter", "sign"):
        walk.finish(step)
        opened.append(walk.open_steps())
    assert opened == [{"check": "waiting"}, {"enter": "serving"}, {"sign": "waiting"}, {}]


@pytest.mark.parametrize("service", ["tb", "psycho", "hiv", "house"])
def test_a_refusal_with_the_person_there_ends_the_visit(service: str) -> None:
    walk = a_walk(service)
    change = walk.refuse(walk.visit.open_tickets[0].step)
    assert (walk.visit.state, walk.visit.ground, change.opened) == (VisitState.REFUSED, "no_consent", ())
    assert walk.open_steps() == {}
    assert [event.kind for event in change.events] == ["ticket_refused", "visit_refused"]


@pytest.mark.parametrize("service", FORKED)
def test_a_refusal_without_the_person_withdraws_the_payment_and_is_handed_over(service: str) -> None:
    walk = a_walk(service)
    walk.finish("check")
    walk.finish("draft")
    change = walk.refuse("sign")
    assert walk.at("sign").state is TicketState.REFUSED
    assert walk.at("pay").state is TicketState.WITHDRAWN
    assert [ticket.step for ticket in change.opened] == ["issue"]
    assert (walk.visit.state, walk.visit.ground) == (VisitState.OPEN, "no_consent")
    walk.finish("issue")
    assert (walk.visit.state, walk.visit.ground) == (VisitState.REFUSED, "no_consent")


def test_a_payment_that_was_made_stays_made_when_the_doctor_refuses() -> None:
    walk = a_walk("narco")
    for step in ("check", "draft", "pay"):
        walk.finish(step)
    walk.refuse("sign")
    assert walk.at("pay").state is TicketState.DONE
    assert walk.open_steps() == {"issue": "waiting"}


def test_a_visit_that_is_withdrawn_closes_both_arms_of_its_fork() -> None:
    walk = a_walk("psycho")
    walk.finish("check")
    walk.finish("draft")
    change = visits.end_visit(walk.visit, VisitState.WITHDRAWN, None, "staff", at(5))
    assert change.visit.open_tickets == ()
    assert {t.step: t.state.value for t in change.visit.tickets if t.step in ("pay", "sign")} == {
        "pay": "withdrawn",
        "sign": "withdrawn",
    }
    assert (change.visit.state, change.visit.ended_at) == (VisitState.WITHDRAWN, at(5))


@pytest.mark.parametrize("state", [VisitState.DONE, VisitState.REFUSED, VisitState.WITHDRAWN])
def test_a_visit_ends_once(state: VisitState) -> None:
    closed = replace(a_walk("house").visit, state=state)
    with pytest.raises(Refusal) as refused:
        visits.end_visit(closed, VisitState.REFUSED, "no_consent", "staff", NINE)
    assert (refused.value.code, refused.value.data) == ("visit_closed", {"state": state.value})


def test_a_step_that_was_not_begun_cannot_be_finished() -> None:
    walk = a_walk("tb")
    before = walk.visit
    with pytest.raises(Refusal, match="move_refused"):
        visits.finish_step(before, before.tickets[0].id, walk.regulation, "staff", NINE)
    assert walk.visit == before


def test_a_visit_by_telephone_is_born_serving_and_stands_in_nobodys_line() -> None:
    walk = a_walk("house")
    blank: Visit = replace(walk.visit, tickets=(), number=None, day=None)
    change = visits.open_at_counter(blank, walk.regulation, "window-1", at(2))
    (ticket,) = change.opened
    assert change.visit.tickets == (ticket,)
    assert (ticket.state, ticket.counter, ticket.started_at, ticket.times_called) == (
        TicketState.SERVING,
        "window-1",
        at(2),
        0,
    )
    assert ticket.presence is Presence.ABSENT  # he is on the line: another may sit at the window


def test_opening_tells_the_ledger_which_tickets_stand_where() -> None:
    walk = a_walk("tb")
    (opened,) = walk.last.events
    assert (opened.kind, opened.facts["number"], opened.facts["service"]) == (
        "visit_opened",
        "A001",
        "tb-certificate",
    )
    (entered,) = opened.facts["opened"]
    assert (entered["step"], entered["state"], entered["due"]) == ("check", "waiting", NINE)
