"""What leaves a side: prepared as exact content, consented to by hash, released as exactly that.

The preview is drawn from the package, never from the discussion (decisions.md, "Toys to avoid").
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_numbers
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.documents.canonical import digest
from strategies.domain import wording as words_of
from strategies.domain.anchoring import anchored
from strategies.domain.announcing import announce, tell_the_advisers
from strategies.domain.identifying import demand_nobody_in_comments
from strategies.domain.positions import LONGEST, body_name, demand_open, demand_own
from strategies.enums.rounds import Attribution, PackageState
from strategies.models import Comment, CommentWithdrawal, Consent, InnerComment, InnerText, Package, Request, Wording
from strategies.queries.inner import COORDINATION, comments_on, wordings_of
from strategies.queries.replies import request_for
from strategies.queries.returns import without_agreement
from strategies.queries.signatures import signature


@verb()
def prepare_package(
    *,
    actor: Actor,
    text: InnerText,
    chosen: Mapping[UUID, str],
    together: Sequence[Mapping[str, Any]] = (),
) -> Package:
    """Propose what the others will see: members' comments (id → attribution) and what was written together.

    `together` items have "words" and, where they speak of a passage, "place" (the key of a section or
    block), "quote" and "suggestion"; the coordination answers for them. Refuses an empty package, a
    comment that was taken back, an unknown attribution, words that are not in the text, and words that
    name or locate a victim, a witness or a source.
    """
    demand_coordination(actor, text)
    standing = {comment.pk: comment for comment in comments_on(actor, text) if comment.pk in chosen}
    if set(chosen) - set(standing):
        raise Refused(_("One of the comments was taken back meanwhile. Choose again."), "chosen")
    _demand_agreements(actor, chosen)
    own_name = body_name(actor)
    items = [_worded(own_name, text, standing[key], attribution) for key, attribution in chosen.items()]
    items += [_written_together(actor, text, item) for item in together]
    if not items:
        raise Refused(_("Choose at least one comment to release."), "chosen")
    demand_nobody_in_comments(items, text.language)
    content = {"comments": items}
    who = signature(actor, text.language)
    package = Package.objects.create(
        compartment_id=text.compartment_id,
        text=text,
        content=content,
        digest=digest(content),
        prepared_at=now(),
        prepared_by_post_title=who.post_title,
        prepared_by_person_name=who.person_name,
    )
    Wording.objects.bulk_create(
        Wording(compartment_id=text.compartment_id, package=package, comment=standing[key], attribution=attribution)
        for key, attribution in chosen.items()
    )
    tell(actor, package, "prepare_release", comments=len(items), digest=package.digest)
    writers = {standing[key].post_id for key in chosen}
    if writers:
        announce(actor, package, "consent_asked", to_posts=sorted(writers))
    return package


def _demand_agreements(actor: Actor, chosen: Mapping[UUID, str]) -> None:
    """Raises Refused where words out of a file would leave under a name that its owner has not agreed to in writing."""
    named = [key for key, attribution in chosen.items() if attribution == Attribution.NAMED]
    missing = {one.organisation for one in without_agreement(actor, named)}
    if missing:
        raise Refused(
            _("%(names)s was consulted off-system and has not agreed in writing. Choose another name for its words."),
            "chosen",
            names=", ".join(sorted(missing)),
        )


def demand_coordination(actor: Actor, text: InnerText) -> None:
    """Raises Refused for whoever does not prepare what this discussion releases."""
    if actor.post_kind not in COORDINATION or text.compartment_id not in actor.writable:
        raise Refused(_("Your coordination prepares what is released. Tell it what you want to say."))


def _worded(own_name: str, text: InnerText, comment: InnerComment, attribution: str) -> dict[str, Any]:
    return {
        "anchor": comment.anchor,
        "section_title": comment.section_title,
        "words": comment.words,
        "suggestion": comment.suggestion,
        "attribution": attribution,
        "attributed_to": attributed(own_name, attribution, comment.organisation, text.language),
    }


def _written_together(actor: Actor, text: InnerText, item: Mapping[str, Any]) -> dict[str, Any]:
    anchor, section_title = anchored(
        text.body, str(item.get("place", "")), str(item.get("quote", "")), "together_quote"
    )
    suggestion = str(item.get("suggestion", ""))
    return {
        "anchor": anchor,
        "section_title": section_title,
        "words": words_of.plain(str(item["words"]), limit=LONGEST, field="together", required=True),
        "suggestion": words_of.plain(suggestion, limit=LONGEST, field="together_suggestion"),
        "attribution": Attribution.CLUSTER,
        "attributed_to": body_name(actor),
    }


def attributed(own_name: str, attribution: str, organisation: str, language: str) -> str:
    """The name under which others read the words; `own_name` is the body's. Raises Refused for an unknown one."""
    if attribution == Attribution.NAMED:
        return organisation
    if attribution == Attribution.CLUSTER:
        return own_name
    with override(language):
        if attribution == Attribution.HUMANITARIAN:
            return gettext("A humanitarian organisation")
        if attribution == Attribution.NONE:
            return gettext("No attribution")
    raise Refused(_("Choose one of the listed values."), "attribution")


