"""Starting, heading, moving and ending a strategy."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import not_over
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.enums import Audience, Side
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Area, Owner
from pocplan.access.queries.rooms import room_of
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from strategies.documents.outline import SECTIONS
from strategies.domain import wording
from strategies.domain.versions import end_approval
from strategies.domain.workflow import ADVISERS, APPROVERS, demand, move
from strategies.enums.text import Classification, DocumentLanguage, Sensitivity, Stage, Verb
from strategies.models import DistributionEntry, Section, Strategy
from strategies.queries.signatures import post_in_own_directory, signature, title_of
from strategies.queries.strategies import distribution_of

TAKEN = {"strategy_reference_once": _("This reference number is taken by another strategy. Choose another one.")}
ENDINGS = {"review_after_effective": _("The review date must come after the effective date.")}
ALREADY = _("Somebody changed the header meanwhile. Yours was not saved; look at theirs and save again.")


@verb(TAKEN)
def start_strategy(*, actor: Actor, title: str, language: str = "en", area_id: UUID | None = None) -> Strategy:
    """A new strategy in drafting with the sections of the template. For PoC advisers.

    A field post starts one for its own area. Raises Refused for other posts and bad titles.
    """
    if actor.side != Side.MISSION or actor.post_kind not in ADVISERS:
        raise Refused(_("Only a PoC adviser starts a strategy."))
    area = actor.area_id or area_id
    room = room_of(actor, Audience.MISSION, area).pk
    strategy = _create(actor, room, title, language, area)
    _lay_template(actor, strategy)
    tell(actor, strategy, "start", number=strategy.number)
    return strategy


def _create(actor: Actor, room: int, title: str, language: str, area: UUID | None) -> Strategy:
    if language not in DocumentLanguage.values:
        raise Refused(_("Choose English or French."), "language")
    owner, who, moment = Owner.objects.get(pk=actor.owner_id), signature(actor, language), now()
    number = next_number(room, "strategy")
    return Strategy.objects.create(
        compartment_id=room,
        number=number,
        reference=f"{owner.short}/POC/{moment.year}/{number:03}",
        title=wording.plain(title, limit=200, field="title", required=True),
        mission_owner_id=owner.pk,
        mission_name=owner.name,
        scope_area_id=area,
        scope_name=Area.objects.get(pk=area).name if area else _whole_mission(language),
        language=language,
        started_at=moment,
        moved_at=moment,
        started_by_post_id=who.post_id,
        started_by_post_title=who.post_title,
    )


def _whole_mission(language: str) -> str:
    # Words of the document, not of the reader's screen.
    return "Ensemble de la mission" if language == "fr" else "Whole mission"


def _lay_template(actor: Actor, strategy: Strategy) -> None:
    Section.objects.bulk_create(
        Section(
            compartment_id=strategy.compartment_id,
            strategy=strategy,
            code=section.code,
            position=position * 10,
            title=section.title(strategy.language),
        )
        for position, section in enumerate(SECTIONS, start=1)
    )


@verb({**TAKEN, **ENDINGS})
def save_header(*, actor: Actor, strategy: Strategy, version: int, fields: dict[str, Any]) -> Strategy:
    """The header of the controlled document, compare-and-swap on `version`.

    Raises Refused with the field at fault, Conflict where the header changed since it was read.
    """
    demand(actor, strategy, Verb.EDIT_HEADER)
    values = _checked_header(actor, strategy, fields)
    _swap(actor, strategy, version, values)
    tell(actor, strategy, Verb.EDIT_HEADER, fields=sorted(values))
    return strategy


def _checked_header(actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> dict[str, Any]:
    limits = {"title": 200, "reference": 60, "contact_unit": 160}
    values: dict[str, Any] = {
        name: wording.plain(fields[name], limit=limit, field=name, required=name != "contact_unit")
        for name, limit in limits.items()
        if name in fields
    }
    for name, choices in (("classification", Classification), ("sensitivity", Sensitivity)):
        if name in fields:
            values[name] = _one_of(choices.values, fields[name], name)
    if "approving_post_id" in fields:
        values |= _approving_post(actor, strategy, fields["approving_post_id"])
    return values


def _approving_post(actor: Actor, strategy: Strategy, post_id: UUID | None) -> dict[str, Any]:
    if post_id is None:
        return {"approving_post_id": None, "approving_post_title": ""}
    post = post_in_own_directory(actor, post_id)
    if post is None or post.kind not in APPROVERS:
        raise Refused(_("Choose a post that can read every part of the document."), "approving_post_id")
    return {"approving_post_id": post.pk, "approving_post_title": title_of(post, strategy.language)}


def _one_of(values: list[str], value: str, field: str) -> str:
    if value not in values:
        raise Refused(_("Choose one of the listed values."), field)
    return value


@verb(ENDINGS)
def set_dates(*, actor: Actor, strategy: Strategy, effective_on: date, review_on: date | None = None) -> Strategy:
    """Effective and review date, on the way to approval; twelve months unless another date is given.

    Raises Refused for an effective date in the past and a review before it.
    """
    demand(actor, strategy, Verb.SET_DATES)
    if effective_on < not_over(actor):
        raise Refused(_("The effective date lies in the past. Give today or a later day."), "effective_on")
    review = review_on or a_year_after(effective_on)
    if review <= effective_on:
        raise Refused(ENDINGS["review_after_effective"], "review_on")
    _swap(actor, strategy, strategy.version, {"effective_on": effective_on, "review_on": review})
    tell(actor, strategy, Verb.SET_DATES, effective_on=str(effective_on), review_on=str(review))
    return strategy


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def _swap(actor: Actor, strategy: Strategy, version: int, values: dict[str, Any]) -> None:
    rows = Strategy.objects.visible_to(actor).filter(pk=strategy.pk, version=version, stage=strategy.stage)
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict(ALREADY)
    for name, value in values.items():
        setattr(strategy, name, value)
    strategy.version = version + 1


@verb()
def set_distribution(*, actor: Actor, strategy: Strategy, entries: list[tuple[str, str]]) -> list[DistributionEntry]:
    """Replace the distribution list by these (addressee, note) pairs. Raises Refused for more than 200."""
    demand(actor, strategy, Verb.EDIT_HEADER)
    if len(entries) > 200:
        raise Refused(_("At most %(limit)s addressees fit on the list."), "distribution", limit=200)
    standing = DistributionEntry.objects.visible_to(actor).filter(strategy=strategy, withdrawn_at=None)
    standing.update(withdrawn_at=now())
    for position, (addressee, note) in enumerate(entries, start=1):
        DistributionEntry.objects.create(
            compartment_id=strategy.compartment_id,
            strategy=strategy,
            position=position,
            addressee=wording.plain(addressee, limit=200, field="distribution", required=True),
            note=wording.plain(note, limit=200, field="distribution"),
        )
    tell(actor, strategy, "distribute", entries=len(entries))
    return distribution_of(actor, strategy)


@verb()
def withdraw_strategy(*, actor: Actor, strategy: Strategy) -> Strategy:
    """End a strategy that will not be carried on; everything in it stays readable in its room."""
    move(actor, strategy, Verb.WITHDRAW)
    return strategy


@verb()
def take_back(*, actor: Actor, strategy: Strategy) -> Strategy:
    """From internal clearance back to the drafting table; the frozen version stays as it is."""
    move(actor, strategy, Verb.TAKE_BACK)
    return strategy


@verb()
def send_back(*, actor: Actor, strategy: Strategy) -> Strategy:
    """From the approving post's desk back to revision. An approval already given falls with it."""
    move(actor, strategy, Verb.SEND_BACK)
    end_approval(actor, strategy)
    notify(
        actor=actor,
        compartment_id=strategy.compartment_id,
        code="strategy_sent_back",
        kind="strategy",
        subject_id=strategy.pk,
        to_kinds=ADVISERS,
    )
    return strategy


def is_open(strategy: Strategy) -> bool:
    """Whether anything can still happen to it."""
    return strategy.stage not in (Stage.SUPERSEDED, Stage.WITHDRAWN)
