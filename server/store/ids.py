"""Ids: opaque, unique over all sites, and in the order of their making, so that an index grows at its end.

The writer's stamp is unique in a site's history, so an id needs no chance: stamp, count within the command, site.
An id is no secret; what must not be guessed carries a mac of `keys.py`.
"""

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # without i, l, o, u: they are misread


def moment_letters(stamp: int) -> str:
    """The first part of every id of the command that bears this stamp (microseconds)."""
    letters = ""
    while stamp:
        stamp, rest = divmod(stamp, 32)
        letters = LETTERS[rest] + letters
    return letters
