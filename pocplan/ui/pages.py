"""Lists page, all alike."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 50


def paginate(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> Page[Any]:
    """The page that the address asks for; nonsense gives the first, too far gives the last."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
