"""Who was consulted on each strategy and what they said, from what one hat reads. Consulted is not endorsed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from leadership.queries.rows import Lot, Row
from pocplan.access.actor import Actor
from strategies.enums.rounds import PositionWord, RoundState
from strategies.models import Invitation, Pause, Position, Request, Round, Strategy
from strategies.queries.strategies import ENDED

HELD = (RoundState.OPEN, RoundState.CLOSED)
ASKED = ("compartment", "title", "asked_by", "organisation", "opened_on", "deadline", "closed_at")
LEVEL = {PositionWord.OBJECTION: "critical", PositionWord.CONCERN: "high"}


@dataclass(frozen=True)
class Said:
    """One invitee and what it said; `word` is empty where no counterpart exists."""

    name: str
    words: str
    level: str = "plain"


@dataclass(frozen=True)
class Consulted:
    """The last round that a reader knows of: its window, who was asked, the certificate."""

    said: list[Said] = field(default_factory=list)
    opened_on: date | None = None
    until: date | None = None
    is_open: bool = False
    certificate: str = ""
    head: str = ""


def record(actor: Actor) -> list[Lot]:
    """Strategies that the hat reads, newest first; then what its own body was asked on texts of others."""
    strategies = Strategy.objects.visible_to(actor).exclude(stage__in=ENDED).only("compartment", "title", "stage")
    own = Round.objects.visible_to(actor).exclude(consultation_id=None).order_by().values("consultation_id")
    asked = Request.objects.visible_to(actor).exclude(consultation_ref__in=own)
    return [
        Lot(strategies, lambda rows: _strategies(actor, rows)),
        Lot(asked.order_by("-opened_on", "id").only(*ASKED), lambda rows: _requests(actor, rows)),
    ]


def requested(actor: Actor) -> Lot:
    """Positions that were requested and are not stated yet; who paused because it cannot work is left out."""
    stated = Position.objects.visible_to(actor).filter(request=OuterRef("pk")).order_by()
    paused = Pause.objects.visible_to(actor).filter(request=OuterRef("pk"), ends=None).order_by()
    rows = Request.objects.visible_to(actor).filter(~Exists(stated), ~Exists(paused), closed_at=None)
    rows = rows.order_by("deadline", "id").only(*ASKED)
    return Lot(rows, lambda found: [_requested(one) for one in found])


def _requested(one: Request) -> Row:
    return Row(
        title=one.title,
        address=reverse("consultations:reply", args=[one.pk]),
        why=_("Position requested by %(name)s.") % {"name": one.asked_by},
        audience=one.compartment.audience,
        label=one.compartment.label,
        by=one.organisation,
        since=one.opened_on,
        due=one.deadline,
    )


def _strategies(actor: Actor, strategies: list[Strategy]) -> list[Row]:
    rounds: dict[UUID, Round] = {}
    found = Round.objects.visible_to(actor).filter(strategy__in=[one.pk for one in strategies], state__in=HELD)
    found = found.select_related("version").only("compartment", "strategy_id", "state", "opened_on", "version__number")
    for one in found.order_by("-number", "id"):
        rounds.setdefault(one.strategy_id, one)
    invited = _invited(actor, rounds.values())
    said = _said(actor, [one.request_id for many in invited.values() for one in many])
    return [_strategy(one, rounds.get(one.pk), invited, said) for one in strategies]


def _invited(actor: Actor, rounds: Iterable[Round]) -> dict[UUID, list[Invitation]]:
    found: dict[UUID, list[Invitation]] = defaultdict(list)
    for one in Invitation.objects.visible_to(actor).filter(round__in=[one.pk for one in rounds]):
        found[one.round_id].append(one)
    return found


def _strategy(
    one: Strategy, round_: Round | None, invited: dict[UUID, list[Invitation]], said: dict[UUID, tuple[Request, Said]]
) -> Row:
    what = _about(round_, invited[round_.pk], said) if round_ else Consulted()
    return Row(
        title=one.title,
        address=reverse("strategies:detail", args=[one.pk]),
        why=str(one.get_stage_display()),
        audience=one.compartment.audience,
        label=one.compartment.label,
        parts=what,
    )


def _about(round_: Round, invited: list[Invitation], said: dict[UUID, tuple[Request, Said]]) -> Consulted:
    asked = [said[one.request_id] for one in invited if one.request_id in said]
    nobody = [Said(one.name, _("No counterpart exists. Asked instead: %(who)s") % {"who": one.asked_instead})
              for one in invited if one.asked_instead]  # fmt: skip
    return Consulted(
        said=[words for _request, words in asked] + nobody,
        opened_on=round_.opened_on,
        until=max((request.deadline for request, _words in asked), default=None),
        is_open=round_.state == RoundState.OPEN,
        certificate=reverse("consultations:round_certificate", args=[round_.pk]),
        head=_("Version %(number)s") % {"number": round_.version.number},
    )


def _requests(actor: Actor, requests: list[Request]) -> list[Row]:
    said = _said(actor, [one.pk for one in requests])
    return [
        Row(
            title=one.title,
            address=reverse("consultations:reply", args=[one.pk]),
            why=_("Asked by %(name)s.") % {"name": one.asked_by},
            audience=one.compartment.audience,
            label=one.compartment.label,
            parts=Consulted(
                said=[said[one.pk][1]],
                opened_on=one.opened_on,
                until=one.deadline,
                is_open=one.closed_at is None,
                certificate=reverse("consultations:certificate", args=[one.pk]),
            ),
        )
        for one in requests
    ]


def _said(actor: Actor, keys: Iterable[UUID | None]) -> dict[UUID, tuple[Request, Said]]:
    """What stands of each request that the hat reads, in the words of the domain."""
    stated = Position.objects.visible_to(actor).filter(request=OuterRef("pk")).order_by("-at", "id")
    paused = Pause.objects.visible_to(actor).filter(request=OuterRef("pk"), ends=None).order_by()
    rows: Any = Request.objects.visible_to(actor).filter(pk__in=[key for key in keys if key])
    rows = rows.only(*ASKED).annotate(position=Subquery(stated.values("word")[:1]), is_paused=Exists(paused))
    return {one.pk: (one, Said(one.organisation, *_words(one.position, one.is_paused))) for one in rows}


def _words(position: str | None, is_paused: bool) -> tuple[str, str]:
    if position:
        word = PositionWord(position)
        return str(word.label), LEVEL.get(word, "plain")
    return (_("Paused") if is_paused else _("Not stated yet")), "plain"
