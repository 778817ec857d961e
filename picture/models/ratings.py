"""Ratings: each in the room of the side that gives it. What it releases is a copy in the room of the threat."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from picture.enums.ratings import Confidence, Impact, Likelihood, RatingSide, ReleaseState, Severity
from picture.models.threats import Threat
from pocplan.access.gate import GuardedModel, SameCompartmentKey

FIGURES = ("likelihood", "impact", "severity")


def on_one_scale(name: str) -> models.CheckConstraint:
    """Likelihood and impact, or the cluster's own severity: never both, never half of one."""
    usual = Q(likelihood__range=(1, 5), impact__range=(1, 5), severity__isnull=True)
    own = Q(likelihood__isnull=True, impact__isnull=True, severity__range=(1, 5), side=RatingSide.CLUSTER)
    return models.CheckConstraint(condition=usual | own, name=name)


class Figures(GuardedModel):
    side = models.CharField(_("side"), max_length=12, choices=RatingSide)
    cycle = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=Likelihood, null=True)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=Impact, null=True)
    severity = models.PositiveSmallIntegerField(_("severity, on the cluster’s own scale"), choices=Severity, null=True)
    rationale = models.TextField(_("rationale"), max_length=4000)
    confidence = models.CharField(_("confidence"), max_length=8, choices=Confidence)
    cut_off = models.DateField(_("information up to"))
    after_others = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.side


class Rating(Figures):
    """What a side says of a threat. Never changed: a newer one counts instead."""

    threat_ref = models.UUIDField()
    given_at = models.DateTimeField()
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=160)
    person_id = models.UUIDField()

    class Meta:
        verbose_name = _("rating")
        ordering = ["-given_at", "-id"]
        constraints = [on_one_scale("rating_on_one_scale")]
        indexes = [models.Index(fields=["compartment", "threat_ref", "-given_at"], name="ratings_of_threat")]


class RatingRelease(GuardedModel):
    """What is to be copied, exactly, from when it was prepared on. It stays with its side."""

    rating = SameCompartmentKey(Rating, related_name="+")
    state = models.CharField(max_length=12, choices=ReleaseState, default=ReleaseState.PREPARED)
    body = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    copy_id = models.UUIDField(null=True)
    prepared_at = models.DateTimeField()
    prepared_by_title = models.CharField(max_length=160)
    decided_at = models.DateTimeField(null=True)
    decided_by_title = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("release of a rating")
        ordering = ["-prepared_at", "-id"]
        indexes = [models.Index(fields=["compartment", "state", "-prepared_at"], name="rating_releases_by_state")]

    def __str__(self) -> str:
        return self.state


class ReleasedRating(Figures):
    """The copy that others may read, once they have given their own: the database holds that (ADR 7)."""

    threat = SameCompartmentKey(Threat, related_name="+")
    body_name = models.CharField(_("body"), max_length=200)
    released_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("released rating")
        ordering = ["side", "body_name", "id"]
        constraints = [on_one_scale("released_on_one_scale")]
        indexes = [
            models.Index(fields=["compartment", "threat", "cycle"], name="released_of_threat"),
            models.Index(fields=["compartment", "-released_on"], name="released_by_day"),
        ]
