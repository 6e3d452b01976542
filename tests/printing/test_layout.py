"""The measures of the papers, on both rolls and in the three languages."""

import re
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from deploy.virtual_printer import VirtualPrinter
from server.desk.closing_slip import closing_slip
from server.desk.papers import StepAhead, as_copy
from server.domain.language import Language, Words
from server.domain.paper import Figure, Frame, Paper, PaperKind, Qr, Seal, Step, Text
from server.domain.regulation import Limit, LimitUnit
from server.printing.abreast import figures, seals
from server.printing.escpos_bytes import to_bytes
from server.printing.lines import wrapped
from server.printing.picture import NARROW, WIDE, _kept_strip, draw
from server.printing.printer import NetworkPrinter, Outcome
from server.printing.qr import QUIET, qr_picture
from server.printing.sheet import MM, Sheet
from server.printing.strips import strip_of
from server.printing.typeface import Typeface
from tests.printing.samples import EVERY_PAPER, a_certificate, a_receipt, a_slip

WIDTHS = [WIDE, NARROW]
TRACK = "https://kezek.example/track/0193572d-8f3a-7c41-9f5e-2b6d1c0e4a77.3kQ9vTz1mB7xLw0pAbCdEf"
LONG = Words("Психоәлеуметтік кеңес беру " * 4, "Медико-санитарная помощь " * 4, "Psychosocial " * 5)
SEVEN = tuple(
    StepAhead(
        name,
        Words(f"№ {door} {kk}", f"{ru} № {door}", f"{en} {door}"),
        Limit(minutes, LimitUnit.MINUTES, "start"),
    )
    for name, door_of, minutes in (
        (Words("Құжаттарды тексеру", "Проверка документов", "Document check"), "терезе окно window 2", 10),
        (Words("Кассада төлеу", "Оплата в кассе", "Payment"), "касса касса desk 1", 5),
        (
            Words("Тестіге дейінгі кеңес", "Консультация до теста", "Counselling"),
            "кабинет кабинет cabinet 14",
            20,
        ),
        (Words("Қан алу", "Взятие крови", "Blood sample"), "кабинет кабинет cabinet 15", 15),
        (Words("Анықтаманы дайындау", "Подготовка справки", "Preparing"), "терезе окно window 3", 20),
        (Words("Дәрігердің қол қоюы", "Подпись врача", "Signature"), "кабинет кабинет cabinet 16", 15),
        (Words("Анықтаманы алу", "Получение справки", "Collecting"), "терезе окно window 3", 10),
    )
    for kk, ru, en, door in [door_of.split()]
)


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    return box


def test_a_slip_of_seven_steps_is_as_long_as_a_hand(typeface: Typeface) -> None:
    lengths = {w: draw(a_slip(steps=SEVEN), typeface, w).height / MM for w in WIDTHS}
    print(f"slip of seven steps: {lengths[WIDE]:.0f} mm on 80 mm, {lengths[NARROW]:.0f} mm on 58 mm")
    assert lengths[WIDE] <= 153


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", list(Language))
def test_no_text_is_cut_off_however_long(typeface: Typeface, language: Language, width: int) -> None:
    steps = (StepAhead(LONG, LONG, Limit(30, LimitUnit.WORKING_DAYS, "start")),)
    papers = (
        a_slip("K12-99999", steps=steps, language=language),
        a_certificate("Константинопольская-Өтеғұлбердиқызы " * 3),
        Paper(PaperKind.SLIP, (Frame("Ы" * 60, "Ы" * 60, "Ы" * 60), Figure("9" * 30, "Ы" * 60))),
    )
    for paper in papers:
        left, _, right, _ = inked(draw(paper, typeface, width))
        assert left >= 8
        assert right <= width - 8


@pytest.mark.parametrize("width", WIDTHS)
def test_every_word_of_a_step_is_on_the_paper(typeface: Typeface, width: int) -> None:
    font = Sheet(typeface, width).font("small")
    for text in (*LONG, *(word for step in SEVEN for word in (*step.name, *(step.place or ())))):
        lines = wrapped(text.strip(), font, 300)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
        assert all(font.getlength(line) <= 300 for line in lines)


def test_no_word_stands_alone_on_the_last_line(typeface: Typeface) -> None:
    font = typeface.font(26)
    text = "Прикрепление к медицинской организации для оказания помощи"
    for room in range(330, 700, 7):
        lines = wrapped(text, font, room)
        assert len(lines) == 1 or font.getlength(lines[-1]) >= room * 0.3


def test_a_sign_stays_with_its_number_and_a_no_with_what_it_denies(typeface: Typeface) -> None:
    font = typeface.font(26)
    for room in range(150, 500, 9):
        for line in wrapped("Лицо не состоит на учёте в диспансере, окно № 14 · 10 мин", font, room):
            assert not re.search(r"(№|\bне|\bв)$", line)
            assert not line.startswith("·")


def test_languages_that_need_two_lines_have_one_each(typeface: Typeface) -> None:
    font = typeface.font(20)
    lines = wrapped("Қайта келу коды / Код возврата", font, 260)
    assert [line.replace("\u00a0", " ") for line in lines] == ["Қайта келу коды /", "Код возврата"]
    assert len(wrapped("Қайта келу коды / Код возврата", font, 560)) == 1


