"""Views as a tired person writes them, to see that the sweep finds what they give away. Only tests route to them."""

import psycopg2
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from pocplan.dev import testing
from strategies.models import Strategy


def superuser_list(request: HttpRequest) -> HttpResponse:
    """Goes round every wall, as a view would whose login is a superuser's."""
    return HttpResponse(str(_as_superuser("SELECT title FROM strategies_strategy")))


def counts_everything(request: HttpRequest, strategy_id: str) -> HttpResponse:
    """Shows nothing of a hidden row, but answers otherwise than for one that never was."""
    there = _as_superuser(f"SELECT 1 FROM strategies_strategy WHERE id = '{strategy_id}'")
    if there and not Strategy.objects.visible_to(request.actor).filter(pk=strategy_id).exists():  # type: ignore[attr-defined]
        return HttpResponse("No right to see this.", status=403)
    raise Http404


def in_a_header(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("nothing")
    response["X-Last"] = str(_as_superuser("SELECT id::text FROM strategies_strategy"))
    return response


def base_manager(request: HttpRequest) -> HttpResponse:
    """Row security holds what the gate does not: this one leaks nothing, and must not be reported."""
    titles = Strategy._base_manager.using(request.actor.alias).values_list("title", flat=True)  # type: ignore[attr-defined]
    return HttpResponse(", ".join(titles))


_remembered: list[str] = []


def remembered(request: HttpRequest) -> HttpResponse:
    """Asks the gate, and asks it once: whoever comes first finds for everybody."""
    if not _remembered:
        _remembered.extend(Strategy.objects.visible_to(request.actor).values_list("title", flat=True))  # type: ignore[attr-defined]
    return HttpResponse(", ".join(_remembered))


def cached(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("nothing")
    response["Cache-Control"] = "max-age=60"
    return response


def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def _as_superuser(sql: str) -> list[tuple[object, ...]]:
    from django.db import connection

    with psycopg2.connect(testing.superuser_dsn(connection.settings_dict["NAME"])) as loose, loose.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


urlpatterns = [
    path("list/", superuser_list, name="superuser_list"),
    path("one/<uuid:strategy_id>/", counts_everything, name="counts_everything"),
    path("header/", in_a_header, name="in_a_header"),
    path("base/", base_manager, name="base_manager"),
    path("remembered/", remembered, name="remembered"),
    path("cached/", cached, name="cached"),
    path("breaks/", breaks, name="breaks"),
    path("", include("pocplan.urls")),
]
