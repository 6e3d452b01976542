"""Does a route hang together? What the shape of a single value cannot tell.

Every rule takes the steps as they were read (a value that could not be read is None) and yields what is wrong
as (key, reason). Rules do not rely on each other, so that one mistake does not hide the next.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from server.domain.regulation import Presence

Steps = tuple[dict[str, Any], ...]
Wrong = Iterator[tuple[str, str]]

# What a limit can be counted from beside the finish of a step; so no step may be called that.
MOMENTS = ("documents", "start")


def wrong_in_route(steps: Steps, tasks: Collection[str]) -> Wrong:
    """Everything that is wrong in the steps of one service; `tasks`: the codes of the tasks that exist."""
    yield from _codes(steps)
    yield from _order(steps)
    yield from _circle(steps)
    yield from _limits(steps)
    yield from _sittings(steps)
    yield from _patients(steps)
    yield from _tasks(steps, tasks)


def twice(values: Iterable[object]) -> list[str]:
    """What occurs more than once."""
    return [str(value) for value, times in Counter(values).items() if times > 1 and value is not None]


def _codes(steps: Steps) -> Wrong:
    for code in twice(step["code"] for step in steps):
        yield f"steps.{code}.code", "two steps have this code"
    for step in steps:
        if step["code"] in MOMENTS:
            yield _key(step, "code"), f"a limit is counted from {step['code']!r}: no step may be called that"


def _order(steps: Steps) -> Wrong:
    codes = {step["code"] for step in steps}
    for step in steps:
        for unknown in sorted(set(_after(step)) - codes):
            yield _key(step, "after"), f"there is no step {unknown!r}"
        for repeated in twice(_after(step)):
            yield _key(step, "after"), f"{repeated!r} stands there twice"
    if steps and all(_after(step) for step in steps):
        yield "steps", "no step is the first: each waits for another"


def _circle(steps: Steps) -> Wrong:
    stuck = _never_opened(_graph(steps))
    circle = _without_ends(stuck)
    if circle:
        yield "steps", f"these steps wait for each other in a circle: {', '.join(circle)}"
    for code in sorted(stuck.keys() - circle.keys()):
        yield f"steps.{code}", "is never reached: it waits for steps that wait for each other"


def _limits(steps: Steps) -> Wrong:
    graph = _graph(steps)
    for step in steps:
        counted_from = (step["limit"] or {}).get("counted_from")
        if counted_from in (None, *MOMENTS) or counted_from in _before(step["code"], graph):
            continue
        yield (
            _key(step, "limit.counted_from"),
            f"must be {' or '.join(MOMENTS)} or a step that comes before, not {counted_from!r}",
        )


def _sittings(steps: Steps) -> Wrong:
    roles = {step["code"]: step["role"] for step in steps}
    for step in steps:
        if not step["same_sitting"]:
            continue
        if len(_after(step)) != 1:
            yield _key(step, "same_sitting"), "a sitting goes on from exactly one step: `after` must name one"
        elif step["role"] != roles.get(_after(step)[0], step["role"]):
            yield _key(step, "same_sitting"), f"the step before, {_after(step)[0]!r}, has another role"


def _patients(steps: Steps) -> Wrong:
    for step in steps:
        if step["presence"] is Presence.ABSENT and step["after"] == ():
            yield (
                _key(step, "presence"),
                "a first step needs its patient: nobody else can bring the visit about",
            )


def _tasks(steps: Steps, known: Collection[str]) -> Wrong:
    for step in steps:
        tasks = step["tasks"] or ()
        for unknown in sorted(set(tasks) - set(known)):
            yield _key(step, "tasks"), f"there is no task {unknown!r}"
        for repeated in twice(tasks):
            yield _key(step, "tasks"), f"{repeated!r} stands there twice"
        if step["gate"] is not None and step["gate"] not in tasks:
            yield _key(step, "gate"), f"{step['gate']!r} is not among the tasks of the step"


def _key(step: dict[str, Any], name: str) -> str:
    return f"steps.{step['code'] or '?'}.{name}"


def _after(step: dict[str, Any]) -> tuple[str, ...]:
    return step["after"] or ()


Graph = dict[str, set[str]]


def _graph(steps: Steps) -> Graph:
    """Each step and those it waits for, as far as they exist."""
    codes = [step["code"] for step in steps if step["code"]]
    return {step["code"]: set(_after(step)) & set(codes) for step in steps if step["code"]}


def _never_opened(graph: Graph) -> Graph:
    """What is left when every step that can open has opened: the circles, and what waits behind them."""
    while opened := {code for code, after in graph.items() if not after}:
        graph = {code: after - opened for code, after in graph.items() if code not in opened}
    return graph


def _without_ends(graph: Graph) -> Graph:
    """The same without the steps for which nobody waits, again and again: the circles."""
    while ends := graph.keys() - set().union(*graph.values()):
        graph = {code: after for code, after in graph.items() if code not in ends}
    return graph


def _before(code: str | None, graph: Graph) -> set[str]:
    """All steps that are finished when this one opens."""
    found: set[str] = set()
    ahead = set(graph.get(code or "", ()))
    while ahead:
        found |= ahead
        ahead = set().union(*(graph[step] for step in ahead)) - found
    return found
