"""Every state of every page: a new state is one more entry in one of these lists.

The board comes first: it remembers for two minutes whom the others called.
"""

from tests.pictures import board, certificate, counter, journals, kiosk, services, timetable, track, tryout
from tests.pictures.state import State

STATES: list[State] = [
    *board.STATES,
    *kiosk.STATES,
    *counter.STATES,
    *certificate.STATES,
    *journals.STATES,
    *track.STATES,
    *timetable.STATES,
    *services.STATES,
    *tryout.STATES,
]
PAGES = tuple(dict.fromkeys(state.page for state in STATES))
