"""Review cases of a strategy in force, and a cluster's request for one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.reviews import ReviewCause, ReviewOutcome, ReviewState, RevisionBasis
from strategies.models.replies import Request
from strategies.models.rounds import Round
from strategies.models.strategy import Strategy


class Review(GuardedModel):
    """One reason to look at a strategy again, from the day it arises to its outcome. In the strategy's room."""

    strategy = SameCompartmentKey(Strategy, related_name="+")
    cause = models.CharField(_("cause"), max_length=24, choices=ReviewCause)
    origin_ref = models.UUIDField(null=True, editable=False)
    due_on = models.DateField(_("due on"))
    words = models.TextField(_("what happened"), blank=True)
    responsible_post_id = models.UUIDField(editable=False)
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.CharField(max_length=160, blank=True, editable=False)
    state = models.CharField(max_length=12, choices=ReviewState, default=ReviewState.OPEN)
    outcome = models.CharField(_("outcome"), max_length=16, choices=ReviewOutcome, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    basis = models.CharField(_("what it rests on"), max_length=16, choices=RevisionBasis, blank=True)
    basis_words = models.TextField(_("who was asked, when, and what was answered"), blank=True)
    round = SameCompartmentKey(Round, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.CharField(max_length=160, blank=True, editable=False)

    class Meta:
        verbose_name = _("review")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "cause", "due_on"],
                condition=Q(origin_ref=None, cause="calendar"),
                name="review_a_day",
            ),
            models.UniqueConstraint(
                fields=["strategy", "cause", "origin_ref"],
                condition=Q(origin_ref__isnull=False),
                name="review_an_event",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN, outcome="")
                | (Q(state=ReviewState.CLOSED) & ~Q(outcome="") & ~Q(reason="")),
                name="closed_with_outcome_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=ReviewOutcome.FULL_REVISION) | ~Q(basis=""),
                name="full_revision_rests_on_something",
            ),
            models.CheckConstraint(
                condition=~Q(basis=RevisionBasis.CONSULTATION) | Q(round__isnull=False),
                name="consultation_names_its_round",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["", RevisionBasis.CONSULTATION]) | ~Q(basis_words=""),
                name="record_says_who_was_asked",
            ),
        ]
        indexes = [models.Index(fields=["compartment", "due_on"], condition=Q(state="open"), name="review_open")]

    def __str__(self) -> str:
        return str(self.get_cause_display())


class ReviewRequest(GuardedModel):
    """An invitee asks that a strategy it was consulted on be reviewed. In the room of its answer."""

    request = SameCompartmentKey(Request, related_name="+")
    words = models.TextField(_("why"))
    asked_by = models.CharField(max_length=200, editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("request for a review")
        ordering = ["-at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="review_request_has_words")]

    def __str__(self) -> str:
        return str(self.pk)
