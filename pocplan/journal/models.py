"""The journal: who did what, append-only, one hash chain per room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel
from pocplan.access.models import Compartment


class Entry(GuardedModel):
    """One act in a room: codes, ids and numbers, never words that somebody wrote.

    The database fills in everything but the act itself: who is bound, the moment, the place in
    the chain and the digest. In a room shared across the wall it names the body that acted, never
    the post or the person.
    """

    sequence = models.PositiveIntegerField(editable=False)
    at = models.DateTimeField(editable=False)
    owner_id = models.UUIDField(null=True, editable=False)
    post_id = models.UUIDField(null=True, editable=False)
    person_id = models.UUIDField(null=True, editable=False)
    purpose = models.CharField(max_length=60, blank=True, editable=False)
    verb = models.CharField(_("act"), max_length=60)
    kind = models.CharField(_("what"), max_length=60)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("journal entry")
        ordering = ["-sequence"]
        constraints = [models.UniqueConstraint(fields=["compartment", "sequence"], name="one_entry_per_place")]
        indexes = [models.Index(fields=["compartment", "kind", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class Head(models.Model):
    """The last link of a room's chain. Written by the trigger alone; published outside the database each day."""

    compartment = models.OneToOneField(Compartment, models.PROTECT, primary_key=True, related_name="+")
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("head of a journal")

    def __str__(self) -> str:
        return self.digest
