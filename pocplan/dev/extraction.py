"""What the product says: every translatable message of code and templates, found with GNU xgettext."""

import subprocess
import tempfile
from pathlib import Path

from pocplan.dev import messages
from pocplan.dev.places import PROJECT

CODE = ("pocplan", "missions", "clusters", "picture", "records", "strategies", "bodies", "leadership")
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)


def untranslated() -> list[str]:
    """The messages in use that have no French. Needs xgettext."""
    translated = {entry.key for entry in messages.merge() if all(entry.translations)}
    return sorted(entry.key[0] for entry in used() if entry.key not in translated)


def used() -> list[messages.Entry]:
    """Every message that a page, a mail or a sentence of the domain is made of."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [*_code(), *_templates(Path(folder))]
        return _extract(sources, Path(folder)) if sources else []


def _code() -> list[Path]:
    return [path for top in CODE for path in (PROJECT / top).rglob("*.py") if "migrations" not in path.parts]


def _templates(folder: Path) -> list[Path]:
    """Templates as Python that xgettext can read, the way Django does it."""
    from django.utils.translation.template import templatize

    made = []
    for kind in ("*.html", "*.txt"):
        for number, path in enumerate(sorted((PROJECT / "templates").rglob(kind))):
            target = folder / f"{number}{path.suffix}.py"
            target.write_text(templatize(path.read_text(encoding="utf-8"), origin=str(path)), encoding="utf-8")
            made.append(target)
    return made


def _extract(sources: list[Path], folder: Path) -> list[messages.Entry]:
    listed, found = folder / "sources", folder / "found.po"
    listed.write_text("\n".join(str(path) for path in sources))
    keywords = [f"--keyword={word}" for word in KEYWORDS]
    command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap", *keywords]
    subprocess.run([*command, f"--files-from={listed}", f"--output={found}"], check=True, capture_output=True)
    return messages.read(found) if found.exists() else []
