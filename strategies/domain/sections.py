"""Sections: adding, naming, ordering, making ready."""

from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.domain import wording
from strategies.domain.workflow import demand
from strategies.enums.text import SectionState, Verb
from strategies.models import Block, Section, Strategy
from strategies.queries.signatures import post_in_own_directory, title_of

MOST = 200


@verb()
def add_section(*, actor: Actor, strategy: Strategy, title: str) -> Section:
    """One more section at the end, of the mission's own. Raises Refused beyond 200 sections."""
    demand(actor, strategy, Verb.EDIT)
    standing = Section.objects.visible_to(actor).filter(strategy=strategy, withdrawn_at=None)
    if standing.count() >= MOST:
        raise Refused(_("A strategy holds at most %(limit)s sections."), "title", limit=MOST)
    section = Section.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        code="own",
        position=(standing.aggregate(last=Max("position"))["last"] or 0) + 10,
        title=wording.plain(title, limit=200, field="title", required=True),
    )
    tell(actor, section, "add_section")
    return section


@verb()
def name_section(*, actor: Actor, section: Section, title: str, post_id: UUID | None = None) -> Section:
    """The section's title and the post that answers for it."""
    demand(actor, section.strategy, Verb.EDIT)
    section.title = wording.plain(title, limit=200, field="title", required=True)
    section.responsible_post_id, section.responsible_post_title = None, ""
    if post_id is not None:
        post = post_in_own_directory(actor, post_id)
        if post is None:
            raise Refused(_("Choose one of the listed values."), "post_id")
        section.responsible_post_id = post.pk
        section.responsible_post_title = title_of(post, section.strategy.language)
    section.save(update_fields=["title", "responsible_post_id", "responsible_post_title"])
    tell(actor, section, "name_section")
    return section


@verb()
def mark_section(*, actor: Actor, section: Section, ready: bool) -> Section:
    """Say that a section is ready for clearance, or not yet. An empty one cannot be ready."""
    demand(actor, section.strategy, Verb.EDIT)
    has_text = Block.objects.visible_to(actor).filter(section=section, withdrawn_at=None).exclude(html="").exists()
    if ready and not has_text:
        raise Refused(_("This section is empty. Write in it before you call it ready."))
    section.state = SectionState.READY if ready else unready(has_text)
    section.save(update_fields=["state"])
    tell(actor, section, "mark_section", state=section.state)
    return section


@verb()
def withdraw_section(*, actor: Actor, section: Section) -> None:
    """Take a section out of the text; its blocks and their history stay in the room."""
    demand(actor, section.strategy, Verb.EDIT)
    section.withdrawn_at = now()
    section.save(update_fields=["withdrawn_at"])
    tell(actor, section, "withdraw_section")


def unready(has_text: bool) -> SectionState:
    return SectionState.DRAFTING if has_text else SectionState.EMPTY
