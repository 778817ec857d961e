"""What of the picture a strategy stands on, and what changed in it between two of its versions."""

from datetime import timedelta
from typing import Any

from demo.acts.hats import acting
from demo.acts.picturing import BESH, DORRIM, HESK, RATERS, TULENI
from picture.domain.hotspots import change_hotspot
from picture.domain.ratings import give_rating, prepare_release, release_rating
from picture.enums.ratings import RatingSide
from picture.models import Hotspot, Threat
from picture.queries.threats import threat_for
from pocplan.access.clock import today
from strategies.domain.picture import Chosen, choose_picture, state_of
from strategies.enums.picture import PictureKind
from strategies.models import PictureRow, Strategy
from strategies.queries.picture import offers
from strategies.queries.rows import rows_of
from strategies.queries.strategies import strategy_for

FIRST = (BESH["title"], DORRIM["title"], TULENI["title"], "Hesk Crossing", "Ombarra base area")
LATER = (BESH["title"], TULENI["title"], HESK["title"], "Hesk Crossing", "Kelmat market road", "Tuleni east camps")
DORRIM_ROAD = (DORRIM["title"], TULENI["title"], "Ombarra base area")
# What the mission wrote in its own room, and lets the invitees read.
SHOWN = (TULENI["title"],)


def stand_on(strategy: Strategy, *names: str) -> None:
    """Let the strategy stand on the threats and hotspots of these names, as far as they are told of by now."""
    with acting("adviser") as actor:
        row = strategy_for(actor, strategy.pk)
        standing = list(rows_of(actor, PictureRow, row))
        found = [one for offer in offers(actor, row, []) for one in offer.subjects if str(one) in names]
        rows = [Chosen(_kind(one), one.pk, is_shown=str(one) in SHOWN) for one in found]
        choose_picture(actor=actor, strategy=row, rows=rows, seen=state_of(standing))


def _kind(subject: Threat | Hotspot) -> str:
    return PictureKind.THREAT if isinstance(subject, Threat) else PictureKind.HOTSPOT


def go_on() -> None:
    """The civilian side rates the Besh road anew, and a crossing becomes more urgent."""
    planner, releaser = RATERS[RatingSide.CIVILIAN]
    why = "Two markets were held without an attack; traders still travel in groups."
    with acting(planner) as actor:
        threat = Threat.objects.visible_to(actor).get(title=BESH["title"])
        values: dict[str, Any] = {
            "confidence": "moderate",
            "cut_off": today() - timedelta(days=1),
            "likelihood": 3,
            "impact": 4,
        }
        rating = give_rating(actor=actor, threat=threat_for(actor, threat.pk), rationale=why, **values)
        release = prepare_release(actor=actor, rating=rating, rationale=why)
    with acting(releaser) as actor:
        release_rating(actor=actor, release=release, digest=release.digest)
    with acting("adviser") as actor:
        spot = Hotspot.objects.visible_to(actor).get(place_said="Hesk Crossing")
        reason = "Lorries came to the crossing twice in a week."
        change_hotspot(actor=actor, hotspot=spot, revision=spot.revision, reason=reason, priority="critical")
