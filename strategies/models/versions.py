"""Versions: frozen, numbered, hashed. A database trigger holds what was frozen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.text import VersionState
from strategies.models.annex import Annex
from strategies.models.strategy import Strategy


class Version(GuardedModel):
    """The mission's part of a strategy as it stood when it left the drafting table.

    Everything but `state` and the dates of its later life never changes again.
    """

    strategy = SameCompartmentKey(Strategy, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by_post_id = models.UUIDField()
    frozen_by_post_title = models.CharField(max_length=160)
    frozen_by_person_id = models.UUIDField()
    frozen_by_person_name = models.CharField(max_length=160)
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.FROZEN)
    approved_at = models.DateTimeField(null=True)
    approved_by_post_id = models.UUIDField(null=True)
    approved_by_post_title = models.CharField(max_length=160, blank=True)
    approved_by_person_id = models.UUIDField(null=True)
    approved_by_person_name = models.CharField(max_length=160, blank=True)
    in_force_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("version")
        ordering = ["-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True)
                | models.Q(approved_by_person_id__isnull=False, approved_by_post_id__isnull=False),
                name="approval_names_its_post",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class VersionAuthor(GuardedModel):
    """Whoever wrote a word of it, and so may not approve it."""

    version = SameCompartmentKey(Version, related_name="+")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=160)
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("author of a version")
        ordering = ["person_name", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "person_id", "post_id"], name="author_once")]

    def __str__(self) -> str:
        return self.person_name


class VersionPart(GuardedModel):
    """An annex as frozen into a version by its own side, in its own room, with a hash of its own."""

    version_ref = models.UUIDField()
    annex = SameCompartmentKey(Annex, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    authors = models.JSONField(default=list)
    frozen_at = models.DateTimeField()
    frozen_by_post_title = models.CharField(max_length=160)
    frozen_by_person_id = models.UUIDField()
    frozen_by_person_name = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("frozen annex")
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["version_ref", "annex"], name="annex_once_per_version")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class ApprovalSeal(GuardedModel):
    """The salted hash over all parts, in leadership's room: who approves can read all that he approves."""

    version_ref = models.UUIDField()
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    post_title = models.CharField(max_length=160)
    person_name = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("seal of an approval")
        constraints = [models.UniqueConstraint(fields=["compartment", "version_ref"], name="sealed_once")]

    def __str__(self) -> str:
        return self.digest
