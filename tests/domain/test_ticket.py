"""Every change a ticket can undergo: each legal walk beside an illegal one, after which nothing has changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import server
from server.domain import ticket as tickets
from server.domain.diagram import state_diagram
from server.domain.event import Event
from server.domain.line import HeadStart
from server.domain.refusal import Refusal
from server.domain.regulation import Presence
from server.domain.ticket import AT_COUNTER, OPEN_STATES, TABLE, Move, Ticket, TicketState
from tests.domain.builders import NINE, a_ticket, at

S, M = TicketState, Move

MOVES: dict[Move, Callable[[Ticket], tuple[Ticket, Event]]] = {
    M.CALL: lambda ticket: tickets.call(ticket, "c2", at(5)),
    M.START: lambda ticket: tickets.start(ticket, "c2", at(5)),
    M.FINISH: lambda ticket: tickets.finish(ticket, "staff", at(5)),
    M.PUT_BACK: tickets.put_back,
    M.DISMISS: lambda ticket: tickets.dismiss(ticket, at(5)),
    M.REINSTATE: lambda ticket: tickets.reinstate(ticket, at(5)),
    M.HOLD: lambda ticket: tickets.hold(ticket, at(5)),
    M.REDIRECT: lambda ticket: tickets.redirect(ticket, "c3"),
    M.REFUSE: lambda ticket: tickets.refuse(ticket, "staff", at(5)),
    M.WITHDRAW: lambda ticket: tickets.withdraw(ticket, "staff", at(5)),
    M.TAKE_UP: lambda ticket: tickets.take_up(ticket, at(-15), HeadStart.RETURNING, at(5)),
    M.ADJOURN: tickets.adjourn,
}

# The table once more, as a person would say it: which moves each state knows.
KNOWS: dict[TicketState, str] = {
    S.PENDING: "take_up refuse withdraw",
    S.WAITING: "call start redirect adjourn refuse withdraw",
    S.CALLED: "call start put_back dismiss hold redirect adjourn refuse withdraw",
    S.SERVING: "finish put_back hold redirect refuse withdraw",
    S.HELD: "reinstate adjourn refuse withdraw",
    S.MISSED: "reinstate adjourn refuse withdraw",
    S.DONE: "",
    S.REFUSED: "",
    S.WITHDRAWN: "",
}
PAIRS = [(state, move, presence) for state in S for move in M for presence in Presence]


def is_legal(state: TicketState, move: Move, presence: Presence) -> bool:
    if (state, move) == (S.WAITING, M.CALL):
        return presence is Presence.PRESENT
    if (state, move) == (S.WAITING, M.START):
        return presence is Presence.ABSENT
    return move.value in KNOWS[state].split()


def test_every_move_of_the_table_can_be_made_and_no_state_is_forgotten() -> None:
    assert MOVES.keys() == set(Move)
    assert TABLE.keys() == set(TicketState)
    assert {state: " ".join(move.value for move in moves) for state, moves in TABLE.items()} == KNOWS


@pytest.mark.parametrize(("state", "move", "presence"), PAIRS)
def test_a_legal_move_leads_where_the_table_says_and_an_illegal_one_changes_nothing(
    state: TicketState, move: Move, presence: Presence
) -> None:
    ticket = a_ticket(state, presence, counter="c1" if state in AT_COUNTER else None)
    same = replace(ticket)
    if is_legal(state, move, presence):
        moved, event = MOVES[move](ticket)
        assert moved.state is TABLE[state][move]
        assert (event.facts["ticket"], event.facts["visit"], event.facts["step"]) == ("t1", "v1", "check")
    else:
        with pytest.raises(Refusal) as refused:
            MOVES[move](ticket)
        assert refused.value.code == "move_refused"
        assert refused.value.data == {"state": state.value, "move": move.value}
    assert ticket == same


@pytest.mark.parametrize("state", [S.DONE, S.REFUSED, S.WITHDRAWN])
def test_nothing_leads_out_of_an_end(state: TicketState) -> None:
    assert TABLE[state] == {}
    assert state not in OPEN_STATES
    assert not a_ticket(state).is_open


def test_every_open_state_can_be_refused_and_withdrawn() -> None:
    for state in OPEN_STATES:
        assert TABLE[state][M.REFUSE] is S.REFUSED
        assert TABLE[state][M.WITHDRAW] is S.WITHDRAWN


def test_every_state_can_be_reached_and_left() -> None:
    reached = {target for moves in TABLE.values() for target in moves.values()}
    assert reached == set(TicketState)


def test_a_person_is_called_before_he_sits_down_and_paper_never_is() -> None:
    with pytest.raises(Refusal, match="move_refused"):
        tickets.start(a_ticket(presence=Presence.PRESENT), "c1", NINE)
    with pytest.raises(Refusal, match="move_refused"):
        tickets.call(a_ticket(presence=Presence.ABSENT), "c1", NINE)


def test_a_call_names_its_counter_and_a_recall_counts() -> None:
    called, event = tickets.call(a_ticket(), "c1", at(3))
    again, second = tickets.call(called, "c1", at(4))
    assert (called.counter, called.called_at, called.times_called) == ("c1", at(3), 1)
    assert (again.called_at, again.times_called) == (at(4), 2)
    assert (event.facts["times"], second.facts["times"]) == (1, 2)


def test_who_is_put_back_keeps_his_due_time_and_leaves_the_counter() -> None:
    serving = replace(a_ticket(S.SERVING, counter="c1", due=-25), called_at=at(1), started_at=at(2))
    back, event = tickets.put_back(serving)
    assert (back.due, back.counter, back.called_at, back.started_at) == (at(-25), None, None, None)
    assert event.facts["counter"] == "c1"


def test_who_is_redirected_keeps_his_due_time_and_is_called_by_that_counter_only() -> None:
    back, event = tickets.redirect(a_ticket(S.CALLED, counter="c1", due=-25), "c9")
    assert (back.state, back.due, back.counter) == (S.WAITING, at(-25), "c9")
    assert (event.kind, event.facts["counter"]) == ("ticket_redirected", "c1")


def test_who_was_missed_is_due_from_the_moment_he_is_back() -> None:
    missed, _ = tickets.dismiss(a_ticket(S.CALLED, due=-25, head_start=HeadStart.CATEGORY), at(3))
    back, _ = tickets.reinstate(missed, at(30))
    assert (back.due, back.entered_at, back.head_start) == (at(30), at(30), HeadStart.NONE)
    assert back.ended_at is None


def test_a_miss_that_is_taken_back_within_ten_seconds_costs_nothing() -> None:
    missed, _ = tickets.dismiss(a_ticket(S.CALLED, due=-25, head_start=HeadStart.CATEGORY), at(3))
    in_time, _ = tickets.reinstate(missed, at(3) + timedelta(seconds=10))
    too_late, _ = tickets.reinstate(missed, at(3) + timedelta(seconds=10, microseconds=1))
    assert (in_time.due, in_time.entered_at, in_time.head_start) == (at(-25), at(0), HeadStart.CATEGORY)
    assert too_late.due > at(3)


def test_who_was_held_keeps_his_due_time_however_long_it_took() -> None:
    held, _ = tickets.hold(a_ticket(S.SERVING, due=-20, counter="c1"), at(3))
    assert held.counter is None
    back, _ = tickets.reinstate(held, at(300))
    assert (back.due, back.entered_at) == (at(-20), at(0))


def test_who_finishes_refuses_or_withdraws_is_kept_with_the_time() -> None:
    serving = a_ticket(S.SERVING, counter="c1")
    for move in (tickets.finish, tickets.refuse, tickets.withdraw):
        ended, event = move(serving, "staff", at(9))
        assert (ended.ended_at, ended.ended_by, event.facts["counter"]) == (at(9), "staff", "c1")


def test_a_ticket_that_is_adjourned_remembers_no_sitting() -> None:
    called, _ = tickets.call(a_ticket(), "c1", at(3))
    out, _ = tickets.adjourn(called)
    assert (out.state, out.counter, out.called_at, out.started_at, out.ended_at) == (S.PENDING, *[None] * 4)
    back, _ = tickets.take_up(out, at(1000), HeadStart.RETURNING, at(1020))
    assert (back.due, back.entered_at, back.head_start) == (at(1000), at(1020), HeadStart.RETURNING)


def test_the_diagram_of_the_manual_is_the_table() -> None:
    manual = (Path(server.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{state_diagram()}```" in manual


def test_the_diagram_shows_every_move_of_every_state() -> None:
    arrows = [line.split(": ") for line in state_diagram().splitlines() if ": " in line and "[*]" not in line]
    drawn = {(*ends.split(" --> "), move) for ends, moves in arrows for move in moves.split(", ")}
    assert {(state.strip(), target, move) for state, target, move in drawn} == {
        (state.value, target.value, move.value)
        for state, moves in TABLE.items()
        for move, target in moves.items()
    }
