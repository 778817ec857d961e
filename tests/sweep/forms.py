"""The forms of a page, filled in as somebody in a hurry would."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

USUAL = {
    "date": "2026-12-15",
    "datetime-local": "2026-12-15T08:00",
    "number": "3",
    "email": "somebody@demo.invalid",
    "url": "https://example.org/",
    "checkbox": "on",
}


@dataclass
class Form:
    """Where a form goes, and what is in it as the page shows it."""

    action: str
    method: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)

    def filled(self) -> dict[str, str]:
        """Every field with something in it: what the page proposes, else something plausible."""
        return {name: self.values.get(name) or self._usual(name) for name in self.kinds}

    def _usual(self, name: str) -> str:
        offered = [one for one in self.options.get(name, []) if one]
        return offered[0] if offered else USUAL.get(self.kinds[name], "Sample")


class _Forms(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found, self.select = here, list[Form](), ""
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        if tag == "form":
            self.open = Form(given.get("action") or self.here, (given.get("method") or "get").lower())
            self.found.append(self.open)
        elif self.open and tag == "option" and self.select:
            self._option(given)
        elif self.open and given.get("name"):
            self._field(tag, given["name"], given)

    def _field(self, tag: str, name: str, given: dict[str, Any]) -> None:
        assert self.open
        kind = given.get("type") or ("text" if tag == "input" else tag)
        self.select = name if tag == "select" else ""
        if kind in ("radio", "submit", "hidden") or tag == "button":
            self.open.options.setdefault(name, []).append(given.get("value") or "")
        if kind == "hidden" or (kind in ("radio", "checkbox") and "checked" in given):
            self.open.values[name] = given.get("value") or "on"
        elif given.get("value") and kind not in ("radio", "checkbox"):
            self.open.values.setdefault(name, given["value"])
        self.open.kinds[name] = kind

    def _option(self, given: dict[str, Any]) -> None:
        assert self.open
        value = given.get("value") or ""
        self.open.options.setdefault(self.select, []).append(value)
        if "selected" in given:
            self.open.values[self.select] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def forms_of(body: str, here: str) -> Iterator[Form]:
    """The forms that post something, with the address of the page where they name none."""
    reader = _Forms(here)
    reader.feed(body)
    yield from (form for form in reader.found if form.method == "post")


def searches_of(body: str, here: str) -> Iterator[Form]:
    """The forms that ask for the same page in another way: search, filters, order."""
    reader = _Forms(here)
    reader.feed(body)
    yield from (form for form in reader.found if form.method == "get")
