"""Small parts of the frame that every page has."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pocplan.access.enums import Audience
from pocplan.ui.punctuation import colon, grouped

register = template.Library()
register.simple_tag(colon)
register.filter(grouped)

NAMED = 2  # organisations that are named in the bar; the list beside it names all

# Colour says who; word and shape say it again, so rooms of one family may share a colour.
COLOUR = {
    Audience.MISSION: "is-mission",
    Audience.ANALYSIS: "is-mission",
    Audience.CIVILIAN: "is-mission",
    Audience.FORCE: "is-force",
    Audience.POLICE: "is-force",
    Audience.HUMAN_RIGHTS: "is-human-rights",
    Audience.LEADERSHIP: "is-leadership",
    Audience.CLUSTER: "is-cluster",
    Audience.CLUSTER_OWN: "is-cluster",
    Audience.CLUSTER_LEAD: "is-cluster-lead",
    Audience.HC: "is-cluster-lead",
    Audience.AGENCY: "is-cluster-lead",
    Audience.SHARED: "is-joint",
}


@register.filter
def audience_class(audience: str) -> str:
    """The colour of a kind of room."""
    return COLOUR.get(audience, "is-plain")  # type: ignore[call-overload]


@register.filter
def audience_word(audience: str) -> str:
    """The word of a kind of room, in the reader's language."""
    return str(Audience(audience).label)


@register.simple_tag
def piece(template_name: str, code: str) -> str:
    """A piece of a page that follows from a code and the language alone, written once for all rows of all lists.

    The template knows `code` and nothing else: no person, room or request, so nothing of a reader is kept.
    """
    return _piece(template_name, str(code), get_language() or "en")


@lru_cache(maxsize=512)
def _piece(template_name: str, code: str, language: str) -> str:
    return render_to_string(template_name, {"code": code})


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """The address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def hat_field(context: Any) -> str:
    """For every form that writes: the hat it was opened under (decisions.md 25)."""
    hat = context.get("hat")
    return format_html('<input type="hidden" name="_hat" value="{}">', hat.incumbency_id) if hat else ""


@register.simple_tag
def readers_in_words(who: Any, all: bool = False) -> str:
    """How many of one's own side read a room, and which organisations; more than two only where `all` is wanted."""
    count, others = who.count, who.organisations
    own = ngettext("%(count)s person on your side", "%(count)s people on your side", count) % {"count": count}
    if not others:
        return own
    if all or len(others) <= NAMED:
        return _("%(own)s, and %(others)s") % {"own": own, "others": ", ".join(others)}
    return _("%(own)s, and %(count)s organisations or bodies") % {"own": own, "count": len(others)}
