"""A clerk before the counter's page: signs in, and works by the keys and forms that the page shows."""

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.site import Site

SCREEN: ViewportSize = {"width": 1280, "height": 720}
ENTRY = {
    "full_name": "Аманов Арман",
    "birth_date": "01.02.1890",
    "iin": "890101199900",
    "address": "Атырау қ., Сынақ көш., 1",
    "purpose": "Жұмысқа орналасу",
}


class ClerkAtScreen:
    def __init__(self, browser: Browser, site: Site, name: str, language: str = "en") -> None:
        self.page: Page = browser.new_context(viewport=SCREEN).new_page()
        self.page.set_default_timeout(8000)
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
        key = self.page.locator(f"#primary[data-does={does}]")
        expect(key).to_be_visible()
        expect(key).to_be_enabled(enabled=enabled)

    def calls_next(self, number: str) -> None:
        self.page.keyboard.press("F2")
        expect(self.page.locator("#number")).to_have_text(number)
        self.sees_key("start")

    def starts(self) -> None:
        self.page.keyboard.press("F4")
        self.sees_key("finish", enabled=False)

    def finishes(self) -> None:
        self.sees_key("finish")
        self.page.keyboard.press("F9")

    def starts_paper(self, number: str) -> None:
        self.page.click(f".line [data-number={number}] .button")
        expect(self.page.locator("#number")).to_have_text(number)

    def reads(self, text: str) -> None:
        expect(self.page.locator("#note")).to_contain_text(text)

    # tasks
    def checks_register(self, finding: str = "absent") -> None:
        self.page.check(f"[name=finding][value={finding}]")
        self.page.fill("#field-source", "Ұлттық тіркелім")
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
        self.page.click(f"#task-{task}")
        expect(self.page.locator(f"[data-task={task}].task-done, #number:not(:visible)")).to_be_visible()

    def leaves(self) -> None:
        """Nothing went wrong unseen."""
        assert self.faults == []
        self.page.context.close()
