"""What a Word file must be before a word of it is read. Nothing that the file says of itself is believed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from strategies.documents.errors import UnusableFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEGABYTE = 1024 * 1024
LARGEST_FILE = 25 * MEGABYTE
# A text of 300 pages unpacks to some 40 MB of markup; pictures are packed already.
LARGEST_CONTENT, LARGEST_PART, MOST_PARTS, MOST_PACKED = 300 * MEGABYTE, 100 * MEGABYTE, 5000, 200
DEEPEST = 200
_CHUNK = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (".xml", ".rels")
_MACROS = re.compile(r"(^|/)(vba(project|data)[^/]*|activex/.*\.bin)$", re.IGNORECASE)
MAIN = "word/document.xml"

BROKEN = _("This file is damaged and cannot be read. Open it in Word, save it again as a .docx file and send that.")


@dataclass(frozen=True)
class Package:
    """The markup of a Word file that passed: part name to bytes. Pictures and the like are only named."""

    markup: dict[str, bytes]
    others: tuple[str, ...]

    @property
    def macros(self) -> list[str]:
        """Programs that came with the text: dropped unread, and said."""
        return [name for name in self.others if _MACROS.search(name)]


def check_docx(data: bytes | Path, *, limit: int = LARGEST_FILE) -> None:
    """Raises UnusableFile, with a sentence that says what to do, unless this is a Word file fit to be read."""
    open_docx(data, limit=limit)


def open_docx(data: bytes | Path, *, limit: int = LARGEST_FILE) -> Package:
    """Unpack a Word file under guard: sizes are counted while unpacking. Raises UnusableFile."""
    content = _content(data, limit)
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_names(packed)
            package = _unpacked(packed, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnusableFile(BROKEN) from error
    for part in package.markup.values():
        _check_markup(part)
    return package


def _content(data: bytes | Path, limit: int) -> bytes:
    # The size is asked before the file is read into memory.
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    if not size:
        raise UnusableFile(_("This file is empty. Choose the Word file again."))
    if size > limit:
        raise UnusableFile(
            _("This file has %(size)s MB and at most %(limit)s MB can be read. Take large pictures out of it, or "
              "divide it into several files."),
            size=-(-size // MEGABYTE), limit=limit // MEGABYTE,
        )  # fmt: skip
    return data.read_bytes() if isinstance(data, Path) else data


def _check_kind(content: bytes) -> None:
    if content.startswith(_OLE):
        raise UnusableFile(_PROTECTED if _is_encrypted(content) else _OLD)
    if content.startswith(b"{\\rtf"):
        raise UnusableFile(_("This is a rich text file. Open it in Word, save it as a .docx file and send that."))
    if content.startswith(b"%PDF"):
        raise UnusableFile(_("This is a PDF file. Send the Word file that it was made from."))
    if not content.startswith(b"PK"):
        raise UnusableFile(_("This is not a Word file. Choose a file whose name ends with .docx."))


_PROTECTED = _("This file is protected by a password. Open it in Word, remove the password, save it and try again.")
_OLD = _("This is a file of an old version of Word. Open it in Word, save it as a .docx file and send that.")


def _is_encrypted(content: bytes) -> bool:
    # The directory of the container names its streams in two-byte characters.
    return "EncryptedPackage".encode("utf-16-le") in content or "EncryptionInfo".encode("utf-16-le") in content


def _check_names(packed: zipfile.ZipFile) -> None:
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS:
        raise UnusableFile(_BOMB)
    if len(set(names)) != len(names):
        # Two readers of one name would see two texts.
        raise UnusableFile(BROKEN)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnusableFile(_PROTECTED)
    if any(_leads_outside(name) for name in names):
        raise UnusableFile(
            _("This file holds parts with names that lead out of it, as no Word file does. Ask where it comes from; "
              "copy its text into a new Word file and send that.")
        )  # fmt: skip
    if MAIN not in names:
        raise UnusableFile(_no_text(names))


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name


def _no_text(names: list[str]) -> "StrOrPromise":
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return _("This is a spreadsheet or a presentation. Choose a file whose name ends with .docx.")
    if "content.xml" in names:
        return _("This is an OpenDocument file. Save it as a .docx file and send that.")
    return _("There is no Word text in this file. Choose a file whose name ends with .docx, as Word saves it.")


_BOMB = _(
    "This file unpacks to far more than a text needs, so it was not opened. Copy its text into a new Word file and "
    "send that."
)


def _unpacked(packed: zipfile.ZipFile, size: int) -> Package:
    """Every entry is unpacked to the end, so that sizes and checksums are those of the bytes."""
    markup: dict[str, bytes] = {}
    others: list[str] = []
    total, most = 0, max(20 * MEGABYTE, min(LARGEST_CONTENT, size * MOST_PACKED))
    for entry in packed.infolist():
        kept: list[bytes] = []
        is_markup = entry.filename.lower().endswith(_MARKUP) and not _MACROS.search(entry.filename)
        for chunk in _chunks(packed, entry):
            total += len(chunk)
            if total > most:
                raise UnusableFile(_BOMB)
            if is_markup:
                kept.append(chunk)
        if is_markup:
            markup[entry.filename] = b"".join(kept)
        else:
            others.append(entry.filename)
    return Package(markup, tuple(others))


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    read = 0
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > LARGEST_PART:
                raise UnusableFile(_BOMB)
            yield chunk


def _check_markup(part: bytes) -> None:
    """A first reading that builds nothing: no document type (so no entities), whole, and not absurdly deep."""
    depth = 0

    def start(name: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnusableFile(_BOMB)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*named: object) -> None:
        raise UnusableFile(
            _("This file defines markup of its own, as no Word file does. Copy its text into a new Word file and "
              "send that.")
        )  # fmt: skip

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnusableFile(BROKEN) from error
