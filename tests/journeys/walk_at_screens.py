"""A person's way through the house as its clerks walk it with him: each before the page of his own counter, by keys."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, expect

from tests.journeys.clerk_at_screen import ClerkAtScreen
from tests.web.people import People, Walk, return_code

MOST_STOPS = 60
LOOK_UP_IIN = "890101199900"
AT = """() => {
  const at = document.activeElement, title = at.closest("fieldset, label, .field")?.textContent ?? "";
  return { id: at.id, name: at.name ?? "", kind: at.type ?? "", value: at.value ?? "", classes: [...at.classList],
    round: at.dataset.round ?? "", title };
}"""


class AtScreens:
    """Whoever is needed signs in at his counter's page, and stays there."""

    def __init__(self, browser: Browser, people: People, language: str = "en") -> None:
        self._browser = browser
        self._language = language
        self._clerks: dict[str, KeyClerk] = {}
        self.people = people

    def of(self, role: str) -> "KeyClerk":
        name = self.people.of(role).name
        if name not in self._clerks:
            self._clerks[name] = KeyClerk(self._browser, self.people.site, name, self._language)
        return self._clerks[name]

    def all(self) -> list["KeyClerk"]:
        return list(self._clerks.values())

    def leave(self) -> None:
        """Nothing went wrong unseen, on any page."""
        for clerk in self._clerks.values():
            clerk.leaves()


class KeyClerk(ClerkAtScreen):
    """Who has no mouse."""

    def goes_to(self, selector: str) -> None:
        """By Tab alone."""
        for _ in range(MOST_STOPS):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by Tab")

    def presses(self, selector: str) -> None:
        self.is_answered()
        expect(self.page.locator(selector)).to_be_enabled()
        self.goes_to(selector)
        self.page.keyboard.press("Enter")

    def stands_in(self, selector: str) -> None:
        """Nobody looks for the work: the keyboard is where it is."""
        expect(self.page.locator(f"{selector}:focus, {selector} :focus")).to_have_count(1)

    def sees_what_is_to_do(self) -> None:
        self.page.wait_for_selector("#primary[data-does=finish]")
        expect(self.page.locator(".task-current, #primary:enabled").first).to_be_visible()

    def does_task(self, task: dict[str, Any]) -> None:
        """The form of the task is at work: field by field, as its example says, to its key."""
        code = task["task"]
        self.page.wait_for_selector(f"#task-{code}", state="attached")
        self.stands_in("#body form")
        if code == "register-check":
            self._asks_register()
        else:
            self._fills_in(f"task-{code}", task["schema"], task["example"])
        done = f"[data-task='{code}'].task-done"
        expect(self.page.locator(f"{done}, #panel, #sitting .free").first).to_be_attached()
        expect(self.page.locator(f"#task-{code}")).to_have_count(0)

    def _asks_register(self) -> None:
        self._types(LOOK_UP_IIN)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#task-register-check")).to_be_focused()
        self.page.keyboard.press("Enter")

    def _fills_in(self, key: str, schema: dict[str, Any], example: dict[str, Any]) -> None:
        for _ in range(MOST_STOPS):
            at = self.page.evaluate(AT)
            if at["id"] == key:
                return self.page.keyboard.press("Enter")
            if self._answers(at, schema["properties"].get(at["name"]), example.get(at["name"])):
                self.page.keyboard.press("Tab")
        raise AssertionError(f"{key} is not reached by Tab")

    def _answers(self, at: dict[str, Any], field: Any, answer: Any) -> bool:
        """Whether the keyboard stands where it stood: what is chosen out of a picture leads on by itself."""
        press = self.page.keyboard.press
        if "cell" in at["classes"]:
            press("Enter")
            expect(self.page.locator(".time:focus")).to_have_count(1)
            press("Enter")
            expect(self.page.locator(".slot-chosen")).not_to_be_empty()
            return False
        if at["round"]:
            press("Enter")
            expect(self.page.locator("#field-complaint")).to_be_focused()
            return False
        if field is None or answer is None:
            return True
        if at["kind"] == "checkbox":
            press("Space")
        elif at["kind"] == "radio":
            self._chooses(answer)
        else:
            self._types(_as_typed(at["name"], field, answer))
        self._waits_for_what_follows(at["name"], field)
        return True

    def _chooses(self, value: str) -> None:
        """Among what stands to choose from, at whose first the keyboard is."""
        self.page.keyboard.press("Space")
        for _ in range(MOST_STOPS):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not reached by the arrows")

    def _types(self, text: str) -> None:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def _waits_for_what_follows(self, name: str, field: Any) -> None:
        """What the house offers once it knows that much stands on the page before anybody goes on."""
        if name == "phone" and self.page.locator(".field-slot").count():
            self.page.wait_for_selector(".cell")
        if name == "address" and self.page.locator(".field-round").count():
            self.page.wait_for_selector("[data-round]")

    def signs_in_again(self) -> None:
        """His session has ended: at the next key the page asks who he is."""
        self.page.keyboard.press("F2")
        expect(self.page.locator("#name")).to_be_visible()
        self.is_answered()  # the end of the session may be told sooner than that answer
        for field, text in (("#name", self.name), ("#password", f"kezek-{self.name}")):
            self.goes_to(field)
            self._types(text)
        self.page.keyboard.press("Enter")
        self.sees_key("next")

    def refuses(self, ground: str) -> None:
        self.presses("#do-refuse")
        self.stands_in("#panel")
        self._chooses(ground)
        self.presses("#confirm-ground")
        expect(self.page.locator("#panel")).to_have_count(0)


