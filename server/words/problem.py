"""A problem: what a person is told when something was refused or went wrong."""

from typing import NamedTuple

from server.domain.language import Words


class Problem(NamedTuple):
    """`title`: what happened. `detail`: what to do about it; may hold {placeholders} for `sentence`."""

    title: Words
    detail: Words
