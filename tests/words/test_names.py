"""Everything that has a code has a name: nobody reads `paediatrician` on a screen."""

from datetime import date

from server.domain.job import JobState
from server.domain.language import Words
from server.domain.place import PlaceKind
from server.domain.regulation_shape import GROUPS
from server.domain.role import Role
from server.domain.task import TASKS, Known
from server.domain.ticket import Move, TicketState
from server.domain.visit import GROUNDS_OF_HOUSE, VisitState
from server.words.fields import FIELD_LABELS
from server.words.grounds import GROUNDS, REFUSAL_GROUNDS, WITHDRAWAL_GROUNDS
from server.words.groups import GROUP_NAMES
from server.words.places import (
    CALLS,
    PLACE_NAMES,
    PLACES,
    call,
    one_of,
    place_name,
)
from server.words.roles import ROLE_NAMES
from server.words.states import MOVE_NAMES, STATE_NAMES
from server.words.tasks import CHOICE_NAMES, TASK_TITLES

KNOWN = Known(price=100, today=date(2099, 1, 1))


def test_every_role_has_a_name() -> None:
    assert ROLE_NAMES.keys() == set(Role)


def test_every_group_of_services_has_a_name() -> None:
    assert GROUP_NAMES.keys() == set(GROUPS)


def test_every_task_has_a_title_and_every_field_of_it_a_label() -> None:
    assert TASK_TITLES.keys() == TASKS.keys()
    assert {field.name for task in TASKS.values() for field in task.fields} <= FIELD_LABELS.keys()


def test_every_choice_of_every_field_has_a_name() -> None:
    for task in TASKS.values():
        for field in task.fields:
            assert set(field.schema(KNOWN).get("enum", ())) <= CHOICE_NAMES.get(field.name, {}).keys()


def test_every_state_and_every_move_has_a_name() -> None:
    states = [*TicketState, *VisitState, *JobState]
    assert STATE_NAMES.keys() == {state.value for state in states}
    assert MOVE_NAMES.keys() == {move.value for move in Move}


def test_grounds_of_refusal_and_of_withdrawal_do_not_share_a_code() -> None:
    assert len(GROUNDS) == len(REFUSAL_GROUNDS) + len(WITHDRAWAL_GROUNDS)
    assert 6 <= len(REFUSAL_GROUNDS) <= 8
    assert {"left", "mistake", "no_show", *GROUNDS_OF_HOUSE} <= WITHDRAWAL_GROUNDS.keys()


def test_every_kind_of_place_is_named_and_called_to() -> None:
    assert PLACE_NAMES.keys() == PLACES.keys() == CALLS.keys() == set(PlaceKind)


def test_a_call_says_the_number_and_the_place() -> None:
    assert call(PlaceKind.WINDOW, "2", "A014") == Words(
        "A014 нөмірлі талон иесі, № 2 терезеге өтіңіз",
        "Талон номер A014, пройдите к окну № 2",
        "Ticket number A014, please go to window 2",
    )
    assert call(PlaceKind.CABINET, "14", "B001").kk == "B001 нөмірлі талон иесі, № 14 кабинетке өтіңіз"


def test_a_place_is_named_with_what_stands_on_its_door() -> None:
    assert place_name(PlaceKind.CABINET, "14").ru == "кабинет № 14"


def test_braces_on_a_door_are_only_braces() -> None:
    assert place_name(PlaceKind.WINDOW, "{number}").en == "window {number}"


def test_several_doors_are_joined_by_or_because_a_person_goes_to_one_of_them() -> None:
    assert one_of(PlaceKind.WINDOW, ["3"]) == place_name(PlaceKind.WINDOW, "3")
    assert one_of(PlaceKind.WINDOW, ["3", "4"]) == Words(
        "№ 3 немесе № 4 терезе", "окно № 3 или № 4", "window 3 or 4"
    )
    assert one_of(PlaceKind.CABINET, ["1", "2", "3"]) == Words(
        "№ 1, № 2 немесе № 3 кабинет", "кабинет № 1, № 2 или № 3", "cabinet 1, 2 or 3"
    )
