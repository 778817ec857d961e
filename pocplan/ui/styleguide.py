"""Invented samples for the page that shows every component."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import Audience
from pocplan.ui.freshness import freshness

TODAY = date(2026, 10, 12)


@dataclass(frozen=True)
class Sample:
    """What the audience components are given."""

    audience: str
    label: str
    named: tuple[tuple[str, str], ...] = (("Cluster coordinator", "N. L."), ("Co-lead", "E. K."))
    count: int = 2
    organisations: tuple[str, ...] = ("UNMOR",)
    host_state: tuple[str, ...] = ()


class SampleForm(forms.Form):
    title = forms.CharField(label=_("Title"), help_text=_("As it stands on the cover."))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("a", _("Concern")), ("b", _("Objection"))])
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    parts = forms.MultipleChoiceField(
        label=_("Sections"), choices=[("1", "1"), ("2", "2")], widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


def samples() -> dict[str, Any]:
    """Context of the page."""
    return {
        "audiences": Audience.values,
        "who": Sample(Audience.CLUSTER_LEAD, "", organisations=()),
        "wider": Sample(Audience.SHARED, "UNMOR, Protection Cluster"),
        "form": SampleForm({"kind": "a"}),
        "fresh": [freshness(day, TODAY) for day in (TODAY, TODAY - timedelta(9), TODAY - timedelta(16), None)],
        "levels": ("low", "medium", "high", "critical"),
        "moments": (
            {"word": "3.1", "detail": _("in force"), "at": date(2025, 11, 4), "when": "past"},
            {"word": _("Revision"), "detail": _("six comments without an answer"), "at": None, "when": "now"},
            {"word": _("Approval"), "detail": "", "at": None, "when": "next"},
        ),
        "pages": Paginator(range(120), 50).page(2),
        "rows": (("Kelmat", "3", "5"), ("Namoshe", "2", "4")),
        "theirs": ((_("Title"), "Protection in Orvane"),),
    }
