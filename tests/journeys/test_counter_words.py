"""The texts of the pages of staff: all there, in all three languages, with the same placeholders."""

import json
import re
from pathlib import Path

import pytest

from server.domain.language import Language
from server.domain.ticket import Move, TicketState
from server.words.states import MOVE_NAMES, STATE_NAMES

PAGES = Path(__file__).parent.parent.parent / "server/pages"
KIOSK, BOARD = "../../kiosk/page", "../../display/page"
ALL = [*sorted(str(path.parent.relative_to(PAGES)) for path in PAGES.rglob("words.json")), KIOSK, BOARD]
SOFT_HYPHEN = "\u00ad"
# Keys that are put together out of a part that stands in the code and one that comes from the house.
MADE = {
    "do": "next start finish call dismiss hold put_back redirect refuse withdraw",
    "did": "call start start_paper dismiss hold",
    "done": "call start put_back dismiss reinstate hold redirect refuse withdraw",
    "state": "pending waiting called serving held missed",
    "paper": "called serving",
    "step": "pending waiting called serving held missed done refused withdrawn not_open skipped",
    "why": "none category returning booked",
    "panel": "refuse withdraw redirect telephone comeback result",
    "new": "telephone comeback",
    "prints": "application attachment slip receipt certificate",
    "fault": "iin date time money short integer text check choice empty slot round",
    "category": "benefit",
    "problem": "unreachable internal csrf_wrong",
    "cure": "unreachable internal csrf_wrong",
}


def words_of(page: str) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((PAGES / page / "words.json").read_text())
    return words


@pytest.mark.parametrize("page", ALL)
def test_says_every_text_in_three_languages_with_the_same_placeholders(page: str) -> None:
    for key, texts in words_of(page).items():
        assert list(texts) == ["kk", "ru", "en"], key
        assert all(texts.values()), key
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in texts.values()}) == 1, key


@pytest.mark.parametrize("page", ALL)
def test_in_kazakh_no_ending_hangs_on_what_is_filled_in(page: str) -> None:
    """It would fit one value and be wrong with another."""
    assert [
        key for key, texts in words_of(page).items() if re.search(r"\}-?[а-яәғқңөұүһі]", texts["kk"])
    ] == []


def test_has_every_text_that_the_counter_asks_for() -> None:
    code = "".join(path.read_text() for path in (PAGES / "counter").glob("*.js"))
    asked = set(re.findall(r'\b(?:say|speak)\("(\w+)"', code)) | set(re.findall(r'text: "(\w+)"', code))
    made = {f"{part}_{name}" for part, names in MADE.items() for name in names.split()}
    assert asked | made <= set(words_of("counter"))


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.ADJOURN])  # which has no key
def test_a_refusal_names_a_move_as_its_key_does(move: Move) -> None:
    key = words_of("counter")["take_up" if move is Move.TAKE_UP else f"do_{move}"]
    for language in Language:
        name, shown = MOVE_NAMES[move].in_language(language), key[language]
        assert name.lower() in shown.lower() if move is Move.CALL else name == shown


def test_in_kazakh_the_key_says_that_the_house_refuses_and_not_the_person() -> None:
    """«Бас тарту» alone reads as if the person declined."""
    assert words_of("counter")["do_refuse"]["kk"].startswith("Қызмет көрсетуден ")


@pytest.mark.parametrize("state", TicketState)
def test_a_refusal_names_a_state_as_its_badge_does(state: TicketState) -> None:
    """A ticket that has ended has no badge."""
    badge = words_of("counter").get(f"state_{state}")
    assert (badge is None) == (state in {TicketState.DONE, TicketState.REFUSED, TicketState.WITHDRAWN})
    if badge:
        assert badge == STATE_NAMES[state]._asdict()


@pytest.mark.parametrize("state", [*TicketState, "is_done", "not_open", "skipped"])
def test_the_state_of_a_step_fits_a_word_of_any_gender(state: str) -> None:
    """It is heard behind the step's name: «Оплата в кассе: …», «Подпись врача: …». `step_done` is a note's."""
    said = words_of("counter")["step_is_done" if state == TicketState.DONE else f"step_{state}"]["ru"]
    of_the_person = ("человека ", "человек ", "ждёт ", "в ", "не требуется")
    assert said.startswith(of_the_person) or said.endswith("о")


def test_no_two_moves_or_states_of_a_ticket_on_one_screen_bear_one_name() -> None:
    keys = [MOVE_NAMES[move] for move in Move if move is not Move.TAKE_UP]  # it has a place of its own
    for names in (keys, [STATE_NAMES[state] for state in TicketState]):
        for language in Language:
            said = [name.in_language(language) for name in names]
            assert len(set(said)) == len(said)


@pytest.mark.parametrize("page", ["journals", "timetable", "services"])
def test_the_first_page_says_who_may_sign_in_at_a_page_that_asks_for_a_password(page: str) -> None:
    for told in words_of("tryout")[f"{page}_about"].values():
        assert re.search(r"\b(supervisor|administrator)\b", told)


@pytest.mark.parametrize("page", ["journals", "services", "timetable"])
def test_a_door_says_what_is_behind_it(page: str) -> None:
    own, of_counter = words_of(page)["sign_in_about"], words_of("counter")["sign_in_about"]
    assert all(own[language] != of_counter[language] for language in Language)


@pytest.mark.parametrize(
    ("walk", "group", "service"),
    [
        ("walk_tb_1", "certificates", "tb-certificate"),
        ("walk_psy_1", "certificates", "psychoneurological-certificate"),
        ("walk_booking_1", "others", "appointment"),
        ("walk_hiv_1", "others", "hiv-test"),
    ],
)
def test_the_first_page_names_the_tiles_as_the_kiosk_names_them(walk: str, group: str, service: str) -> None:
    kiosk = words_of(KIOSK)
    for language, told in words_of("tryout")[walk].items():
        for tile in (f"group.{group}", f"service.{service}"):
            assert kiosk[tile][language].replace(SOFT_HYPHEN, "") in told


@pytest.mark.parametrize("language", list(Language))
def test_whatever_the_first_page_names_is_so_named_on_a_screen(language: Language) -> None:
    screens = [words_of(page) for page in ("counter", "journals", "timetable", "services", "shared")]
    screens.append(words_of(KIOSK))
    on_screens = {text[language].replace(SOFT_HYPHEN, "") for screen in screens for text in screen.values()}
    told = " ".join(text[language] for text in words_of("tryout").values())
    named = set(re.findall("[«“](.+?)[»”]", told))
    assert named
    assert named <= on_screens


def test_the_first_page_names_the_key_for_a_code_as_the_kiosk_names_it() -> None:
    kiosk = words_of(KIOSK)
    for language, told in words_of("tryout")["walk_booking_4"].items():
        assert kiosk["have-code"][language] in told


def test_the_first_page_describes_the_code_as_the_kiosk_describes_it() -> None:
    kiosk = words_of(KIOSK)
    letters = {"kk": "16 әріп пен цифрдан тұратын код", "ru": "16 букв и цифр", "en": "16 letters and digits"}
    for language, told in words_of("tryout")["walk_booking_3"].items():
        assert letters[language] in told
        assert letters[language] in kiosk["code-or-scan"][language]
