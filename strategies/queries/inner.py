"""A side's own discussion, for its own members."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, PostKind, Side
from pocplan.access.models import Compartment
from pocplan.access.queries.rooms import room_of
from strategies.documents.clean import plain
from strategies.enums.rounds import PackageState
from strategies.models import Consent, InnerComment, InnerText, OffSystem, OffSystemNote, Package, Wording
from strategies.queries.threads import MINE, OPEN, Thread

# Where the coordination of a body can bring a text for discussion; the first is what it does unless it chooses.
_CLUSTER = (Audience.CLUSTER_OWN, Audience.CLUSTER, Audience.CLUSTER_LEAD)
DISCUSSES_IN: dict[str, tuple[str, ...]] = {
    PostKind.CLUSTER_COORDINATOR: _CLUSTER,
    PostKind.CLUSTER_COLEAD: _CLUSTER,
    PostKind.HUMANITARIAN_COORDINATOR: (Audience.HC,),
    PostKind.OCHA_OFFICER: (Audience.HC,),
    PostKind.RESIDENT_COORDINATOR: (Audience.COUNTRY_TEAM,),
    PostKind.AGENCY_REPRESENTATIVE: (Audience.AGENCY,),
    PostKind.AGENCY_FOCAL_POINT: (Audience.AGENCY,),
    PostKind.HUMAN_RIGHTS_OFFICER: (Audience.HUMAN_RIGHTS,),
    PostKind.POLICE_PLANNER: (Audience.POLICE,),
    PostKind.POLICE_COMMISSIONER: (Audience.POLICE,),
    PostKind.FORCE_PLANNER: (Audience.FORCE,),
    PostKind.FORCE_COMMANDER: (Audience.FORCE,),
}
COORDINATION = tuple(DISCUSSES_IN)
# What somebody told a coordination in confidence stays with it; a mission keeps its own with its round.
KEEPS_OFF_SYSTEM_IN: dict[str, str] = {
    kind: Audience.CLUSTER_LEAD if rooms is _CLUSTER else rooms[0] for kind, rooms in DISCUSSES_IN.items()
}


def own_room(actor: Actor, audience: str) -> Compartment:
    """The actor's own body's room; field posts of a mission have theirs by area. Raises NotSeated."""
    return room_of(actor, audience, actor.area_id if actor.side == Side.MISSION else None)


@dataclass(frozen=True)
class Worded:
    """Words in a package, with their author's standing consent to exactly this package."""

    wording: Wording
    consent: Consent | None

    @property
    def is_given(self) -> bool:
        return self.consent is not None and self.consent.given


def texts_for(actor: Actor) -> QuerySet[InnerText]:
    """The texts under discussion in the actor's own rooms."""
    return InnerText.objects.visible_to(actor)


def text_for(actor: Actor, text_id: UUID) -> InnerText:
    """Raises InnerText.DoesNotExist alike for hidden and absent."""
    return texts_for(actor).get(pk=text_id)


def texts_about(actor: Actor, request_id: UUID) -> list[InnerText]:
    """The own discussions of what a request asks, in every own room that it was brought to."""
    return list(texts_for(actor).filter(request_ref=request_id).select_related("compartment"))


def comments_on(actor: Actor, text: InnerText) -> list[InnerComment]:
    return list(InnerComment.objects.visible_to(actor).filter(text=text, withdrawn_at=None))


def comment_for(actor: Actor, comment_id: UUID) -> InnerComment:
    return InnerComment.objects.visible_to(actor).select_related("text").get(pk=comment_id)


def comment_in(actor: Actor, text: InnerText, comment_id: str) -> InnerComment:
    """One of this discussion, also where it was taken back. Raises InnerComment.DoesNotExist."""
    try:
        key = UUID(comment_id)
    except ValueError as error:
        raise InnerComment.DoesNotExist from error
    return InnerComment.objects.visible_to(actor).select_related("text").get(pk=key, text=text)


