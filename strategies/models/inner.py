"""A side's own discussion of a text it was sent, in its own room: it survives the loss of shared seats."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pocplan.access.gate import GuardedModel, SameCompartmentKey
from strategies.enums.rounds import Attribution, PackageState


class InnerText(GuardedModel):
    """The side's own copy of the shared text. Only this row knows which request it belongs to."""

    request_ref = models.UUIDField()
    title = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    deadline = models.DateField()
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("text under discussion")
        ordering = ["-opened_at", "id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "request_ref"], name="discussed_once")]

    def __str__(self) -> str:
        return self.title


class InnerComment(GuardedModel):
    """What a member says among its own. It stays by post when the person leaves."""

    text = SameCompartmentKey(InnerText, related_name="+")
    answers = SameCompartmentKey("self", null=True, related_name="+")
    anchor = models.JSONField()
    section_title = models.CharField(max_length=300, blank=True)
    words = models.TextField(_("comment"))
    suggestion = models.TextField(_("suggested text"), blank=True)
    organisation = models.CharField(max_length=160)
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=160)
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=160)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("comment among our own")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["text"])]

    def __str__(self) -> str:
        return str(self.id)


class Preparation(GuardedModel):
    """What the coordination has chosen so far of a discussion, before it proposes any of it: one for all who prepare.

    `chosen` has the name under which a comment would leave, by the comment's id; `together` what is written in the
    name of all. Whoever saw an older `revision` is told so instead of writing over what somebody else chose.
    """

    text = SameCompartmentKey(InnerText, related_name="+")
    chosen = models.JSONField(default=dict)
    together = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by_post_title = models.CharField(max_length=160)
    changed_by_person_name = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("choice for a release")
        constraints = [models.UniqueConstraint(fields=["text"], name="prepared_in_one_place")]

    def __str__(self) -> str:
        return str(self.id)


class Package(GuardedModel):
    """What the coordination proposes to release: the exact content, its hash, and who must consent."""

    text = SameCompartmentKey(InnerText, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=PackageState, default=PackageState.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by_post_title = models.CharField(max_length=160)
    prepared_by_person_name = models.CharField(max_length=160)
    released_at = models.DateTimeField(null=True)
    released_by_post_title = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("release under preparation")
        ordering = ["-prepared_at", "id"]

    def __str__(self) -> str:
        return self.digest[:8]


class Wording(GuardedModel):
    """Whose words a package uses, and under which attribution: each needs its author's consent."""

    package = SameCompartmentKey(Package, related_name="+")
    comment = SameCompartmentKey(InnerComment, related_name="+")
    attribution = models.CharField(max_length=16, choices=Attribution)

    class Meta:
        verbose_name = _("words in a release")
        constraints = [models.UniqueConstraint(fields=["package", "comment"], name="words_once_per_release")]

    def __str__(self) -> str:
        return str(self.comment_id)


class Consent(GuardedModel):
    """A member's yes or no to exactly these words, by hash. The latest word counts."""

    wording = SameCompartmentKey(Wording, related_name="+")
    digest = models.CharField(max_length=64)
    given = models.BooleanField()
    post_id = models.UUIDField()
    post_title = models.CharField(max_length=160)
    person_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("consent")
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["wording", "-at"])]

    def __str__(self) -> str:
        return str(self.given)


class OffSystem(GuardedModel):
    """Somebody without an account who was consulted. Shown nowhere outside without its written agreement.

    It lies where the coordination alone reads, or with the mission that asked; `about` is the
    request or the round that it belongs to, in a room of the same side.
    """

    about = models.UUIDField()
    organisation = models.CharField(_("organisation"), max_length=160)
    on = models.DateField(_("consulted on"))
    how = models.CharField(_("how"), max_length=200)
    summary = models.TextField(_("what was said"))
    agreement = models.CharField(_("reference of its written agreement"), max_length=200, blank=True)
    recorded_by_post_title = models.CharField(max_length=160)
    at = models.DateTimeField()
    note_id = models.UUIDField(null=True)  # what was released of it

    class Meta:
        verbose_name = _("consulted off-system")
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["about"])]
        constraints = [models.CheckConstraint(condition=~Q(organisation=""), name="off_system_names_whom")]

    def __str__(self) -> str:
        return self.organisation
