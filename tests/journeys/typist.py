"""Somebody of the cast who writes in the rich editor of a strategy's blocks."""

from playwright.sync_api import expect

from tests.journeys.person import Person


class Typist:
    """Finds a block by words of it, opens it and types, as people do."""

    def __init__(self, person: Person, strategy: str) -> None:
        self.person, self.page, self.strategy = person, person.page, strategy

    def finds(self, section: str, words: str) -> str:
        """The address at which the block with these words is written, found by turning the section's pages."""
        self.page.goto(f"/strategies/{self.strategy}/")
        self.person.follow(section)
        self.person.follow("Write in this section")
        line = self.page.locator(".block-line", has_text=words)
        while not line.count():
            self.person.click(self.page.locator("a[rel=next]").last)
        return str(line.get_by_role("link", name="Write").first.get_attribute("href"))

    def opens(self, block: str) -> None:
        """Opens it, and waits for the key without which the device keeps nothing."""
        with self.page.expect_event("requestfinished", lambda request: request.url.endswith("/draft-key/")):
            self.page.goto(block)
        expect(self.page.locator(".rich")).to_be_visible()

    def types(self, words: str, at: str = ".rich > p", key: str = "Control+End") -> None:
        self.page.locator(at).last.click()
        self.page.keyboard.press(key)
        self.page.keyboard.type(words)

    def is_told(self, state: str) -> None:
        """What the chip says of where the words lie."""
        expect(self.page.locator("[data-save-chip]")).to_have_attribute("data-state", state, timeout=15_000)
