"""One of the cast at a browser of its own."""

from typing import Any


class Person:
    """Signs in on the page of `address` and works by what stands on buttons and links."""

    def __init__(self, page: Any, name: str, address: str = "/account/login/") -> None:
        self.page = page
        page.goto(address)
        page.fill("#id_login", name)
        page.fill("#id_password", "demo")
        self.press("Sign in")

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name).first)

    def send(self) -> None:
        """The page's main button, whatever it is called."""
        self.click(self.page.locator("main form button.btn-main").first)

    def click(self, what: Any) -> None:
        """Click, and wait for the answer before anything else is asked."""
        with self.page.expect_navigation():
            what.click()

    def fill(self, **values: Any) -> None:
        """Fields by their names: words, a choice by its value, a tick by True or by its value."""
        for name, value in values.items():
            field = self.page.locator(f"main form [name={name}]")
            kind = field.first.evaluate("one => one.type")
            if kind in ("checkbox", "radio"):
                (field.first if value is True else self.page.locator(f"[name={name}][value='{value}']")).check()
            elif kind == "select-one":
                field.first.select_option(value)
            else:
                field.first.fill(str(value))

    def wears(self, hat: str) -> None:
        """Change to the hat whose title has this in it."""
        self.page.goto("/")
        self.page.locator("summary", has_text="Acting as").first.click()
        self.click(self.page.get_by_role("button", name=hat).first)

    def until(self, text: str, address: str) -> None:
        """Look again at a page until work in the background has brought this."""
        for _ in range(240):
            self.page.goto(address)
            if text in self.page.content():
                return
            self.page.wait_for_timeout(500)
        self.sees(text)

    def main(self) -> str:
        return str(self.page.inner_text("main"))[:2000]

    def sees(self, text: str) -> None:
        assert text in self.page.content(), f"{text!r} is not on {self.page.url}:\n{self.main()}"

    def never_sees(self, text: str) -> None:
        assert text not in self.page.content(), f"{text!r} is on {self.page.url}"
