"""Threats, each in the room of who reads it; a group of bodies has a shared room. What a side rates lies elsewhere."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from picture.enums.actors import ActorKind
from picture.enums.threats import OPEN, Capacity, CloseReason, Exposed, ProtectionRisk, ThreatState, ThreatType, Will
from picture.models.actors import ArmedActor, Change
from pocplan.access.gate import GuardedModel, SameCompartmentKey

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ThreatGroup(GuardedModel):
    """Bodies that look at threats together, in a shared room of their own."""

    title = models.CharField(_("title"), max_length=200)
    opened_by = models.CharField(max_length=200)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("group on threats")
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


def codes(words: type[models.TextChoices], label: "StrOrPromise") -> ArrayField:
    return ArrayField(models.CharField(max_length=20, choices=words), verbose_name=label, default=list, blank=True)


class Threat(GuardedModel):
    """What civilians are threatened with, by whom, where, who is exposed. Neither ratings nor sources stand here."""

    number = models.PositiveIntegerField()
    title = models.CharField(_("threat"), max_length=200)
    types = codes(ThreatType, _("the mission’s types"))
    risks = codes(ProtectionRisk, _("protection risks"))
    actor = SameCompartmentKey(ArmedActor, null=True, related_name="+")
    actor_name = models.CharField(_("from whom"), max_length=160, blank=True)
    actor_kind = models.CharField(_("kind of actor"), max_length=16, choices=ActorKind, blank=True)
    locality_ref = models.UUIDField(_("place"), null=True)
    place_said = models.CharField(_("place"), max_length=160, blank=True)
    intent = models.TextField(_("intent"), max_length=2000, blank=True)
    capability = models.TextField(_("capability"), max_length=2000, blank=True)
    opportunity = models.TextField(_("opportunity"), max_length=2000, blank=True)
    history = models.TextField(_("history"), max_length=4000, blank=True)
    exposed = codes(Exposed, _("who is exposed"))
    exposure = models.TextField(_("how they are exposed"), max_length=2000, blank=True)
    coping = models.TextField(_("how they cope"), max_length=2000, blank=True)
    state_capacity = models.CharField(
        _("capacity of the host state"), max_length=12, choices=Capacity, default=Capacity.UNKNOWN
    )
    state_will = models.CharField(_("will of the host state"), max_length=12, choices=Will, default=Will.UNKNOWN)
    state_words = models.TextField(_("on capacity and will"), max_length=2000, blank=True)
    mission_answer = models.TextField(_("what the mission does about it"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ThreatState, default=ThreatState.PROPOSED)
    closed_because = models.CharField(_("closed because"), max_length=12, choices=CloseReason, blank=True)
    cycle = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    proposed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("threat")
        verbose_name_plural = _("threats")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="threat_number_once"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(closed_because=""), name="closed_with_a_reason"),
        ]
        indexes = [
            models.Index(fields=["compartment", "state", "-proposed_at", "-id"], name="threats_by_state"),
            # As for hotspots: who reads many rooms asks for the few that are open.
            models.Index(fields=["-proposed_at", "-id"], name="threats_open", condition=Q(state__in=OPEN)),
            # The policy asks for rooms alone; here it does not meet the closed ones.
            models.Index(fields=["compartment"], name="threats_open_by_room", condition=Q(state__in=OPEN)),
        ]

    def __str__(self) -> str:
        return self.title


class ThreatChange(Change):
    threat = SameCompartmentKey(Threat, related_name="+")

    class Meta(Change.Meta):
        verbose_name = _("change of a threat")
        indexes = [models.Index(fields=["compartment", "threat", "-at"], name="threat_changes_by_day")]


class ThreatSharing(GuardedModel):
    """That a threat was copied to a group, kept where the original stays: the copy knows nothing of it."""

    threat = SameCompartmentKey(Threat, related_name="+")
    copy_id = models.UUIDField()
    copied_to = models.CharField(max_length=200)
    revision = models.PositiveIntegerField()
    shared_at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("sharing of a threat")
        ordering = ["-shared_at", "-id"]

    def __str__(self) -> str:
        return self.copied_to
