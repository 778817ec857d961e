"""Joint missions to a place, in the mission's own room or one that both sides share. No person is named in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from missions.enums.places import Precision
from picture.models.actors import Change
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from records.enums.visits import ActionState, Attribution, PartKind, VisitState, VisitStepKind
from records.models.reviews import IncidentReview


class Visit(GuardedModel):
    """A joint mission: what it is for, where it goes, when, and what came of it."""

    number = models.PositiveIntegerField()
    objective = models.TextField(_("objective"), max_length=2000)
    place_said = models.CharField(_("place"), max_length=160)
    locality_ref = models.UUIDField(_("place"), null=True)
    precision = models.CharField(_("precision"), max_length=8, choices=Precision, default=Precision.ABOUT)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=VisitState, default=VisitState.PLANNED)
    because = models.TextField(_("called off, because"), max_length=2000, blank=True)
    planned_by = models.CharField(_("planned by"), max_length=200, editable=False)
    entered_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("joint mission")
        verbose_name_plural = _("joint missions")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="visit_number_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="visit_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CALLED_OFF) | ~Q(because=""), name="called_off_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["compartment", "state", "-starts_on"], name="visits_by_day")]

    def __str__(self) -> str:
        return self.place_said


class Participant(GuardedModel):
    """A component or an organisation that takes part; `decided_by` is the body that said so."""

    visit = SameCompartmentKey(Visit, related_name="+")
    kind = models.CharField(_("who"), max_length=12, choices=PartKind)
    name = models.CharField(_("component, section or organisation"), max_length=160)
    body_owner_id = models.UUIDField(editable=False)
    decided_by = models.CharField(_("said by"), max_length=200, editable=False)
    entered_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["entered_at", "id"]
        indexes = [models.Index(fields=["compartment", "visit"], name="parts_of_a_visit")]

    def __str__(self) -> str:
        return self.name


class Finding(GuardedModel):
    """What was found there, under the attribution that its writer chose."""

    visit = SameCompartmentKey(Visit, related_name="+")
    what = models.TextField(_("what was found"), max_length=2000)
    attribution = models.CharField(_("attribution"), max_length=12, choices=Attribution)
    said_by = models.CharField(max_length=200, blank=True, editable=False)
    entered_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["entered_at", "id"]
        indexes = [models.Index(fields=["compartment", "visit"], name="findings_of_a_visit")]

    def __str__(self) -> str:
        return self.what


class Action(GuardedModel):
    """What a post does afterwards, by when: done, or not and why. In a shared room a body answers for it."""

    visit = SameCompartmentKey(Visit, related_name="+", null=True)
    review = SameCompartmentKey(IncidentReview, related_name="+", null=True)
    what = models.CharField(_("what is to be done"), max_length=400)
    body_owner_id = models.UUIDField(editable=False)
    owner_post_id = models.UUIDField(_("post that answers for it"), null=True)
    owner_title = models.CharField(max_length=200, editable=False)
    due_on = models.DateField(_("by when"))
    state = models.CharField(_("state"), max_length=8, choices=ActionState, default=ActionState.OPEN)
    answer = models.TextField(_("what came of it"), max_length=2000, blank=True)
    entered_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ActionState.NOT_DONE) | ~Q(answer=""), name="not_done_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(visit__isnull=False, review__isnull=True) | Q(visit__isnull=True, review__isnull=False),
                name="action_of_one_record",
            ),
        ]
        indexes = [
            models.Index(fields=["compartment", "visit"], name="actions_of_a_visit"),
            models.Index(fields=["compartment", "review"], name="actions_of_a_review"),
            models.Index(fields=["compartment", "state", "due_on"], name="record_actions_by_day"),
        ]

    def __str__(self) -> str:
        return self.what


class VisitStep(Change):
    """One step in the life of a joint mission: the post that took it, in a shared room the body."""

    kind = models.CharField(_("what"), max_length=12, choices=VisitStepKind)
    visit = SameCompartmentKey(Visit, related_name="+")

    class Meta(Change.Meta):
        verbose_name = _("step of a joint mission")
        indexes = [models.Index(fields=["compartment", "visit", "-at"], name="visit_steps_by_day")]
