"""Drafting: a section with its blocks, and one block at a time to write in, with or without a script."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.queries.titles import titled, titles_told
from pocplan.ui.answers import actor_of, hidden_is_absent, page, ready, refusals
from pocplan.ui.pages import paginate
from pocplan.ui.undoing import offer
from strategies.documents.markup import to_html, to_text
from strategies.documents.outline import BY_CODE
from strategies.domain.blocks import (
    Typed,
    add_block,
    hold_lock,
    keep_lost_edit,
    release_lock,
    save_block,
    withdraw_block,
)  # fmt: skip
from strategies.domain.moving import move_block, move_section
from strategies.domain.sections import add_section, mark_section, name_section, withdraw_section
from strategies.domain.wording import LONGEST_BLOCK, plain
from strategies.models import Block, LostEdit, Section
from strategies.queries.beside import remarks_beside
from strategies.queries.proposals import proposals_beside
from strategies.queries.references import named_in, place_of_block, place_of_text, written_on
from strategies.queries.strategies import (
    block_for,
    blocks_before,
    blocks_of_section,
    locks_on,
    lost_edits_of,
    outline_of,
    section_for,
)  # fmt: skip
from strategies.web.forms.text import BlockForm, ConfirmForm, NewBlockForm, SectionForm
from strategies.web.places import PER_PAGE, address_of
from strategies.web.views.frame import around, around_block, glossed_for, opened
from strategies.web.views.kinds import kind_in
from strategies.web.views.margin import BLOCK, notes_beside, notes_on
from strategies.web.views.references import references_at
from strategies.web.views.tables import tables_of

WRITES = ["GET", "HEAD", "POST"]
MOVES = ("up", "down")


def typed(text: str) -> Typed:
    """What stands in a plain field, as formatted text and footnotes. Raises Refused like wording.plain."""
    html, notes = to_html(plain(text, limit=LONGEST_BLOCK, field="text"))
    return Typed(html, notes)


def as_named(request: HttpRequest, block: Block, html: str, notes: list[str]) -> tuple[str, list[str]]:
    """What a block holds, with what it refers to under the names of today."""
    html, *notes = written_on(actor_of(request), place_of_block(block), [html, *notes])
    return html, notes


def to_type(request: HttpRequest, block: Block, html: str, notes: list[str]) -> str:
    """What a block holds as it is typed."""
    return to_text(*as_named(request, block, html, notes))


def place_of(request: HttpRequest, block: Block) -> str:
    """The page that a block stands on, at the block."""
    return address_of(block, 0 if block.annex_id else blocks_before(actor_of(request), block))


@require_http_methods(WRITES)
@hidden_is_absent
def section(request: HttpRequest, section_id: UUID) -> HttpResponse:
    """The drafting page of one section; a post adds a block at its end, or after `after`."""
    here = section_for(actor_of(request), section_id)
    form = NewBlockForm(request.POST or None, auto_id="new_%s")
    if ready(request, form):
        with refusals(form):
            after = _after(request, here)
            block = add_block(actor=actor_of(request), parent=here, typed=typed(form.cleaned_data["text"]), after=after)
            return redirect(place_of(request, block))
    context = _section_context(request, here, after=_after(request, here) if "after" in request.GET else None)
    return page(request, "strategies/section.html", context, form)


def _after(request: HttpRequest, here: Section) -> Block | None:
    wanted = request.POST.get("after") or request.GET.get("after", "")
    try:
        return blocks_of_section(actor_of(request), here).filter(pk=UUID(wanted)).first()
    except ValueError:
        return None


def guidance_for(here: Section) -> Any:
    """What this section must settle, from the template; a section of the mission's own has none."""
    return BY_CODE[here.code].guidance if here.code in BY_CODE else ""


