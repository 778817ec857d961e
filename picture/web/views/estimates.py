"""The estimate of one sector on one sheet of paper, for whoever reads the Force's own room."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from missions.queries.calendar import today_of
from picture.queries.estimates import estimate_of, force_room
from picture.queries.hotspots import sectors_in
from picture.queries.ratings import boards
from picture.queries.rooms import rooms_with_threats
from picture.web.views.frame import chosen, seen_by
from pocplan.access.errors import NotSeated
from pocplan.access.models import Compartment
from pocplan.ui.answers import actor_of, hidden_is_absent, page


class SectorForm(forms.Form):
    """Which matrix, and which sector of it."""

    room = forms.ChoiceField(label=_("Matrix"))
    sector = forms.ChoiceField(label=_("Sector"), required=False)

    def __init__(self, data: dict[str, str], *, rooms: list[Compartment], sectors: list[str]) -> None:
        super().__init__(data)
        self.fields["room"].choices = [(str(one.public_id), _room_words(one)) for one in rooms]  # type: ignore[attr-defined]
        self.fields["sector"].choices = [("", _("all")), *((one, one) for one in sectors)]  # type: ignore[attr-defined]


def _room_words(room: Compartment) -> str:
    return room.label or str(room.get_audience_display())


@require_safe
@hidden_is_absent
def estimate(request: HttpRequest) -> HttpResponse:
    """Threat, terrain, what is asked, what was decided, what it would take, what is done and due."""
    actor = actor_of(request)
    force = force_room(actor)
    if force is None:
        raise NotSeated("The estimate is for who reads the Force's room.")
    rooms = rooms_with_threats(actor)
    room = chosen(request, rooms)
    sectors = sectors_in(actor, room.pk)
    sector = request.GET.get("sector", "") if request.GET.get("sector") in sectors else ""
    found = estimate_of(actor, room.pk, sector)
    beside = boards(actor, found.threats, room)
    context = {
        "estimate": found,
        "threats": [(one, [line for line in beside[one.pk] if line.rating]) for one in found.threats],
        "narrowed": SectorForm({"room": str(room.public_id), "sector": sector}, rooms=rooms, sectors=sectors),
        "room": room,
        "sector": sector,
        "today": today_of(actor),
        "who": seen_by(actor, force.pk),
    }
    return page(request, "picture/hotspots/estimate.html", context)
