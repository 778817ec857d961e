"""Pictures in a Word file are not taken in; that some of them tell where they were taken is said."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

_HEAD = 256 * 1024  # what tells a place stands in front of the picture
_EXIF = b"Exif\x00\x00"
_PLACE = (b"\x88\x25", b"\x25\x88")  # the entry that points at a position, in either order of bytes


def pictures_in(data: bytes | Path, names: Sequence[str]) -> tuple[int, int]:
    """How many pictures a file that passed the checks holds, and how many of them tell where they were taken."""
    pictures = [name for name in names if name.startswith("word/media/")]
    with zipfile.ZipFile(data if isinstance(data, Path) else io.BytesIO(data)) as packed:
        return len(pictures), sum(1 for name in pictures if _tells_its_place(packed, name))


def _tells_its_place(packed: zipfile.ZipFile, name: str) -> bool:
    with packed.open(name) as stream:
        head = stream.read(_HEAD)
    start = head.find(_EXIF)
    return start >= 0 and any(mark in head[start : start + 64 * 1024] for mark in _PLACE)
