"""The tables of rows: what each cell says, and what is asked in it when it is changed in its place."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from strategies.queries.rows import DueDiligence
from strategies.templatetags.strategy_text import phase_labels, tier_numeral


class Said(NamedTuple):
    """The words of a cell, smaller ones below them, and whether the post that it names stands vacant."""

    words: Any
    small: tuple[Any, ...] = ()
    vacant: bool = False


@dataclass(frozen=True)
class Beside:
    """What cells say beyond their row: which posts are held today, and how due diligence stands."""

    held: Collection[UUID]
    due: Mapping[UUID, DueDiligence]


class Column(NamedTuple):
    """One column. `fields` are asked in its cell; one without any is changed in the form of the whole row."""

    name: str
    label: Any
    fields: tuple[str, ...]
    says: Callable[[Any, Beside], Said]
    is_due: bool = False
    is_post: bool = False


def _plain(name: str, label: Any) -> Column:
    return Column(name, label, (name,), lambda row, beside: Said(getattr(row, name)))


def _chosen(name: str, label: Any) -> Column:
    return Column(name, label, (name,), lambda row, beside: Said(getattr(row, f"get_{name}_display")()))


def _post(label: Any, key: str, title: str) -> Column:
    def said(row: Any, beside: Beside) -> Said:
        post = getattr(row, key)
        return Said(getattr(row, title), vacant=bool(post) and post not in beside.held)

    return Column("post", label, (key,), said, is_post=True)


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _small(*words: Any) -> tuple[Any, ...]:
    return tuple(word for word in words if word)


def _titled(row: Any, beside: Beside) -> Said:
    return Said(row.title, _small(row.place, row.known_from_force and _("Known from the Force")))


def _period(row: Any, beside: Beside) -> Said:
    return Said(f"{_day(row.starts)} – {_day(row.ends)}")


ACTIVITY = (
    Column("title", _("Activity"), ("title", "place"), _titled),
    Column("tier", _("Tier"), ("tier",), lambda row, beside: Said(tier_numeral(row.tier))),
    Column("phases", _("Phases"), ("phases",), lambda row, beside: Said(phase_labels(row.phases))),
    _chosen("component", _("Component")),
    _post(_("Lead post"), "lead_post_id", "lead_post_title"),
    Column("period", _("Period"), ("starts", "ends"), _period),
    Column("due", _("Due diligence"), (), lambda row, beside: Said(beside.due.get(row.pk)), is_due=True),
)
THREAT = (
    Column("title", _("Threat"), ("title", "place"), _titled),
    _chosen("risk", _("Protection risk")),
    _plain("actor", _("From whom")),
    Column(
        "exposed", _("Who is exposed"), ("exposed", "vulnerability"),
        lambda row, beside: Said(row.exposed, _small(row.vulnerability)),
    ),
    _plain("capacity", _("Capacity of the state")),
    _plain("will", _("Will of the state")),
)  # fmt: skip
RESPONSIBILITY = (
    _plain("task", _("Task")),
    _post(_("Post"), "post_id", "post_title"),
    _chosen("letter", _("Role")),
)
BODY = (
    _plain("name", _("Body")),
    _plain("purpose", _("Purpose")),
    _plain("chair", _("Chair")),
    _plain("participants", _("Who takes part")),
    _plain("rhythm", _("How often")),
)
INDICATOR = (
    Column("title", _("Indicator"), ("title", "unit"), lambda row, beside: Said(row.title, _small(row.unit))),
    Column(
        "objective", _("Objective"), ("objective", "level"),
        lambda row, beside: Said(row.objective, (row.get_level_display(),)),
    ),
    _plain("baseline", _("Baseline")),
    _plain("target", _("Target")),
    Column(
        "latest", _("Latest value"), ("latest", "latest_on"),
        lambda row, beside: Said(row.latest, _small(_day(row.latest_on))),
    ),
    _post(_("Responsible post"), "lead_post_id", "lead_post_title"),
    Column("due", _("Due"), ("due",), lambda row, beside: Said(_day(row.due))),
)  # fmt: skip
