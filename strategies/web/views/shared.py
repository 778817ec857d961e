"""What others received: a text with an anchor at every block, and what changed from one to the next."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from strategies.queries.picture_words import shown
from strategies.queries.versions import rendition_for, renditions_in_room
from strategies.web.views.frame import glossed_for
from strategies.web.views.versions import changes_between


@require_safe
@hidden_is_absent
def rendition(request: HttpRequest, rendition_id: UUID) -> HttpResponse:
    """The shared text as it was released, with its hash."""
    actor = actor_of(request)
    text = rendition_for(actor, rendition_id)
    others = renditions_in_room(actor, text.compartment_id).exclude(pk=text.pk).defer("body")
    who = who_can_see(actor, text.compartment_id, get_language())
    picture = shown(text.body.get("picture"))
    context = {"text": text, "others": others, "who": who, "picture": picture}
    return page(request, "strategies/rendition.html", {**context, "glossed": glossed_for(request, text.language)})


@require_safe
@hidden_is_absent
def changes(request: HttpRequest, rendition_id: UUID, other_id: UUID) -> HttpResponse:
    """What changed between two texts that the same room received."""
    actor = actor_of(request)
    text = rendition_for(actor, rendition_id)
    other = renditions_in_room(actor, text.compartment_id).get(pk=other_id)
    older, newer = sorted((text, other), key=lambda one: one.number)
    who = who_can_see(actor, text.compartment_id, get_language())
    context = {"older": older, "newer": newer, **changes_between(older.body, newer.body), "who": who}
    return page(request, "strategies/shared_changes.html", context)
