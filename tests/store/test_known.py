"""What is kept in memory is what is on the disk: also while it is being written, and after it was undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import gevent
import pytest

from server.desk.commands import NotSaved
from server.desk.house import Device
from server.domain.refusal import Refusal
from server.store.doors import SESSION_LASTS
from server.store.house import SqlHouse
from tests.desk.a_house import CLERKS, LOBBY, AHouse
from tests.store.test_writer import at_once, refuses, spoils_the_commit

TOKEN = f"token {LOBBY}"


def known(house: AHouse) -> Device | None:
    return house.store.glance(lambda inside: inside.device_of_token(TOKEN))


def revoke(inside: SqlHouse) -> None:
    inside.revoke_device(LOBBY)


def test_a_device_is_looked_up_once_and_known_from_then_on(house: AHouse) -> None:
    asked: list[str] = []
    house.store.reading.set_trace_callback(asked.append)
    assert known(house) == known(house)
    assert len(asked) == 1


def test_a_device_that_was_revoked_is_not_known_any_more_and_its_neighbour_is(house: AHouse) -> None:
    before = known(house)
    assert before is not None
    assert before.id == LOBBY
    house.do(revoke)
    assert known(house) is None
    assert house.store.glance(lambda inside: inside.device_of_token("token printer-office")) is not None


def test_a_reader_in_the_midst_of_the_commit_leaves_no_old_row_behind(house: AHouse) -> None:
    """While the native thread commits, a request may come in and read what is still on the disk."""
    seen: list[Device | None] = []
    writing = gevent.spawn(house.do, revoke)
    while not writing.dead:
        seen.append(known(house))
        gevent.sleep(0)
    assert seen[0] is not None
    assert known(house) is None


@pytest.mark.parametrize("spoiler", [refuses, spoils_the_commit])
def test_a_device_whose_revoking_was_undone_is_still_known(
    house: AHouse, spoiler: Callable[[SqlHouse], Any]
) -> None:
    def undone(inside: SqlHouse) -> None:
        inside.revoke_device(LOBBY)
        assert inside.device_of_token(TOKEN) is None
        spoiler(inside)

    (answer,) = at_once(house, undone)
    assert isinstance(answer, Refusal | NotSaved)
    assert known(house) is not None


def who(house: AHouse, token: str) -> str | None:
    session = house.store.glance(lambda inside: inside.session(token))
    return session.staff.id if session else None


def signed_in(house: AHouse) -> str:
    token, _ = house.do(lambda inside: inside.open_session(CLERKS["window-2"]))
    return token


def test_a_session_ends_with_its_time_though_it_is_known(house: AHouse) -> None:
    token = signed_in(house)
    assert who(house, token) == who(house, token) == "clerk-window-2"
    house.clock.go_on(seconds=(SESSION_LASTS + timedelta(seconds=1)).total_seconds())
    assert who(house, token) is None


def test_a_session_that_was_closed_is_not_known_any_more_and_the_other_is(house: AHouse) -> None:
    one, other = signed_in(house), signed_in(house)
    assert who(house, one) == who(house, other) == "clerk-window-2"
    house.do(lambda inside: inside.close_session(one))
    assert (who(house, one), who(house, other)) == (None, "clerk-window-2")
