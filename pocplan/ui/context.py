"""What every page's frame needs."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from pocplan.access.queries.titles import titles_told
from pocplan.access.seating import LEADING
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
    ("leadership:page", _("Leadership")),
    ("strategies:list", _("Strategies")),
    ("consultations:list", _("Consultations")),
    ("reviews:list", _("Reviews")),
    ("missions:list", _("Missions")),
    ("bodies:list", _("Bodies")),
    ("hotspots:list", _("Hotspots")),
    ("threats:list", _("Threats")),
    ("incidents:list", _("Incidents")),
    ("records:list", _("Records")),
    ("places:list", _("Places")),
    ("clusters:list", _("Clusters")),
    ("people:list", _("People")),
    ("notices:inbox", _("Inbox")),
)
# Entries that only some kinds of post have.
ONLY_FOR = {"leadership:page": LEADING}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The hat, the other hats and the navigation; no counts, which would be read on every page.

    `titles` are read by a page that shows one, and by no other.
    """
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "undo": offered(request),
        "theme": theme if theme in THEMES else "",
        "hat": getattr(request, "hat", None),
        "hats": getattr(request, "hats", []),
        "navigation": list(_entries(request)),
        "titles": SimpleLazyObject(lambda: titles_told(request.actor)),  # type: ignore[attr-defined]
    }


def _entries(request: HttpRequest) -> Any:
    path, kind = request.path, getattr(getattr(request, "hat", None), "kind", "")
    for name, word in NAVIGATION:
        if name in ONLY_FOR and kind not in ONLY_FOR[name]:
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        current = path == address or (address != "/" and path.startswith(address))
        yield Entry(word=str(word), address=address, current=current)
