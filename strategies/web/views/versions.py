"""Versions: the list, one of them, and what changed between two."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page
from pocplan.ui.pages import paginate
from strategies.models import Version
from strategies.queries.assembly import document_of
from strategies.queries.comparing import compared
from strategies.queries.picture import Picture, frozen_ratings, picture_now
from strategies.queries.picture_changes import picture_changes
from strategies.queries.versions import authors_of, parts_of, releases_of, version_for, versions_of
from strategies.web.views.frame import around, glossed_for, opened
from strategies.web.views.picture import as_it_stood


@require_safe
@hidden_is_absent
def versions(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """All versions, with two to choose for comparison."""
    strategy = opened(request, strategy_id)
    rows = paginate(request, versions_of(actor_of(request), strategy).defer("body"))
    return page(request, "strategies/versions.html", {**around(request, strategy), "page": rows})


@require_safe
@hidden_is_absent
def version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One frozen version: its text, hash, authors, releases and the annexes that the reader may read."""
    actor = actor_of(request)
    one = version_for(actor, version_id)
    context = {
        "version": one,
        "authors": authors_of(actor, one),
        "parts": parts_of(actor, one),
        "releases": releases_of(actor, one),
        "picture": as_it_stood(actor, one),
        "glossed": glossed_for(request, one.language),
    }
    return page(request, "strategies/version.html", {**around(request, one.strategy), **context})


@require_safe
@hidden_is_absent
def redline(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """What changed from one version to another, or to the working text, block by block."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    known = list(versions_of(actor, strategy).defer("body"))
    older = _chosen(request, known, "from", last=True)
    newer = _chosen(request, known, "to")
    if older is None:
        return page(request, "strategies/redline.html", {**around(request, strategy), "known": known})
    first, second = version_for(actor, older.pk), version_for(actor, newer.pk) if newer else None
    texts = first.body, second.body if second else document_of(actor, strategy)
    pictures = _picture_of(actor, first), _picture_of(actor, second) if second else picture_now(actor, strategy)
    context = {"known": known, "older": older, "newer": newer, **changes_between(*texts, pictures)}
    return page(request, "strategies/redline.html", {**around(request, strategy), **context})


def _chosen(request: HttpRequest, known: list[Version], name: str, last: bool = False) -> Version | None:
    wanted: Any = request.GET.get(name, "")
    named = (one for one in known if str(one.pk) == wanted)
    return next(named, known[0] if last and known else None)


def _picture_of(actor: Actor, version: Version) -> Picture:
    body = version.body.get("picture", {})
    return Picture(body, frozen_ratings(actor, version)) if body else Picture()


def changes_between(
    older: dict[str, Any], newer: dict[str, Any], pictures: tuple[Picture, Picture] | None = None
) -> dict[str, Any]:
    """What the redline pages show, of versions and of shared texts; ratings come with the pictures of versions."""
    change = compared(older, newer)
    before, after = pictures or (Picture(older.get("picture", {})), Picture(newer.get("picture", {})))
    fields = [field for field in change.header if field.is_changed]
    return {
        "picture_is_part": bool(before or after),
        "turns": picture_changes(before, after),
        "change": change,
        "text_is_same": not fields and not any(section.is_changed for section in change.sections),
        "changed_fields": fields,
        "same_sections": [section.title for section in change.sections if not section.is_changed],
    }
