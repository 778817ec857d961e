"""Forms of mandates, offices and sections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.domain.mandates import MOST_TEXT
from missions.enums import COMPONENTS_OF, OfficeKind
from missions.models import Mandate, MandateParagraph, Mission, Office, SectionUnit
from pocplan.access.enums import OwnerKind
from pocplan.access.models import Owner
from pocplan.ui.inputs import DayField, words_field

BESIDE_SECTORS = [choice for choice in OfficeKind.choices if choice[0] != OfficeKind.SECTOR]


class MandateForm(forms.Form):
    resolution = words_field(
        _("Resolution"), Mandate, "resolution", help_text=_("As it is cited, for example S/RES/1234 (2026).")
    )
    adopted_on = DayField(label=_("Adopted on"))
    expires_on = DayField(label=_("Expires on"), required=False)
    note = words_field(_("Note"), Mandate, "note")

    @classmethod
    def initial_of(cls, mandate: Mandate) -> dict[str, Any]:
        return {name: getattr(mandate, name) for name in cls.base_fields}


class MandateFileForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("JSON or CSV, up to 5 MB."))
    entity = forms.CharField(
        label=_("How the file names this mission"), max_length=80, help_text=_("The column Entity of a registry.")
    )


class ParagraphForm(forms.Form):
    number = words_field(_("Paragraph"), MandateParagraph, "number", help_text=_("For example 7 (a) (i)."))
    text = forms.CharField(label=_("Text"), max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 6}))
    is_on_protection = forms.BooleanField(label=_("On the protection of civilians"), required=False)


class OfficeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of office"), choices=BESIDE_SECTORS)
    name = words_field(_("Name"), Office, "name")
    place = words_field(_("Place"), Office, "place")
    field_cluster = forms.ModelChoiceField(
        label=_("Field cluster"),
        queryset=Owner.objects.none(),
        required=False,
        help_text=_("The cluster that works in the same place."),
    )

    def __init__(self, *args: Any, mission: Mission, is_sector: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters = Owner.objects.filter(kind=OwnerKind.CLUSTER, operation_id=mission.owner.operation_id)
        self.fields["field_cluster"].queryset = clusters.order_by("name")  # type: ignore[attr-defined]
        if is_sector:
            del self.fields["kind"]

    @staticmethod
    def initial_of(office: Office) -> dict[str, Any]:
        return {
            "kind": office.kind,
            "name": office.name,
            "place": office.place,
            "field_cluster": office.field_cluster_id,
        }


class SectorForm(forms.Form):
    name = words_field(_("Name"), Office, "name")


class SectionForm(forms.Form):
    component = forms.ChoiceField(label=_("Component"))
    name = words_field(_("Name"), SectionUnit, "name")

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["component"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in COMPONENTS_OF[mission.kind]
        ]
