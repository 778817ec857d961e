"""An outline as a picture: lines drawn by the server, without tiles and without a script."""

from dataclasses import dataclass
from math import cos, radians

from missions.models import PlaceOutline

WIDTH, MOST_HEIGHT = 480, 480


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    path: str


def drawing_of(outline: PlaceOutline | None) -> Drawing | None:
    """The outline in a frame of its own; a degree of longitude is as short as it is at that latitude."""
    if outline is None or len(outline.box) != 4 or not outline.rings:
        return None
    west, south, east, north = outline.box
    short = max(cos(radians((south + north) / 2)), 0.01)
    wide, high = max((east - west) * short, 1e-6), max(north - south, 1e-6)
    scale = min(WIDTH / wide, MOST_HEIGHT / high)
    lines = [
        "M" + "L".join(f"{(x - west) * short * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring) + "Z"
        for ring in outline.rings
    ]
    return Drawing(round(wide * scale) or 1, round(high * scale) or 1, "".join(lines))
