"""The papers as they are composed: what they say, and above all what they do not say."""

import time

import pytest

from server.desk.papers import as_copy, certificate, slip
from server.domain.language import Language, Words
from server.domain.paper import Frame, Number, Paper, Qr, Text, from_data, to_data
from server.domain.regulation import Limit, LimitUnit
from server.words.paper import NBSP, longest, money, span
from tests.printing.samples import (
    EVERY_PAPER,
    GROUND,
    PLACE,
    PROVIDER,
    SERVICE,
    SITE,
    STEPS,
    a_certificate,
    a_receipt,
    a_refusal,
    a_slip,
)


def said(paper: Paper) -> str:
    return "\n".join(str(block) for block in paper.blocks)


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_a_paper_comes_back_from_its_data(name: str) -> None:
    paper = EVERY_PAPER[name]
    assert from_data(to_data(paper)) == paper


def test_a_slip_says_number_place_and_where_to_follow() -> None:
    paper = a_slip()
    assert Number("A014") in paper.blocks
    assert PLACE.kk in said(paper)
    assert PLACE.ru in said(paper)
    assert any(isinstance(block, Qr) and block.data.startswith("https://") for block in paper.blocks)


def test_a_slip_of_an_open_service_says_name_steps_and_limits() -> None:
    text = said(a_slip()).replace(repr(NBSP)[1:-1], " ")
    assert all(
        part in text
        for part in (SERVICE.kk, SERVICE.ru, STEPS[1].name.kk, "10 мин", "3 жұм. күні", "не дольше")
    )


@pytest.mark.parametrize("language", list(Language))
def test_a_slip_of_a_confidential_service_says_neither_name_nor_steps(language: Language) -> None:
    text = said(a_slip(confidential=True, language=language))
    secrets = (*SERVICE, *STEPS[0].name, *STEPS[1].name, "не дольше", "ең көбі", "up to")
    assert [word for word in secrets if word in text] == []


def test_kazakh_and_russian_have_the_same_size() -> None:
    blocks = a_slip().blocks
    assert Frame(f"{PLACE.kk}\n{PLACE.ru}", "Шақырғанда барыңыз / По вызову пройдите") in blocks
    names = [block for block in blocks if isinstance(block, Text) and block.text in SERVICE]
    assert names == [Text(SERVICE.kk, bold=True, centred=True), Text(SERVICE.ru, bold=True, centred=True)]


def test_english_is_a_small_third_line_for_whoever_chose_it() -> None:
    assert PLACE.en not in said(a_slip())
    frame = next(block for block in a_slip(language=Language.EN).blocks if isinstance(block, Frame))
    assert frame.note == f"When called, go to {PLACE.en}"


def test_a_slip_says_nothing_of_a_wait_that_nobody_knows() -> None:
    paper = slip(
        organisation=SITE, number="A001", place=PLACE, at="", track_url="x", ahead=0, confidential=True
    )
    assert "мин" not in said(paper)


def test_a_refusal_says_its_ground_in_both_languages_and_no_service() -> None:
    text = said(a_refusal())
    assert GROUND.kk in text
    assert GROUND.ru in text
    assert SERVICE.ru not in text


def test_a_receipt_says_that_it_is_not_fiscal_and_counts_in_tenge() -> None:
    text = said(a_receipt()).replace(repr(NBSP)[1:-1], " ")
    expected = ("ФИСКАЛДЫ ЕМЕС ЧЕК", "НЕФИСКАЛЬНЫЙ ЧЕК", PROVIDER.bin, "1 500 тг", "2 000 тг", "500 тг")
    assert all(part in text for part in expected)


def test_a_certificate_states_the_finding_as_it_is() -> None:
    assert "есепте тұрмайтыны" in said(a_certificate(present=False))
    assert "не состоит" in said(a_certificate(present=False))
    assert "есепте тұратыны" in said(a_certificate(present=True))
    assert "указанное лицо состоит" in said(a_certificate(present=True))


def test_an_anonymous_certificate_bears_a_code_and_no_name() -> None:
    paper = certificate(
        provider=PROVIDER,
        certificate_number="1/2026",
        title=SERVICE,
        issued_on="23.11.2026",
        finding=Words("теріс", "отрицательный", "negative"),
        valid_until="23.02.2027",
        doctor="",
        verify_url="https://kezek.example/verify/1",
        code="4417 0092",
    )
    assert "4417 0092" in said(paper)
    assert all(label not in said(paper) for label in ("Ф.И.О.", "ИИН", "Дата рождения"))


def test_a_copy_is_the_same_paper_with_the_word_on_it() -> None:
    paper = a_receipt()
    assert as_copy(paper).blocks[2:-2] == paper.blocks
    assert as_copy(paper).kind is paper.kind


def test_money_is_grouped_and_shows_tiyn_only_if_there_are_any() -> None:
    amounts = {
        0: "0 тг",
        150_000: "1 500 тг",
        150_050: "1 500,50 тг",
        -5: "−0,05 тг",
        123_456_700: "1 234 567 тг",
    }
    assert {tiyn: money(tiyn).replace(NBSP, " ") for tiyn in amounts} == amounts


@pytest.mark.parametrize(
    ("days", "russian"),
    [(1, "дня"), (3, "дней"), (11, "дней"), (21, "дня")],
)
def test_a_limit_in_working_days_takes_the_genitive(days: int, russian: str) -> None:
    said_of_days = longest(Limit(days, LimitUnit.WORKING_DAYS, "documents")).ru
    assert said_of_days.replace(NBSP, " ") == f"{days} раб. {russian}"


def test_a_wait_is_a_range_unless_its_ends_are_the_same() -> None:
    assert span(10, 25) == "10–25"
    assert span(5, 5) == "5"


def test_composing_a_slip_takes_no_time_worth_mentioning() -> None:
    def once() -> float:
        began = time.perf_counter()
        to_data(a_slip())
        return time.perf_counter() - began

    best = min(once() for _ in range(200))
    print(f"slip and its data: {best * 1e6:.0f} µs")
    assert best <= 0.0001
