"""Lines of effort at a hotspot: by military, police and civilian component, each with owner, day and state."""

from datetime import date, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from missions.queries.calendar import not_over
from picture.domain.guards import demand_writer, post_title
from picture.domain.hotspots import step
from picture.domain.naming import demand_no_person, fill_without_names
from picture.enums.hotspots import ENDED_EFFORTS, EffortState, HotspotState, HotspotStep
from picture.models import Hotspot, LineOfEffort
from pocplan.access.actor import Actor
from pocplan.access.clock import now, today
from pocplan.access.enums import Audience, Side
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Owner, Post
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell

FARTHEST = timedelta(days=730)


@verb()
def add_effort(
    *, actor: Actor, hotspot: Hotspot, component: str, what: str, due_on: date, owner: Post | None = None
) -> LineOfEffort:
    """What a component of the mission does at a hotspot, until when. Its owner is a post of the actor's own body.

    In a shared room only the body is named. Raises Refused for a day in the past, for humanitarians
    (they carry out no component's effort), and for what seems to name a person.
    """
    demand_writer(actor, hotspot.compartment_id)
    if actor.side != Side.MISSION:
        raise Refused(_("Lines of effort are the mission’s own. Say what is needed on the hotspot."))
    if hotspot.state == HotspotState.DELISTED:
        raise Refused(_("This hotspot is delisted. List it again first."))
    if not not_over(actor) <= due_on <= today() + FARTHEST:
        raise Refused(_("Choose a day between today and two years from now."), "due_on")
    effort = LineOfEffort(compartment_id=hotspot.compartment_id, hotspot=hotspot, due_on=due_on, entered_at=now())
    values = {"component": component, "what": what}
    fill_without_names(effort, values)
    _name_owner(actor, effort, hotspot, owner)
    LineOfEffort.objects.bulk_create([effort])
    step(actor, hotspot, HotspotStep.EFFORT, "", [["effort", "", effort.what]])
    tell(actor, effort, "add_effort", component=component)
    return effort


def _name_owner(actor: Actor, effort: LineOfEffort, hotspot: Hotspot, owner: Post | None) -> None:
    if hotspot.compartment.audience == Audience.SHARED:
        effort.owner_title = Owner.objects.get(pk=actor.owner_id).name
        return
    effort.owner_title = owner.title_en if owner else post_title(actor)
    effort.owner_post_id = owner.pk if owner else actor.post_id


@verb()
def move_effort(
    *, actor: Actor, effort: LineOfEffort, revision: int, state: str, because: str = "", due_on: date | None = None
) -> LineOfEffort:
    """How far it is; not acted upon only with a reason. Raises Conflict where somebody was first."""
    demand_writer(actor, effort.compartment_id)
    if actor.side != Side.MISSION:
        raise Refused(_("Lines of effort are the mission’s own. Say what is needed on the hotspot."))
    before, day = effort.state, effort.due_on
    check_fields(effort, {"state": state})
    needed = state == EffortState.NOT_ACTED
    why = demand_no_person(plain(because, limit=2000, field="because", required=needed), "because")
    if due_on and due_on != day and state not in ENDED_EFFORTS and due_on < not_over(actor):
        raise Refused(_("Choose a day between today and two years from now."), "due_on")
    rows = LineOfEffort.objects.visible_to(actor).filter(pk=effort.pk, revision=revision)
    changed = {"state": state, "because": why, "due_on": due_on or day}
    if not rows.update(revision=F("revision") + 1, **changed):
        raise Conflict(_("Somebody was here before you. Look at it again."))
    effort.refresh_from_db(fields=["revision", *changed])
    step(actor, effort.hotspot, HotspotStep.EFFORT, why, [["effort_state", before, state]])
    tell(actor, effort, "move_effort", state=state)
    return effort
