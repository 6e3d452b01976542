"""A paper as data: what it says, block after block, in words that are chosen already.

The desk composes it, printing only draws it, and a page can show the same. No block knows how wide the paper
is or in which typeface it will be set. A line feed in a text begins a new line; other control characters
mean nothing and are not drawn.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class PaperKind(StrEnum):
    SLIP = "slip"
    RECEIPT = "receipt"
    CERTIFICATE = "certificate"


def _named(block: str) -> str:
    """Every block bears its name as data, so that JSON can be written of a paper as it stands."""
    name: str = field(default=block, init=False, repr=False)
    return name


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `size`: small, normal, large."""

    text: str
    size: str = "normal"
    bold: bool = False
    centred: bool = False
    block: str = _named("text")


@dataclass(frozen=True, slots=True)
class Number:
    """The number that the board will show, as large as the paper allows (digits at least 15 mm)."""

    text: str
    block: str = _named("number")


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value: on one line where both fit, else the value below. `size` is the value's."""

    label: str
    value: str
    size: str = "normal"
    block: str = _named("field")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    block: str = _named("rule")


@dataclass(frozen=True, slots=True)
class Space:
    """An empty line."""

    block: str = _named("space")


@dataclass(frozen=True, slots=True)
class Qr:
    data: str
    caption: str = ""
    block: str = _named("qr")


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to be signed by hand; `label` says by whom."""

    label: str
    block: str = _named("signature")


@dataclass(frozen=True, slots=True)
class Seal:
    """The place of a seal; `label` says whose. Neighbouring seals stand side by side if they fit."""

    label: str
    block: str = _named("seal")


Block = Text | Number | Field | Rule | Space | Qr | Signature | Seal
_BLOCKS: dict[str, type[Block]] = {
    block.__name__.lower(): block for block in (Text, Number, Field, Rule, Space, Qr, Signature, Seal)
}


@dataclass(frozen=True, slots=True)
class Paper:
    kind: PaperKind
    blocks: tuple[Block, ...]


def to_data(paper: Paper) -> dict[str, Any]:
    """`{"kind": "slip", "blocks": [{"block": "number", "text": "A014"}, …]}`"""
    return {
        "kind": paper.kind.value,
        "blocks": [{name: getattr(block, name) for name in block.__slots__} for block in paper.blocks],
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
