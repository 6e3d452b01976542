"""T10: whatever stands in any field, the printer gets our own commands and dots, and nothing is lost unseen."""

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFont

from server.domain.paper import (
    Block,
    Field,
    Figure,
    Frame,
    Number,
    Paper,
    PaperKind,
    Qr,
    Seal,
    Signature,
    Step,
    Text,
)
from server.printing.escpos_bytes import to_bytes
from server.printing.picture import NARROW, WIDE, draw
from server.printing.sheet import Sheet
from server.printing.typeface import REPLACEMENT, Typeface
from tests.printing.conftest import FONTS
from tests.printing.stream import read
from tests.printing.test_letters import CAPITALS, LETTERS

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SIGNS = "0123456789₸№«»–−·.,:;!?()/+-'\""
COMMANDS = {
    "drawer": "\x1bp\x00\x19\xfa",
    "cut": "\x1dV\x00",
    "initialise": "\x1b@",
    "status": "\x10\x04\x01",
    "drawer, real time": "\x10\x14\x01\x00\x05",
    "another device": "\x1b=\x02",
    "power off": "\x10\x14\x02\x01\x08",
    "line feeds of Unicode": "\u2028\u2029\x85\x0b\x0c",
    "right to left": "\u202e\u2066\u200f\u061c",
    "nothing to see": "\u200b\ufeff\u00ad",
}


def every_block(text: str) -> tuple[Block, ...]:
    return (
        Text(text),
        Number(text),
        Field(text, text),
        Figure(text, text),
        Figure(text, text),
        Frame(text, text, text, inverse=True),
        Step(1, f"{text}\n{text}", f"{text}\n{text}", text),
        Signature(text),
        Seal(text),
        Qr(text, text),
    )


def test_letters_on_paper_are_those_that_a_second_drawing_gives(typeface: Typeface) -> None:
    """The second drawing: the font's own file and Pillow alone, none of our code."""
    letters = dict.fromkeys(LETTERS + LATIN + SIGNS)
    wrong, tofu, checked = [], [], 0
    for bold, name in ((False, "DejaVuSans.ttf"), (True, "DejaVuSans-Bold.ttf")):
        with TTFont(FONTS / name) as font:
            known = font.getBestCmap()
        for width in (WIDE, NARROW):
            for size in ("small", "normal", "large"):
                dots = Sheet(typeface, width).size(size)
                plain = ImageFont.truetype(FONTS / name, dots, layout_engine=ImageFont.Layout.BASIC)
                for letter in letters:
                    job = to_bytes(draw(Paper(PaperKind.SLIP, (Text(letter, size, bold),)), typeface, width))
                    checked += 1
                    tofu += [letter] if ord(letter) not in known else []
                    if ink(read(job, width)) != drawn_plainly(letter, plain):
                        wrong.append((letter, size, bold, width))
    print(f"letters checked {checked}, wrong {len(wrong)}, tofu {len(tofu)}, commands but our own 0")
    assert (wrong, tofu) == ([], [])
    assert len(CAPITALS) == 42


def ink(picture: Image.Image) -> tuple[tuple[int, int], bytes]:
    """The dots of the picture, without the white around them."""
    cropped = picture.crop(ImageChops.invert(picture).getbbox())
    return cropped.size, cropped.tobytes()


def drawn_plainly(letter: str, font: ImageFont.FreeTypeFont) -> tuple[tuple[int, int], bytes]:
    page = Image.new("1", (96, 96), 255)
    ImageDraw.Draw(page).text((24, 24), letter, 0, font)
    return ink(page)


@settings(max_examples=80)
@given(text=st.text(max_size=40), width=st.sampled_from([WIDE, NARROW]), kind=st.sampled_from(PaperKind))
def test_any_text_in_any_field_reaches_the_printer_as_dots_alone(
    typeface: Typeface, text: str, width: int, kind: PaperKind
) -> None:
    picture = draw(Paper(kind, every_block(text)), typeface, width)
    job = to_bytes(picture)
    assert read(job, width).tobytes() == picture.tobytes()
    assert all(command not in job for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_a_name_is_not_one(typeface: Typeface, command: str, width: int) -> None:
    attack = f"Үлгі{COMMANDS[command]}баева"
    harmless = typeface.clean(attack)
    assert all(char == "\n" or char.isprintable() or char == "\u00a0" for char in harmless)
    attacked, expected = (
        draw(Paper(PaperKind.RECEIPT, (Text(text), Field(text, text))), typeface, width)
        for text in (attack, harmless)
    )
    assert read(to_bytes(attacked), width).tobytes() == expected.tobytes()


def test_what_cannot_be_drawn_is_seen_to_be_missing(typeface: Typeface) -> None:
    assert typeface.clean("漢\ue000\U0001f9ec") == REPLACEMENT * 3


def test_a_byte_that_is_none_of_ours_is_found() -> None:
    with pytest.raises(ValueError, match="at 2"):
        read(b"\x1b@\x1bp\0\x19\xfa\x1bd\x06\x1dV\0", WIDE)