def _as_typed(name: str, field: dict[str, Any], answer: Any) -> str:
    if field.get("format") == "date":
        return ".".join(reversed(str(answer).split("-")))
    return str(answer // 100) if name == "taken" else str(answer)


class WalkAtScreens:
    """One person who took his number at the kiosk. `said`: what clerks read when a step was finished."""

    def __init__(self, screens: AtScreens, walk: Walk) -> None:
        """`walk` may have gone some steps over HTTP already."""
        self._screens = screens
        self.taken = walk.taken
        self.id = str(walk.visit["id"])
        self.number = str(walk.visit["number"])
        self.said: dict[str, str] = {}

    def route(self) -> Any:
        return self._screens.people.of("auditor").ask("GET", f"/api/visits/{self.id}").body

    def steps(self) -> dict[str, str]:
        return {step["step"]: step["state"] for step in self.route()["steps"]}

    def step(self, code: str) -> Any:
        return next(step for step in self.route()["steps"] if step["step"] == code)

    def open_steps(self) -> Iterator[str]:
        """Those that somebody can go on with, until there is none."""
        while open_now := [code for code, state in self.steps().items() if state in _OPEN]:
            yield open_now[0]

    def to_the_end(self) -> None:
        for code in self.open_steps():
            self.finish(code)

    def begin(self, code: str) -> KeyClerk:
        """The step is being served, on the page of its clerk."""
        step = self.step(code)
        clerk = self._screens.of(step["role"])
        if step["state"] == "pending":
            self.let_in(code)
            step = self.step(code)
        if step["presence"] == "absent":
            clerk.presses(f"[id='begin-{step['ticket']}']")
            expect(clerk.page.locator("#number")).to_have_text(self.number)
        elif step["state"] == "waiting":
            clerk.calls_next(self.number)
            clerk.page.keyboard.press("F4")
        clerk.sees_what_is_to_do()
        return clerk

    def let_in(self, code: str) -> None:
        """What the step waits for is entered out of the list, and the person comes back with his code."""
        self.enter_result(code)
        back = self._screens.people.come_back(return_code(self.taken["slip"]))
        assert back.status == 201, back
        self.number = str(back.body["visit"]["number"])

    def enter_result(self, code: str) -> None:
        step = self.step(code)
        clerk = self._screens.of(step["role"])
        clerk.presses(f"[id='aside-{step['ticket']}']")
        clerk.page.wait_for_selector("#panel form")
        for task in self.tasks(code):
            if task["while_pending"] and not task["done"]:
                clerk.does_task(task)
        clerk.page.keyboard.press("Escape")
        expect(clerk.page.locator("#panel")).to_have_count(0)

    def tasks(self, code: str) -> list[Any]:
        step = self.step(code)
        return list(self._screens.people.of(step["role"]).ticket(step["ticket"])["tasks"])

    def do_tasks(self, code: str, clerk: KeyClerk) -> None:
        """In the order in which the page brings them up."""
        while left := {task["task"]: task for task in self.tasks(code) if not task["done"]}:
            at_work = clerk.page.wait_for_selector(".task-current:not(.task-done)")
            assert at_work is not None
            clerk.does_task(left[str(at_work.get_attribute("data-task"))])

    def finish(self, code: str) -> KeyClerk:
        """Whose page says what is next."""
        clerk = self.begin(code)
        self.do_tasks(code, clerk)
        clerk.finishes()
        note = clerk.page.locator("#note")
        expect(note).to_contain_text(self.number)
        self.said[code] = note.inner_text()
        return clerk

    def refuse(self, code: str, ground: str, reads: str) -> str:
        """All that the clerk reads then."""
        clerk = self.begin(code)
        clerk.refuses(ground)
        clerk.reads(self.number)
        clerk.reads(reads)
        return clerk.page.locator("#note").inner_text()


_OPEN = {"waiting", "called", "serving", "pending"}
