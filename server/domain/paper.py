"""A paper as data: what it says, block after block, in words that are chosen already.

The desk composes it, printing only draws it, and a page can show the same. No block knows how wide the paper
is or in which typeface it will be set. A line feed in a text begins a new line; other control characters
mean nothing and are not drawn.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PaperKind(StrEnum):
    SLIP = "slip"
    RECEIPT = "receipt"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `size`: small, normal, large."""

    text: str
    size: str = "normal"
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """The number that the board will show, as large as the paper allows (digits at least 15 mm)."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value: on one line where both fit, else the value below. `size` is the value's."""

    label: str
    value: str
    size: str = "normal"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Space:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Qr:
    data: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to be signed by hand; `label` says by whom."""

    label: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The place of a seal; `label` says whose. Neighbouring seals stand side by side if they fit."""

    label: str


Block = Text | Number | Field | Rule | Space | Qr | Signature | Seal
_BLOCKS: dict[str, type[Block]] = {
    block.__name__.lower(): block for block in (Text, Number, Field, Rule, Space, Qr, Signature, Seal)
}
_NAMES = {block: name for name, block in _BLOCKS.items()}


@dataclass(frozen=True, slots=True)
class Paper:
    kind: PaperKind
    blocks: tuple[Block, ...]


def to_data(paper: Paper) -> dict[str, Any]:
    """`{"kind": "slip", "blocks": [{"block": "number", "text": "A014"}, …]}`"""
    return {"kind": paper.kind.value, "blocks": [_block_data(block) for block in paper.blocks]}


def _block_data(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"block": _NAMES[type(block)]}
    for name in block.__slots__:
        data[name] = getattr(block, name)
    return data


def from_data(data: dict[str, Any]) -> Paper:
    """The inverse of `to_data`. Raises KeyError or TypeError on a block that does not exist."""
    return Paper(
        PaperKind(data["kind"]),
        tuple(
            _BLOCKS[block["block"]](**{name: value for name, value in block.items() if name != "block"})
            for block in data["blocks"]
        ),
    )
