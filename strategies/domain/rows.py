"""Threats, activities, bodies, responsibilities and indicators: rows of the text, saved by compare-and-swap."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Post
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from records.models import SupportCase
from strategies.domain import wording
from strategies.domain.diligence import first_stated, kept_or_asked_anew
from strategies.domain.workflow import demand
from strategies.enums.text import ComponentKind, Hrddp, Level, Phase, ProtectionRisk, Raci, Tier, Verb
from strategies.models import Activity, Body, Indicator, Responsibility, Strategy, Threat
from strategies.queries.force import OF_THE_FORCE
from strategies.queries.signatures import post_in_own_directory, signature, title_of

AnyRow = TypeVar("AnyRow", Threat, Activity, Body, Responsibility, Indicator)
CHANGED = _("Somebody changed this row before you. Yours was not saved; look at theirs and save again.")
ONCE = {"one_letter_per_post_and_task": _("This post has a role in this task already. Change that row.")}
MOST = 1_000


@verb()
def add_threat(*, actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> Threat:
    """One more threat. Raises Refused with the field at fault."""
    return _add(actor, Threat, strategy, _checked_threat(fields))


@verb()
def save_threat(*, actor: Actor, threat: Threat, version: int, fields: dict[str, Any]) -> Threat:
    """Change a threat last seen at `version`. Raises Refused, or Conflict where somebody was first."""
    values = _checked_threat(fields)
    _demand_mark_stays(actor, threat, values)
    return _save(actor, threat, version, values)


@verb()
def add_activity(*, actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> Activity:
    """One more activity. Raises Refused with the field at fault."""
    return _add(actor, Activity, strategy, _checked_activity(actor, strategy, fields))


@verb()
def save_activity(*, actor: Actor, activity: Activity, version: int, fields: dict[str, Any]) -> Activity:
    """Change an activity last seen at `version`. Raises Refused, or Conflict where somebody was first.

    What was stated on its due diligence stays unless what that was about is changed (`diligence.ABOUT`).
    """
    values = _checked_activity(actor, activity.strategy, fields)
    _demand_mark_stays(actor, activity, values)
    if activity.version != version:  # how due diligence stands was read from a row that is another by now
        raise Conflict(CHANGED)
    return _save(actor, activity, version, {**values, **kept_or_asked_anew(activity, values)})


@verb()
def add_body(*, actor: Actor, strategy: Strategy, fields: dict[str, str]) -> Body:
    """One more coordination body."""
    return _add(actor, Body, strategy, _checked_body(fields))


@verb()
def save_body(*, actor: Actor, body: Body, version: int, fields: dict[str, str]) -> Body:
    """Change a coordination body last seen at `version`."""
    return _save(actor, body, version, _checked_body(fields))


@verb(ONCE)
def add_responsibility(*, actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> Responsibility:
    """One more cell of the RACI. Raises Conflict where the post has a role in that task already."""
    return _add(actor, Responsibility, strategy, _checked_responsibility(actor, strategy, fields))


@verb(ONCE)
def save_responsibility(*, actor: Actor, row: Responsibility, version: int, fields: dict[str, Any]) -> Responsibility:
    """Change a cell of the RACI last seen at `version`."""
    return _save(actor, row, version, _checked_responsibility(actor, row.strategy, fields))


@verb()
def add_indicator(*, actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> Indicator:
    """One more indicator of an objective. Raises Refused with the field at fault."""
    return _add(actor, Indicator, strategy, _checked_indicator(actor, strategy, fields))


@verb()
def save_indicator(*, actor: Actor, row: Indicator, version: int, fields: dict[str, Any]) -> Indicator:
    """Change an indicator last seen at `version`."""
    return _save(actor, row, version, _checked_indicator(actor, row.strategy, fields))


@verb()
def withdraw_row(*, actor: Actor, row: Threat | Activity | Body | Responsibility | Indicator, version: int) -> None:
    """Take a row out of the text. Raises Conflict where it changed since `version`."""
    demand(actor, row.strategy, Verb.EDIT)
    rows = type(row).objects.visible_to(actor).filter(pk=row.pk, version=version, withdrawn_at=None)
    if not rows.update(withdrawn_at=now(), version=F("version") + 1):
        raise Conflict(CHANGED)
    tell(actor, row, "withdraw_row")


@verb()
def state_due_diligence(*, actor: Actor, activity: Activity, state: str, hrddp_case_id: UUID | None = None) -> Activity:
    """How the human rights due diligence on a supported security force stands, or which case says so; also when in
    force. Where a case is named, the case rules and `state` is only what stood before it.

    Raises Refused for an activity that supports no such force, and for a case of another room.
    """
    demand(actor, activity.strategy, Verb.STATE_DUE_DILIGENCE)
    if not activity.hrddp_needed or state not in set(Hrddp.values) - {Hrddp.NOT_NEEDED}:
        raise Refused(_("Choose one of the listed values."), "hrddp_state")
    case = _case(actor, activity.strategy, hrddp_case_id)
    rows = Activity.objects.visible_to(actor).filter(pk=activity.pk)
    rows.update(hrddp_state=state, hrddp_case_id=case, version=F("version") + 1)
    tell(actor, activity, Verb.STATE_DUE_DILIGENCE, state=state)
    activity.refresh_from_db()
    return activity


def _add(actor: Actor, model: type[AnyRow], strategy: Strategy, values: dict[str, Any]) -> AnyRow:
    demand(actor, strategy, Verb.EDIT)
    standing = model.objects.visible_to(actor).filter(strategy=strategy)
    if standing.filter(withdrawn_at=None).count() >= MOST:
        raise Refused(_("At most %(limit)s rows fit here."), limit=MOST)
    row: AnyRow = model.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        position=(standing.aggregate(last=Max("position"))["last"] or 0) + 10,
        edited_at=now(),
        **signature(actor, strategy.language).as_fields("edited_by"),
        **values,
    )
    tell(actor, row, "add_row")
    return row


def _save(actor: Actor, row: AnyRow, version: int, values: dict[str, Any]) -> AnyRow:
    demand(actor, row.strategy, Verb.EDIT)
    who = signature(actor, row.strategy.language).as_fields("edited_by")
    rows = type(row).objects.visible_to(actor).filter(pk=row.pk, version=version, withdrawn_at=None)
    if not rows.update(version=F("version") + 1, edited_at=now(), **who, **values):
        raise Conflict(CHANGED)
    tell(actor, row, "save_row", version=version + 1)
    row.refresh_from_db()
    return row


THREAT_LINES = {"title": 300, "actor": 200, "place": 160, "exposed": 400, "vulnerability": 2000, "capacity": 300,
                "will": 300}  # fmt: skip


def _checked_threat(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        **_lines(fields, THREAT_LINES, "title"),
        "risk": _chosen(ProtectionRisk.values, fields.get("risk"), "risk"),
        "known_from_force": bool(fields.get("known_from_force")),
    }


def _lines(fields: dict[str, Any], limits: dict[str, int], needed: str) -> dict[str, str]:
    return {
        name: wording.plain(fields.get(name, ""), limit=limit, field=name, required=name == needed)
        for name, limit in limits.items()
    }


def _checked_activity(actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> dict[str, Any]:
    needed = bool(fields.get("hrddp_needed"))
    starts, ends = fields.get("starts"), fields.get("ends")
    _in_order(starts, ends)
    return {
        "title": wording.plain(fields.get("title", ""), limit=300, field="title", required=True),
        "tier": _chosen(Tier.values, fields.get("tier"), "tier"),
        "phases": _phases(fields.get("phases") or []),
        "component": _chosen(ComponentKind.values, fields.get("component"), "component"),
        "place": wording.plain(fields.get("place", ""), limit=160, field="place"),
        "resources": wording.plain(fields.get("resources", ""), limit=2000, field="resources"),
        "starts": starts,
        "ends": ends,
        "known_from_force": bool(fields.get("known_from_force")),
        "hrddp_needed": needed,
        "hrddp_state": first_stated(needed=needed, stated=fields.get("hrddp_state")),
        "hrddp_case_id": _case(actor, strategy, fields.get("hrddp_case_id")) if needed else None,
        **_lead(actor, strategy, fields.get("lead_post_id")),
    }


def _demand_mark_stays(actor: Actor, row: Threat | Activity, values: dict[str, Any]) -> None:
    """Whoever drafts may say that the Force knows it; only the Force takes that back."""
    if row.known_from_force and not values["known_from_force"] and actor.post_kind not in OF_THE_FORCE:
        raise Refused(_("This is marked as known from the Force. Only a post of the Force takes the mark away."))


def _case(actor: Actor, strategy: Strategy, case_id: UUID | None) -> UUID | None:
    """A case of the strategy's own room; of another room it is like one that there is not."""
    if case_id is None:
        return None
    rows = SupportCase.objects.visible_to(actor).filter(pk=case_id, compartment_id=strategy.compartment_id)
    if not rows.exists():
        raise Refused(_("Choose one of the listed values."), "hrddp_case_id")
    return case_id


