"""The life of a due diligence case: opened, its measures, decided, watched, suspended."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import begun, not_over
from picture.domain.guards import demand_writer, post_title
from picture.domain.naming import demand_no_person, fill_without_names, reason_given
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment, Post
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from records.enums.cases import DECISIONS, GOES_ON, CaseState, CaseStepKind, MonitoringFinding
from records.models import CaseStep, Mitigation, SupportCase
from records.queries.cases import measures_of
from records.queries.deciding import MAY_DECIDE, MAY_OPEN, may_decide, may_place, may_watch

LONGEST_WATCH = timedelta(days=366)
LONGEST_AGO = timedelta(days=366 * 5)
OVERTAKEN = _("Somebody changed this case while you wrote. Look at it and do it again.")
ONCE = {"case_reference_once": _("There is a case with this reference already.")}
NOT_THIS_POST = _("Your post may not do this. Ask a post that may, or change your hat.")


@verb(ONCE)
def open_case(*, actor: Actor, room: Compartment, owner_post_id: UUID | None, **values: str) -> SupportCase:
    """Write down a case in the mission's own room; it waits for a decision.

    For human rights officers, PoC advisers and the Chief of Staff. Raises Refused for other posts and other
    rooms, and with the field at fault: what is missing, or seems to name a person. Raises Conflict for a
    reference that is taken.
    """
    demand_writer(actor, room.pk)
    if room.audience != Audience.MISSION or actor.post_kind not in MAY_OPEN:
        raise Refused(NOT_THIS_POST)
    owner = named_post(actor, owner_post_id)
    case = SupportCase(compartment=room, opened_at=now(), opened_by=post_title(actor))
    case.opened_by_person_id, case.owner_post_id, case.owner_post_title = actor.person_id, owner.pk, owner.title_en
    fill_without_names(case, {name: values.get(name, "") for name in ("reference", "force", "kind", "support")})
    SupportCase.objects.bulk_create([case])
    _step(actor, case, CaseStepKind.OPENED)
    tell(actor, case, "open_case")
    _tell(actor, case, "case_opened", to_kinds=[str(kind) for kind in MAY_DECIDE])
    return case


@verb()
def add_measure(*, actor: Actor, case: SupportCase, what: str, owner_post_id: UUID | None) -> Mitigation:
    """One more measure that lessens the risk; it is not in place yet, and approved support stops until it is."""
    demand_writer(actor, case.compartment_id)
    if actor.post_kind not in (*MAY_OPEN, *MAY_DECIDE):
        raise Refused(NOT_THIS_POST)
    owner = named_post(actor, owner_post_id)
    words = demand_no_person(plain(what, limit=400, field="what", required=True), "what")
    measure = Mitigation(compartment=case.compartment, case=case, what=words, entered_at=now())
    measure.owner_post_id, measure.owner_post_title = owner.pk, owner.title_en
    Mitigation.objects.bulk_create([measure])
    _step(actor, case, CaseStepKind.MEASURE, words)
    tell(actor, measure, "add_measure")
    return measure


@verb()
def place_measure(
    *, actor: Actor, measure: Mitigation, revision: int, since: date | None, reason: str = ""
) -> Mitigation:
    """In place since a day, or, without one, no longer in place and why. For its post and human rights officers."""
    demand_writer(actor, measure.compartment_id)
    if not may_place(actor, measure):
        raise Refused(NOT_THIS_POST)
    if since is not None:
        _demand_past(actor, since, "since")
    words = demand_no_person(plain(reason, limit=2000, field="reason", required=since is None), "reason")
    rows = Mitigation.objects.visible_to(actor).filter(pk=measure.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, in_place_since=since):
        raise Conflict(OVERTAKEN)
    measure.refresh_from_db(fields=["revision", "in_place_since"])
    kind = CaseStepKind.IN_PLACE if since else CaseStepKind.NOT_IN_PLACE
    _step(actor, measure.case, kind, f"{measure.what} {words}".strip())
    tell(actor, measure, "place_measure", in_place=since is not None)
    return measure


@verb()
def decide_case(
    *, actor: Actor, case: SupportCase, revision: int, decision: str, reason: str, next_due: date | None = None
) -> SupportCase:
    """Approve, approve with mitigation, refuse or suspend, with the reason.

    For the Head of Mission, the deputy and the Chief of Staff, but never by who opened the case. What is
    approved says by when it is looked at; with mitigation, there is a measure. Only what is approved is suspended.
    """
    demand_writer(actor, case.compartment_id)
    _demand_decider(actor, case)
    _demand_decision(actor, case, decision)
    values: dict[str, Any] = {"state": decision, "reason": reason_given(reason), "decided_at": now()}
    if decision in GOES_ON:
        values |= {"next_due": _ahead(actor, next_due), "finding": ""}
    _move(actor, case, revision, CaseStepKind(decision), {**values, "decided_by": post_title(actor)}, values["reason"])
    tell(actor, case, "decide_case", decision=decision)
    _tell(actor, case, "case_decided", to_posts=[case.owner_post_id])
    return case


@verb()
def look_at_case(
    *, actor: Actor, case: SupportCase, revision: int, finding: str, reason: str,
    next_due: date | None, looked_on: date | None = None,
) -> SupportCase:  # fmt: skip
    """What monitoring found, and by when it is looked at again. Lapsed stops the support at once."""
    demand_writer(actor, case.compartment_id)
    if not may_watch(actor, case):
        raise Refused(NOT_THIS_POST)
    if case.state not in GOES_ON:
        raise Refused(_("Only support that is approved is monitored."))
    if finding not in MonitoringFinding.values:
        raise Refused(_("Choose one of the listed values."), "finding")
    day = looked_on or today()
    _demand_past(actor, day, "looked_on")
    words = reason_given(reason)
    values = {"finding": finding, "looked_on": day, "next_due": _ahead(actor, next_due)}
    _move(actor, case, revision, CaseStepKind.LOOKED, values, words)
    tell(actor, case, "look_at_case", finding=finding)
    if finding == MonitoringFinding.LAPSED:
        _tell(actor, case, "case_lapsed", to_posts=[case.owner_post_id])
    return case


def named_post(actor: Actor, post_id: UUID | None, field: str = "owner_post_id") -> Post:
    """A post of the actor's own body that is not closed. Raises Refused."""
    rows = Post.objects.visible_to(actor).filter(pk=post_id, owner_id=actor.owner_id, closed_on=None)
    post = rows.first() if post_id else None
    if post is None:
        raise Refused(_("Choose one of the listed posts."), field)
    return post


