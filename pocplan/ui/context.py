"""What every page's frame needs."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pocplan.ui.undoing import offered

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Entry:
    """A word in the main navigation."""

    word: str
    address: str
    current: bool


NAVIGATION = (
    ("ui:today", _("Today")),
    ("strategies:list", _("Strategies")),
    ("consultations:list", _("Consultations")),
    ("reviews:list", _("Reviews")),
    ("missions:list", _("Missions")),
    ("hotspots:list", _("Hotspots")),
    ("threats:list", _("Threats")),
    ("incidents:list", _("Incidents")),
    ("places:list", _("Places")),
    ("clusters:list", _("Clusters")),
    ("people:list", _("People")),
    ("notices:inbox", _("Inbox")),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The hat, the other hats and the navigation; no counts, which would be read on every page."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "undo": offered(request),
        "theme": theme if theme in THEMES else "",
        "hat": getattr(request, "hat", None),
        "hats": getattr(request, "hats", []),
        "navigation": list(_entries(request.path)),
    }


def _entries(path: str) -> Any:
    for name, word in NAVIGATION:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        current = path == address or (address != "/" and path.startswith(address))
        yield Entry(word=str(word), address=address, current=current)
