"""Choosing what of the protection picture a strategy stands on, and keeping it as it stood in a version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from strategies.documents.canonical import digest
from strategies.domain.workflow import demand
from strategies.enums.text import Verb
from strategies.models import FrozenRating, PictureRow, Strategy, Version
from strategies.queries.force import OF_THE_FORCE
from strategies.queries.picture import MOST, Key, Picture, Said, Subject, may_be_shown, subjects
from strategies.queries.rows import rows_of
from strategies.queries.signatures import signature

ONCE = {"stands_on_a_row_once": _("Somebody chose this row before you. Look at the list again.")}


@dataclass(frozen=True)
class Chosen:
    """A threat or hotspot that the strategy is to stand on, and whether the invitees will read it."""

    kind: str
    ref: UUID
    is_shown: bool = False
    known_from_force: bool = False

    @property
    def key(self) -> Key:
        return self.kind, self.ref


@verb(ONCE)
def choose_picture(*, actor: Actor, strategy: Strategy, rows: Sequence[Chosen], seen: str) -> int:
    """Let the strategy stand on exactly these rows. Nothing is frozen or shared by it. Returns how many changed.

    For the posts that answer for the header. Raises Refused for a row that not all readers of the strategy
    read, for showing what is not the mission's own or names an enclave, for taking the Force's mark away, and
    beyond 200 rows; Conflict where the choice is not the one that was `seen`.
    """
    demand(actor, strategy, Verb.EDIT_HEADER)
    standing = {(row.kind, row.subject_ref): row for row in rows_of(actor, PictureRow, strategy)}
    if seen != state_of(list(standing.values())):
        raise Conflict(_("Somebody chose otherwise before you. Look at the list again and save once more."))
    if len(rows) > MOST:
        raise Refused(_("At most %(limit)s rows fit here."), limit=MOST)
    _demand_possible(actor, strategy, rows, standing)
    changed = _take_out(actor, standing, {one.key for one in rows})
    changed += sum(_keep(actor, strategy, standing.get(one.key), one, at) for at, one in enumerate(rows, start=1))
    if changed:
        tell(actor, strategy, "choose_picture", rows=len(rows), shown=sum(one.is_shown for one in rows))
    return changed


def state_of(rows: Sequence[PictureRow]) -> str:
    """What a page saw, so that a choice made meanwhile is not overwritten."""
    return digest(sorted([str(row.pk), row.version] for row in rows))[:16]


def _demand_possible(actor: Actor, strategy: Strategy, rows: Sequence[Chosen], standing: dict[Key, PictureRow]) -> None:
    offered = subjects(actor, strategy.compartment_id, [one.key for one in rows])
    for one in rows:
        subject = offered.get(one.key)
        if subject is None and (one.key not in standing or one.is_shown):
            raise Refused(_("One of these rows does not stand there any more. Choose again."), "stand")
        _demand_showable(actor, strategy, one, subject, standing.get(one.key))


def _demand_showable(
    actor: Actor, strategy: Strategy, one: Chosen, subject: Subject | None, row: PictureRow | None
) -> None:
    if one.is_shown and subject is not None and not may_be_shown(strategy, subject):
        raise Refused(_("Only what the mission wrote in this room itself can be shown, and never an enclave."), "show")
    if row is not None and row.known_from_force and not one.known_from_force and actor.post_kind not in OF_THE_FORCE:
        raise Refused(_("This is marked as known from the Force. Only a post of the Force takes the mark away."))


def _take_out(actor: Actor, standing: dict[Key, PictureRow], kept: set[Key]) -> int:
    gone = [row.pk for key, row in standing.items() if key not in kept]
    rows = PictureRow.objects.visible_to(actor).filter(pk__in=gone)
    return rows.update(withdrawn_at=now(), version=F("version") + 1)


def _keep(actor: Actor, strategy: Strategy, row: PictureRow | None, one: Chosen, at: int) -> bool:
    flags = {"is_shown": one.is_shown, "known_from_force": one.known_from_force}
    if row is not None and all(getattr(row, name) == value for name, value in flags.items()):
        return False
    values: dict[str, Any] = {
        **flags,
        "edited_at": now(),
        **signature(actor, strategy.language).as_fields("edited_by"),
    }
    if row is not None:
        rows = PictureRow.objects.visible_to(actor).filter(pk=row.pk)
        return bool(rows.update(version=F("version") + 1, **values))
    PictureRow.objects.create(
        compartment_id=strategy.compartment_id,
        strategy=strategy,
        kind=one.kind,
        subject_ref=one.ref,
        position=10 * at,
        **values,
    )
    return True


def keep_ratings(version: Version, picture: Picture) -> None:
    """What each side had released of the threats, beside the version's body and under the same seal as before."""
    FrozenRating.objects.bulk_create(_frozen(version, said) for said in picture.ratings)


def _frozen(version: Version, said: Said) -> FrozenRating:
    values = {name: value for name, value in vars(said).items() if name not in ("row_key", "threat_ref")}
    hashed = {**values, "row_key": said.row_key, "cut_off": said.cut_off.isoformat(), "version": str(version.pk)}
    return FrozenRating(
        compartment_id=version.compartment_id,
        version=version,
        row_key=UUID(said.row_key),
        threat_ref=said.threat_ref,
        digest=digest(hashed),
        **values,
    )
