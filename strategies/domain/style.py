"""Keeping the style template of the mission: sent in, replaced, taken away."""

import hashlib

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import rooms
from pocplan.access.verb import verb
from pocplan.jobs.files import Upload
from pocplan.journal.telling import tell
from strategies.documents.errors import UnusableFile
from strategies.documents.safety import MEGABYTE
from strategies.documents.template import LARGEST_TEMPLATE, clean_template
from strategies.domain.terms import rooms_to_keep
from strategies.models import StyleTemplate
from strategies.queries.signatures import signature
from strategies.queries.style import style_in_force

ALREADY = {"one_style_in_force": _("Somebody sent another template meanwhile. Look at it and send yours again.")}
NOT_A_KEEPER = _("The PoC adviser of the whole mission keeps its style template.")
TOO_LARGE = _("A template has at most %(limit)s MB. Take large pictures out of it and send it again.")
GONE = _("There is no such template in force any more. Look at what is.")


def room_to_style(actor: Actor) -> Compartment | None:
    """The room of the actor's whole mission, for who keeps its words; None for everybody else."""
    kept = rooms_to_keep(actor)
    return next((one for one in kept if one.audience == Audience.MISSION and one.area_id is None), None)


def reads_style(actor: Actor) -> bool:
    """Whether the actor reads the room of its own mission in which a template lies."""
    return any(
        one.owner_id == actor.owner_id and one.audience == Audience.MISSION and one.area_id is None
        for one in rooms(actor).values()
    )


@verb(ALREADY)
def keep_style(*, actor: Actor, upload: Upload) -> StyleTemplate:
    """From now on the mission's Word files begin with this one: its looks alone, in place of what was in force.

    Raises Refused for who does not keep the mission's words, for a file that is too large, no sound Word file or
    leaves the text no room, Conflict where somebody was first.
    """
    room = _demand_keeper(actor)
    if (upload.size or 0) > LARGEST_TEMPLATE:
        raise Refused(TOO_LARGE, "file", limit=LARGEST_TEMPLATE // MEGABYTE)
    try:
        content, said = clean_template(b"".join(upload.chunks()))
    except UnusableFile as error:
        raise Refused(error.sentence, "file", **error.values) from error
    old = style_in_force(actor)
    if old is not None:
        _take(actor, old)
    row = StyleTemplate.objects.create(
        compartment_id=room.pk,
        content=content,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        said=said,
        kept_at=now(),
        **signature(actor).as_fields("kept_by"),
    )
    tell(actor, row, "keep_style", digest=row.digest)
    return row


@verb()
def take_away_style(*, actor: Actor, style: StyleTemplate) -> None:
    """The mission's Word files look as they do without one. Raises Refused as `keep_style`, Conflict for one that is
    not in force any more."""
    _demand_keeper(actor)
    _take(actor, style)
    tell(actor, style, "take_away_style")


def _demand_keeper(actor: Actor) -> Compartment:
    room = room_to_style(actor)
    if room is None:
        raise Refused(NOT_A_KEEPER)
    return room


def _take(actor: Actor, style: StyleTemplate) -> None:
    rows = StyleTemplate.objects.visible_to(actor).filter(pk=style.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=now(), withdrawn_by_post_title=signature(actor).post_title, content=b""):
        raise Conflict(GONE)
