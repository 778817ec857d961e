"""Coordination bodies, each in the room of those who read it, and who sits in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bodies.enums import BodyState, Level, Rhythm, Role
from pocplan.access.gate import GuardedModel, SameCompartmentKey


class Body(GuardedModel):
    """Its terms of reference: what it is for, what it may decide, how dissent is recorded, how often it meets."""

    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    parent = SameCompartmentKey("self", related_name="+", null=True)
    purpose = models.TextField(_("what it is for"), max_length=2000)
    may_decide = models.TextField(_("what it may decide"), max_length=2000)
    dissent_rule = models.TextField(_("how dissent is recorded"), max_length=1000)
    rhythm = models.CharField(_("how often it meets"), max_length=12, choices=Rhythm)
    state = models.CharField(_("state"), max_length=10, choices=BodyState, default=BodyState.STANDING)
    closed_because = models.TextField(_("closed because"), max_length=2000, blank=True)
    founded_by = models.CharField(_("founded by"), max_length=200)
    founded_at = models.DateTimeField(_("founded on"))
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("coordination body")
        verbose_name_plural = _("coordination bodies")
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="body_number_once"),
            models.CheckConstraint(
                condition=~Q(state=BodyState.CLOSED) | ~Q(closed_because=""), name="body_closed_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Member(GuardedModel):
    """A post of the body's own side, or an organisation. In a shared room organisations alone are named."""

    body = SameCompartmentKey(Body, related_name="+")
    role = models.CharField(_("as"), max_length=10, choices=Role)
    name = models.CharField(_("post or organisation"), max_length=200)
    post_id = models.UUIDField(null=True)
    of_owner_id = models.UUIDField(null=True)
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True)

    class Meta:
        verbose_name = _("member of a body")
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["compartment", "body"], name="members_of_body")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(ended_on__isnull=True), name="member_of_body_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