def _section_context(request: HttpRequest, here: Section, **more: Any) -> dict[str, Any]:
    actor = actor_of(request)
    shown = paginate(request, blocks_of_section(actor, here), PER_PAGE)
    locks, said = locks_on(actor, list(shown), now()), remarks_beside(actor, here, shown)
    proposed, noted = proposals_beside(actor, here, list(shown)), notes_beside(actor, here, shown)
    settings = SectionForm(
        actor=actor, language=here.strategy.language,
        initial={"title": here.title, "post_id": str(here.responsible_post_id or "")}, auto_id="section_%s",
    )  # fmt: skip
    return {
        **around(request, here.strategy),
        "outline": outline_of(actor, here.strategy),
        "section": here,
        "glossed": glossed_for(request, here.strategy.language),
        "guidance": guidance_for(here),
        "page": shown,
        "references": named_in(actor, place_of_text(here.strategy), shown),
        "lines": [
            (one, locks.get(one.pk), said.get(one.pk, []), proposed.get(one.pk, []), noted.get(one.pk)) for one in shown
        ],
        "on_section": said.get(here.pk, []),
        "noted_on_section": noted.get(None),
        "settings": settings,
        "references_at": reverse("strategies:references", args=[here.strategy_id]),
        "rich": None if request.method == "POST" else {"html": "", "notes": []},
        "lost": lost_edits_of(actor, here.strategy),
        "tables": tables_of(request, here.strategy, [kind for kind in (kind_in(here.code),) if kind]),
        **more,
    }