@verb()
def consent(*, actor: Actor, wording: Wording, digest: str, given: bool) -> Consent:
    """A member's yes or no to exactly the content with this hash. Refuses everybody but the member that wrote.

    The member is the post: whoever holds it now consents for it, so words outlive whoever leaves.
    """
    if wording.comment.post_id != actor.post_id:
        raise Refused(_("Only who wrote these words can consent to their release."))
    _demand_as_shown(wording.package, digest)
    (row,) = _consent(actor, [wording], digest, given)
    tell(actor, row, "consent", package=str(wording.package_id), given=given)
    return row


@verb()
def consent_to_all(*, actor: Actor, package: Package, digest: str, given: bool) -> list[Consent]:
    """The same for all words of the actor's own post in a package at once. Refuses where it has none in it."""
    _demand_as_shown(package, digest)
    mine = [one.wording for one in wordings_of(actor, package) if one.wording.comment.post_id == actor.post_id]
    if not mine:
        raise Refused(_("Only who wrote these words can consent to their release."))
    rows = _consent(actor, mine, digest, given)
    tell(actor, package, "consent", given=given, comments=len(rows))
    return rows


def _demand_as_shown(package: Package, digest: str) -> None:
    if package.state != PackageState.PREPARED or digest != package.digest:
        raise Conflict(_("What would be released has changed. Look at it again, then decide."))


def _consent(actor: Actor, wordings: Sequence[Wording], digest: str, given: bool) -> list[Consent]:
    who, at = signature(actor), now()
    rows = [
        Consent(
            compartment_id=wording.compartment_id,
            wording=wording,
            digest=digest,
            given=given,
            post_id=who.post_id,
            post_title=who.post_title,
            person_id=who.person_id,
            at=at,
        )
        for wording in wordings
    ]
    return Consent.objects.bulk_create(rows)


@verb()
def release_package(*, actor: Actor, package: Package, digest: str) -> list[Comment]:
    """Write exactly the package's content into the reply room, each comment with its number there.

    Raises Refused without every author's consent to this very hash, for a hash that is not the one
    that was shown, after the deadline, for a package that was released or dropped, and for words that
    name or locate somebody.
    """
    demand_coordination(actor, package.text)
    _demand_as_shown(package, digest)
    worded = wordings_of(actor, package)
    if any(one.wording.comment.withdrawn_at for one in worded):
        raise Refused(_("One of the comments was taken back meanwhile. Choose again."))
    missing = [one.wording.comment.organisation for one in worded if not one.is_given]
    if missing:
        raise Refused(_("Not yet consented: %(names)s."), names=", ".join(sorted(set(missing))))
    request = request_for(actor, package.text.request_ref)
    demand_open(actor, request)
    demand_nobody_in_comments(package.content["comments"], package.text.language)
    comments = _release(request, package.content["comments"])
    who = signature(actor, package.text.language)
    rows = Package.objects.visible_to(actor).filter(pk=package.pk, state=PackageState.PREPARED)
    if not rows.update(state=PackageState.RELEASED, released_at=now(), released_by_post_title=who.post_title):
        raise Conflict(_("What would be released has changed. Look at it again, then decide."))
    tell(actor, package, "release", digest=package.digest, comments=[str(one.pk) for one in comments])
    tell(actor, request, "receive_comments", comments=len(comments))
    tell_the_advisers(actor, request, "comments_released")
    return comments


def _release(request: Request, items: Sequence[Mapping[str, Any]]) -> list[Comment]:
    numbers = next_numbers(request.compartment_id, "comment", len(items))
    at = now()
    rows = [
        Comment(
            compartment_id=request.compartment_id,
            request=request,
            number=number,
            at=at,
            **{name: item[name] for name in FIELDS},
        )
        for number, item in zip(numbers, items, strict=True)
    ]
    return Comment.objects.bulk_create(rows)


FIELDS = ("anchor", "section_title", "words", "suggestion", "attribution", "attributed_to")


@verb()
def drop_package(*, actor: Actor, package: Package) -> None:
    """Release none of it; the package stays on record among one's own."""
    demand_coordination(actor, package.text)
    rows = Package.objects.visible_to(actor).filter(pk=package.pk, state=PackageState.PREPARED)
    if not rows.update(state=PackageState.DROPPED):
        raise Refused(_("This was released or dropped already."))
    tell(actor, package, "drop_release")


@verb({"comment_withdrawn_once": _("This comment was taken back already.")})
def withdraw_comment(*, actor: Actor, comment: Comment) -> CommentWithdrawal:
    """Take a released comment back. It is shown no longer; that it was read cannot be undone."""
    demand_own(actor, comment.request)
    row = CommentWithdrawal.objects.create(compartment_id=comment.compartment_id, comment=comment, at=now())
    tell(actor, row, "withdraw_comment", comment=str(comment.pk))
    return row
