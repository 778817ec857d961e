"""What the human rights due diligence on an activity was about, and what becomes of it when that is changed."""

from collections.abc import Mapping
from typing import Any

from strategies.enums.text import Hrddp
from strategies.models import Activity

# Due diligence weighs one support: what is given to a security force, by which part of the mission, with what means,
# where, and for how long. The tier belongs to the first of these: protecting with a force is another support than
# talking to it. In which phases the strategy lists the activity, which post leads it and who cleared what the Force
# knows change nothing that was weighed.
ABOUT = ("title", "tier", "component", "place", "resources", "starts", "ends")


def first_stated(*, needed: bool, stated: str | None) -> str:
    """Of a new activity. Whoever drafts says that it is needed; how it stands is said by those who answer for it."""
    if not needed:
        return Hrddp.NOT_NEEDED
    return stated if stated in set(Hrddp.values) - {Hrddp.NOT_NEEDED} else Hrddp.REQUESTED


def kept_or_asked_anew(before: Activity, values: Mapping[str, Any]) -> dict[str, Any]:
    """State and case of an activity once `values` are stored, for the form and for a cell alike.

    A change of what was weighed takes back what was stated, and the case that was named for it: nobody has weighed
    the activity as it reads now, and who says that the case covers it names it again. Another case, or none, takes
    the state back as well, or an old word would come to life where a case was taken away that stops the activity.
    """
    if not values["hrddp_needed"]:
        return {"hrddp_state": Hrddp.NOT_NEEDED, "hrddp_case_id": None}
    case = values["hrddp_case_id"]
    is_same_case = case == before.hrddp_case_id
    if before.hrddp_needed and is_same_case and not _is_another(before, values):
        return {"hrddp_state": before.hrddp_state, "hrddp_case_id": case}
    is_outdated = before.hrddp_needed and is_same_case
    return {"hrddp_state": Hrddp.REQUESTED, "hrddp_case_id": None if is_outdated else case}


def is_asked_anew(before: Activity, after: Activity) -> bool:
    """Whether a change took back what was stated on this activity, so that whoever made it can be told."""
    stood = (before.hrddp_state, before.hrddp_case_id)
    is_needed = before.hrddp_needed and after.hrddp_needed
    return is_needed and stood != (after.hrddp_state, after.hrddp_case_id) and after.hrddp_case_id is None


def _is_another(before: Activity, values: Mapping[str, Any]) -> bool:
    return any(getattr(before, name) != values[name] for name in ABOUT)
