"""The states of what shows certificates: the list at the counter, the A4 sheet, and the page of their code."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.pictures.counter import SIZES, at_counter
from tests.pictures.house import House, send_home
from tests.pictures.state import ALL_LANGUAGES, Shot, State
from tests.web.people import Walk

PHONE = (360, 640)
SERVICE = "psychoneurological-certificate"
CODE_OF_NONE = f"{'0' * 12}a.{'x' * 22}"


class Paper:
    """A certificate that came as far as `step`; "" to the end of its visit. `more`: so many others wait as well."""

    def __init__(self, step: str, more: int = 0) -> None:
        self.step = step
        self.more = more
        self.id = ""
        self.code = ""

    def come(self, house: House) -> None:
        for _ in range(self.more):
            Walk(house.people, SERVICE).until("sign")
        walk = Walk(house.people, SERVICE)
        walk.until(self.step) if self.step else walk.to_the_end()
        self.id = walk.visit["id"]
        paper = self._read(house)["text"]["paper"]
        (qr,) = [block["data"] for block in paper["blocks"] if block["block"] == "qr"]
        self.code = qr.rpartition("/")[2]

    def _read(self, house: House) -> Any:
        return house.people.of("registrar").ask("GET", f"/api/certificates/{self.id}").body


class MovedOn(Paper):
    """One that was issued, and then made void, or replaced, or replaced by one that waits to be handed over."""

    def __init__(self, how: str) -> None:
        super().__init__("")
        self.how = how

    def come(self, house: House) -> None:
        super().come(house)
        registrar, path = house.people.of("registrar"), f"/api/certificates/{self.id}"
        if self.how == "void":
            body = {"move": "annul", "ground": "paper_lost"}
            assert registrar.ask("POST", f"{path}/moves", body).status == 200
            return
        assert registrar.ask("POST", f"{path}/replacements", {"ground": "paper_spoiled"}).status == 201
        if self.how == "signed anew":
            self.id += ".2"
            for role in ("registrar", "psychiatrist"):
                signed = {"certificates": [self.id], "signed": True, "sealed": True}
                assert house.people.of(role).ask("POST", "/api/signatures", signed).body["signed"]


def signing(shot: Shot) -> None:
    at_counter(shot, "psychiatrist")
    shot.page.keyboard.press("F10")
    shot.page.wait_for_selector("#to-sign")


def nothing_to_sign(shot: Shot) -> None:
    at_counter(shot, "narcologist")
    shot.page.keyboard.press("F10")
    shot.page.wait_for_selector(".papers")


def sheet(paper: Paper) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        shot.speak_staffs_language()
        shot.sign_in("registrar")
        shot.page.goto(f"{shot.house.site.url}/certificate/{paper.id}")
        shot.page.wait_for_selector("#sheet")

    return show


def moves(paper: Paper, move: str) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        sheet(paper)(shot)
        shot.page.click(f"#ask-{move}")
        shot.page.wait_for_selector("#move-form")

    return show


def refused_correction(shot: Shot) -> None:
    moves(issued, "replace")(shot)
    shot.page.check("#ground-error_in_text")
    shot.page.fill("#field-iin", "890101199901")
    shot.page.click("#confirm-move")
    shot.page.wait_for_selector(".field-fault")
    shot.page.evaluate("scrollTo(0, 0)")


def of_another(shot: Shot) -> None:
    shot.speak_staffs_language()
    shot.sign_in("narcologist")
    shot.page.goto(f"{shot.house.site.url}/certificate/{issued.id}")
    shot.page.wait_for_selector("#problem")


def verify(code: Callable[[], str]) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        shot.page.goto(f"{shot.house.site.url}/verify/{code()}")
        shot.page.wait_for_selector(".verdict")

    return show


def typed(text: str) -> Callable[[Shot], None]:
    def show(shot: Shot) -> None:
        shot.page.goto(f"{shot.house.site.url}/verify")
        shot.page.fill("[name=code]", text)
        shot.page.keyboard.press("Enter")
        shot.page.wait_for_selector(".verdict-not-the-code")

    return show


several, drafted, issued, early = Paper("sign", more=4), Paper("sign"), Paper(""), Paper("sign")
void, replaced, to_hand_over = MovedOn("void"), MovedOn("replaced"), MovedOn("signed anew")
on_page = partial(State, languages=ALL_LANGUAGES, leave=send_home)

STATES = [
    on_page("counter", "certificates-to-sign", signing, sizes=SIZES, prepare=several.come),
    on_page("counter", "certificates-none", nothing_to_sign, sizes=SIZES),
    on_page("certificate", "sheet", sheet(drafted), sizes=SIZES, prepare=drafted.come),
    on_page("certificate", "issued", sheet(issued), sizes=SIZES, prepare=issued.come),
    on_page("certificate", "annul", moves(issued, "annul"), sizes=SIZES, prepare=issued.come),
    on_page("certificate", "replace", moves(issued, "replace"), sizes=SIZES, prepare=issued.come),
    on_page(
        "certificate",
        "replace-refused",
        refused_correction,
        sizes=SIZES,
        prepare=issued.come,
        complaints="status of 422",
    ),
    on_page("certificate", "void", sheet(void), sizes=SIZES, prepare=void.come),
    on_page("certificate", "replaced", sheet(replaced), sizes=SIZES, prepare=replaced.come),
    on_page("certificate", "hand-over", moves(to_hand_over, "issue"), sizes=SIZES, prepare=to_hand_over.come),
    on_page(
        "certificate", "of-another", of_another, sizes=SIZES, prepare=issued.come, complaints="status of 403"
    ),
    on_page("verify", "genuine", verify(lambda: issued.code), sizes=(PHONE, *SIZES), prepare=issued.come),
    on_page("verify", "not-yet-issued", verify(lambda: early.code), sizes=(PHONE,), prepare=early.come),
    on_page("verify", "no-code", verify(lambda: ""), sizes=(PHONE, *SIZES)),
    on_page("verify", "not-the-code", typed("15/2026"), sizes=(PHONE,), complaints="status of 422"),
    on_page("verify", "unknown", verify(lambda: CODE_OF_NONE), sizes=(PHONE,), complaints="status of 404"),
]
