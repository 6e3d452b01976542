"""T10: every letter is drawn, whatever the text; nothing in a text is a command."""

import unicodedata
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from server.desk.papers import as_copy
from server.domain.paper import Field, Number, Paper, PaperKind, Qr, Seal, Signature, Text
from server.printing.escpos_bytes import bands, to_bytes
from server.printing.lines import wrapped
from server.printing.picture import NARROW, WIDE, draw
from server.printing.typeface import REPLACEMENT, Typeface
from tests.printing.conftest import FONTS
from tests.printing.samples import EVERY_PAPER, a_certificate

CAPITALS = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
LETTERS = CAPITALS + CAPITALS.lower()
COMMANDS = "\x1b@\x1bp\x00\x19\xfa\x1dV\x00\x10\x04\x01\x10\x14\x01\x00\x05\x1b=\x02"


def mask(typeface: Typeface, letter: str, size: int, bold: bool) -> tuple[tuple[int, int], bytes]:
    drawn = typeface.font(size, bold).getmask(letter, mode="1")
    return drawn.size, bytes(drawn)


def test_the_alphabet_has_forty_two_letters() -> None:
    assert len(CAPITALS) == 42


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("size", [19, 20, 22, 24, 26, 36, 40])
def test_every_kazakh_letter_has_its_own_shape_and_none_is_tofu(
    typeface: Typeface, size: int, bold: bool
) -> None:
    drawn = [mask(typeface, letter, size, bold) for letter in LETTERS]
    tofu = mask(typeface, "\U0010ffff", size, bold)
    assert tofu not in drawn
    assert all(any(pixels) for _, pixels in drawn)
    same = [pair for pair in pairwise(sorted(zip(drawn, LETTERS, strict=True))) if pair[0][0] == pair[1][0]]
    assert same == []


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_the_fonts_know_all_that_the_papers_say(name: str) -> None:
    with TTFont(FONTS / name) as font:
        known = font.getBestCmap()
    said = "".join(str(block) for paper in EVERY_PAPER.values() for block in paper.blocks)
    assert [char for char in LETTERS + said + "₸№–−«»" + REPLACEMENT if ord(char) not in known] == []


def test_the_check_of_a_text_agrees_with_the_table_of_the_font(typeface: Typeface) -> None:
    with TTFont(FONTS / "DejaVuSans.ttf") as font:
        known = font.getBestCmap()
    wrong = [
        hex(code)
        for code in range(0x20, 0x3000)
        if unicodedata.category(chr(code)) in ("Lu", "Ll", "Lo", "Nd", "Sm", "Po")
        and unicodedata.is_normalized("NFC", chr(code))
        and (typeface.clean(chr(code)) == chr(code)) != (code in known)
    ]
    assert wrong == []


def test_a_letter_the_font_lacks_is_seen_to_be_missing(typeface: Typeface) -> None:
    assert typeface.clean("漢") == REPLACEMENT
    assert typeface.clean("\ud800") == REPLACEMENT
    assert typeface.clean("a\x1b\x07\u202eb") == "ab"


def test_a_letter_in_two_characters_is_drawn_as_one(typeface: Typeface) -> None:
    assert typeface.clean("И\u0306") == "Й"


def test_a_line_is_never_wider_than_its_room(typeface: Typeface) -> None:
    font = typeface.font(26)
    lines = wrapped("Электрокардиография " * 4 + "Ы" * 100, font, 300)
    assert all(font.getlength(line) <= 300 for line in lines)
    assert "".join(lines).replace(" ", "") == "Электрокардиография" * 4 + "Ы" * 100


def realtime_commands(picture: Image.Image) -> list[bytes]:
    """The raster's bytes as they are sent, searched for DLE EOT, DLE ENQ and DLE DC4."""
    sent = [b"".join(band) for band in bands(picture)]
    return [command for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14") if any(command in s for s in sent)]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", EVERY_PAPER)
def test_no_picture_spells_a_realtime_command(typeface: Typeface, name: str, width: int) -> None:
    assert realtime_commands(draw(EVERY_PAPER[name], typeface, width)) == []


@settings(max_examples=60)
@given(text=st.text(max_size=60), width=st.sampled_from([WIDE, NARROW]))
def test_any_text_in_any_field_is_drawn_and_commands_nothing(
    typeface: Typeface, text: str, width: int
) -> None:
    blocks = (Text(text), Number(text), Field(text, text), Qr(text, text), Signature(text), Seal(text))
    picture = draw(Paper(PaperKind.CERTIFICATE, blocks), typeface, width)
    assert picture.width == width
    assert realtime_commands(picture) == []
    assert to_bytes(picture).startswith(b"\x1b@\x1dv0")


def test_control_bytes_in_a_name_change_nothing_on_the_paper(typeface: Typeface) -> None:
    plain = draw(a_certificate("Үлгібаева Ұлту"), typeface)
    attacked = draw(a_certificate(f"Үлгі{COMMANDS.replace(chr(0xFA), '')}баева Ұлту"), typeface)
    drawn_anyway = "@pV="  # what is left of the commands are letters, and letters are drawn
    expected = draw(a_certificate("Үлгі@pV=баева Ұлту"), typeface)
    assert drawn_anyway in typeface.clean(COMMANDS.replace(chr(0xFA), ""))
    assert attacked.tobytes() == expected.tobytes() != plain.tobytes()


def test_a_copy_says_so_at_both_ends() -> None:
    copy = as_copy(a_certificate())
    assert all("КӨШІРМЕ\\nКОПИЯ" in str(block) for block in (copy.blocks[0], copy.blocks[-1]))
