"""A consultation round as the mission keeps it. It lives in the strategy's own room."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.rounds import ForceWord, InviteeKind, RoundPurpose, RoundState
from strategies.models.strategy import Strategy
from strategies.models.versions import Version


class Round(GuardedModel):
    """One round on one frozen version: prepared by an adviser, cleared, opened, closed by the clock."""

    strategy = SameCompartmentKey(Strategy, related_name="+")
    version = SameCompartmentKey(Version, related_name="+")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=16, choices=RoundPurpose, default=RoundPurpose.CONSULTATION)
    language = models.CharField(_("language of the round"), max_length=2)
    window_days = models.PositiveIntegerField(_("working days to answer"))
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by_post_title = models.CharField(max_length=160)
    prepared_by_person_id = models.UUIDField()
    prepared_by_person_name = models.CharField(max_length=160)
    cleared_at = models.DateTimeField(null=True)
    cleared_by_post_title = models.CharField(max_length=160, blank=True)
    cleared_by_person_name = models.CharField(max_length=160, blank=True)
    text_room = models.IntegerField(null=True)
    consultation_id = models.UUIDField(null=True)
    opened_on = models.DateField(null=True)
    asked_again_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("round")
        ordering = ["-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state__in=[RoundState.PREPARED, RoundState.CLEARED, RoundState.OPEN]),
                name="one_round_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.OPEN) | Q(cleared_at__isnull=False, text_room__isnull=False),
                name="opened_after_clearance",
            ),
            models.CheckConstraint(condition=Q(window_days__gte=1), name="window_has_days"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Invitation(GuardedModel):
    """One invitee of a round, or the record that no counterpart exists and who was asked instead."""

    round = SameCompartmentKey(Round, related_name="+")
    kind = models.CharField(max_length=20, choices=InviteeKind)
    owner_id = models.UUIDField(null=True)
    audience = models.CharField(max_length=20, blank=True)
    name = models.CharField(_("invitee"), max_length=200)
    asked_instead = models.TextField(_("who was asked instead"), blank=True)
    reply_room = models.IntegerField(null=True)
    request_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("invitee")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "owner_id", "audience"], condition=Q(owner_id__isnull=False), name="invited_once"
            ),
            models.CheckConstraint(
                condition=Q(owner_id__isnull=False) | ~Q(asked_instead=""), name="absence_says_who_was_asked"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForceClearance(GuardedModel):
    """What the Force knows in a round's version, and the Force Commander's word before it leaves the mission."""

    round = SameCompartmentKey(Round, related_name="+")
    about = models.JSONField(default=list)
    word = models.CharField(_("answer"), max_length=12, choices=ForceWord, blank=True)
    remarks = models.TextField(_("remarks"), max_length=5000, blank=True)
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    given_by_post_id = models.UUIDField(null=True)
    given_by_post_title = models.CharField(max_length=160, blank=True)
    given_by_person_id = models.UUIDField(null=True)
    given_by_person_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("clearance by the Force Commander")
        ordering = ["-asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round"], name="force_asked_once"),
            models.CheckConstraint(
                condition=~Q(word=ForceWord.NOT_CLEARED) | ~Q(remarks=""), name="not_cleared_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.word
