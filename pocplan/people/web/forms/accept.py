"""Setting up an invited account."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from pocplan.accounts.models import User


class AcceptForm(forms.Form):
    """A user name and a password, both twice as careful as they need to be elsewhere: this is the first door."""

    username = forms.CharField(
        label=_("User name"),
        max_length=80,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        help_text=_("At least eight characters that are hard to guess: several words that do not belong together."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The password once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        # Others' user names are theirs: a taken one is refused like one that is not allowed.
        if User.objects.filter(username__iexact=name).exclude(pk=self.user.pk).exists():
            raise forms.ValidationError(_("This user name cannot be used. Choose another one."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if not password:
            return cleaned
        if password != cleaned.get("again"):
            self.add_error("again", _("The two passwords differ."))
        try:
            password_validation.validate_password(password, self.user)
        except forms.ValidationError as error:
            self.add_error("password", error)
        return cleaned
