"""What every page's shell needs."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """The hat and the other hats of who is signed in."""
    return {"hat": getattr(request, "hat", None), "hats": getattr(request, "hats", [])}
