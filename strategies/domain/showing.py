"""Showing a companion document for information: a frozen copy, prepared and previewed as exactly what is released."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.errors import Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.wording.domain.identifying import Passage, demand_nobody_identified
from strategies.documents.canonical import digest
from strategies.domain.announcing import tell_the_advisers
from strategies.domain.companions import COORDINATORS, demand_coordination
from strategies.domain.identifying import passages_of
from strategies.domain.positions import body_name
from strategies.domain.referring import demand_no_enclave
from strategies.domain.releases import keyed_for_room
from strategies.enums.rounds import PackageState
from strategies.models import Companion, CompanionCopy, CompanionCopyWithdrawal, CompanionRelease, Request
from strategies.queries.companions import blocks_of_companion, companion_document_of
from strategies.queries.references import place_of_text
from strategies.queries.replies import answers_for, request_for
from strategies.queries.signatures import signature

CHANGED = _("What would be released has changed. Look at it again, then decide.")


@verb()
def prepare_companion_release(*, actor: Actor, companion: Companion, request: Request) -> CompanionRelease:
    """Freeze the document as it stands, as the mission would read it beside this request. Nothing leaves yet.

    Refuses everybody but the cluster's coordination, another body's room, an empty document, and one that
    refers to an enclave, or names or locates a victim, a witness or a source.
    """
    demand_coordination(actor, companion)
    _demand_own(actor, request)
    demand_no_enclave(actor, place_of_text(companion), blocks_of_companion(actor, companion))
    sections = companion_document_of(actor, companion)
    if not any(block["html"] for section in sections for block in section["blocks"]):
        raise Refused(_("There is no text yet. Write in a section first."))
    _demand_nobody(companion.title, sections, companion.language)
    content = {
        "title": companion.title,
        "language": companion.language,
        "written_by": body_name(actor),
        "sections": keyed_for_room(actor, companion.compartment_id, request.compartment_id, sections),
    }
    who = signature(actor, companion.language)
    release = CompanionRelease.objects.create(
        compartment_id=companion.compartment_id,
        companion=companion,
        request_ref=request.pk,
        content=content,
        digest=digest(content),
        prepared_at=now(),
        prepared_by_post_title=who.post_title,
        prepared_by_person_name=who.person_name,
    )
    tell(actor, release, "prepare_companion_release", digest=release.digest)
    return release


def _demand_nobody(title: str, sections: list[dict[str, Any]], language: str) -> None:
    demand_nobody_identified([Passage(title, gettext("Title")), *passages_of(sections)], language)


def _demand_own(actor: Actor, request: Request) -> None:
    if not answers_for(actor, request):
        raise Refused(_("Your cluster was not asked there. Choose one of your own requests."), "request")


@verb()
def release_companion(*, actor: Actor, release: CompanionRelease, digest: str) -> CompanionCopy:
    """Write exactly what was previewed into the room of cluster and mission, for information.

    Refuses a hash that is not the one that was shown, and what was released or dropped already, and words
    that name or locate somebody.
    """
    demand_coordination(actor, release.companion)
    request = request_for(actor, release.request_ref)
    _demand_own(actor, request)
    if digest != release.digest:
        raise Refused(CHANGED)
    content = release.content
    _demand_nobody(content["title"], content["sections"], content["language"])
    copy = _copy(release, request)
    fields = {"released_at": copy.released_at, "copy_id": copy.pk}
    who = signature(actor, release.companion.language)
    _decide(actor, release, PackageState.RELEASED, released_by_post_title=who.post_title, **fields)
    tell(actor, release, "release_companion", digest=copy.digest)
    tell(actor, copy, "receive_companion", digest=copy.digest)
    tell_the_advisers(actor, copy, "companion_released")
    return copy


def _copy(release: CompanionRelease, request: Request) -> CompanionCopy:
    content = release.content
    return CompanionCopy.objects.create(
        compartment_id=request.compartment_id,
        number=next_number(request.compartment_id, "companion"),
        request_ref=request.pk,
        title=content["title"],
        language=content["language"],
        written_by=content["written_by"],
        body=content,
        digest=release.digest,
        released_at=now(),
    )


def _decide(actor: Actor, release: CompanionRelease, state: str, **fields: object) -> None:
    rows = CompanionRelease.objects.visible_to(actor).filter(pk=release.pk, state=PackageState.PREPARED)
    if not rows.update(state=state, **fields):
        raise Refused(_("This was released or dropped already."))


@verb()
def drop_companion_release(*, actor: Actor, release: CompanionRelease) -> None:
    """Release none of it; what was prepared stays on record among one's own."""
    demand_coordination(actor, release.companion)
    _decide(actor, release, PackageState.DROPPED)
    tell(actor, release, "drop_companion_release")


@verb({"companion_copy_withdrawn_once": _("This copy was taken back already.")})
def withdraw_companion_copy(*, actor: Actor, copy: CompanionCopy) -> None:
    """Take a copy back: the mission finds it no longer. That it was read cannot be undone."""
    request = request_for(actor, copy.request_ref)
    if actor.post_kind not in COORDINATORS or not answers_for(actor, request):
        raise Refused(_("Only the cluster that released this can take it back."))
    row = CompanionCopyWithdrawal.objects.create(compartment_id=copy.compartment_id, copy=copy, at=now())
    CompanionRelease.objects.visible_to(actor).filter(copy_id=copy.pk).update(withdrawn_at=row.at)
    tell(actor, row, "withdraw_companion_copy", copy=str(copy.pk))
