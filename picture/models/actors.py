"""Armed actors, each in the room of who wrote it down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from picture.enums.actors import ActorKind, Relation, Tristate
from picture.enums.threats import ChangeKind
from pocplan.access.gate import GuardedModel, SameCompartmentKey


class ArmedActor(GuardedModel):
    """Who threatens, or could protect: what it is, how it stands to the host state, who has leverage over it."""

    name = models.CharField(_("name"), max_length=160)
    also_known_as = models.CharField(_("also known as"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=ActorKind)
    relation = models.CharField(_("relation to the host state"), max_length=12, choices=Relation)
    is_listed = models.CharField(_("listed party"), max_length=8, choices=Tristate, default=Tristate.UNKNOWN)
    is_party = models.CharField(_("party to the conflict"), max_length=8, choices=Tristate, default=Tristate.UNKNOWN)
    leverage = models.TextField(_("who has leverage over it"), max_length=2000, blank=True)
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    entered_at = models.DateTimeField()
    ended_on = models.DateField(_("no longer active since"), null=True)

    class Meta:
        verbose_name = _("armed actor")
        verbose_name_plural = _("armed actors")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["compartment", "name", "id"], name="armed_actors_by_name")]

    def __str__(self) -> str:
        return self.name


class Change(GuardedModel):
    """One step in a life: what, by which post (or, in a shared room, which body), and why."""

    kind = models.CharField(_("what"), max_length=12, choices=ChangeKind)
    at = models.DateTimeField(_("when"))
    by = models.CharField(_("by"), max_length=200)
    reason = models.TextField(_("why"), max_length=2000, blank=True)
    fields = models.JSONField(default=list)

    class Meta:
        abstract = True
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.kind


class ActorChange(Change):
    armed_actor = SameCompartmentKey(ArmedActor, related_name="+")

    class Meta(Change.Meta):
        verbose_name = _("change of an armed actor")
        indexes = [models.Index(fields=["compartment", "armed_actor", "-at"], name="actor_changes_by_day")]
