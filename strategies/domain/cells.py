"""A row changed as a whole or in some of its cells: the same verb saves it, so the same rules hold."""

from collections.abc import Callable
from typing import Any

from pocplan.access.actor import Actor
from pocplan.access.errors import Conflict
from strategies.domain import rows as verbs
from strategies.models import Activity, Body, Indicator, Responsibility, Threat

AnyOne = Threat | Activity | Body | Responsibility | Indicator
SAVES: dict[type[AnyOne], Callable[..., AnyOne]] = {
    Activity: lambda row, **given: verbs.save_activity(activity=row, **given),
    Threat: lambda row, **given: verbs.save_threat(threat=row, **given),
    Responsibility: verbs.save_responsibility,
    Body: lambda row, **given: verbs.save_body(body=row, **given),
    Indicator: verbs.save_indicator,
}
# What whoever drafts says of a row. How due diligence stands is not among it: others answer for that.
SAID: dict[type[AnyOne], tuple[str, ...]] = {
    Activity: (
        "title", "tier", "phases", "component", "lead_post_id", "place", "resources", "starts", "ends",
        "known_from_force", "hrddp_needed", "hrddp_case_id",
    ),
    Threat: (*verbs.THREAT_LINES, "risk", "known_from_force"),
    Responsibility: ("task", "post_id", "letter"),
    Body: (*verbs.BODY_LINES,),
    Indicator: (*verbs.INDICATOR_LINES, "level", "due", "lead_post_id", "latest_on"),
}  # fmt: skip


def save_row(*, actor: Actor, row: AnyOne, version: int, fields: dict[str, Any]) -> AnyOne:
    """Change a row last seen at `version`. Raises Refused, or Conflict where somebody was first."""
    return SAVES[type(row)](actor=actor, row=row, version=version, fields=fields)


def save_cells(*, actor: Actor, row: AnyOne, version: int, fields: dict[str, Any]) -> AnyOne:
    """Change some fields of a row last seen at `version`; the others stay. Refuses as for the whole row."""
    if row.version != version:  # what stays was read from a row that is another by now
        raise Conflict(verbs.CHANGED)
    stays = {name: getattr(row, name) for name in SAID[type(row)]}
    return save_row(actor=actor, row=row, version=version, fields={**stays, **fields})
