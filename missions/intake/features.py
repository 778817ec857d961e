"""GeoJSON, one feature at a time, in the memory of the largest one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from missions.intake.sheets import encoding_of
from pocplan.access.errors import Refused

PART, MOST_HEAD, LARGEST = 1 << 18, 1 << 20, 64 << 20
_START = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def looks_like_geojson(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


def features(path: Path) -> Iterator[dict[str, Any]]:
    """Every feature of a collection. Raises Refused for TopoJSON and for what is no collection."""
    encoding, _note = encoding_of(path)
    with path.open(encoding=encoding, errors="replace") as file:
        text = file.read(PART)
        if re.search(r'"type"\s*:\s*"Topology"', text):
            raise Refused(_("This is TopoJSON, whose borders are shared arcs. Export it as GeoJSON and send that."))
        while not (start := _START.search(text)):
            more = file.read(PART)
            if not more or len(text) > MOST_HEAD:
                raise Refused(_("This is not a GeoJSON collection of features."))
            text += more
        yield from _objects(text[start.end() :], lambda: file.read(PART))


def part_of(feature: dict[str, Any], name: str) -> dict[str, Any]:
    """The properties or the geometry of a feature; nothing where the file has something else there."""
    part = feature.get(name)
    return part if isinstance(part, dict) else {}


def _objects(text: str, more: Any) -> Iterator[dict[str, Any]]:
    decoder, at = json.JSONDecoder(), 0
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches nothing as well
        if text.startswith("]", at):
            return
        try:
            found, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            part = more()
            if not part or len(text) - at > LARGEST:
                raise Refused(_("The file breaks off, or is not GeoJSON from here on.")) from error
            text, at = text[at:] + part, 0
            continue
        except RecursionError as error:
            raise Refused(_("The file breaks off, or is not GeoJSON from here on.")) from error
        if isinstance(found, dict):
            yield found
