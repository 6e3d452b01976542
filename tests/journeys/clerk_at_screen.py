"""A clerk before the counter's page: signs in, and works by the keys and forms that the page shows."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.doctored_news import doctor_news
from tests.site import Site

SCREEN: ViewportSize = {"width": 1280, "height": 720}
ENTRY = {
    "full_name": "Аманов Арман",
    "birth_date": "01.02.1890",
    "iin": "890101199900",
    "address": "Атырау қ., Сынақ көш., 1",
    "purpose": "Жұмысқа орналасу",
}
A_MINUTE_LATER = "const now = performance.now.bind(performance); performance.now = () => now() + 60_001"


class ClerkAtScreen:
    """`change` alters the news that the page is told; `clock_late_by` seconds; `failing_once`: paths whose first
    request gets no answer; `box`: how its browser is set up."""

    def __init__(
        self,
        browser: Browser,
        site: Site,
        name: str,
        language: str = "en",
        change: Callable[[dict[str, Any]], None] | None = None,
        clock_late_by: int = 0,
        failing_once: tuple[str, ...] = (),
        **box: Any,
    ) -> None:
        self.name = name
        context = browser.new_context(viewport=SCREEN, **box)
        if change:
            doctor_news(context, change)
        if clock_late_by:
            context.add_init_script(
                f"const real = Date.now; Date.now = () => real() - {clock_late_by} * 1000;"
            )
        self.page: Page = context.new_page()
        for path in failing_once:
            self.page.route(f"**{path}", lambda route: route.abort(), times=1)
        self.faults: list[str] = []
        self.commands: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "request", lambda sent: self.commands.append(sent.url) if sent.method == "POST" else None
        )
        self.page.add_init_script(f"localStorage.setItem('kezek.language', '{language}')")
        self.page.goto(f"{site.url}/counter?name={name}")
        self.page.fill("#password", f"kezek-{name}")
        self.page.keyboard.press("Enter")
        self.sees_key("next")

    def sees_key(self, does: str, enabled: bool = True) -> None:
        key = self.page.locator(f"#page:not(.busy) #primary[data-does={does}]")
        expect(key).to_be_visible()
        expect(key).to_be_enabled(enabled=enabled)

    def is_answered(self) -> None:
        """The news may be faster than the answer to what was pressed; until that is there no other key is heard."""
        expect(self.page.locator("#page:not(.busy)")).to_have_count(1)

    def presses_key(self, key: str) -> None:
        """One that the page hears."""
        self.is_answered()
        self.page.keyboard.press(key)

    def calls_next(self, number: str) -> None:
        self.sees_key("next")
        self.page.keyboard.press("F2")
        expect(self.page.locator("#number")).to_have_text(number)
        self.sees_key("start")

    def starts(self) -> None:
        self.sees_key("start")
        self.page.keyboard.press("F4")
        self.sees_key("finish", enabled=False)

    def finishes(self) -> None:
        self.sees_key("finish")
        self.page.keyboard.press("F9")

    def starts_paper(self, number: str) -> None:
        self.is_answered()
        self.page.click(f".line [data-number={number}] .button")
        expect(self.page.locator("#number")).to_have_text(number)

    def reads(self, text: str) -> None:
        expect(self.page.locator("#note")).to_contain_text(text)

    # tasks
    def looks_up(self, iin: str) -> None:
        """Types the IIN and presses Enter; the answer stands there when it is there."""
        self.page.fill("#look-up-iin", iin)
        self.page.press("#look-up-iin", "Enter")
        self.page.wait_for_selector(".look-up-told")

    def checks_by_hand(self) -> None:
        """Opens the fields for what was found elsewhere, once the task has been read."""
        self.page.wait_for_selector("#by-hand", state="attached")
        if self.page.locator("#by-hand:not([open])").count():
            self.page.click("#by-hand summary")

    def says_why_the_register_was_not_asked(self) -> None:
        if self.page.locator("#look-up-first").count():
            self.page.fill("#field-why_otherwise", "Тіркелім ашылмады")

    def checks_register(self, finding: str = "absent") -> None:
        self.checks_by_hand()
        self.page.check(f"[name=finding][value={finding}]")
        self.page.fill("#field-source", "Ұлттық тіркелім")
        self.says_why_the_register_was_not_asked()
        self.does("register-check")

    def enters_in_journal(self) -> None:
        for field, text in ENTRY.items():
            self.page.fill(f"#field-{field}", text)
        self.does("journal-entry")

    def confirms(self, task: str, *fields: str) -> None:
        self.page.wait_for_selector(f"#task-{task}")
        for field in fields:
            self.page.check(f"#field-{field}")
        self.does(task)

    def takes_payment(self) -> None:
        self.page.check("[name=method][value=cash]")
        self.does("payment")

    def does(self, task: str) -> None:
        self.is_answered()
        self.page.click(f"#task-{task}")
        expect(self.page.locator(f"[data-task={task}].task-done, #number:not(:visible)")).to_be_visible()

    def leaves(self) -> None:
        """Nothing went wrong unseen."""
        assert self.faults == []
        self.page.context.close()
