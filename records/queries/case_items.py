"""What due diligence leaves open for a post: support that stops, cases to decide, measures to put in place."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pocplan.access.actor import Actor
from pocplan.access.models import Post
from pocplan.ui.openitems import OpenItem
from records.enums.cases import GOES_ON, CaseState, Holding
from records.models import Mitigation, SupportCase
from records.queries.cases import lines_of
from records.queries.deciding import MAY_DECIDE

MOST = 20
STOPS = {Holding.SUSPENDED: "critical", Holding.LAPSED: "critical", Holding.MITIGATION: "high"}


def support_that_stops(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Cases that this post keeps, and whose support stands still until something is done."""
    rows = SupportCase.objects.visible_to(actor).filter(owner_post_id=post.pk)
    kept = list(rows.exclude(state__in=(CaseState.OPEN, CaseState.REFUSED)).order_by("next_due", "id")[: 5 * MOST])
    stopped = [line for line in lines_of(actor, kept) if line.holding in STOPS]
    for line in stopped[:MOST]:
        case, level = line.case, STOPS[line.holding]
        due = case.next_due if line.holding == Holding.LAPSED else None
        yield OpenItem(case.reference, _address(case), str(line.holding.label), due=due, level=level)


def cases_to_decide(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Cases without a decision, for the posts that decide."""
    if post.kind not in MAY_DECIDE:
        return
    rows = SupportCase.objects.visible_to(actor).filter(state=CaseState.OPEN).order_by("opened_at", "id")
    for case in rows[:MOST]:
        yield OpenItem(case.reference, _address(case), str(case.get_kind_display()), level="medium")


def measures_to_put_in_place(actor: Actor, post: Post) -> Iterator[OpenItem]:
    """Measures of this post that are not in place, of support that was approved with them."""
    rows = Mitigation.objects.visible_to(actor).filter(
        owner_post_id=post.pk, in_place_since=None, case__state__in=GOES_ON
    )
    why = _("The support stops until it is in place.")
    for one in rows.select_related("case").order_by("entered_at", "id")[:MOST]:
        yield OpenItem(one.what, _address(one.case), why, level="high")


def _address(case: SupportCase) -> str:
    return reverse("records:case", args=[case.pk])
