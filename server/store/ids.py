"""Ids: opaque, unique over all sites, and in the order of their making, so that an index grows at its end.

The writer's stamp is unique in a site's history, so an id needs no chance: stamp, count within the command, site.
An id is no secret; what must not be guessed carries a mac of `keys.py`.
"""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # without i, l, o, u: they are misread


def id_at(stamp: int, count: int, site: str) -> str:
    """`stamp` in microseconds; `count` 1 … 31 within one command."""
    letters = ""
    while stamp:
        stamp, rest = divmod(stamp, 32)
        letters = _LETTERS[rest] + letters
    return f"{letters}{_LETTERS[count]}{site}"
