"""Must-Should-Could: what the cluster asks, what Force and police decide, and what protects a place without troops.

Humanitarians do not agree deployments, and no unarmed strategy is theirs to carry out.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import begun
from picture.domain.guards import demand_writer, post_title
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from picture.enums.protection import Coverage, Decided, Grade
from picture.models import Feasibility, Hotspot, ProtectionDecision, ProtectionPriority
from picture.queries.protection import (
    DECIDING,
    SETTLING,
    STATING,
    decisions_on,
    desk_of_component,
    posts_of_mission,
)
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Audience, OwnerKind, PostKind, Side
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Owner
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

RANK = [Decided.NO, Decided.COULD, Decided.SHOULD, Decided.MUST]
OF_FEASIBILITY = (
    "capacity", "reserve", "consequence", "battalion", "distance_km", "travel_minutes", "uncovered_until", "mgrs",
    "order_reference",
)  # fmt: skip
FARTHEST = timedelta(days=366)
TOO_FAR = _("Choose a day within a year from today.")
# Zone, band, square, and as many digits east as north.
MGRS = re.compile(r"([1-9]|[1-5]\d|60)[C-HJ-NP-X] ?[A-HJ-NP-Z]{2}( ?(\d\d|\d{4}|\d{6}|\d{8}|\d{10})| \d{3,5} \d{3,5})?")
COSTS = ("capacity", "reserve", "consequence")
OVERTAKEN = _("Somebody was here before you. Look at it again.")
ONE_EACH = {"one_priority_per_hotspot": _("Somebody stated a priority for this hotspot before you.")}
UNPROTECTED = _(
    "A must that is not covered is settled only with an unarmed strategy, its owner’s acceptance and a security"
    " clearance on record."
)
SETTLED_ONLY_IF_PROTECTED = {"settled_only_if_protected": UNPROTECTED}


@verb(ONE_EACH)
def state_priority(
    *, actor: Actor, hotspot: Hotspot, grade: str, criteria: Sequence[str], words: str, **window: date | None
) -> ProtectionPriority:
    """The cluster's protection priority for a hotspot of a shared exercise, with criteria and in words.

    For who coordinates a cluster. Stated again it replaces the former one, and all that was settled
    on it is open again. Raises Refused for others, outside a shared room, or without a criterion.
    """
    demand_writer(actor, hotspot.compartment_id)
    if actor.post_kind not in STATING:
        raise Refused(_("The coordination of a cluster states its protection priority."))
    if hotspot.compartment.audience != Audience.SHARED:
        raise Refused(_("Protection priorities are stated in a shared exercise."))
    if not criteria:
        raise Refused(_("Choose at least one criterion."), "criteria")
    priority = _standing(actor, hotspot)
    body = Owner.objects.get(pk=actor.owner_id).name
    values = {"grade": grade, "criteria": list(criteria), "words": words, "body_name": body, **_window(window)}
    check_fields(priority, values)
    demand_no_person(priority.words, "words")
    _keep(actor, priority, values)
    tell(actor, priority, "state_priority", grade=grade)
    _notify(actor, priority, "priority_stated")
    return priority


def _standing(actor: Actor, hotspot: Hotspot) -> ProtectionPriority:
    found = ProtectionPriority.objects.visible_to(actor).filter(hotspot=hotspot).first()
    return found or ProtectionPriority(compartment_id=hotspot.compartment_id, hotspot=hotspot, stated_at=now())


def _window(window: dict[str, date | None]) -> dict[str, date | None]:
    starts, ends = window.get("starts_on"), window.get("ends_on")
    for name in ("starts_on", "ends_on"):
        _demand_near(window.get(name), name)
    if starts and ends and ends < starts:
        raise Refused(_("It ends before it starts."), "ends_on")
    return {"starts_on": starts, "ends_on": ends}


def _keep(actor: Actor, priority: ProtectionPriority, values: dict[str, Any]) -> None:
    if priority._state.adding:
        ProtectionPriority.objects.bulk_create([priority])
        return
    _swap(actor, priority, priority.revision, {**values, "stated_at": now()})


def _demand_near(day: date | None, field: str) -> None:
    """A slip of the pen in the year is no window."""
    if day and abs(day - today()) > FARTHEST:
        raise Refused(TOO_FAR, field)


@verb()
def decide_protection(
    *,
    actor: Actor,
    priority: ProtectionPriority,
    grade: str,
    reason_code: str = "",
    words: str = "",
    **known: Any,
) -> ProtectionDecision:
    """The Force's or the police's decision on what is asked now; `known` stays in the component's own room.

    A yes carries its feasibility (capacity, reserve, consequence); less than was asked carries a
    reason that all addressees read. Raises Refused for posts that decide for no component.
    """
    demand_writer(actor, priority.compartment_id)
    component = DECIDING.get(PostKind(actor.post_kind))
    if component is None:
        raise Refused(_("Force and police decide, each by the post that answers for it."))
    body = Owner.objects.get(pk=actor.owner_id).name
    decision = ProtectionDecision(
        compartment_id=priority.compartment_id, item=priority, component=component, body_name=body, decided_at=now()
    )
    check_fields(decision, {"asked": priority.grade, "grade": grade, "reason_code": reason_code, "words": words})
    demand_no_person(decision.words, "words")
    _demand_grounds(decision, known)
    note_feasibility(actor=actor, hotspot=priority.hotspot, **known) if any(known.values()) else None
    ProtectionDecision.objects.bulk_create([decision])
    _open_again(actor, priority)
    tell(actor, decision, "decide_protection", component=component.value, grade=grade)
    _notify(actor, priority, "protection_decided")
    return decision


def _demand_grounds(decision: ProtectionDecision, known: dict[str, Any]) -> None:
    if RANK.index(Decided(decision.grade)) < RANK.index(Decided(decision.asked)):
        if not decision.reason_code:
            raise Refused(_("Less than was asked: choose the reason."), "reason_code")
        plain(decision.words, limit=2000, field="words", required=True)
        return
    missing = next((name for name in COSTS if not str(known.get(name) or "").strip()), None)
    if missing:
        raise Refused(_("Say what a yes rests on: capacity, reserve and consequence."), missing)


@verb()
def note_feasibility(*, actor: Actor, hotspot: Hotspot, **known: Any) -> Feasibility:
    """What the actor's component knows of a place, in its own room: nobody else reads distance or travel time."""
    component = DECIDING.get(PostKind(actor.post_kind))
    desk = desk_of_component(actor, component) if component else None
    if desk is None:
        raise Refused(_("Force and police decide, each by the post that answers for it."))
    row = Feasibility(compartment_id=desk.pk, hotspot_ref=hotspot.pk, given_at=now(), post_title=post_title(actor))
    given = {name: known[name] for name in OF_FEASIBILITY if known.get(name) not in (None, "")}
    fill_without_names(row, given)
    _demand_near(row.uncovered_until, "uncovered_until")
    row.mgrs = row.mgrs.upper()
    if row.mgrs and not MGRS.fullmatch(row.mgrs):
        raise Refused(_("This is no MGRS coordinate, such as 34N BG 12345 67890."), "mgrs")
    Feasibility.objects.bulk_create([row])
    tell(actor, row, "note_feasibility")
    return row


