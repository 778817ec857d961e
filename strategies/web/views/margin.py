"""The margin of a draft: what its room asks beside the words, answered and settled there, and as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pocplan.access.actor import Actor
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from pocplan.ui.undoing import offer, put_back
from strategies.domain.margin import (
    answer_on_draft,
    comment_on_draft,
    reopen_on_draft,
    settle_on_draft,
    take_back_on_draft,
)  # fmt: skip
from strategies.domain.undoing import put_margin_back
from strategies.models import Block, MarginComment, Section, Strategy
from strategies.queries.margin import ALL, Noted, as_threads, comment_for, comments_beside, comments_listed, counts
from strategies.queries.strategies import blocks_before, blocks_of_section, section_for
from strategies.queries.threads import MINE, OPEN, among_own
from strategies.web.forms.margin import MarginAnswerForm, MarginForm
from strategies.web.forms.text import ConfirmForm
from strategies.web.places import address_of
from strategies.web.views.frame import around, opened

AT_ONCE = 3  # threads beside a passage; the others stand in the list
WRITES = ["GET", "HEAD", "POST"]
SHOWS = (
    (OPEN, pgettext_lazy("comments", "Open")),
    (MINE, gettext_lazy("With my part")),
    (ALL, pgettext_lazy("comments", "All")),
)
LIST, BLOCK = "list", "block"  # where a button stands that leads back there


@dataclass(frozen=True)
class Notes:
    """The latest open threads beside one passage, and how many came before them."""

    latest: Sequence[Noted]
    before: int


def notes_beside(actor: Actor, section: Section, shown: Page[Block]) -> dict[UUID | None, Notes]:
    """By the block that they stand beside. Words are looked for in all of the section, also on its other pages."""
    more = shown.paginator.num_pages > 1
    blocks = list(blocks_of_section(actor, section)) if more else list(shown)
    return {key: _latest(those) for key, those in comments_beside(actor, section, blocks).items()}


def notes_on(actor: Actor, block: Block) -> Notes | None:
    """The same beside one block of a section; nothing for other texts, which have no margin."""
    if block.section is None:
        return None
    found = comments_beside(actor, block.section, list(blocks_of_section(actor, block.section))).get(block.pk)
    return _latest(found) if found else None


def _latest(those: list[Noted]) -> Notes:
    return Notes(those[-AT_ONCE:], len(those[:-AT_ONCE]))


@require_http_methods(WRITES)
@hidden_is_absent
def comment(request: HttpRequest, section_id: UUID) -> HttpResponse:
    """Ask something beside a passage, or on the whole section."""
    actor = actor_of(request)
    here = section_for(actor, section_id)
    passage = _passage(request, here)
    posts = _posts(actor, here.strategy)
    form = MarginForm(request.POST or None, posts=posts, initial={"block": passage.pk if passage else None})
    if ready(request, form):
        with refusals(form):
            row = comment_on_draft(actor=actor, section=here, **form.cleaned_data)
            return redirect(_back(request, row))
    context = {**around(request, here.strategy), "section": here, "passage": passage}
    return page(request, "strategies/comment.html", context, form)


def _passage(request: HttpRequest, here: Section) -> Block | None:
    wanted = request.POST.get("block") or request.GET.get("block", "")
    try:
        return blocks_of_section(actor_of(request), here).filter(pk=UUID(wanted)).first()
    except ValueError:
        return None


def _posts(actor: Actor, strategy: Strategy) -> list[tuple[UUID, str]]:
    """Whose attention can be drawn: who reads the draft."""
    return among_own(actor, strategy, get_language() or "en") if strategy.compartment_id in actor.writable else []


@require_http_methods(WRITES)
@hidden_is_absent
def answer(request: HttpRequest, margin_id: UUID) -> HttpResponse:
    """Answer in a thread."""
    actor = actor_of(request)
    one = comment_for(actor, margin_id)
    form = MarginAnswerForm(request.POST or None, posts=_posts(actor, one.section.strategy))
    if ready(request, form):
        with refusals(form):
            answer_on_draft(actor=actor, comment=one, **form.cleaned_data)
            return redirect(_back(request, one))
    (noted,) = as_threads(actor, one.section.strategy, [one.answers or one])
    return page(request, "strategies/comment.html", {**_around(request, one), "answered": noted}, form)


def _around(request: HttpRequest, one: MarginComment) -> dict[str, Any]:
    return {**around(request, one.section.strategy), "section": one.section}


@require_POST
@hidden_is_absent
def settle(request: HttpRequest, margin_id: UUID) -> HttpResponse:
    """Nothing is open about it any more; one click opens it again."""
    actor, form = actor_of(request), ConfirmForm(request.POST)
    one = comment_for(actor, margin_id)
    if ready(request, form):
        with refusals(form):
            back = _back(request, one)
            settle_on_draft(actor=actor, comment=one)
            offer(request, reverse("strategies:comment_open", args=[one.pk]), _("The comment was settled."))
            return redirect(back)
    return page(request, "strategies/refused.html", _around(request, one), form)


@require_POST
@hidden_is_absent
def reopen(request: HttpRequest, margin_id: UUID) -> HttpResponse:
    """A settled thread is open again."""
    actor = actor_of(request)
    one = comment_for(actor, margin_id)
    return put_back(request, lambda: reopen_on_draft(actor=actor, comment=one), _back(request, one))


@require_POST
@hidden_is_absent
def take_back(request: HttpRequest, margin_id: UUID) -> HttpResponse:
    """One's own words are not shown any more; one click puts them back."""
    actor, form = actor_of(request), ConfirmForm(request.POST)
    one = comment_for(actor, margin_id)
    if ready(request, form):
        with refusals(form):
            take_back_on_draft(actor=actor, comment=one)
            offer(request, reverse("strategies:comment_back", args=[one.pk]), _("Your comment was taken back."))
            return redirect(_back(request, one))
    return page(request, "strategies/refused.html", _around(request, one), form)


