"""What of the protection picture a strategy stands on: the choice, how it stands now, and what invitees would read."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.inputs import typed
from strategies.domain.picture import choose_picture, state_of
from strategies.enums.text import Verb
from strategies.models import PictureRow, Strategy, Version
from strategies.queries.force import has_force
from strategies.queries.picture import MOST, Offer, Picture, frozen_ratings, may_be_shown, offers, picture_now
from strategies.queries.picture_words import Shown, shown
from strategies.queries.rows import rows_of
from strategies.queries.snapshots import leaving
from strategies.web.forms.picture import PictureForm, name_of
from strategies.web.views.frame import around, opened


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def picture(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """The rows that the strategy stands on as they stand now; for who may, the choice among all that are open."""
    actor, strategy = actor_of(request), opened(request, strategy_id)
    context = around(request, strategy)
    standing = list(rows_of(actor, PictureRow, strategy))
    form = PictureForm(typed(request), initial={"seen": state_of(standing)})
    if ready(request, form):
        with refusals(form):
            choose_picture(actor=actor, strategy=strategy, rows=form.chosen(), seen=form.cleaned_data["seen"])
            messages.success(request, _("The picture of this strategy is chosen. Freezing keeps it as it stands then."))
            return redirect("strategies:picture", strategy.pk)
    now = picture_now(actor, strategy)
    context |= {"now": shown(now.body, now.ratings), "lost": len(standing) - _rows_in(now), "chosen": len(standing)}
    if Verb.EDIT_HEADER in context["may"]:
        context |= _choice(actor, strategy, standing, form)
    return page(request, "strategies/picture.html", context, form)


def _rows_in(now: Picture) -> int:
    return sum(len(rows) for rows in now.body.values())


def _choice(actor: Actor, strategy: Strategy, standing: list[PictureRow], form: forms.Form) -> dict[str, Any]:
    """Each room with its rows and what is ticked: as sent, as it stands, or all of it before the first choice."""
    found = offers(actor, strategy, {row.subject_ref for row in standing})
    ticked = form.ticked() if isinstance(form, PictureForm) and form.is_bound else _ticked(standing, found)
    return {
        "offers": [(offer, _lines(strategy, offer, ticked)) for offer in found],
        "with_force": has_force(actor),
        "most": MOST,
    }


def _ticked(standing: list[PictureRow], found: list[Offer]) -> dict[str, set[str]]:
    if not standing:
        return {"stand": {name_of(one) for offer in found for one in offer.subjects}, "show": set(), "force": set()}
    names = {row.pk: f"{row.kind}:{row.subject_ref}" for row in standing}
    return {
        "stand": set(names.values()),
        "show": {names[row.pk] for row in standing if row.is_shown},
        "force": {names[row.pk] for row in standing if row.known_from_force},
    }


def _lines(strategy: Strategy, offer: Offer, ticked: dict[str, set[str]]) -> list[dict[str, Any]]:
    return [
        {
            "subject": one,
            "name": name_of(one),
            "may_show": may_be_shown(strategy, one),
            **{f"is_{what}": name_of(one) in names for what, names in ticked.items()},
        }
        for one in offer.subjects
    ]


def as_it_stood(actor: Actor, version: Version) -> Shown:
    """The picture in a version, with the ratings whose seal is open to this reader."""
    return shown(version.body.get("picture"), frozen_ratings(actor, version) if "picture" in version.body else ())


def to_be_read_outside(version: Version) -> dict[str, Any]:
    """What of a version's picture the invitees will read, and how many of its rows stay."""
    body = version.body.get("picture", {})
    going = leaving(body)
    stays = sum(len(rows) for rows in body.values()) - sum(len(rows) for rows in going.values())
    return {"outside": shown(going), "stays": stays}
