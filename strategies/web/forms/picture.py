"""The choice of rows of the picture: one tick per row, and one more for what the invitees read."""

from uuid import UUID

from django import forms

from picture.models import Hotspot, Threat
from strategies.domain.picture import Chosen
from strategies.enums.picture import PictureKind


def name_of(subject: Threat | Hotspot) -> str:
    """How the form names a row; only the database's answer counts."""
    kind = PictureKind.THREAT if isinstance(subject, Threat) else PictureKind.HOTSPOT
    return f"{kind}:{subject.pk}"


class PictureForm(forms.Form):
    """The ticks are drawn by the page; what cannot be read of them is nothing chosen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def ticked(self) -> dict[str, set[str]]:
        """What was sent, as it was sent."""
        return {what: set(self._sent(what)) for what in ("stand", "show", "force")}

    def chosen(self) -> list[Chosen]:
        sent = self.ticked()
        names = dict.fromkeys(self._sent("stand"))
        read = ((name, _read(name)) for name in names)
        return [
            Chosen(key[0], key[1], name in sent["show"], name in sent["force"]) for name, key in read if key is not None
        ]

    def _sent(self, what: str) -> list[str]:
        return list(self.data.getlist(what)) if hasattr(self.data, "getlist") else []


def _read(name: str) -> tuple[str, UUID] | None:
    kind, _, ref = name.partition(":")
    try:
        return (kind, UUID(ref)) if kind in PictureKind.values else None
    except ValueError:
        return None
