"""Persons, posts and who holds which post from when to when. Guarded in the directory of the owner."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import PostKind
from pocplan.access.gate import GuardedModel, SameCompartmentKey
from pocplan.access.models.structure import Area, Compartment, Owner


class Post(GuardedModel):
    """A post of a mission or cluster. Rights come from posts; a post can be vacant."""

    owner = models.ForeignKey(Owner, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind of post"), max_length=32, choices=PostKind)
    title_en = models.CharField(_("title in English"), max_length=160)
    title_fr = models.CharField(_("title in French"), max_length=160)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    unit = models.CharField(_("component or section"), max_length=120, blank=True)
    reports_to = SameCompartmentKey("self", null=True, blank=True, related_name="+")
    mission_affiliated = models.BooleanField(_("affiliated with the mission"), default=False)
    host_state = models.BooleanField(_("body of the host state"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        ordering = ["title_en", "id"]

    def __str__(self) -> str:
        """In the language of who reads; a record keeps `title_en`."""
        return self.title_fr if (get_language() or "").startswith("fr") else self.title_en


class Person(GuardedModel):
    """How somebody is known in one owner's directory; the same account may be known in several."""

    owner = models.ForeignKey(Owner, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        verbose_name = _("person")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["compartment", "user"], name="known_once_per_owner")]

    def __str__(self) -> str:
        return self.name


class Incumbency(GuardedModel):
    """A person in a post from a day to a day. It seats nobody until a head of that side confirms it."""

    post = SameCompartmentKey(Post, related_name="+")
    person = SameCompartmentKey(Person, related_name="+")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    acting = models.BooleanField(_("acting"), default=False)
    proposed_by = models.UUIDField(null=True, editable=False)
    confirmed_by = models.UUIDField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)  # a proposal that nobody may confirm any more

    class Meta:
        verbose_name = _("incumbency")
        ordering = ["-starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(confirmed_at__isnull=True),
                name="withdrawn_seats_nobody",
            ),
        ]
        indexes = [models.Index(fields=["post", "starts"]), models.Index(fields=["person"])]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.post_id}"


class Seat(models.Model):
    """A seat that no rule gives: a named planner in the force's room, an agency by invitation.

    Written only by access.give_seat(), access.except_host_state() and access.take_seat(); readable where
    the room is.
    """

    id = models.UUIDField(primary_key=True)
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")
    post_id = models.UUIDField()
    may_write = models.BooleanField(default=False)
    reason = models.TextField()
    given_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    ends = models.DateField(null=True)
    # Filled for a body of the host state, whose seat everybody in the room is shown before they write.
    host_state_body = models.CharField(max_length=160, blank=True, db_default="")

    class Meta:
        verbose_name = _("seat")
        indexes = [models.Index(fields=["post_id"])]

    def __str__(self) -> str:
        return str(self.id)


class Addressing(models.Model):
    """Whoever sits in `source` also sits in the shared compartment: its addressees, one by one.

    Written only by access.open_shared(), access.address() and access.end_addressing().
    """

    id = models.UUIDField(primary_key=True)
    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")
    source_id = models.IntegerField()
    owner = models.ForeignKey(Owner, models.PROTECT, related_name="+")
    may_write = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("addressee")
        indexes = [models.Index(fields=["source_id"])]

    def __str__(self) -> str:
        return str(self.id)


class SigningKey(models.Model):
    """The two halves of the key with which a login role signs its bindings. No serving role reads it."""

    role = models.CharField(max_length=80, primary_key=True)
    inner = models.BinaryField()
    outer = models.BinaryField()
    may_be_system = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.role
