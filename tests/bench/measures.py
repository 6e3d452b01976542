"""Everything that is measured, by name, in the order in which it is done."""

from collections.abc import Callable

from tests.bench import (
    calling,
    finishing,
    journals,
    kiosk,
    memory,
    news,
    opening,
    painting,
    past,
    register,
    slip,
    slots,
    yardsticks,
)
from tests.bench.figure import Figure
from tests.bench.plan import Plan

MEASURES: dict[str, Callable[[Plan], list[Figure]]] = {
    "yardsticks": yardsticks.measure,
    "opening": opening.measure,
    "calling": calling.measure,
    "finishing": finishing.measure,
    "news": news.measure,
    "painting": painting.measure,
    "kiosk": kiosk.measure,
    "slip": slip.measure,
    "slots": slots.measure,
    "past": past.measure,
    "register": register.measure,
    "memory": memory.measure,
    "journals": journals.measure,
}
