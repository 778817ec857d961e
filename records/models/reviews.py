"""Reviews of an incident that had a warning: what was known when, what was done, the gaps between components."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.models import Incident
from picture.models import Alert
from picture.models.actors import Change
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from records.enums.reviews import LookedAt, MomentKind, ReviewState, ReviewStepKind


class IncidentReview(GuardedModel):
    """One incident of this room, and the warning that came before it. Nobody is named, and nobody is blamed."""

    number = models.PositiveIntegerField()
    incident = SameCompartmentKey(Incident, related_name="+")
    alert = SameCompartmentKey(Alert, related_name="+", null=True)
    warning = models.CharField(_("the warning"), max_length=400, blank=True)
    warned_at = models.DateTimeField(_("warned"))
    state = models.CharField(_("state"), max_length=8, choices=ReviewState, default=ReviewState.OPEN)
    lessons = models.TextField(_("lessons"), max_length=4000, blank=True)
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.CharField(max_length=160, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.CharField(max_length=160, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("review of an incident")
        verbose_name_plural = _("reviews of incidents")
        ordering = ["-opened_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="incident_review_number_once"),
            models.UniqueConstraint(
                fields=["compartment", "incident"], condition=Q(state="open"), name="one_open_review_of_an_incident"
            ),
            models.CheckConstraint(
                condition=Q(alert__isnull=False) | ~Q(warning=""), name="review_of_what_had_a_warning"
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN) | ~Q(lessons=""), name="incident_review_ends_with_lessons"
            ),
        ]
        indexes = [models.Index(fields=["compartment", "state", "-opened_at"], name="incident_reviews_by_day")]

    def __str__(self) -> str:
        return str(_("Review no. %(number)s") % {"number": self.number})


class ReviewMoment(GuardedModel):
    """What a component knew, or did, and when."""

    review = SameCompartmentKey(IncidentReview, related_name="+")
    kind = models.CharField(_("what"), max_length=8, choices=MomentKind)
    component = models.CharField(_("component"), max_length=12, choices=LookedAt)
    at = models.DateTimeField(_("when"))
    what = models.TextField(_("in words"), max_length=2000)

    class Meta:
        verbose_name = _("time of a review")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["compartment", "review", "at"], name="moments_of_a_review")]

    def __str__(self) -> str:
        return self.what


class ReviewGap(GuardedModel):
    """What was missing in a component or between two, said without blame."""

    review = SameCompartmentKey(IncidentReview, related_name="+")
    component = models.CharField(_("component"), max_length=12, choices=LookedAt)
    what = models.TextField(_("what was missing"), max_length=2000)
    entered_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("gap")
        ordering = ["entered_at", "id"]
        indexes = [models.Index(fields=["compartment", "review"], name="gaps_of_a_review")]

    def __str__(self) -> str:
        return self.what


class ReviewStep(Change):
    """One step in the life of a review, with the post that took it."""

    kind = models.CharField(_("what"), max_length=12, choices=ReviewStepKind)
    review = SameCompartmentKey(IncidentReview, related_name="+")

    class Meta(Change.Meta):
        verbose_name = _("step of a review of an incident")
        indexes = [models.Index(fields=["compartment", "review", "-at"], name="review_steps_by_day")]
