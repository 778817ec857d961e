"""Keeping the entry of a cluster, and saying that it is deactivated or chaired by a government."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from clusters.domain.keepers import demand_keeper
from clusters.enums import ClusterKind
from clusters.models import Cluster, StateChange
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.founding import set_owner_state
from pocplan.access.enums import OwnerState, PostKind
from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Owner
from pocplan.access.seating import HEADS, KEEPERS
from pocplan.access.verb import verb
from pocplan.access.wording import check_fields, plain
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify

FIELDS = ("kind", "theme", "parent", "area", "lead", "colead", "covers")
# Who plans with a cluster, or shares with it, on both sides.
TOLD = (*HEADS, *KEEPERS, PostKind.POC_ADVISER, PostKind.OCHA_OFFICER)
ALREADY = _("Somebody changed this meanwhile. Yours was not saved; look at theirs and save again.")


@verb()
def change_cluster(*, actor: Actor, cluster: Cluster, version: int, **values: Any) -> Cluster:
    """Change fields of the entry. For the cluster's coordination and administrators.

    Raises Refused for others and for what does not fit, Conflict where somebody saved first.
    """
    demand_keeper(actor, cluster.owner_id)
    check_cluster(actor, cluster, values)
    mine = Cluster.objects.visible_to(actor).filter(pk=cluster.pk, version=version)
    fields = {name: getattr(cluster, name) for name in values}
    if not mine.update(version=version + 1, changed_at=now(), **fields):
        raise Conflict(ALREADY)
    tell(actor, cluster, "change", fields=sorted(values))
    return cluster


@verb()
def set_state(*, actor: Actor, cluster: Cluster, state: str, reason: str) -> StateChange:
    """Deactivated, chaired by the government, or active again; what is shared with it follows at once.

    Its coordination can close it; only an administrator says "active" again, and nothing that was shared
    before comes back by itself. Raises Refused for others, for no reason given and for no change.
    """
    demand_keeper(actor, cluster.owner_id)
    reason = plain(reason, limit=300, field="reason", required=True)
    _refuse_state(actor, cluster, state)
    # Written first: a cluster's own coordination writes nothing more in the commons once it is deactivated.
    change = StateChange.objects.create(
        compartment_id=cluster.compartment_id,
        cluster=cluster,
        state=state,
        reason=reason,
        at=now(),
        by_organisation=Owner.objects.get(pk=actor.owner_id).name,
    )
    tell(actor, cluster, "set_state", state=state)
    room, code = cluster.compartment_id, f"cluster_{state}"
    notify(actor=actor, compartment_id=room, code=code, kind="cluster", subject_id=cluster.pk, to_kinds=TOLD)
    set_owner_state(actor=actor, owner_id=cluster.owner_id, state=state)
    return change


def _refuse_state(actor: Actor, cluster: Cluster, state: str) -> None:
    if state not in OwnerState.values:
        raise Refused(_("Choose a state."), "state")
    if cluster.owner.state == state:
        raise Refused(_("The cluster is in this state already."), "state")
    if state == OwnerState.ACTIVE and actor.post_kind != PostKind.ADMINISTRATOR:
        raise Refused(_("Only the administrator of the system makes a cluster active again. Ask there."), "state")


def check_cluster(actor: Actor, cluster: Cluster, values: dict[str, Any]) -> None:
    """Put `values` into the cluster. Raises Refused for the first that does not fit."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"Not fields of a cluster: {', '.join(sorted(unknown))}")
    check_fields(cluster, {name: value for name, value in values.items() if name not in ("parent", "area")})
    for name in {"parent", "area"} & set(values):
        setattr(cluster, name, values[name])
    _refuse_parent(actor, cluster)


def _refuse_parent(actor: Actor, cluster: Cluster) -> None:
    if cluster.kind == ClusterKind.NATIONAL and cluster.parent_id:
        raise Refused(_("A national cluster belongs to no other. Leave this empty."), "parent")
    above, seen = cluster.parent_id, {cluster.pk}
    while above:
        if above in seen:
            raise Refused(_("A cluster cannot belong to itself. Choose another one."), "parent")
        seen.add(above)
        row = Cluster.objects.visible_to(actor).filter(pk=above).only("parent_id").first()
        above = row.parent_id if row else None
