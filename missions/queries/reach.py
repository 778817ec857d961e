"""How far each country reaches, by the outlines of its areas: what tells a mirrored point from one that fits."""

from missions.models import PlaceOutline
from pocplan.access.actor import Actor

MARGIN = 0.25  # degrees beyond the simplified outline
Box = list[float]


def reaches(actor: Actor) -> dict[str, Box]:
    """West, south, east and north of each country that has an outline."""
    boxes = dict[str, Box]()
    rows = PlaceOutline.objects.visible_to(actor).values_list("locality__country", "box")
    for country, (west, south, east, north) in rows:
        box = boxes.setdefault(country, [west, south, east, north])
        boxes[country] = [min(box[0], west), min(box[1], south), max(box[2], east), max(box[3], north)]
    return boxes


def inside(x: float, y: float, box: Box | None) -> bool:
    """Whether a country reaches there; the whole earth where nothing is known of it."""
    if box is None:
        return abs(x) <= 180 and abs(y) <= 90
    return box[0] - MARGIN <= x <= box[2] + MARGIN and box[1] - MARGIN <= y <= box[3] + MARGIN
