"""HTML to accessible PDF (PDF/UA): the same bytes for the same content."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings


def as_accessible_pdf(html: str, *, seed: str, look: str = "") -> bytes:
    """A tagged PDF of a whole page. `seed` (a hash of the content) fixes the file's identifier.

    `look` names a stylesheet on top of that of all sheets; nothing is fetched but these, from our own files.
    """
    # Imported here: it reads every font of the machine, which no other page should wait for.
    from weasyprint import HTML

    _tell_languages()
    home = settings.BASE_DIR / "static" / "css"
    sheets = [str(home / f"{name}.css") for name in ("sheet", look) if name]
    document = HTML(string=html, url_fetcher=_refuse)
    data: bytes = document.write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1", pdf_identifier=seed.encode()[:16])
    return data


def _tell_languages() -> None:
    """Have each tagged element say its own language: WeasyPrint tells that of the whole file alone."""
    from weasyprint.pdf import tags

    built = tags._build_box_tree
    if built.__name__ == "telling":
        return

    def telling(box: Any, *rest: Any) -> Iterator[Any]:
        source = getattr(box, "_box", box).element
        language = source.get("lang") if source is not None and source.tag not in ("html", "body") else None
        for element in built(box, *rest):
            if language and "Lang" not in element:
                element["Lang"] = tags.pydyf.String(language)
            yield element

    tags._build_box_tree = telling


def _refuse(url: str, **options: object) -> object:
    raise ValueError("A printed page fetches nothing.")