def _in_order(starts: date | None, ends: date | None) -> None:
    if starts and ends and ends < starts:
        raise Refused(_("The last day is before the first. Give a later last day."), "ends")


def _phases(phases: list[str]) -> list[str]:
    if not phases or not set(phases) <= set(Phase.values):
        raise Refused(_("Choose at least one phase."), "phases")
    return [phase for phase in Phase.values if phase in phases]


def _chosen(values: list[Any], value: Any, field: str) -> Any:
    if value not in values:
        raise Refused(_("Choose one of the listed values."), field)
    return value


def _lead(actor: Actor, strategy: Strategy, post_id: UUID | None) -> dict[str, Any]:
    if post_id is None:
        return {"lead_post_id": None, "lead_post_title": ""}
    post = _post(actor, post_id, "lead_post_id")
    return {"lead_post_id": post.pk, "lead_post_title": title_of(post, strategy.language)}


BODY_LINES = {"name": 200, "purpose": 400, "chair": 160, "participants": 400, "rhythm": 80}


def _checked_body(fields: dict[str, str]) -> dict[str, str]:
    return _lines(fields, BODY_LINES, "name")


def _checked_responsibility(actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("post_id") is None:
        raise Refused(_("Choose a post."), "post_id")
    post = _post(actor, fields["post_id"], "post_id")
    return {
        "task": wording.plain(fields.get("task", ""), limit=200, field="task", required=True),
        "letter": _chosen(Raci.values, fields.get("letter"), "letter"),
        "post_id": post.pk,
        "post_title": title_of(post, strategy.language),
        "unit": post.unit,
    }


INDICATOR_LINES = {"objective": 300, "title": 300, "unit": 60, "baseline": 120, "target": 120, "latest": 120}


def _checked_indicator(actor: Actor, strategy: Strategy, fields: dict[str, Any]) -> dict[str, Any]:
    lines = {
        name: wording.plain(
            fields.get(name, ""), limit=limit, field=name, required=name in ("objective", "title", "target")
        )
        for name, limit in INDICATOR_LINES.items()
    }
    if bool(lines["latest"]) != bool(fields.get("latest_on")):
        raise Refused(_("A latest value has a day on which it was measured, and the day a value."), "latest_on")
    return {
        **lines,
        "level": _chosen(Level.values, fields.get("level"), "level"),
        "latest_on": fields.get("latest_on"),
        "due": fields.get("due"),
        **_lead(actor, strategy, fields.get("lead_post_id")),
    }


def _post(actor: Actor, post_id: UUID, field: str) -> Post:
    post = post_in_own_directory(actor, post_id)
    if post is None:
        raise Refused(_("Choose one of the listed posts."), field)
    return post
