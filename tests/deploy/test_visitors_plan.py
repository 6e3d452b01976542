"""The invented day as data: believable, and the same for the same seed."""

from collections import Counter

from deploy.visitors import Day, plan_day, plan_load
from deploy.visitors.dice import Dice
from deploy.visitors.plan import KINDS, SERVICES, Door, Turn
from server.domain.iin import fault_of_iin

MANY = 2000


def by_hour(day: Day) -> Counter[int]:
    return Counter(int(person.comes_at // 60) for person in day.people)


def test_the_same_seed_is_the_same_day_and_another_is_not() -> None:
    assert plan_day(7).people == plan_day(7).people
    assert plan_day(7).people != plan_day(8).people


def test_a_draw_depends_on_its_name_and_not_on_what_was_drawn_before() -> None:
    first, second = Dice(1), Dice(1)
    first.share("another")
    assert first.share("walk", 3) == second.share("walk", 3)
    assert first.share("walk", 3) != first.share("walk", 4)


def test_people_come_most_in_the_morning_least_at_noon_and_again_in_the_afternoon() -> None:
    came = by_hour(plan_day(1, visits=MANY))
    assert max(came, key=lambda hour: came[hour]) in (0, 1)
    assert came[4] < came[3] < came[1]
    assert came[4] < came[5] < came[6] < came[1]
    assert came[8] < came[7] < came[6]


def test_nobody_comes_before_the_opening_or_when_the_door_is_about_to_be_locked() -> None:
    day = plan_day(1, visits=MANY)
    assert all(0 <= person.comes_at <= day.closes - 15 for person in day.people)


def test_a_short_day_has_the_shape_of_a_long_one() -> None:
    short, long = plan_day(1, visits=300, minutes=54), plan_day(1, visits=300)
    assert len(short.people) == len(long.people)
    for a, b in zip(short.people, long.people, strict=True):
        assert abs(a.comes_at * 10 - b.comes_at) < 1e-6


def test_after_the_first_minute_nobody_is_flooded() -> None:
    later = Counter(int(person.comes_at) for person in plan_day(1).people if person.comes_at > 1)
    assert max(later.values()) <= 3


def test_every_service_language_and_kind_comes_in_its_share() -> None:
    people = plan_day(1, visits=MANY).people
    services = Counter(person.service for person in people)
    for service, share in SERVICES.items():
        assert abs(services[service] / MANY - share / sum(SERVICES.values())) < 0.03
    languages = Counter(person.language for person in people)
    assert languages["kk"] > languages["ru"] > languages["en"] > 0
    kinds = Counter(person.kind for person in people if person.service == "hiv-test")
    assert set(kinds) == set(KINDS["hiv-test"])
    assert {person.kind for person in people if person.service != "hiv-test"} == {None}


def test_some_claim_a_benefit_and_some_leave_but_few() -> None:
    people = plan_day(1, visits=MANY).people
    assert 0.05 < sum(person.category == "benefit" for person in people) / MANY < 0.15
    assert 0.01 < sum(person.leaves_after is not None for person in people) / MANY < 0.08


def test_one_telephones_only_for_what_is_given_by_telephone() -> None:
    people = plan_day(1, visits=MANY).people
    by_telephone = {person.service for person in people if person.door is Door.TELEPHONE}
    assert by_telephone == {"house-call", "appointment"}
    assert {person.service for person in people if person.door is Door.DESK} == {"reception"}


def test_each_who_is_booked_has_a_right_iin_of_his_own_that_belongs_to_nobody() -> None:
    day = plan_day(1)
    iins = [day.iin_of(f"visit-{n}") for n in range(200)]
    assert len(set(iins)) == 200
    assert {fault_of_iin(iin) for iin in iins} == {None}
    assert {iin[6] for iin in iins} == {"1"}, "born in the nineteenth century"


def test_most_sittings_keep_the_limit_and_some_do_not() -> None:
    day = plan_day(1)
    shares = [day.sitting(n, "check", "unheard-of", 1).share for n in range(MANY)]
    assert 0.90 < sum(share < 1 for share in shares) / MANY < 0.99


def test_every_turn_is_taken_now_and_then_and_only_at_the_first_attempt() -> None:
    day = plan_day(1)
    first = Counter(day.sitting(n, "check", "registrar", 1).turn for n in range(MANY))
    assert set(first) == set(Turn)
    assert first[Turn.FINISH] > 0.8 * MANY
    assert {day.sitting(n, "check", "registrar", 2).turn for n in range(MANY)} == {Turn.FINISH}


def test_some_do_not_come_when_called_and_some_of_them_never_but_nobody_misses_twice() -> None:
    day = plan_day(1)
    first = [day.answering(n, "check", 1) for n in range(MANY)]
    missing = [answering for answering in first if answering.calls is None]
    assert 0.01 < len(missing) / MANY < 0.08
    assert {answering.back_after is None for answering in missing} == {True, False}
    assert all(day.answering(n, "check", 2).calls == 1 for n in range(MANY))


def test_who_is_not_of_the_plan_is_served_without_a_turn() -> None:
    day = plan_day(1)
    turns = {day.sitting(f"visit-{n}", "check", "registrar", 1, guest=True).turn for n in range(MANY)}
    assert turns == {Turn.FINISH}


def test_clerks_go_for_lunch_one_after_the_other_and_not_under_load() -> None:
    day = plan_day(1)
    first, second = day.breaks_of("registrar", 0)[-1], day.breaks_of("registrar-2", 1)[-1]
    assert first.ends <= second.begins
    assert day.breaks_of("registrar", 0)[0].ends < first.begins
    assert plan_load(1, 10, 10).breaks_of("registrar", 0) == ()


def test_a_load_comes_evenly_after_those_who_stand_there_and_all_of_it_is_work() -> None:
    day = plan_load(1, visits=600, minutes=60, waiting=50)
    assert [person.comes_at for person in day.people[:50]] == [0.0] * 50
    assert Counter(int(person.comes_at) for person in day.people[50:]) == {minute: 10 for minute in range(60)}
    assert {day.sitting(n, "check", "operator", 1).turn for n in range(MANY)} == {Turn.FINISH}
    assert all(day.answering(n, "check", 1).calls == 1 for n in range(MANY))
