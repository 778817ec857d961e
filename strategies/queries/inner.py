"""A side's own discussion, for its own members."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.access.enums import Audience, PostKind
from strategies.enums.rounds import PackageState
from strategies.models import Consent, InnerComment, InnerText, OffSystem, Package, Wording

# Members of a cluster discuss where all of them sit; the other bodies have one room each.
DISCUSSES_IN: dict[str, str] = {
    PostKind.CLUSTER_COORDINATOR: Audience.CLUSTER,
    PostKind.CLUSTER_COLEAD: Audience.CLUSTER,
    PostKind.HUMANITARIAN_COORDINATOR: Audience.HC,
    PostKind.OCHA_OFFICER: Audience.HC,
    PostKind.RESIDENT_COORDINATOR: Audience.COUNTRY_TEAM,
    PostKind.HUMAN_RIGHTS_OFFICER: Audience.HUMAN_RIGHTS,
    PostKind.POLICE_PLANNER: Audience.POLICE,
    PostKind.FORCE_PLANNER: Audience.FORCE,
}
COORDINATION = tuple(DISCUSSES_IN)


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


def text_about(actor: Actor, request_id: UUID) -> InnerText | None:
    """The own discussion of what a request asks, where it was brought inside."""
    return texts_for(actor).filter(request_ref=request_id).first()


def comments_on(actor: Actor, text: InnerText) -> list[InnerComment]:
    return list(InnerComment.objects.visible_to(actor).filter(text=text, withdrawn_at=None))


def comment_for(actor: Actor, comment_id: UUID) -> InnerComment:
    return InnerComment.objects.visible_to(actor).select_related("text").get(pk=comment_id)


def by_block(comments: Iterable[InnerComment]) -> dict[str, list[InnerComment]]:
    """Comments under the key of the block they speak of; those on the whole text under ''."""
    found: dict[str, list[InnerComment]] = defaultdict(list)
    for comment in comments:
        found[comment.anchor.get("block", "")].append(comment)
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
    rows = Wording.objects.visible_to(actor).filter(
        package__state=PackageState.PREPARED, comment__person_id=actor.person_id
    )
    done = Consent.objects.visible_to(actor).filter(wording__in=rows).values_list("wording_id", "digest")
    answered = set(done)
    return [row for row in rows.select_related("package", "comment") if (row.pk, row.package.digest) not in answered]


def off_system_of(actor: Actor, text: InnerText) -> list[OffSystem]:
    return list(OffSystem.objects.visible_to(actor).filter(text=text))


def block_of(body: dict[str, Any], key: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The section and the block with this key in a canonical body, or nothing."""
    for section in body.get("sections", ()):
        for block in section.get("blocks", ()):
            if block["key"] == key:
                return section, block
    return None, None
