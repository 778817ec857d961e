"""HTML to accessible PDF (PDF/UA): the same bytes for the same content."""

from django.conf import settings


def as_accessible_pdf(html: str, *, seed: str) -> bytes:
    """A tagged PDF of a whole page. `seed` (a hash of the content) fixes the file's identifier.

    Nothing is fetched but the print stylesheet, from our own files.
    """
    # Imported here: it reads every font of the machine, which no other page should wait for.
    from weasyprint import HTML

    sheet = settings.BASE_DIR / "static" / "css" / "sheet.css"
    document = HTML(string=html, url_fetcher=_refuse)
    data: bytes = document.write_pdf(
        stylesheets=[str(sheet)], pdf_variant="pdf/ua-1", pdf_identifier=seed.encode()[:16]
    )
    return data


def _refuse(url: str, **options: object) -> object:
    raise ValueError("A printed page fetches nothing.")
