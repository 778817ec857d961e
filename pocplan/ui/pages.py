"""Lists page, all alike."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 50


def paginate(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> Page[Any]:
    """The page that the address asks for; nonsense gives the first, too far gives the last."""
    return numbered(rows, request.GET.get("page"), per_page)


def numbered(rows: Any, number: str | int | None, per_page: int = PER_PAGE) -> Page[Any]:
    """The same for one of several lists on a page, whose number the address has under another name."""
    return Paginator(rows, per_page).get_page(number)
