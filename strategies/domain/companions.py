"""A cluster's own document beside a strategy. No mission clears or approves it; it may be shown for information."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import Audience
from pocplan.access.enums import PostKind as P
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.enums.text import DocumentLanguage
from strategies.models import Companion, CompanionSection, Request
from strategies.queries.companions import companion_sections_of
from strategies.queries.inner import own_room
from strategies.queries.replies import answers_for
from strategies.queries.signatures import signature

COORDINATORS = (P.CLUSTER_COORDINATOR, P.CLUSTER_COLEAD)
WRITERS = (*COORDINATORS, P.CLUSTER_MEMBER)
ROOMS = (Audience.CLUSTER, Audience.CLUSTER_OWN, Audience.CLUSTER_LEAD)
MOST = 100
FIRST_SECTIONS = {
    DocumentLanguage.ENGLISH: ("Protection priorities as we see them", "What we ask", "What we do ourselves"),
    DocumentLanguage.FRENCH: ("Nos priorités de protection", "Ce que nous demandons", "Ce que nous faisons nous-mêmes"),
}


@verb()
def start_companion(
    *, actor: Actor, request: Request, title: str, language: str = "", audience: str = Audience.CLUSTER
) -> Companion:
    """A document of the cluster's own beside the text it was asked on, in the room that is chosen.

    Only the coordination of a cluster that was asked starts one. The mission learns nothing of it.
    """
    if not answers_for(actor, request) or actor.post_kind not in COORDINATORS:
        raise Refused(_("The coordination of the cluster that was asked starts its companion document."))
    if audience not in ROOMS:
        raise Refused(_("Choose one of the listed values."), "audience")
    language = language or request.language
    if language not in DocumentLanguage.values:
        raise Refused(_("Choose one of the listed values."), "language")
    companion = Companion.objects.create(
        compartment_id=own_room(actor, audience).pk,
        request_ref=request.pk,
        beside=request.title,
        asked_by=request.asked_by,
        title=wording.plain(title, limit=200, field="title", required=True),
        language=language,
        started_at=now(),
        started_by_post_title=signature(actor, language).post_title,
    )
    for number, name in enumerate(FIRST_SECTIONS[DocumentLanguage(language)], start=1):
        _section(companion, number * 10, name)
    tell(actor, companion, "start_companion")
    return companion


def _section(companion: Companion, position: int, title: str) -> CompanionSection:
    return CompanionSection.objects.create(
        compartment_id=companion.compartment_id, companion=companion, position=position, title=title
    )


def demand_writer(actor: Actor, companion: Companion) -> None:
    """Raises Refused unless the actor writes in this room of its cluster."""
    if actor.post_kind not in WRITERS or companion.compartment_id not in actor.writable:
        raise Refused(_("Only the cluster writes in its companion document."))


def demand_companion(actor: Actor, companion: Companion) -> None:
    """Raises Refused unless the actor writes in this room of its cluster and the document still stands."""
    demand_writer(actor, companion)
    if companion.withdrawn_at is not None:
        raise Refused(_("This document was withdrawn. Start another one."))


def demand_coordination(actor: Actor, companion: Companion) -> None:
    """Raises Refused unless the actor coordinates the cluster whose document this is, and it still stands."""
    demand_companion(actor, companion)
    demand_coordinator(actor, companion)


def demand_coordinator(actor: Actor, companion: Companion) -> None:
    """Raises Refused unless the actor coordinates the cluster, whether the document stands or not."""
    demand_writer(actor, companion)
    if actor.post_kind not in COORDINATORS:
        raise Refused(_("Your coordination decides this. Tell it what you want."))


@verb()
def add_companion_section(*, actor: Actor, companion: Companion, title: str) -> CompanionSection:
    """One more section at the end. Raises Refused beyond 100."""
    demand_companion(actor, companion)
    standing = CompanionSection.objects.visible_to(actor).filter(companion=companion)
    if standing.filter(withdrawn_at=None).count() >= MOST:
        raise Refused(_("This document holds at most %(limit)s sections."), "title", limit=MOST)
    last = standing.aggregate(last=Max("position"))["last"] or 0
    section = _section(companion, last + 10, wording.plain(title, limit=200, field="title", required=True))
    tell(actor, section, "add_companion_section")
    return section


@verb()
def name_companion_section(*, actor: Actor, section: CompanionSection, title: str) -> CompanionSection:
    """Another title for a section."""
    demand_companion(actor, section.companion)
    section.title = wording.plain(title, limit=200, field="title", required=True)
    section.save(update_fields=["title"])
    tell(actor, section, "name_companion_section")
    return section


@verb()
def withdraw_companion_section(*, actor: Actor, section: CompanionSection) -> None:
    """Take a section out; its text and history stay in the room. The last one stays."""
    demand_companion(actor, section.companion)
    if len(companion_sections_of(actor, section.companion)) < 2:
        raise Refused(_("This is the only section. Add another one first, or withdraw the document."))
    section.withdrawn_at = now()
    section.save(update_fields=["withdrawn_at"])
    tell(actor, section, "withdraw_companion_section")


@verb()
def withdraw_companion(*, actor: Actor, companion: Companion) -> None:
    """Put the document away. Copies that were released stay released until they are taken back."""
    demand_coordination(actor, companion)
    companion.withdrawn_at = now()
    companion.save(update_fields=["withdrawn_at"])
    tell(actor, companion, "withdraw_companion")