@require_POST
@hidden_is_absent
def words_back(request: HttpRequest, margin_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    one = comment_for(actor, margin_id)
    return put_back(request, lambda: put_margin_back(actor=actor, comment=one), _back(request, one))


def _back(request: HttpRequest, one: MarginComment) -> str:
    """The page that was left: the list, the block being written, or beside the words as they stand now."""
    actor, left = actor_of(request), request.POST.get("from") or request.GET.get("from")
    if left == LIST or one.section.withdrawn_at is not None:
        return reverse("strategies:comments", args=[one.section.strategy_id])
    (noted,) = as_threads(actor, one.section.strategy, [one.answers or one])
    at = f"#m-{one.answers_id or one.pk}"
    if noted.block is None:
        return reverse("strategies:section", args=[one.section_id]) + at
    if left == BLOCK:
        return reverse("strategies:block", args=[noted.block.pk]) + at
    return address_of(noted.block, blocks_before(actor, noted.block)).partition("#")[0] + at


@require_safe
@hidden_is_absent
def comments(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """All threads beside a draft: open ones, those with a part of one's own, or all; of one section where asked."""
    strategy, actor = opened(request, strategy_id), actor_of(request)
    show = request.GET.get("show", OPEN)
    section = _section(request)
    found, counted = paginate(request, comments_listed(actor, strategy, show, section)), counts(actor, strategy)
    context = {
        **around(request, strategy),
        "page": found,
        "noted": as_threads(actor, strategy, list(found)),
        "show": show,
        "narrowed": section,
        "shows": [(key, label, counted[key], key == show) for key, label in SHOWS],
        "query": f"&show={show}&section={section}" if section else f"&show={show}",
        "back_to": LIST,
    }
    return page(request, "strategies/comments.html", context)


def _section(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("section", ""))
    except ValueError:
        return None
