"""What others receive: a copy of a version in a shared room, which does not point back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.models.versions import Version


class Rendition(GuardedModel):
    """A frozen text as released to a room. Its blocks carry keys of this room alone."""

    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=2)
    header = models.JSONField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    delivered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("shared text")
        ordering = ["-number", "id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "number"], name="rendition_number_once")]

    def __str__(self) -> str:
        return self.title


class RenditionWithdrawal(GuardedModel):
    """From then on the room's readers find nothing under its address; reading cannot be undone."""

    rendition = SameCompartmentKey(Rendition, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("withdrawal of a shared text")
        constraints = [models.UniqueConstraint(fields=["rendition"], name="rendition_withdrawn_once")]

    def __str__(self) -> str:
        return str(self.rendition_id)


class BlockAlias(GuardedModel):
    """The originator's map from a block's lineage to its key in a room, reused by later releases."""

    block_id = models.UUIDField()
    target_compartment = models.IntegerField()
    key = models.UUIDField()

    class Meta:
        verbose_name = _("alias of a block")
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "target_compartment", "block_id"], name="one_alias_per_room"
            ),
            models.UniqueConstraint(fields=["compartment", "target_compartment", "key"], name="one_block_per_alias"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class ReleaseRow(GuardedModel):
    """The act of releasing, on the originator's side: only it knows both the version and the copy."""

    version = SameCompartmentKey(Version, related_name="+")
    target_compartment = models.IntegerField()
    rendition_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    released_at = models.DateTimeField()
    released_by_post_id = models.UUIDField()
    released_by_post_title = models.CharField(max_length=160)
    released_by_person_name = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_post_title = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("release of a version")
        ordering = ["-released_at", "id"]
        indexes = [models.Index(fields=["version"])]
        constraints = [models.UniqueConstraint(fields=["compartment", "rendition_id"], name="rendition_released_once")]

    def __str__(self) -> str:
        return str(self.rendition_id)
