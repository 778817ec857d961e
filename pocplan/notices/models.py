"""What happened, who is told of it, and the mail that says so. Ids and codes only, never words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel
from pocplan.notices.enums import MailState


class Event(GuardedModel):
    """Something happened in a room. Whoever did it does not know who will be told: only the planner reads this."""

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    deadline = models.DateField(null=True)
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    to_kinds = models.JSONField(default=list)
    to_posts = models.JSONField(default=list)
    planned_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("event")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["compartment", "at"], condition=Q(planned_at=None), name="event_to_plan")]

    def __str__(self) -> str:
        return self.code


class Notice(GuardedModel):
    """One person is told one thing, once: the ledger and the notice in the inbox are the same row."""

    source_id = models.UUIDField()
    code = models.CharField(max_length=60)
    due = models.DateField(null=True)
    stage = models.CharField(max_length=20, blank=True)
    person_id = models.UUIDField()
    user_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("notice")
        ordering = ["-at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "source_id", "code", "due", "stage", "person_id"],
                nulls_distinct=False,
                name="told_once",
            )
        ]
        indexes = [
            models.Index(fields=["compartment", "person_id", "-at"]),
            models.Index(fields=["user_id"], condition=Q(mail_id=None, read_at=None), name="notice_to_mail"),
            models.Index(fields=["mail_id"]),
        ]

    def __str__(self) -> str:
        return self.code


class Mail(GuardedModel):
    """A message to one account that waits here until the mail server has taken it.

    It lives in the room of its one notice or, as the digest of a day, in the directory that is the
    account's home. It says neither what it is about nor how much: that is asked when it is sent.
    """

    user_id = models.UUIDField()
    day = models.DateField(_("day of the digest"), null=True)
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=MailState, default=MailState.WAITING)
    made_at = models.DateTimeField()
    send_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    refusals = models.PositiveSmallIntegerField(default=0)
    answer = models.PositiveSmallIntegerField(_("last answer of the mail server"), null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        ordering = ["send_after", "id"]
        constraints = [
            models.UniqueConstraint(fields=["compartment", "user_id", "day"], name="one_digest_a_day"),
            models.UniqueConstraint(fields=["compartment", "key"], name="one_message_per_key"),
        ]
        indexes = [
            models.Index(
                fields=["compartment", "send_after"], condition=Q(state=MailState.WAITING), name="mail_to_send"
            ),
            models.Index(fields=["user_id", "day"]),
        ]

    def __str__(self) -> str:
        return self.key
