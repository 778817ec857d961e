"""Sections, the blocks of text in them, and everything that keeps a typed word from being lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.ids import new_id
from strategies.enums.text import BlockKind, SectionState
from strategies.models.annex import Annex
from strategies.models.companions import CompanionSection
from strategies.models.strategy import Strategy


class Section(GuardedModel):
    """A section of the template (its code), or one more that the mission added."""

    strategy = SameCompartmentKey(Strategy, related_name="+")
    lineage = models.UUIDField(default=new_id, editable=False)
    code = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(max_length=12, choices=SectionState, default=SectionState.EMPTY)
    responsible_post_id = models.UUIDField(null=True, blank=True)
    responsible_post_title = models.CharField(_("responsible post"), max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("section")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["strategy", "position"])]

    def __str__(self) -> str:
        return self.title


class Block(GuardedModel):
    """A paragraph, heading, list or table with an identity that outlives its words.

    It hangs on a section, on an annex or on a section of a companion document. `lineage` stays the same in a
    successor of the strategy, so that comments and redlines find the block again. `version` counts saves
    (compare-and-swap).
    """

    section = SameCompartmentKey(Section, null=True, related_name="+")
    annex = SameCompartmentKey(Annex, null=True, related_name="+")
    companion_section = SameCompartmentKey(CompanionSection, null=True, related_name="+")
    lineage = models.UUIDField(default=new_id, editable=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=BlockKind, default=BlockKind.PARAGRAPH)
    html = models.TextField(_("text"), blank=True)
    notes = models.JSONField(_("footnotes"), default=list)
    version = models.PositiveIntegerField(default=1)
    edited_by_post_id = models.UUIDField()
    edited_by_post_title = models.CharField(max_length=160)
    edited_by_person_id = models.UUIDField()
    edited_by_person_name = models.CharField(max_length=160)
    edited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("block of text")
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["section", "position"]),
            models.Index(fields=["annex", "position"]),
            models.Index(fields=["companion_section", "position"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section__isnull=True, annex__isnull=False, companion_section__isnull=True)
                | models.Q(section__isnull=False, annex__isnull=True, companion_section__isnull=True)
                | models.Q(section__isnull=True, annex__isnull=True, companion_section__isnull=False),
                name="block_has_one_parent",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class BlockHistory(GuardedModel):
    """Every saved state of a block, and so its authors."""

    block = SameCompartmentKey(Block, related_name="+")
    version = models.PositiveIntegerField()
    html = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=160)
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved state of a block")
        ordering = ["version", "id"]
        constraints = [models.UniqueConstraint(fields=["block", "version"], name="block_version_once")]

    def __str__(self) -> str:
        return f"{self.block_id} {self.version}"


class SoftLock(GuardedModel):
    """ "Somebody is writing here": a courtesy that runs out by itself and stops nobody."""

    block = SameCompartmentKey(Block, related_name="+")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=160)
    post_title = models.CharField(max_length=160)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("soft lock")
        ordering = ["expires_at", "id"]
        constraints = [models.UniqueConstraint(fields=["block", "person_id"], name="one_lock_per_person")]

    def __str__(self) -> str:
        return self.person_name


class LostEdit(GuardedModel):
    """What somebody typed while another was first: kept until its author settles it."""

    block = SameCompartmentKey(Block, related_name="+")
    base_version = models.PositiveIntegerField()
    html = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=160)
    post_title = models.CharField(max_length=160)
    kept_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("text kept from a conflict")
        ordering = ["-kept_at", "id"]
        indexes = [models.Index(fields=["person_id", "settled_at"])]

    def __str__(self) -> str:
        return str(self.id)
