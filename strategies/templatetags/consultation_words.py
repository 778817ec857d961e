"""Words of a consultation that templates need: what a suggestion changes, and who answers for whom."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from strategies.documents.redline import pieces

register = template.Library()

TAGS = {"equal": "{}", "insert": "<ins>{}</ins>", "delete": "<del>{}</del>"}


@register.filter
def changed_to(quote: str, suggestion: str) -> str:
    """The quoted words as the suggestion would change them; a suggestion without quoted words is all new."""
    if not quote:
        return format_html("<ins>{}</ins>", suggestion)
    return format_html_join(
        "", "{}", ((format_html(TAGS[one.operation], one.text),) for one in pieces(quote, suggestion))
    )


READ_BY = {
    Audience.CLUSTER_LEAD: _("Its coordinator and co-lead answer; its members read along."),
    Audience.OBSERVER: _("Its observers read and answer for themselves."),
    Audience.HC: _("The HC, the HCT’s secretariat and OCHA read and answer."),
    Audience.COUNTRY_TEAM: _("The country team reads and answers."),
    Audience.AGENCY: _("Its representative and focal points read and answer."),
}


@register.filter
def read_by(audience: str) -> str:
    """Who of an invited body reads, in words."""
    return str(READ_BY.get(Audience(audience), _("This section of the mission reads and answers.")))
