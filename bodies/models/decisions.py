"""What a body decided, who dissented in which words, and who does what until when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bodies.enums import ActionState, DecisionKind, HandedState, Outcome
from bodies.models.bodies import Body
from bodies.models.meetings import AgendaItem, Meeting
from pocplan.access.gate import GuardedModel, SameCompartmentKey


class Handed(GuardedModel):
    """A proposal or a decision that another body handed to this one: its words, and no way back to that row."""

    body = SameCompartmentKey(Body, related_name="+")
    kind = models.CharField(_("what"), max_length=10, choices=DecisionKind)
    text = models.TextField(_("words"), max_length=4000)
    from_name = models.CharField(_("from"), max_length=200)
    handed_at = models.DateTimeField(_("handed on"))
    state = models.CharField(_("state"), max_length=10, choices=HandedState, default=HandedState.WAITING)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("matter handed to a body")
        ordering = ["-handed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=HandedState.ANSWERED) | ~Q(answer=""), name="handed_answered_in_words"
            )
        ]
        indexes = [models.Index(fields=["compartment", "body", "state"], name="handed_to_body")]

    def __str__(self) -> str:
        return self.text


class Decision(GuardedModel):
    """As it was recorded, for ever: another one supersedes it, nobody edits it."""

    meeting = SameCompartmentKey(Meeting, related_name="+")
    body = SameCompartmentKey(Body, related_name="+")
    item = SameCompartmentKey(AgendaItem, related_name="+", null=True)
    handed = SameCompartmentKey(Handed, related_name="+", null=True)
    supersedes = SameCompartmentKey("self", related_name="+", null=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=DecisionKind, default=DecisionKind.DECISION)
    text = models.TextField(_("what is decided"), max_length=4000)
    reference = models.CharField(_("reference"), max_length=160, blank=True)
    reached_by = models.CharField(_("reached by"), max_length=200)
    owner_name = models.CharField(_("owner"), max_length=200)
    owner_post_id = models.UUIDField()
    of_owner_id = models.UUIDField()
    due_on = models.DateField(_("until"), null=True)
    decided_on = models.DateField(_("decided on"))
    recorded_by = models.CharField(_("recorded by"), max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision of a body")
        ordering = ["-decided_on", "-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="decision_number_once"),
            models.UniqueConstraint(fields=["supersedes"], name="decision_superseded_once"),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.PROPOSAL) | Q(due_on__isnull=False), name="decision_with_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["compartment", "body", "-decided_on"], name="decisions_of_body"),
            models.Index(fields=["compartment", "owner_post_id"], name="decisions_of_post"),
        ]

    def __str__(self) -> str:
        return self.text


class DecisionEnd(GuardedModel):
    """How a decision came to its end."""

    decision = SameCompartmentKey(Decision, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("end of a decision")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="decision_ends_once"),
            models.CheckConstraint(condition=~Q(outcome=Outcome.SET_ASIDE) | ~Q(words=""), name="set_aside_with_words"),
        ]

    def __str__(self) -> str:
        return self.outcome


class Dissent(GuardedModel):
    """Who does not share a decision, and why, in their own words. Nobody takes it away."""

    decision = SameCompartmentKey(Decision, related_name="+")
    who = models.CharField(_("who"), max_length=200)
    words = models.TextField(_("in their words"), max_length=2000)
    written_by = models.CharField(_("written down by"), max_length=200)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("dissent")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["compartment", "decision"], name="dissent_on_decision")]

    def __str__(self) -> str:
        return self.who


class Action(GuardedModel):
    """What a post of the recorder's own body does to carry out a decision, until it is done or answered."""

    decision = SameCompartmentKey(Decision, related_name="+")
    number = models.PositiveIntegerField()
    what = models.CharField(_("what is done"), max_length=300)
    owner_name = models.CharField(_("owner"), max_length=200)
    owner_post_id = models.UUIDField()
    of_owner_id = models.UUIDField()
    due_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=ActionState, default=ActionState.OPEN)
    because = models.TextField(_("why not"), max_length=2000, blank=True)
    given_at = models.DateTimeField(_("given on"))
    ended_at = models.DateTimeField(_("ended on"), null=True)
    ended_by = models.CharField(_("ended by"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("action")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "number"], name="action_number_once"),
            models.CheckConstraint(
                condition=~Q(state=ActionState.ANSWERED) | ~Q(because=""), name="action_answered_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["compartment", "decision"], name="actions_of_decision"),
            models.Index(fields=["compartment", "owner_post_id", "state", "due_on"], name="actions_of_post"),
            models.Index(fields=["compartment", "state", "due_on"], name="actions_by_day"),
        ]

    def __str__(self) -> str:
        return self.what


class HandedOn(GuardedModel):
    """On the side of who handed it on: to which body, and the key of the copy there."""

    decision = SameCompartmentKey(Decision, related_name="+")
    to_name = models.CharField(_("to"), max_length=200)
    copy_ref = models.UUIDField()
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("handing on of a decision")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["compartment", "decision"], name="handed_on_by")]

    def __str__(self) -> str:
        return self.to_name
