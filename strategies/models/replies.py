"""What crosses: the consultation in the room of all invitees, and the answers, each in a room of its own.

No row here names a person, and none points to a row that only one side reads.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.rounds import Attribution, DispositionWord, PositionWord, RoundPurpose
from strategies.models.renditions import Rendition


class Consultation(GuardedModel):
    """In the text room: that a strategy exists and one is asked on it. It never lists who else is asked."""

    rendition = SameCompartmentKey(Rendition, related_name="+")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=16, choices=RoundPurpose)
    asked_by = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    opened_on = models.DateField()

    class Meta:
        verbose_name = _("consultation")
        ordering = ["-opened_on", "id"]

    def __str__(self) -> str:
        return self.title


class Request(GuardedModel):
    """In the room of one invitee and the mission: the position requested of it, and until when."""

    consultation_ref = models.UUIDField()
    rendition_digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    owner_id = models.UUIDField()
    audience = models.CharField(max_length=20, default="")  # whose members answer, within that body
    is_observer = models.BooleanField(default=False)
    language = models.CharField(max_length=2)
    weekend = models.JSONField(default=list)
    opened_on = models.DateField()
    deadline = models.DateField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("position requested")
        ordering = ["deadline", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "consultation_ref"], name="asked_once"),
            models.CheckConstraint(condition=Q(deadline__gt=models.F("opened_on")), name="deadline_after_opening"),
        ]

    def __str__(self) -> str:
        return self.organisation


class Pause(GuardedModel):
    """The invitee cannot work: the days between do not count."""

    request = SameCompartmentKey(Request, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("pause")
        ordering = ["-starts", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(ends__isnull=True), name="one_open_pause")
        ]

    def __str__(self) -> str:
        return str(self.starts)


class OffSystemNote(GuardedModel):
    """That somebody without an account was consulted, released with its written agreement and not before."""

    request = SameCompartmentKey(Request, related_name="+")
    organisation = models.CharField(_("organisation"), max_length=160)
    on = models.DateField(_("consulted on"))
    how = models.CharField(_("how"), max_length=200, blank=True)
    summary = models.TextField(_("what was said"), blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("consulted off-system, by agreement")
        ordering = ["organisation", "id"]
        indexes = [models.Index(fields=["request"])]

    def __str__(self) -> str:
        return self.organisation


class Position(GuardedModel):
    """A position as stated; a later one stands in its place, and both stay on record."""

    request = SameCompartmentKey(Request, related_name="+")
    word = models.CharField(_("position"), max_length=20, choices=PositionWord)
    reason = models.TextField(_("reason"), blank=True)
    attributed_to = models.CharField(max_length=200)
    stated_by = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("position")
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["request", "-at"])]

    def __str__(self) -> str:
        return str(self.get_word_display())


class Comment(GuardedModel):
    """A comment or a suggestion as released, anchored to section, version and words."""

    request = SameCompartmentKey(Request, related_name="+")
    number = models.PositiveIntegerField()
    anchor = models.JSONField()
    section_title = models.CharField(max_length=300, blank=True)
    words = models.TextField(_("comment"))
    suggestion = models.TextField(_("suggested text"), blank=True)
    attribution = models.CharField(max_length=16, choices=Attribution)
    attributed_to = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("comment")
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "number"], name="comment_number_once")]
        indexes = [models.Index(fields=["request"])]

    def __str__(self) -> str:
        return str(self.number)


class CommentWithdrawal(GuardedModel):
    """The originator takes a comment back. What was read cannot be unread."""

    comment = SameCompartmentKey(Comment, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("withdrawal of a comment")
        constraints = [models.UniqueConstraint(fields=["comment"], name="comment_withdrawn_once")]

    def __str__(self) -> str:
        return str(self.comment_id)


class Disposition(GuardedModel):
    """The mission's answer, with its reason, to a comment or to an objection."""

    request = SameCompartmentKey(Request, related_name="+")
    comment = SameCompartmentKey(Comment, null=True, related_name="+")
    position = SameCompartmentKey(Position, null=True, related_name="+")
    word = models.CharField(_("answer"), max_length=16, choices=DispositionWord)
    reason = models.TextField(_("reason"))
    given_by = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer")
        ordering = ["-at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment__isnull=False, position__isnull=True)
                | Q(comment__isnull=True, position__isnull=False),
                name="answers_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="answer_has_a_reason"),
        ]
        indexes = [models.Index(fields=["request"])]

    def __str__(self) -> str:
        return str(self.get_word_display())


class Satisfaction(GuardedModel):
    """Whether an answer satisfies, in the commenter's own words."""

    disposition = SameCompartmentKey(Disposition, related_name="+")
    satisfied = models.BooleanField(_("satisfied"))
    words = models.TextField(_("in your words"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("satisfaction with an answer")
        ordering = ["-at", "id"]

    def __str__(self) -> str:
        return str(self.satisfied)
