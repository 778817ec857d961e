"""The picture under a strategy: which rows it stands on, and what each side said of them when a version was frozen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from picture.enums.ratings import Confidence, Impact, Likelihood, RatingSide, Severity
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.picture import PictureKind
from strategies.models.activities import Row
from strategies.models.versions import Version


class PictureRow(Row):
    """A threat or hotspot that the strategy stands on. `subject_ref` may lie in a shared room, so it is no key."""

    kind = models.CharField(_("kind"), max_length=8, choices=PictureKind)
    subject_ref = models.UUIDField()
    is_shown = models.BooleanField(_("shown to the invitees"), default=False)
    known_from_force = models.BooleanField(_("known from the Force"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("row of the picture")
        verbose_name_plural = _("rows of the picture")
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "kind", "subject_ref"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="stands_on_a_row_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.subject_ref)


class FrozenRating(GuardedModel):
    """What a side had released of a threat when the version was frozen, under the seal that held it there (ADR 10).

    It stands beside the body and not in it: not everybody who reads a version has opened every seal.
    """

    version = SameCompartmentKey(Version, related_name="+")
    row_key = models.UUIDField()
    threat_ref = models.UUIDField()
    cycle = models.PositiveSmallIntegerField()
    side = models.CharField(_("side"), max_length=12, choices=RatingSide)
    body_name = models.CharField(_("body"), max_length=200)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=Likelihood, null=True)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=Impact, null=True)
    severity = models.PositiveSmallIntegerField(_("severity, on the cluster’s own scale"), choices=Severity, null=True)
    confidence = models.CharField(_("confidence"), max_length=8, choices=Confidence)
    cut_off = models.DateField(_("information up to"))
    after_others = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("frozen rating")
        ordering = ["row_key", "side", "body_name", "id"]
        indexes = [models.Index(fields=["version"], name="frozen_ratings_of_version")]

    def __str__(self) -> str:
        return self.side