@require_POST
@hidden_is_absent
def new_section(request: HttpRequest, strategy_id: UUID) -> HttpResponse:
    """One more section of the mission's own."""
    strategy, form = opened(request, strategy_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            made = add_section(actor=actor_of(request), strategy=strategy, title=request.POST.get("title", ""))
            return redirect("strategies:section", made.pk)
    return page(request, "strategies/refused.html", around(request, strategy), form)


@require_POST
@hidden_is_absent
def section_settings(request: HttpRequest, section_id: UUID) -> HttpResponse:
    """Title and responsible post, ready or not, or out of the text."""
    actor, here = actor_of(request), section_for(actor_of(request), section_id)
    form = SectionForm(request.POST, actor=actor, language=here.strategy.language, auto_id="section_%s")
    confirm = ConfirmForm(request.POST)
    wanted = request.POST.get("do", "name")
    shown: Any = form if wanted == "name" else confirm
    if ready(request, shown):
        with refusals(shown):
            return _set(request, here, form, wanted)
    return page(request, "strategies/section.html", _section_context(request, here, refused=shown), shown)


def _set(request: HttpRequest, here: Section, form: SectionForm, wanted: str) -> HttpResponse:
    actor = actor_of(request)
    if wanted == "withdraw":
        withdraw_section(actor=actor, section=here)
        offer(request, reverse("strategies:section_back", args=[here.pk]), _("The section was taken out."))
        return redirect("strategies:detail", here.strategy_id)
    if wanted in MOVES:
        move_section(actor=actor, section=here, up=wanted == "up")
    elif wanted in ("ready", "unready"):
        mark_section(actor=actor, section=here, ready=wanted == "ready")
    else:
        fields = form.cleaned_data
        name_section(actor=actor, section=here, title=fields["title"], post_id=fields["post_id"])
    return redirect("strategies:section", here.pk)


@require_POST
@hidden_is_absent
def move(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """One place up or down."""
    here, form = block_for(actor_of(request), block_id), ConfirmForm(request.POST)
    if ready(request, form):
        with refusals(form):
            move_block(actor=actor_of(request), block=here, up=request.POST.get("do") == "up")
            return redirect(place_of(request, block_for(actor_of(request), block_id)))
    return page(request, "strategies/block_refused.html", _block_context(request, here), form)


@require_http_methods([*WRITES, "PUT"])
@hidden_is_absent
def block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """One block to write in: a plain form, and for the script a PUT with If-Match."""
    here = block_for(actor_of(request), block_id)
    if request.method == "PUT":
        return _put(request, here)
    return _form(request, here)


def _form(request: HttpRequest, here: Block) -> HttpResponse:
    html, notes = as_named(request, here, here.html, here.notes)
    form = BlockForm(request.POST or None, initial={"version": here.version, "text": to_text(html, notes)})
    if ready(request, form):
        with refusals(form):
            fields = form.cleaned_data
            answer = _saved_or_kept(request, here, fields["version"], typed(fields["text"]))
            if isinstance(answer, LostEdit):
                return redirect("strategies:conflict", answer.pk)
            return redirect(place_of(request, answer))
    context = {**_block_context(request, here), "rich": rich_over(request, html, notes)}
    return page(request, "strategies/block.html", context, form)


def rich_over(request: HttpRequest, html: str, notes: list[str]) -> dict[str, Any] | None:
    """What the script lays over the plain field; nothing for whoever wants the field, or typed in it already."""
    if request.method == "POST" or "plain" in request.GET:
        return None
    return {"html": html, "notes": notes, "plain": "?plain=1"}


def _block_context(request: HttpRequest, here: Block) -> dict[str, Any]:
    lock = locks_on(actor_of(request), [here], now()).get(here.pk)
    return {
        **around_block(request, here),
        "here": here,
        "references_at": references_at(here),
        "lock": lock,
        "place": place_of(request, here),
        "section": here.section,
        "noted": notes_on(actor_of(request), here),
        "back_to": BLOCK,
    }


def _saved_or_kept(request: HttpRequest, here: Block, version: int, text: Typed) -> Block | LostEdit:
    """Save, or keep what was typed where somebody was first: two verbs, because the second must stand."""
    actor = actor_of(request)
    try:
        return save_block(actor=actor, block=here, version=version, typed=text)
    except Conflict:
        return keep_lost_edit(actor=actor, block=here, base_version=version, typed=text)


def _put(request: HttpRequest, here: Block) -> JsonResponse:
    try:
        version = int(request.headers.get("If-Match", "").strip('W/"'))
        answer = _saved_or_kept(request, here, version, _body(request))
    except ValueError:
        return JsonResponse({"detail": _("Say in If-Match which version you changed, and send the text.")}, status=428)
    except Refused as error:
        return JsonResponse({"detail": str(error)}, status=400)
    if isinstance(answer, LostEdit):
        return JsonResponse(_both(request, answer), status=412)
    html = written_on(actor_of(request), place_of_block(answer), [answer.html])[0]
    response = JsonResponse({"version": answer.version, "html": html, "saved_at": now().isoformat()})
    response["ETag"] = f'"{answer.version}"'
    return response


def _body(request: HttpRequest) -> Typed:
    """The script sends what stands in the field ("text"), or formatted text ("html" and "notes")."""
    data = json.loads(request.body)
    if not isinstance(data, dict):
        raise ValueError("not an object")
    if isinstance(data.get("text"), str):
        return typed(data["text"])
    if isinstance(data.get("html"), str):
        return Typed(data["html"], data.get("notes"))
    raise ValueError("no text")


def _both(request: HttpRequest, lost: LostEdit) -> dict[str, Any]:
    theirs = block_for(actor_of(request), lost.block_id)
    return {
        "detail": _("Somebody saved this block before you. Both texts are kept; look at them side by side."),
        "mine": to_type(request, theirs, lost.html, lost.notes),
        "theirs": to_type(request, theirs, theirs.html, theirs.notes),
        "version": theirs.version,
        "by": titled(theirs.edited_by_post_title, titles_told(actor_of(request))),
        "conflict": reverse("strategies:conflict", args=[lost.pk]),
    }


@require_POST
@hidden_is_absent
def lock(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """The script says every minute that somebody writes here, and at the end that he left."""
    here, actor = block_for(actor_of(request), block_id), actor_of(request)
    try:
        act = release_lock if request.POST.get("do") == "release" else hold_lock
        act(actor=actor, block=here)
    except Refused as error:
        return JsonResponse({"detail": str(error)}, status=400)
    other = locks_on(actor, [here], now()).get(here.pk)
    title = titled(other.post_title, titles_told(actor)) if other else ""
    return JsonResponse({"other": other and f"{other.person_name}, {title}"})


@require_POST
@hidden_is_absent
def drop_block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Take a block out of the text."""
    here, form = block_for(actor_of(request), block_id), ConfirmForm(request.POST)
    place = place_of(request, here).partition("#")[0]
    if ready(request, form):
        with refusals(form):
            withdraw_block(actor=actor_of(request), block=here, version=_number(request.POST.get("version", "")))
            offer(request, reverse("strategies:block_back", args=[block_id]), _("The paragraph was taken out."))
            return redirect(place)
    return page(request, "strategies/block_refused.html", _block_context(request, here), form)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
