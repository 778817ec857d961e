"""Choosing what may leave a discussion: one small page at a time, each kept before the next is shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from pocplan.access.actor import Actor
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from strategies.domain.inner import OF_AGENCIES
from strategies.domain.preparing import Many, keep_choices, many_of, propose_choices
from strategies.enums.rounds import Attribution
from strategies.models import InnerComment, InnerText, Preparation
from strategies.queries import inner as reads
from strategies.queries.preparing import Chosen, chosen_in_all, preparation_of, standing
from strategies.web.forms.preparing import ALL, BY, PREFIX, PackageForm
from strategies.web.forms.preparing import PAGE as ON_PAGE

AT_ONCE = 25
LONG = 1200  # what is longer is begun, and read whole one at a time: a page of them all would be a book
WHOLE = "whole-"


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def prepare(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Choose what may leave, and under which name; what is chosen is kept from page to page."""
    actor = actor_of(request)
    text = reads.text_for(actor, text_id)
    prepared, found = preparation_of(actor, text), paginate(request, standing(actor, text), AT_ONCE)
    chosen = chosen_in_all(actor, prepared)
    form = _form(request, text, found, prepared, chosen)
    if ready(request, form):
        with refusals(form):
            return redirect(_done(request, text, form, found))
    shown = {
        "text": text,
        "found": found,
        "prepared": prepared,
        "chosen": chosen,
        "begun": _begun(request, form.comments),
        "under": [(Attribution(name).label, count) for name, count in chosen.under.items()],
        "who": who_can_see(actor, text.compartment_id, get_language()),
    }
    return page(request, "consultations/prepare_release.html", shown, form)


def _form(
    request: HttpRequest, text: InnerText, found: Page[InnerComment], prepared: Preparation, chosen: Chosen
) -> PackageForm:
    actor, sent = actor_of(request), request.POST or None
    written = prepared.together
    return PackageForm(
        sent,
        comments=list(found) if sent is None else _sent(request, actor, text),
        kept=prepared.chosen,
        authors=chosen.authors,
        body=text.body if ("together" in sent if sent else not found.has_next()) else None,
        is_agency=actor.post_kind in OF_AGENCIES,
        initial={
            "which": ON_PAGE,
            "together": written.get("words", ""),
            **{f"together_{name}": written.get(name, "") for name in ("place", "quote", "suggestion")},
        },
    )


def _sent(request: HttpRequest, actor: Actor, text: InnerText) -> list[InnerComment]:
    """The comments that the page had when it was opened: others may have been made or taken back since."""
    asked = []
    for name in request.POST:
        if name.startswith(PREFIX):
            try:
                asked.append(UUID(name.removeprefix(PREFIX)))
            except ValueError:
                continue
    return list(standing(actor, text).filter(pk__any=asked))


def _begun(request: HttpRequest, comments: Sequence[InnerComment]) -> set[UUID]:
    """The comments of which the page shows the beginning: those that are long, but for the one that was opened."""
    whole = request.POST.get("do", "").removeprefix(WHOLE) or request.GET.get("whole", "")
    return {one.pk for one in comments if _length(one) > LONG and str(one.pk) != whole}


def _length(one: InnerComment) -> int:
    return len(one.words) + len(one.suggestion) + len(one.anchor.get("quote", ""))


def _done(request: HttpRequest, text: InnerText, form: PackageForm, found: Page[InnerComment]) -> str:
    """Do what the button says; the address to go to."""
    actor, do = actor_of(request), request.POST.get("do", "")
    kept: dict[str, Any] = {
        "actor": actor,
        "text": text,
        "seen": form.cleaned_data["seen"] or 0,
        "choices": form.choices(),
        "together": form.written_together(),
    }
    if not do:
        return reverse("consultations:package", args=[propose_choices(**kept).pk])
    keep_choices(**kept, many=_many(actor, text, form) if do == "many" else None)
    there = {"next": found.number + 1, "previous": found.number - 1}.get(do, form.cleaned_data["go"])
    address = reverse("consultations:prepare_release", args=[text.pk]) + f"?page={there or found.number}"
    whole = next((one.pk for one in form.comments if do == f"{WHOLE}{one.pk}"), None)
    return f"{address}&whole={whole}#c-{whole}" if whole else address


def _many(actor: Actor, text: InnerText, form: PackageForm) -> Many:
    which, name = form.cleaned_data["which"], form.cleaned_data["name"]
    if which == ALL or which.startswith(BY):
        return many_of(actor, text, "" if which == ALL else which.removeprefix(BY), name)
    return Many(list(form.choices()), name)