def narrowed(actor: Actor, text: InnerText, among: list[Thread[InnerComment]], to: str) -> list[Thread[InnerComment]]:
    """Those that the actor's post spoke in, or those of which nothing was released yet; all for any other word."""
    if to == MINE:
        return [one for one in among if any(said.post_id == actor.post_id for said in one.all)]
    if to == OPEN:
        left = Wording.objects.visible_to(actor).filter(package__text=text, package__state=PackageState.RELEASED)
        out = set(left.values_list("comment_id", flat=True))
        return [one for one in among if not any(said.pk in out for said in one.all)]
    return among


def by_block(among: Iterable[Thread[InnerComment]]) -> dict[str, list[Thread[InnerComment]]]:
    """Threads under the key of the block or section they speak of; those on the whole text under ''."""
    found: dict[str, list[Thread[InnerComment]]] = defaultdict(list)
    for one in among:
        anchor = one.comment.anchor
        found[anchor.get("block") or anchor.get("section", "")].append(one)
    return found


def packages_of(actor: Actor, text: InnerText) -> QuerySet[Package]:
    return Package.objects.visible_to(actor).filter(text=text)


def package_for(actor: Actor, package_id: UUID) -> Package:
    """Raises Package.DoesNotExist alike for hidden and absent."""
    return Package.objects.visible_to(actor).select_related("text").get(pk=package_id)


def wordings_of(actor: Actor, package: Package) -> list[Worded]:
    """Whose words the package uses, and who has consented to it as it is."""
    rows = list(Wording.objects.visible_to(actor).filter(package=package).select_related("comment"))
    given = Consent.objects.visible_to(actor).filter(wording__in=rows, digest=package.digest).order_by("at", "id")
    latest = {consent.wording_id: consent for consent in given}
    return [Worded(row, latest.get(row.pk)) for row in rows]


def consents_asked_of(actor: Actor) -> list[Wording]:
    """Packages that wait for the actor's own yes or no."""
    # Asked one after the other: joined behind the walls, thousands of them took minutes.
    open_ones = Package.objects.visible_to(actor).filter(state=PackageState.PREPARED).defer("content")
    packages = {row.pk: row for row in open_ones}
    if not packages:
        return []
    texts = {row.text_id for row in packages.values()}
    mine = InnerComment.objects.visible_to(actor).filter(text__in=texts, post_id=actor.post_id, withdrawn_at=None)
    said = {row.pk: row for row in mine}
    found = Wording.objects.visible_to(actor).filter(package__in=packages)
    rows = [row for row in found if row.comment_id in said]
    done = Consent.objects.visible_to(actor).filter(wording__any=[row.pk for row in rows])
    answered = set(done.values_list("wording_id", "digest"))
    for row in rows:
        row.package, row.comment = packages[row.package_id], said[row.comment_id]
    return [row for row in rows if (row.pk, row.package.digest) not in answered]


def off_system_about(actor: Actor, about: UUID) -> list[OffSystem]:
    """Whom the coordination consulted off-system on a request or a round, for its own readers."""
    return list(OffSystem.objects.visible_to(actor).filter(about=about))


def off_system_for(actor: Actor, row_id: UUID) -> OffSystem:
    """Raises OffSystem.DoesNotExist alike for hidden and absent."""
    return OffSystem.objects.visible_to(actor).get(pk=row_id)


def note_of(actor: Actor, row: OffSystem) -> OffSystemNote | None:
    """What was released of a record, also after it was taken back."""
    return OffSystemNote.objects.visible_to(actor).filter(pk=row.note_id).first() if row.note_id else None


def passage_of(body: dict[str, Any], key: str) -> dict[str, str]:
    """The passage with this key, to be shown beside a form: its section and, for a block, its words."""
    section, block = block_of(body, key)
    if section is None:
        return {}
    return {"section": section["title"], "words": plain(block["html"]) if block else ""}


def block_of(body: dict[str, Any], key: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The section and the block with this key in a canonical body; the section alone for its own key."""
    for section in body.get("sections", ()):
        if section["key"] == key:
            return section, None
        for block in section.get("blocks", ()):
            if block["key"] == key:
                return section, block
    return None, None
