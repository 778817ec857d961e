"""The style template of the reader's own mission."""

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience
from strategies.models import StyleTemplate


def _in_force(actor: Actor) -> QuerySet[StyleTemplate]:
    """Of the actor's own body alone, so that nobody's file looks like another's."""
    return StyleTemplate.objects.visible_to(actor).filter(
        withdrawn_at=None, compartment__owner_id=actor.owner_id, compartment__audience=Audience.MISSION
    )


def style_in_force(actor: Actor) -> StyleTemplate | None:
    """Who keeps it since when, and what of the file was left out; without its bytes."""
    return _in_force(actor).defer("content").first()


def template_of(actor: Actor) -> bytes:
    """What this actor's Word files begin with; nothing where no mission of the actor's keeps one."""
    return next((bytes(one) for one in _in_force(actor).values_list("content", flat=True)[:1]), b"")