@verb()
def class_coverage(*, actor: Actor, priority: ProtectionPriority, revision: int, coverage: str) -> ProtectionPriority:
    """Covered, partly or not by troops, as of today: the class alone, without distance, unit or until when."""
    demand_writer(actor, priority.compartment_id)
    if actor.post_kind != PostKind.FORCE_COMMANDER:
        raise Refused(_("The Force Commander says what troops cover."))
    if coverage not in Coverage.values:
        raise Refused(_("Choose one of the listed values."), "coverage")
    _swap(actor, priority, revision, {"coverage": coverage, "covered_on": today()})
    tell(actor, priority, "class_coverage", coverage=coverage)
    return priority


@verb()
def plan_unarmed(
    *, actor: Actor, priority: ProtectionPriority, revision: int, unarmed: Sequence[str], words: str, owner_post: UUID
) -> ProtectionPriority:
    """What protects the place without troops, and which post of the mission owns it. It waits for acceptance.

    Raises Refused for humanitarians, and for an owner who is none of the mission's posts.
    """
    demand_writer(actor, priority.compartment_id)
    if actor.side != Side.MISSION or owner_post not in {post.pk for post in posts_of_mission(actor)}:
        raise Refused(_("The owner is a post of the mission, never a humanitarian organisation."), "owner_post")
    check_fields(priority, {"unarmed": list(unarmed), "unarmed_words": words})
    reason_given(priority.unarmed_words, "words")
    owner = Owner.objects.get(pk=actor.owner_id)
    values = {
        "unarmed": priority.unarmed,
        "unarmed_words": priority.unarmed_words,
        "unarmed_owner_kind": OwnerKind.MISSION,
        "unarmed_owner_name": owner.name,
        "unarmed_owner_post_id": owner_post,
        "accepted_at": None,
    }
    _swap(actor, priority, revision, values)
    tell(actor, priority, "plan_unarmed")
    _notify(actor, priority, "unarmed_planned", to_posts=[owner_post])
    return priority


