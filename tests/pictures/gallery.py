"""One page on which all pictures stand side by side."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple


class Picture(NamedTuple):
    """`file`: as the index reaches it."""

    file: Path
    page: str
    state: str


def write_index(out: Path, pictures: Sequence[Picture]) -> None:
    """Write index.html into `out`: a section for each page, a row for each state."""
    out.mkdir(parents=True, exist_ok=True)
    sections = "".join(
        f"<section><h2>{escape(page)}</h2>{_rows(list(of_page))}</section>"
        for page, of_page in groupby(pictures, lambda picture: picture.page)
    )
    (out / "index.html").write_text(_PAGE.format(sections=sections))


def _rows(pictures: list[Picture]) -> str:
    return "".join(
        f"<h3>{escape(state)}</h3><div>{''.join(map(_figure, of_state))}</div>"
        for state, of_state in groupby(pictures, lambda picture: picture.state)
    )


def _figure(picture: Picture) -> str:
    said = picture.file.stem.removeprefix(f"{picture.state}-")
    name = escape(picture.file.as_posix())
    return (
        f"<figure><a href='{name}'><img src='{name}' alt='' loading=lazy></a>"
        f"<figcaption>{escape(said)}</figcaption></figure>"
    )


_PAGE = """<!doctype html><html lang=en><meta charset=utf-8>
<meta name=viewport content="width=device-width"><title>Kezek in pictures</title><style>
body {{ font: 16px system-ui, sans-serif; margin: 1.5rem; background: #e7ebee; color: #16242f }}
h2 {{ margin: 2.5rem 0 0; text-transform: capitalize }}
h3 {{ margin: 1.5rem 0 .5rem; font-weight: 600 }}
div {{ display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }}
figure {{ margin: 0 }}
img {{ display: block; max-width: 420px; max-height: 420px; background: #fff; box-shadow: 0 2px 8px #0003 }}
figcaption {{ margin-top: .3rem; font-size: .8rem; color: #4a5a66 }}
</style><h1>Kezek in pictures</h1>{sections}</html>
"""
