"""A paper as a picture: its measures, and that a printer gets exactly these dots."""

import pytest
from PIL import Image, ImageChops

from deploy.virtual_printer import VirtualPrinter
from server.domain.paper import Number, Paper, PaperKind, Text
from server.printing.escpos_bytes import _Dummy, to_bytes
from server.printing.picture import MAX_ROWS, NARROW, WIDE, draw
from server.printing.printer import NetworkPrinter, Outcome
from server.printing.typeface import Typeface
from tests.printing.samples import EVERY_PAPER, a_slip

WIDTHS = [WIDE, NARROW]


def inked_rows(picture: Image.Image) -> int:
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    return box[3] - box[1]


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_printer_gets_exactly_the_dots_that_were_drawn(
    typeface: Typeface, box: VirtualPrinter, printer: NetworkPrinter, name: str
) -> None:
    picture = draw(EVERY_PAPER[name], typeface)
    assert printer.print(to_bytes(picture)).outcome is Outcome.PRINTED
    (paper,) = box.wait_for_papers(1)
    assert paper.picture.size == picture.size
    assert paper.picture.tobytes() == picture.tobytes()
    assert paper.stray == b""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("number", ["A014", "B999", "K1-01", "K12-999"])
def test_the_digits_of_the_number_are_at_least_fifteen_millimetres(
    typeface: Typeface, number: str, width: int
) -> None:
    picture = draw(Paper(PaperKind.SLIP, (Number(number),)), typeface, width)
    assert inked_rows(picture) >= 120
    assert picture.width == width


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_touches_the_edge_of_the_paper(typeface: Typeface, width: int) -> None:
    for paper in EVERY_PAPER.values():
        box = ImageChops.invert(draw(paper, typeface, width)).getbbox()
        assert box is not None
        assert box[0] >= 4
        assert box[2] <= width - 4


def test_blank_rows_at_the_ends_are_not_sent(typeface: Typeface) -> None:
    picture = draw(Paper(PaperKind.SLIP, (Text(""), Text("A"), Text(""))), typeface)
    assert picture.height == inked_rows(picture)


def test_an_empty_paper_is_one_white_row(typeface: Typeface) -> None:
    assert draw(Paper(PaperKind.SLIP, ()), typeface).size == (WIDE, 1)


def test_a_paper_of_kilometres_is_refused(typeface: Typeface) -> None:
    with pytest.raises(ValueError, match=str(MAX_ROWS)):
        draw(Paper(PaperKind.SLIP, (Text("А\n" * 5000),)), typeface)


def test_a_name_is_not_kept_in_memory_and_a_slip_is_drawn_the_same_again(typeface: Typeface) -> None:
    assert draw(a_slip(), typeface).tobytes() == draw(a_slip(), typeface).tobytes()


def test_the_virtual_printer_reads_column_pictures_too(typeface: Typeface, box: VirtualPrinter) -> None:
    picture = draw(a_slip(), typeface)
    other = _Dummy()
    other.profile.profile_data = {"media": {"width": {"pixels": WIDE}}, "features": {"paperFullCut": True}}
    other.image(picture, impl="bitImageColumn", fragment_height=100_000)
    other.cut()
    NetworkPrinter("127.0.0.1", box.port, WIDE).print(other.output)
    (paper,) = box.wait_for_papers(1)
    assert paper.picture.tobytes() == picture.tobytes()