@pytest.mark.parametrize("data", ["x", TRACK, TRACK * 3])
def test_a_code_has_modules_of_half_a_millimetre_and_its_quiet_zone(data: str) -> None:
    picture = qr_picture(data)
    second = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=3)
    second.add_data(data.encode(), optimize=0)
    matrix = second.get_matrix()
    module = picture.width / len(matrix)
    assert module == int(module) >= 4
    seen = [
        [
            picture.getpixel((int((x + 0.5) * module), int((y + 0.5) * module))) == 0
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert seen == matrix
    assert inked(picture)[:2] == (QUIET * module, QUIET * module)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_code_keeps_its_quiet_zone_on_the_paper(typeface: Typeface, width: int) -> None:
    strip = strip_of(Qr(TRACK, "Кезекті телефоннан бақылаңыз"), Sheet(typeface, width))
    code = qr_picture(TRACK)
    assert code.width <= width
    left = next(
        x for x in range(width) if strip.crop((x, 0, x + code.width, code.height)).tobytes() == code.tobytes()
    )
    assert left >= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_seal_has_room_of_its_true_size(typeface: Typeface, width: int) -> None:
    doctors, providers = (block for block in a_certificate().blocks if isinstance(block, Seal))
    assert (doctors.across, providers.across) == (30, 38)
    for block in (doctors, providers):
        (row,) = seals([block], Sheet(typeface, width))
        left, top, right, bottom = inked(row)
        assert abs(right - left - block.across * MM) <= 4
        assert abs(bottom - top - block.across * MM) <= 4
    assert len(list(seals([doctors, providers], Sheet(typeface, width)))) == (1 if width == WIDE else 2)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_copy_is_black_at_both_ends_and_the_first_print_is_not(typeface: Typeface, width: int) -> None:
    def black(picture: Image.Image) -> tuple[float, float]:
        ends = (
            picture.crop((0, 0, width, 80)),
            picture.crop((0, picture.height - 80, width, picture.height)),
        )
        first, last = (end.histogram()[0] / (width * 80) for end in ends)
        return first, last

    assert min(black(draw(as_copy(a_receipt()), typeface, width))) >= 0.5
    assert max(black(draw(a_receipt(), typeface, width))) <= 0.3


@pytest.mark.parametrize("width", WIDTHS)
def test_figures_stand_side_by_side(typeface: Typeface, width: int) -> None:
    two = (Figure("4", "Алдыңызда\nПеред вами"), Figure("110–245", "Күту, мин\nОжидание, мин"))
    sheet = Sheet(typeface, width)
    assert figures(two, sheet).height <= 1.1 * figures(two[:1], sheet).height


@pytest.mark.parametrize("width", WIDTHS)
def test_kazakh_and_russian_take_the_same_height_in_a_step(typeface: Typeface, width: int) -> None:
    sheet = Sheet(typeface, width)
    both = strip_of(Step(1, "Қан алу\nҚан алу", "№ 2\n№ 2"), sheet)
    upper, lower = (both.crop((60, top, width, top + 26)) for top in (3, 3 + sheet.size("small") + 5))
    assert ImageChops.invert(upper).histogram()[255] == ImageChops.invert(lower).histogram()[255] > 0


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_narrow_printer_gets_exactly_the_dots_that_were_drawn(
    typeface: Typeface, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    picture = draw(EVERY_PAPER[name], typeface, NARROW)
    with VirtualPrinter(tmp_path_factory.mktemp("narrow"), width=NARROW) as box:
        printer = NetworkPrinter("127.0.0.1", box.port, NARROW)
        assert printer.print(to_bytes(picture)).outcome is Outcome.PRINTED
        (paper,) = box.wait_for_papers(1)
    assert (paper.picture.size, paper.stray) == (picture.size, b"")
    assert paper.picture.tobytes() == picture.tobytes()


def test_a_return_code_is_never_kept_in_memory(typeface: Typeface) -> None:
    paper = replace(a_slip(), blocks=(Figure("ABCD-EFGH", "Код"), Qr(TRACK), Text("Талон")))
    _kept_strip.cache_clear()
    draw(paper, typeface)
    assert _kept_strip.cache_info().currsize == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_the_head_of_the_ledger_is_broken_only_where_it_is_compared(width: int, typeface: Typeface) -> None:
    """Every line of it is one line of the paper, for the widest of its letters too."""
    slip = closing_slip(
        organisation=Words("Ұйым", "Организация", "Organisation"),
        day="27.11.2026",
        at="27.11.2026 20:00",
        visits={},
        row="1 · 994",
        mac="d" * 64,
    )
    sheet = Sheet(typeface, width)
    parts = [block for block in slip.blocks if isinstance(block, Text) and set(block.text) == {"d"}]
    assert "".join(part.text for part in parts) == "d" * 64
    assert all(len(wrapped(part.text, sheet.font(part.size), sheet.room)) == 1 for part in parts)
