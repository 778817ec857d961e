"""How a page answers a verb: done and onward, refused beside the form with everything typed kept, or not there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pocplan.access.actor import Actor
from pocplan.access.errors import AccessError, Conflict, Refused

View = Callable[..., HttpResponse]


def hidden_is_absent(view: View) -> View:
    """What the walls close and what does not exist give the same 404."""

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except (ObjectDoesNotExist, AccessError) as error:
            raise Http404 from error

    return seen


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware bound; views behind `hidden_is_absent` always have one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def ready(request: HttpRequest, form: Form) -> bool:
    """Whether `form` was sent and holds."""
    return request.method == "POST" and form.is_valid()


@contextmanager
def refusals(form: Form) -> Iterator[None]:
    """Put the sentence of a refused verb beside its field; the page is then shown again with `page`."""
    try:
        yield
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        form.refused_status = 409 if isinstance(error, Conflict) else 400  # type: ignore[attr-defined]


def page(request: HttpRequest, template: str, context: dict[str, Any], form: Form | None = None) -> HttpResponse:
    """Render; 400 or 409 where `form` was refused or did not hold."""
    status = 200
    if form is not None and form.is_bound and form.errors:
        status = getattr(form, "refused_status", 400)
    return render(request, template, {"form": form, **context}, status=status)
