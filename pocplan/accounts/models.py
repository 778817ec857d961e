"""Who can sign in. This table is open to the application's roles, so it holds nothing but what
sign-in needs: names, posts and sides live in the guarded directory (pocplan.access)."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts. There is no superuser: nobody is special to the walls."""

    def create_user(self, username: str, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in. What the person may read follows from the posts held, never from this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=80, unique=True, validators=[UnicodeUsernameValidator()])
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    timezone = models.CharField(_("time zone"), max_length=64, default="UTC")
    digest_hour = models.PositiveSmallIntegerField(_("hour of the daily digest"), default=7)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the settings site"), default=False)
    is_demo = models.BooleanField(_("demonstration account"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.CheckConstraint(condition=models.Q(digest_hour__lte=23), name="digest_hour_of_day")]

    def __str__(self) -> str:
        return self.username


class Invitation(models.Model):
    """That somebody is to be asked, by mail, to set up the account. A known account is asked to sign in instead.

    Kept until it is sent, so that a mail server that is down loses none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("invitation")
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["asked_at"], condition=models.Q(sent_at__isnull=True), name="unsent_invitation")
        ]

    def __str__(self) -> str:
        return str(self.pk)
