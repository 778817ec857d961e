"""Words of the leadership page: numbers of people, and how wide a bar is."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadership.queries.rows import People
from missions.enums.people import FEW
from pocplan.ui.punctuation import grouped

register = template.Library()


@register.filter
def people_words(number: int | None) -> str:
    """A number of people beside a place. One under ten is not told."""
    if number is None:
        return ""
    if number < FEW:
        return _("fewer than ten people")
    return _("%(count)s people") % {"count": grouped(number)}


@register.filter
def total_words(people: People) -> str:
    """The sum of the numbers that are told, and how many places are not in it."""
    said = []
    if people.counted:
        number = grouped(people.total)
        places = ngettext("%(n)s place", "%(n)s places", people.counted) % {"n": people.counted}
        said.append(_("%(people)s people at risk at %(places)s") % {"people": number, "places": places})
    if people.few:
        places = ngettext("%(n)s place", "%(n)s places", people.few) % {"n": people.few}
        said.append(_("fewer than ten at %(places)s, not in the sum") % {"places": places})
    if people.unknown:
        places = ngettext("%(n)s place", "%(n)s places", people.unknown) % {"n": people.unknown}
        said.append(_("no number for %(places)s") % {"places": places})
    return "; ".join(said)
