"""What stands in rows and lets no version be submitted or approved: prohibited places, and a state that threatens."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from strategies.models import Strategy
from strategies.queries.wording import FACILITY, STATE_THREAT, Marked, unanswered


def demand_prohibitions_answered(actor: Actor, strategy: Strategy, sections: Sequence[Mapping[str, Any]]) -> None:
    """Raises Refused with the rows at fault and the way out, for whoever submits or approves these sections."""
    open_ = unanswered(actor, strategy, sections)
    places = [one for one in open_ if one.finding.rule == FACILITY]
    if places:
        raise Refused(
            _("Prohibited, in or beside a school, a health facility or a religious site: %(names)s. Move it, or ask "
              "the Force Commander or the Head of Mission for an exception, which they make under “Check the words”."),
            names=_names(places),
        )  # fmt: skip
    threats = [one for one in open_ if one.finding.rule == STATE_THREAT]
    if threats:
        raise Refused(
            _("The state is named as a threat: %(names)s. Say in the strategy what the mission does about that, "
              "then keep it under “Check the words” with the section where it stands."),
            names=_names(threats),
        )  # fmt: skip


def _names(found: Sequence[Marked]) -> str:
    return "; ".join(dict.fromkeys(one.spot.text for one in found))
