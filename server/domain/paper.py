"""A paper as data: what it says, block after block, in words that are chosen already.

The desk composes it, printing only draws it, and a page can show the same. No block knows how wide the paper
is or in which typeface it will be set. A line feed in a text begins a new line; other control characters
mean nothing and are not drawn.

Without slots: a paper goes out as JSON with each visit, and orjson writes an instance's dict seven times as fast.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, get_args


class PaperKind(StrEnum):
    SLIP = "slip"
    RECEIPT = "receipt"
    CERTIFICATE = "certificate"
    CLOSING = "closing"
    APPLICATION = "application"
    ATTACHMENT = "attachment"
    REFUND = "refund"  # a payment was given back: void, or refunded
    REPORT = "report"  # of a cash desk's shift


def _named(block: str) -> str:
    """Every block bears its name as data, so that JSON can be written of a paper as it stands."""
    name: str = field(default_factory=lambda: block, init=False, repr=False)  # so that each instance has it
    return name


@dataclass(frozen=True)
class Text:
    """A paragraph. `size`: small, normal, large."""

    text: str
    size: str = "normal"
    bold: bool = False
    centred: bool = False
    block: str = _named("text")


@dataclass(frozen=True)
class Number:
    """The number that the board will show, as large as the paper allows (digits at least 15 mm)."""

    text: str
    block: str = _named("number")


@dataclass(frozen=True)
class Field:
    """A label and its value: on one line where both fit, else the value below. `size` is the value's."""

    label: str
    value: str
    size: str = "normal"
    block: str = _named("field")


@dataclass(frozen=True)
class Figure:
    """A figure that matters, large, and under it what it counts. Neighbouring figures stand side by side."""

    value: str
    label: str
    block: str = _named("figure")


@dataclass(frozen=True)
class Frame:
    """What nobody may overlook, in bold within a frame; white on black if it is `inverse`.

    `label` stands small above the text, `note` small below it; `size` is the text's.
    """

    text: str
    label: str = ""
    note: str = ""
    size: str = "large"
    inverse: bool = False
    block: str = _named("frame")


@dataclass(frozen=True)
class Step:
    """One row of a list: its position, its name on the left, where and how long on the right.

    `names` and `details` have one line a language, and those of one language stand on one line; `note` is a
    small line below.
    """

    position: int
    names: str
    details: str
    note: str = ""
    block: str = _named("step")


@dataclass(frozen=True)
class Rule:
    """A line across the paper; `heavy` above a sum."""

    heavy: bool = False
    block: str = _named("rule")


@dataclass(frozen=True)
class Space:
    """White between two blocks that would else be read as one."""

    block: str = _named("space")


@dataclass(frozen=True)
class Qr:
    data: str
    caption: str = ""
    block: str = _named("qr")


@dataclass(frozen=True)
class Signature:
    """A line to be signed by hand; `label` says by whom."""

    label: str
    block: str = _named("signature")


@dataclass(frozen=True)
class Seal:
    """The place of a round seal of so many millimetres; `label` says whose.

    Neighbouring seals stand side by side if they fit.
    """

    label: str
    across: int = 38
    block: str = _named("seal")


Block = Text | Number | Field | Figure | Frame | Step | Rule | Space | Qr | Signature | Seal
_BLOCKS: dict[str, type[Block]] = {block.__name__.lower(): block for block in get_args(Block)}


@dataclass(frozen=True)
class Paper:
    kind: PaperKind
    blocks: tuple[Block, ...]


def to_data(paper: Paper) -> dict[str, Any]:
    """`{"kind": "slip", "blocks": [{"block": "number", "text": "A014"}, …]}`"""
    return {
        "kind": paper.kind.value,
        "blocks": [dict(vars(block)) for block in paper.blocks],
    }


def from_data(data: dict[str, Any]) -> Paper:
    """The inverse of `to_data`. Raises KeyError or TypeError on a block that does not exist."""
    return Paper(
        PaperKind(data["kind"]),
        tuple(
            _BLOCKS[block["block"]](**{name: value for name, value in block.items() if name != "block"})
            for block in data["blocks"]
        ),
    )
