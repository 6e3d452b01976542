"""A ticket: the visit's place in the line of one step, and every change that it can undergo.

All of it stands in one table. What is absent is refused and changes nothing; a terminal state is an empty row,
written out so that nobody has to wonder whether it was forgotten. *Called* and *serving* are two states:
a person who was called may not come, and the law's clock starts when he sits down, not when he is called.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from server.domain.event import Event
from server.domain.line import HeadStart, due_when_reinstated
from server.domain.refusal import Refusal
from server.domain.regulation import Presence
from server.domain.role import Role


class TicketState(StrEnum):
    PENDING = "pending"  # open, but not in line: a result is awaited, or the person comes back another day
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"  # set aside by the clerk
    MISSED = "missed"  # called, and did not come
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    CALL = "call"
    START = "start"
    FINISH = "finish"
    PUT_BACK = "put_back"
    DISMISS = "dismiss"
    REINSTATE = "reinstate"
    HOLD = "hold"
    REDIRECT = "redirect"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    TAKE_UP = "take_up"  # the person is back with his return code
    ADJOURN = "adjourn"  # the day ended and the visit goes on another day


_S, _M = TicketState, Move

TABLE: dict[TicketState, dict[Move, TicketState]] = {
    _S.PENDING: {_M.TAKE_UP: _S.WAITING, _M.REFUSE: _S.REFUSED, _M.WITHDRAW: _S.WITHDRAWN},
    _S.WAITING: {
        _M.CALL: _S.CALLED,
        _M.START: _S.SERVING,
        _M.REDIRECT: _S.WAITING,
        _M.ADJOURN: _S.PENDING,
        _M.REFUSE: _S.REFUSED,
        _M.WITHDRAW: _S.WITHDRAWN,
    },
    _S.CALLED: {
        _M.CALL: _S.CALLED,
        _M.START: _S.SERVING,
        _M.PUT_BACK: _S.WAITING,
        _M.DISMISS: _S.MISSED,
        _M.HOLD: _S.HELD,
        _M.REDIRECT: _S.WAITING,
        _M.ADJOURN: _S.PENDING,
        _M.REFUSE: _S.REFUSED,
        _M.WITHDRAW: _S.WITHDRAWN,
    },
    _S.SERVING: {
        _M.FINISH: _S.DONE,
        _M.PUT_BACK: _S.WAITING,
        _M.HOLD: _S.HELD,
        _M.REDIRECT: _S.WAITING,
        _M.REFUSE: _S.REFUSED,
        _M.WITHDRAW: _S.WITHDRAWN,
    },
    _S.HELD: {
        _M.REINSTATE: _S.WAITING,
        _M.ADJOURN: _S.PENDING,
        _M.REFUSE: _S.REFUSED,
        _M.WITHDRAW: _S.WITHDRAWN,
    },
    _S.MISSED: {
        _M.REINSTATE: _S.WAITING,
        _M.ADJOURN: _S.PENDING,
        _M.REFUSE: _S.REFUSED,
        _M.WITHDRAW: _S.WITHDRAWN,
    },
    _S.DONE: {},
    _S.REFUSED: {},
    _S.WITHDRAWN: {},
}

OPEN_STATES = frozenset(state for state, moves in TABLE.items() if moves)
AT_COUNTER = frozenset({TicketState.CALLED, TicketState.SERVING})

# The same table serves both presences, but for these: a person is called before he sits down, paper never is.
_PRESENT_ONLY = frozenset({(_S.WAITING, _M.CALL)})
_ABSENT_ONLY = frozenset({(_S.WAITING, _M.START)})


@dataclass(frozen=True, slots=True)
class Ticket:
    """`counter` is where it is served; of a waiting ticket, the only counter that may call it (redirected).

    `due` decides the order of its line (`line.py`). Times are UTC; `called_at`, `started_at` belong to the
    present sitting, `ended_at` to the state it stands in.
    """

    id: str
    visit: str
    step: str
    role: Role
    presence: Presence
    state: TicketState
    entered_at: datetime
    due: datetime
    head_start: HeadStart
    counter: str | None = None
    times_called: int = 0
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None  # the staff member who finished, refused or withdrew it

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


def next_state(ticket: Ticket, move: Move) -> TicketState:
    """The state that `move` leads to. Raises Refusal `move_refused` where the table has none."""
    pair = (ticket.state, move)
    forbidden = _PRESENT_ONLY if ticket.presence is Presence.ABSENT else _ABSENT_ONLY
    state = TABLE[ticket.state].get(move)
    if state is None or pair in forbidden:
        raise Refusal("move_refused", state=ticket.state.value, move=move.value)
    return state


def call(ticket: Ticket, counter: str, now: datetime) -> tuple[Ticket, Event]:
    called = replace(
        ticket,
        state=next_state(ticket, Move.CALL),
        counter=counter,
        called_at=now,
        times_called=ticket.times_called + 1,
    )
    return called, _event("ticket_called", called, counter=counter, times=called.times_called)


def start(ticket: Ticket, counter: str, now: datetime) -> tuple[Ticket, Event]:
    started = replace(ticket, state=next_state(ticket, Move.START), counter=counter, started_at=now)
    return started, _event("ticket_started", started, counter=counter)


def finish(ticket: Ticket, staff: str, now: datetime) -> tuple[Ticket, Event]:
    done = replace(ticket, state=next_state(ticket, Move.FINISH), ended_at=now, ended_by=staff)
    return done, _event("ticket_finished", done, counter=done.counter)


def put_back(ticket: Ticket) -> tuple[Ticket, Event]:
    """Undo a call or a start: back in line with the due time he had."""
    return _back_in_line(ticket, Move.PUT_BACK, "ticket_put_back", counter=None)


def redirect(ticket: Ticket, counter: str) -> tuple[Ticket, Event]:
    """Only `counter` may call it now; the due time stays, so a redirect costs the person nothing."""
    back, event = _back_in_line(ticket, Move.REDIRECT, "ticket_redirected", counter=counter)
    return back, Event(event.kind, {**event.facts, "to": counter})


def dismiss(ticket: Ticket, now: datetime) -> tuple[Ticket, Event]:
    return _set_aside(ticket, Move.DISMISS, "ticket_missed", now)


def hold(ticket: Ticket, now: datetime) -> tuple[Ticket, Event]:
    return _set_aside(ticket, Move.HOLD, "ticket_held", now)


def reinstate(ticket: Ticket, now: datetime) -> tuple[Ticket, Event]:
    state = next_state(ticket, Move.REINSTATE)
    due, head_start = due_when_reinstated(
        missed=ticket.state is TicketState.MISSED,
        due=ticket.due,
        head_start=ticket.head_start,
        left_at=ticket.ended_at or now,
        now=now,
    )
    entered_at = ticket.entered_at if due == ticket.due else now
    back = replace(ticket, state=state, due=due, head_start=head_start, entered_at=entered_at, ended_at=None)
    return back, _event("ticket_reinstated", back)


def take_up(ticket: Ticket, due: datetime, head_start: HeadStart, now: datetime) -> tuple[Ticket, Event]:
    state = next_state(ticket, Move.TAKE_UP)
    back = replace(ticket, state=state, entered_at=now, due=due, head_start=head_start, ended_at=None)
    return back, _event("ticket_taken_up", back)


def adjourn(ticket: Ticket) -> tuple[Ticket, Event]:
    """The day ended: out of the line, but not out of the visit."""
    out = replace(
        ticket,
        state=next_state(ticket, Move.ADJOURN),
        counter=None,
        called_at=None,
        started_at=None,
        ended_at=None,
    )
    return out, _event("ticket_adjourned", out)


def refuse(ticket: Ticket, staff: str, now: datetime) -> tuple[Ticket, Event]:
    return _end(ticket, Move.REFUSE, "ticket_refused", staff, now)


def withdraw(ticket: Ticket, staff: str, now: datetime) -> tuple[Ticket, Event]:
    return _end(ticket, Move.WITHDRAW, "ticket_withdrawn", staff, now)


def _back_in_line(ticket: Ticket, move: Move, kind: str, counter: str | None) -> tuple[Ticket, Event]:
    back = replace(ticket, state=next_state(ticket, move), counter=counter, called_at=None, started_at=None)
    return back, _event(kind, back, counter=ticket.counter)


def _set_aside(ticket: Ticket, move: Move, kind: str, now: datetime) -> tuple[Ticket, Event]:
    aside = replace(
        ticket, state=next_state(ticket, move), counter=None, called_at=None, started_at=None, ended_at=now
    )
    return aside, _event(kind, aside, counter=ticket.counter)


def _end(ticket: Ticket, move: Move, kind: str, staff: str, now: datetime) -> tuple[Ticket, Event]:
    ended = replace(ticket, state=next_state(ticket, move), ended_at=now, ended_by=staff)
    return ended, _event(kind, ended, counter=ended.counter)


def _event(kind: str, ticket: Ticket, **facts: object) -> Event:
    return Event(kind, {"ticket": ticket.id, "visit": ticket.visit, "step": ticket.step, **facts})
