"""What was asked on the Must-Should-Could matrix, what stands against it and what is owed, as one hat reads it.

A list asks for its own rows. A page says five things of the same rows, so it walks through them once: see `Board`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadership.queries.picture import room_of, short
from leadership.queries.rows import Chosen, Lot, Row
from missions.enums import ComponentKind
from picture.enums.protection import Coverage, Decided, Grade, NotBecause
from picture.models import ProtectionPriority
from picture.models.protection import UNPROTECTED
from picture.queries import in_force, protection
from pocplan.access.actor import Actor
from pocplan.access.enums import PostKind, Side

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEVEL = {"must": "critical", "should": "high", "could": "medium"}
# What rows say of a priority and of its place.
SAID = (
    "compartment", "grade", "coverage", "covered_on", "stated_at", "unarmed_words", "unarmed_owner_name",
    "unarmed_owner_post_id", "accepted_at", "cleared_on", "hotspot__place_said", "hotspot__sector",
    "hotspot__population",
)  # fmt: skip
Read = Callable[[Any], Row]
Decisions = Mapping[UUID, Sequence[Any]]
# By the name of a lot: which of the rows in force are in it.
CHOSEN: dict[str, Callable[[in_force.InForce], bool]] = {
    "gaps": lambda one: one.is_gap,
    "differ": lambda one: one.differs,
    "decisions": lambda one: not one.is_decided,
    "coverage": lambda one: one.is_unclassed,
    "unarmed": lambda one: one.is_unprotected,
}


class Board:
    """All that a page says of protection priorities, in three questions.

    Enclaves are left out without a gap where a paper leaves the building. `most` is how many rows a lot shows.
    """

    def __init__(self, actor: Actor, *, enclaves: bool, most: int) -> None:
        self.actor = actor
        self.rows = [one for one in in_force.in_force(actor) if enclaves or not one.is_enclave]
        self.chosen = {name: list(filter(is_in, self.rows)) for name, is_in in CHOSEN.items()}
        shown = {one.pk for rows in self.chosen.values() for one in rows[:most]}
        self.whole = {one.pk: one for one in _in_force(actor).filter(pk__any=shown)}

    def gaps(self) -> Chosen:
        """Must, and troops do not cover it."""
        return self._lot("gaps", _covered)

    def differing(self) -> Chosen:
        decisions = {one.pk: one.decisions for one in self.rows}
        return self._lot("differ", lambda one: _differing(one, decisions))

    def owed(self) -> list[Chosen]:
        return [self._lot(key, read(self.actor), heading) for key, (heading, _query, read) in OWED.items()]

    def classes(self) -> list[tuple[str, str, dict[str, int]]]:
        """By grade: how many places of each class of coverage; `none` where the Force has not said."""
        found = Counter((one.grade, one.coverage) for one in self.rows)
        every = [*Coverage.values, ""]
        return [
            (one.value, str(one.label), {cover or "none": found[one.value, cover] for cover in every}) for one in Grade
        ]

    def _lot(self, name: str, read: Read, heading: "StrOrPromise" = "") -> Chosen:
        return Chosen(self.chosen[name], self.whole, _each(read), heading, name)


def _each(read: Read) -> Callable[[Iterable[Any]], list[Row]]:
    return lambda rows: [read(one) for one in rows]


def _in_force(actor: Actor) -> QuerySet[ProtectionPriority]:
    return protection.priorities_in_force(actor).only(*SAID)


def covered(actor: Actor, grade: str, coverage: str) -> Lot:
    """Places with a protection priority, by what was asked and what troops cover."""
    rows = protection.priorities_in_force(actor).only(*SAID)
    rows = rows.filter(grade=grade) if grade else rows
    rows = rows.filter(coverage="" if coverage == "none" else coverage) if coverage else rows
    return Lot(rows, _each(_covered), population="hotspot__population")


def differing(actor: Actor) -> Lot:
    """Places where a decision is another than the priority."""
    return Lot(protection.differing_items(actor).only(*SAID), lambda rows: _items(actor, rows))


def owed(actor: Actor) -> list[Lot]:
    """What is missing at places: the decision, the class of coverage, what protects instead of troops."""
    return [
        Lot(query(actor).only(*SAID), _each(read(actor)), heading, key) for key, (heading, query, read) in OWED.items()
    ]


def _unprotected(actor: Actor) -> QuerySet[ProtectionPriority]:
    return _in_force(actor).filter(UNPROTECTED)


def _place(one: ProtectionPriority) -> str:
    return ", ".join(filter(None, [one.hotspot.place_said, one.hotspot.sector]))


def _address(one: ProtectionPriority) -> str:
    return reverse("hotspots:detail", args=[one.hotspot_id])


def _covered(one: ProtectionPriority) -> Row:
    word = one.get_coverage_display() if one.coverage else _("not said yet")
    said = _("%(grade)s: %(cover)s") % {"grade": one.get_grade_display(), "cover": word}
    if one.covered_on:
        said = _("%(said)s, as of %(day)s") % {"said": said, "day": short(one.covered_on)}
    return Row(
        title=_place(one),
        address=_address(one),
        why=f"{said[:1].upper()}{said[1:]}. {_otherwise(one)}".strip(),
        level=LEVEL[one.grade] if one.coverage == Coverage.NOT else "medium",
        people=one.hotspot.population,
        **room_of(one),
    )


def _otherwise(one: ProtectionPriority) -> str:
    if one.coverage != Coverage.NOT:
        return ""
    if not one.unarmed_words:
        return _("No unarmed strategy is planned.")
    if one.accepted_at is None:
        return _("An unarmed strategy waits for the acceptance of its owner.")
    if one.cleared_on is None:
        return _("An unarmed strategy waits for a security clearance.")
    return _("An unarmed strategy is accepted and cleared.")


def _items(actor: Actor, items: list[ProtectionPriority]) -> list[Row]:
    decisions = protection.latest_decisions(actor, items)
    return [_differing(one, decisions) for one in items]


def _differing(one: ProtectionPriority, decisions: Decisions) -> Row:
    asked = _("Cluster’s protection priority: %(grade)s.") % {"grade": one.get_grade_display()}
    why = " ".join([asked, *map(_decided, decisions[one.pk])])
    return Row(_place(one), _address(one), why, level="medium", **room_of(one))


def _decided(decision: Any) -> str:
    military = decision.component == ComponentKind.MILITARY
    said = _("Force decision: %(grade)s") if military else _("Police decision: %(grade)s")
    reason = f" ({NotBecause(decision.reason_code).label})" if decision.reason_code else ""
    return said % {"grade": Decided(decision.grade).label} + reason + "."


def _commander(actor: Actor) -> str:
    """Across the wall one sees bodies, never posts."""
    return str(PostKind.FORCE_COMMANDER.label) if actor.side == Side.MISSION else _("The Force")


def _owed(one: ProtectionPriority, why: str, by: str, since: date | None, level: str, post: UUID | None = None) -> Row:
    return Row(_place(one), _address(one), why, **room_of(one), level=level, by=by, post=post, since=since)


def _decision(actor: Actor) -> Read:
    def read(one: ProtectionPriority) -> Row:
        why = _("Cluster’s protection priority: %(grade)s.") % {"grade": one.get_grade_display()}
        return _owed(one, why, _commander(actor), one.stated_at.date(), "critical" if one.grade == "must" else "high")

    return read


def _coverage(actor: Actor) -> Read:
    def read(one: ProtectionPriority) -> Row:
        return _owed(one, _("Whether troops cover the place."), _commander(actor), one.stated_at.date(), "high")

    return read


def _unarmed(actor: Actor) -> Read:
    def read(one: Any) -> Row:
        who, why = _missing(actor, one)
        waits = one.unarmed_words and one.accepted_at is None  # for its owner
        return _owed(one, why, who, one.covered_on, "critical", one.unarmed_owner_post_id if waits else None)

    return read


def _missing(actor: Actor, one: Any) -> tuple[str, str]:
    """By whom, and what, before a place that troops do not cover is protected."""
    if not one.unarmed_words:
        who = str(PostKind.SENIOR_POC_ADVISER.label) if actor.side == Side.MISSION else _("The mission")
        return who, _("An unarmed strategy has to be planned.")
    if one.accepted_at is None:
        return one.unarmed_owner_name, _("Its owner has not accepted the unarmed strategy.")
    return one.unarmed_owner_name, _("A security clearance is not on record.")


OWED: dict[str, tuple["StrOrPromise", Callable[[Actor], QuerySet[ProtectionPriority]], Callable[[Actor], Read]]] = {
    "decisions": (gettext_lazy("Decisions of the Force"), protection.undecided_items, _decision),
    "coverage": (gettext_lazy("Coverage to be said"), protection.unclassed_items, _coverage),
    "unarmed": (gettext_lazy("Unarmed strategies"), _unprotected, _unarmed),
}