@verb()
def accept_unarmed(*, actor: Actor, priority: ProtectionPriority, revision: int) -> ProtectionPriority:
    """Its owner takes it on. Raises Refused for every other post."""
    demand_writer(actor, priority.compartment_id)
    if not priority.unarmed_words or actor.post_id != priority.unarmed_owner_post_id:
        raise Refused(_("Only the post that owns it can accept it."))
    _swap(actor, priority, revision, {"accepted_at": now()})
    tell(actor, priority, "accept_unarmed")
    return priority


@verb()
def record_clearance(
    *, actor: Actor, priority: ProtectionPriority, revision: int, reference: str, cleared_on: date
) -> ProtectionPriority:
    """The security clearance for the unarmed strategy, by its reference and day."""
    demand_writer(actor, priority.compartment_id)
    if actor.side != Side.MISSION:
        raise Refused(_("The mission records the security clearance."))
    if cleared_on > begun(actor):
        raise Refused(_("This day lies in the future."), "cleared_on")
    code = demand_no_person(plain(reference, limit=80, field="reference", required=True), "reference")
    _swap(actor, priority, revision, {"clearance_reference": code, "cleared_on": cleared_on})
    tell(actor, priority, "record_clearance")
    return priority


@verb(SETTLED_ONLY_IF_PROTECTED)
def settle(*, actor: Actor, priority: ProtectionPriority, revision: int) -> ProtectionPriority:
    """Nothing more is open on this item; a difference that remains stays on record.

    Raises Refused without the Force's decision and a class of coverage, and for a must that is not
    covered and not protected otherwise. The database holds the last of these as well.
    """
    demand_writer(actor, priority.compartment_id)
    if actor.post_kind not in SETTLING:
        raise Refused(_("The PoC adviser, the Chief of Staff or the Head of Mission settles an item."))
    if not decisions_on(actor, priority).filter(component="military").exists():
        raise Refused(_("The Force has not decided yet."))
    if not priority.coverage:
        raise Refused(_("The Force has not said whether the place is covered."))
    if missing_for_must(priority):
        raise Refused(UNPROTECTED)
    _swap(actor, priority, revision, {}, settled_at=now())
    tell(actor, priority, "settle")
    return priority


def missing_for_must(priority: ProtectionPriority) -> list[str]:
    """What a must that is not covered still lacks: its strategy, its acceptance, its clearance."""
    if priority.grade != Grade.MUST or priority.coverage != Coverage.NOT:
        return []
    of_mission = priority.unarmed_owner_kind == OwnerKind.MISSION
    held = {
        "unarmed": bool(priority.unarmed_words) and of_mission,
        "accepted": priority.accepted_at is not None,
        "cleared": bool(priority.clearance_reference) and priority.cleared_on is not None,
    }
    return [name for name, there in held.items() if not there]


def _open_again(actor: Actor, priority: ProtectionPriority) -> None:
    _swap(actor, priority, priority.revision, {})


def _swap(
    actor: Actor, priority: ProtectionPriority, revision: int, values: dict[str, Any], settled_at: Any = None
) -> None:
    """Every change opens the item again; only `settle` closes it."""
    rows = ProtectionPriority.objects.visible_to(actor).filter(pk=priority.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, settled_at=settled_at, **values):
        raise Conflict(OVERTAKEN)
    priority.refresh_from_db(fields=["revision", "settled_at", *values])


def _notify(actor: Actor, priority: ProtectionPriority, code: str, **to: Any) -> None:
    room, subject = priority.compartment_id, priority.hotspot_id
    notify(actor=actor, compartment_id=room, code=code, kind="hotspot", subject_id=subject, **to)
