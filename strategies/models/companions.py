"""What a cluster writes for itself beside a strategy: outside its versions, their hashes and their approval."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.rounds import PackageState
from strategies.enums.text import DocumentLanguage


class Companion(GuardedModel):
    """A cluster's own document in one of its own rooms. Only this row knows beside which request it stands."""

    request_ref = models.UUIDField(editable=False)
    beside = models.CharField(max_length=200, editable=False)
    asked_by = models.CharField(max_length=200, editable=False)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=DocumentLanguage)
    started_at = models.DateTimeField(editable=False)
    started_by_post_title = models.CharField(max_length=160, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("companion document")
        verbose_name_plural = _("companion documents")
        ordering = ["-started_at", "id"]

    def __str__(self) -> str:
        return self.title


class CompanionSection(GuardedModel):
    """A section of a companion document; its text is blocks like any other."""

    companion = SameCompartmentKey(Companion, related_name="+")
    position = models.PositiveIntegerField(editable=False)
    title = models.CharField(_("title"), max_length=200)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("section of a companion document")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["companion", "position"])]

    def __str__(self) -> str:
        return self.title


class CompanionRelease(GuardedModel):
    """What the coordination proposes to show the mission for information: the exact content and its hash."""

    companion = SameCompartmentKey(Companion, related_name="+")
    request_ref = models.UUIDField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=PackageState, default=PackageState.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by_post_title = models.CharField(max_length=160)
    prepared_by_person_name = models.CharField(max_length=160)
    released_at = models.DateTimeField(null=True)
    released_by_post_title = models.CharField(max_length=160, blank=True)
    copy_id = models.UUIDField(null=True)  # what was released of it
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("release of a companion document")
        ordering = ["-prepared_at", "id"]

    def __str__(self) -> str:
        return self.digest[:8]


class CompanionCopy(GuardedModel):
    """The frozen copy in the room of cluster and mission, for information: nobody there decides on it."""

    number = models.PositiveIntegerField()
    request_ref = models.UUIDField()
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(max_length=2)
    written_by = models.CharField(max_length=200)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    released_at = models.DateTimeField()

    class Meta:
        verbose_name = _("companion document, for information")
        ordering = ["-number", "id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "number"], name="companion_copy_number_once")]

    def __str__(self) -> str:
        return self.title


class CompanionCopyWithdrawal(GuardedModel):
    """The cluster takes a copy back. What was read cannot be unread."""

    copy = SameCompartmentKey(CompanionCopy, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("withdrawal of a companion document")
        constraints = [models.UniqueConstraint(fields=["copy"], name="companion_copy_withdrawn_once")]

    def __str__(self) -> str:
        return str(self.copy_id)