def _demand_decider(actor: Actor, case: SupportCase) -> None:
    if actor.post_kind in MAY_DECIDE and not may_decide(actor, case):
        raise Refused(_("You opened this case. Nobody approves what he wrote."))
    if not may_decide(actor, case):
        raise Refused(NOT_THIS_POST)


def _demand_decision(actor: Actor, case: SupportCase, decision: str) -> None:
    if decision not in DECISIONS:
        raise Refused(_("Choose one of the listed values."), "decision")
    if decision == CaseState.SUSPENDED and case.state not in GOES_ON:
        raise Refused(_("Only support that is approved is suspended."), "decision")
    if decision == CaseState.MITIGATED and not measures_of(actor, case):
        raise Refused(_("Name the mitigation first: there is no measure yet."), "decision")


def _ahead(actor: Actor, day: date | None) -> date:
    """By when it is looked at again. Raises Refused without a day, for one that is past and for one far ahead."""
    if day is None:
        raise Refused(_("Say by when it is looked at again."), "next_due")
    if not not_over(actor) <= day <= today() + LONGEST_WATCH:
        raise Refused(_("Give a day from today on, within a year."), "next_due")
    return day


def _demand_past(actor: Actor, day: date, field: str) -> None:
    if not today() - LONGEST_AGO <= day <= begun(actor):
        raise Refused(_("Give a day that is not ahead, of the last five years."), field)


def _move(
    actor: Actor, case: SupportCase, revision: int, kind: CaseStepKind, values: dict[str, Any], words: str
) -> None:
    rows = SupportCase.objects.visible_to(actor).filter(pk=case.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    case.refresh_from_db(fields=["revision", *values])
    _step(actor, case, kind, words)


def _step(actor: Actor, case: SupportCase, kind: CaseStepKind, words: str = "") -> None:
    line = CaseStep(compartment_id=case.compartment_id, case=case, kind=kind, at=now(), by=post_title(actor))
    check_fields(line, {"reason": words[:2000]})
    CaseStep.objects.bulk_create([line])


def _tell(actor: Actor, case: SupportCase, code: str, **to: Any) -> None:
    notify(actor=actor, compartment_id=case.compartment_id, code=code, kind="supportcase", subject_id=case.pk, **to)
