"""The life of a review of an incident that had a warning: opened, its times, its gaps, closed with lessons."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.models import Incident
from picture.domain.guards import demand_writer, post_title
from picture.domain.naming import fill_without_names
from picture.models import Alert
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.counters import next_number
from pocplan.access.enums import Audience
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from records.domain.cases import NOT_THIS_POST
from records.domain.neutral import demand_neutral, demand_no_blame
from records.enums.reviews import NEEDED, ReviewState, ReviewStepKind
from records.models import IncidentReview, ReviewGap, ReviewMoment, ReviewStep
from records.queries.reviews import incident_called, looked_at, may_close

LONGEST_AGO = timedelta(days=366 * 5)
ONCE = {"one_open_review_of_an_incident": _("A review of this incident is open already.")}
OVERTAKEN = _("Somebody changed this review while you wrote. Look at it and do it again.")


@verb(ONCE)
def open_review(
    *, actor: Actor, room: Compartment, source: str, reference: str, alert: Alert | None = None,
    warning: str = "", warned_at: datetime | None = None,
) -> IncidentReview:  # fmt: skip
    """Look again at an incident of this room that somebody had warned of, by an alert of it or in another way.

    Raises Refused for other rooms than the mission's own, for an incident or an alert that is not of this room,
    without a warning, and for a warning that came after it. Raises Conflict where a review of it is open.
    """
    demand_writer(actor, room.pk)
    if room.audience != Audience.MISSION:
        raise Refused(NOT_THIS_POST)
    incident = incident_called(actor, room.pk, source, reference)
    if incident is None:
        raise Refused(_("No incident of this room has this reference in this source."), "reference")
    if alert is not None and alert.compartment_id != room.pk:
        raise Refused(_("Choose one of the listed values."), "alert")
    review = IncidentReview(compartment=room, incident=incident, alert=alert, opened_at=now())
    review.opened_by, review.number = post_title(actor), next_number(room.pk, "incident_review")
    _warn(review, incident, warning, warned_at)
    IncidentReview.objects.bulk_create([review])
    step_of_review(actor, review, ReviewStepKind.OPENED)
    tell(actor, review, "open_incident_review", number=review.number)
    return review


@verb()
def add_moment(
    *, actor: Actor, review: IncidentReview, kind: str, component: str, at: datetime | None, what: str
) -> ReviewMoment:
    """What a component knew or did, and when. Raises Refused for a moment ahead, and for words that blame."""
    _demand_open(actor, review)
    moment = ReviewMoment(compartment_id=review.compartment_id, review=review, at=_past(at, "at"))
    fill_without_names(moment, {"kind": kind, "component": component, "what": what})
    demand_no_blame(moment.what, "what")
    ReviewMoment.objects.bulk_create([moment])
    step_of_review(actor, review, ReviewStepKind.MOMENT, moment.what)
    tell(actor, moment, "add_review_time", component=component)
    return moment


@verb()
def add_gap(*, actor: Actor, review: IncidentReview, component: str, what: str) -> ReviewGap:
    """What was missing, said of a component. Raises Refused for words that blame or point at one person."""
    _demand_open(actor, review)
    gap = ReviewGap(compartment_id=review.compartment_id, review=review, entered_at=now())
    fill_without_names(gap, {"component": component, "what": what})
    demand_neutral(actor, gap.what, "what")
    ReviewGap.objects.bulk_create([gap])
    step_of_review(actor, review, ReviewStepKind.GAP, gap.what)
    tell(actor, gap, "add_review_gap", component=component)
    return gap


@verb()
def close_review(*, actor: Actor, review: IncidentReview, revision: int, lessons: str) -> IncidentReview:
    """End it with its lessons. For PoC advisers and the Chief of Staff.

    Raises Refused where fewer than two components were looked at, and for words that blame or point at one person.
    """
    _demand_open(actor, review)
    if not may_close(actor):
        raise Refused(NOT_THIS_POST)
    if len(looked_at(actor, review)) < NEEDED:
        raise Refused(_("Look at two components at least: what each knew and did, and what was missing between them."))
    words = demand_neutral(actor, plain(lessons, limit=4000, field="lessons", required=True), "lessons")
    values = {"state": ReviewState.CLOSED, "lessons": words, "closed_at": now(), "closed_by": post_title(actor)}
    rows = IncidentReview.objects.visible_to(actor).filter(pk=review.pk, revision=revision, state=ReviewState.OPEN)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict(OVERTAKEN)
    step_of_review(actor, review, ReviewStepKind.CLOSED)
    tell(actor, review, "close_incident_review")
    return review


def step_of_review(actor: Actor, review: IncidentReview, kind: ReviewStepKind, words: str = "") -> None:
    """One line of its history."""
    line = ReviewStep(compartment_id=review.compartment_id, review=review, kind=kind, at=now(), by=post_title(actor))
    check_fields(line, {"reason": words})
    ReviewStep.objects.bulk_create([line])


def _warn(review: IncidentReview, incident: Incident, warning: str, warned_at: datetime | None) -> None:
    """The alert says when it came; of another warning that has to be said."""
    if review.alert is None and not warning.strip():
        raise Refused(_("Choose the alert, or say which warning there was."), "warning")
    fill_without_names(review, {"warning": warning})
    demand_no_blame(review.warning, "warning")
    review.warned_at = review.alert.received_at if review.alert else _past(warned_at, "warned_at")
    if review.warned_at.date() > (incident.happened_until or incident.happened_on):
        raise Refused(_("A warning comes before the incident, or while it goes on."), "warned_at")


def _past(at: datetime | None, field: str) -> datetime:
    if at is None:
        raise Refused(_("Say when it was."), field)
    if not now() - LONGEST_AGO <= at <= now():
        raise Refused(_("Give a moment that is not ahead, of the last five years."), field)
    return at


def _demand_open(actor: Actor, review: IncidentReview) -> None:
    demand_writer(actor, review.compartment_id)
    if review.state != ReviewState.OPEN:
        raise Refused(_("This review is closed."))
