"""A body among its own: the text with room to say something, and what may leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pocplan.access.actor import Actor
from pocplan.access.queries.rooms import who_can_see
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from pocplan.ui.undoing import offer
from strategies.domain.inner import answer_inside, bring_inside, comment_inside, withdraw_inside
from strategies.domain.release import consent, consent_to_all, drop_package, release_package
from strategies.models import InnerComment, InnerText, Package, Request, Wording
from strategies.queries import inner as reads
from strategies.queries.consents import consents_to
from strategies.queries.replies import request_for, requests_to
from strategies.queries.threads import MINE, OPEN, Thread, among_own, threads
from strategies.web.forms.rounds import AnswerForm, AudienceForm, HashForm, InnerForm
from strategies.web.forms.text import ConfirmForm
from strategies.web.views.frame import glossed_for
from strategies.web.views.panel import before_a_release
from strategies.web.views.replies import shown

MINE_AT_ONCE = 20  # of one's own words in a package, those not decided first
AT_ONCE = 3  # threads beside a passage until more are asked for, so that thousands do not hide the text
ON_ALL = "all"
SHOWS = (
    ("", gettext_lazy("All that was said")),
    (MINE, gettext_lazy("With my words")),
    (OPEN, gettext_lazy("Not released yet")),
)


@require_POST
@hidden_is_absent
def bring(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Copy the shared text into one's own room."""
    actor, form = actor_of(request), AudienceForm(request.POST, kind=actor_of(request).post_kind)
    asked = request_for(actor, request_id)
    if ready(request, form):
        with refusals(form):
            text = bring_inside(actor=actor, request=asked, **form.cleaned_data)
            return redirect("consultations:inner", text.pk)
    return page(request, "consultations/reply.html", {**shown(request, asked), "bringing": form}, form)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def discussion(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """The text, what members said beside it, and room to say something."""
    actor = actor_of(request)
    text = reads.text_for(actor, text_id)
    form, answered = _saying(request, actor, text)
    if ready(request, form):
        with refusals(form):
            if answered:
                answer_inside(actor=actor, comment=answered, **_without_place(form))
            else:
                comment_inside(actor=actor, text=text, **form.cleaned_data)
            return redirect("consultations:inner", text.pk)
    said = {"saying": form, "answered": answered}
    return page(request, "consultations/inner.html", {**_discussed(request, text), **said}, form)


def _saying(request: HttpRequest, actor: Actor, text: InnerText) -> tuple[InnerForm, InnerComment | None]:
    """The form to say something, or to answer what the address names. Raises InnerComment.DoesNotExist."""
    posts = among_own(actor, text, get_language()) if text.compartment_id in actor.writable else []
    sent, to = request.POST or None, request.GET.get("to", "")
    if not to:
        return InnerForm(sent, posts=posts, initial={"block": request.GET.get("block", "")}), None
    return AnswerForm(sent, posts=posts, initial={"to": to}), reads.comment_in(actor, text, to)


def _without_place(form: InnerForm) -> dict[str, Any]:
    """An answer stands where the words stand that it answers."""
    return {name: form.cleaned_data[name] for name in ("words", "told") if name in form.cleaned_data}


def _discussed(request: HttpRequest, text: InnerText) -> dict[str, Any]:
    actor = actor_of(request)
    comments = reads.comments_on(actor, text)
    show = request.GET.get("show", "")
    by_block = reads.by_block(reads.narrowed(actor, text, threads(comments), show))

    def said(key: str) -> Said:
        return _said(request, key, by_block.get(key, []))

    chosen = request.POST.get("block") or request.GET.get("block", "")
    return {
        "text": text,
        "glossed": glossed_for(request, text.language),
        "comments": comments,
        "shows": [(key, label, key == show) for key, label in SHOWS],
        "sections": [
            ({**one, "said": said(one["key"])}, [(block, said(block["key"])) for block in one["blocks"]])
            for one in text.body["sections"]
        ],
        "on_all": said(""),
        "showing": f"show={show}&" if show else "",
        "chosen": reads.passage_of(text.body, chosen),
        "packages": list(reads.packages_of(actor, text)),
        "asked": _asked(actor, text),
        "coordinates": actor.post_kind in reads.COORDINATION and text.compartment_id in actor.writable,
        "may_write": text.compartment_id in actor.writable,
        "my_post": actor.post_id,
        "who": who_can_see(actor, text.compartment_id, get_language()),
    }


@dataclass(frozen=True)
class Said:
    """What stands beside one passage: its latest threads and how many came before, or the page of all asked for."""

    key: str
    threads: Sequence[Thread[InnerComment]] = ()
    before: int = 0
    page: Page[Thread[InnerComment]] | None = None


def _said(request: HttpRequest, key: str, threads: list[Thread[InnerComment]]) -> Said:
    if len(threads) <= AT_ONCE:
        return Said(key, threads)
    if request.GET.get("at") == (key or ON_ALL):
        found = paginate(request, threads)
        return Said(key, list(found), page=found)
    return Said(key, threads[-AT_ONCE:], len(threads) - AT_ONCE)


def _asked(actor: Actor, text: InnerText) -> Request | None:
    """The request it is about, where this reader still sits in its room."""
    return requests_to(actor).filter(pk=text.request_ref).first()


@require_POST
@hidden_is_absent
def take_back(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Take one's own words back among one's own."""
    actor, form = actor_of(request), ConfirmForm(request.POST)
    comment = reads.comment_for(actor, comment_id)
    if ready(request, form):
        with refusals(form):
            withdraw_inside(actor=actor, comment=comment)
            offer(request, reverse("consultations:inner_back", args=[comment.pk]), _("Your comment was taken back."))
            return redirect("consultations:inner", comment.text_id)
    return page(request, "consultations/inner.html", {**_discussed(request, comment.text), "saying": InnerForm()}, form)


@require_http_methods(["GET", "HEAD", "POST"])
@hidden_is_absent
def package(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """What the mission will see, drawn from the package itself; release writes exactly this."""
    actor = actor_of(request)
    one = reads.package_for(actor, package_id)
    form = HashForm(request.POST or None, initial={"digest": one.digest})
    if ready(request, form):
        with refusals(form):
            _decide(request, one, form)
            return redirect("consultations:package", one.pk)
    return page(request, "consultations/package.html", _package(request, one), form)


def _package(request: HttpRequest, one: Package) -> dict[str, Any]:
    actor = actor_of(request)
    asked = request_for(actor, one.text.request_ref)
    return {
        "package": one,
        "found": paginate(request, one.content["comments"]),
        "consents": consents_to(actor, one),
        "shows_mine": MINE_AT_ONCE,
        "asked": asked,
        "coordinates": actor.post_kind in reads.COORDINATION and one.compartment_id in actor.writable,
        "who": who_can_see(actor, one.compartment_id, get_language()),
        "readers": who_can_see(actor, asked.compartment_id, get_language()),
        "glossed": glossed_for(request, one.text.language),
        **before_a_release(request, one),
    }


def _decide(request: HttpRequest, one: Any, form: HashForm) -> None:
    if "drop" in request.POST:
        drop_package(actor=actor_of(request), package=one)
    elif "given" in request.POST:
        given = request.POST["given"] == "yes"
        consent_to_all(actor=actor_of(request), package=one, digest=form.cleaned_data["digest"], given=given)
    else:
        release_package(actor=actor_of(request), package=one, digest=form.cleaned_data["digest"])


@require_POST
@hidden_is_absent
def consenting(request: HttpRequest, wording_id: UUID) -> HttpResponse:
    """A member's yes or no to exactly these words."""
    actor, form = actor_of(request), HashForm(request.POST)
    wording = Wording.objects.visible_to(actor).select_related("package", "comment").get(pk=wording_id)
    if ready(request, form):
        with refusals(form):
            given = request.POST.get("given") == "yes"
            consent(actor=actor, wording=wording, digest=form.cleaned_data["digest"], given=given)
            return redirect("consultations:package", wording.package_id)
    one = reads.package_for(actor, wording.package_id)
    return page(request, "consultations/package.html", _package(request, one), form)
