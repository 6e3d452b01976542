"""Who may do what: the manual's table, made of the table of routes, so that it cannot say anything else.

`python -m server.web.manual` writes it into the README of this room.
"""

from collections.abc import Iterable
from pathlib import Path

from server.web.actor import DEVICE_KINDS, OVERSIGHT, SERVING, STAFF
from server.web.app import HANDLER_MODULES
from server.web.clips import CLIP_ROUTE
from server.web.exports import EXPORT_ROUTE
from server.web.route import ROUTES, Described
from server.web.sign_in import SIGN_IN_ROUTES

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- who may do what: begin -->", "<!-- who may do what: end -->"
_GROUPS = (
    (STAFF, "all staff"),
    (SERVING, "staff who serve"),
    (OVERSIGHT, "supervisor, administrator"),
    (frozenset(DEVICE_KINDS), "every device"),
)


def who_may_do_what() -> str:
    """A Markdown table, in the order of the paths."""
    assert HANDLER_MODULES, "they fill ROUTES"
    routes = sorted(
        (*ROUTES, *SIGN_IN_ROUTES, CLIP_ROUTE, EXPORT_ROUTE), key=lambda route: (route.path, route.method)
    )
    return "\n".join(["| call | who | does |", "|---|---|---|", *_rows(routes)])


def _rows(routes: Iterable[Described]) -> Iterable[str]:
    for route in routes:
        yield f"| `{route.name}` | {_who(route.who)} | {route.summary} |"


def _who(who: frozenset[str]) -> str:
    """Groups by their names, whoever is left by his own."""
    names, left = [], who
    for group, name in _GROUPS:
        if group <= left:
            names.append(name)
            left -= group
    return ", ".join([*names, *sorted(left)])


def with_table(readme: str) -> str:
    """`readme` with the table as it is now between its marks. Raises ValueError where they are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the marks {BEGIN} and {END} are missing")
    return f"{before}{BEGIN}\n{who_may_do_what()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text()))
