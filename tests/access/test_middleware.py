"""The middleware: one hat for the whole answer, tokens for the API alone."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import override_settings
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

from pocplan.access.clock import today
from pocplan.access.domain.tokens import make_token, revoke_token
from pocplan.access.enums import Opens
from pocplan.access.errors import Refused
from pocplan.access.middleware import chosen
from pocplan.access.models import Compartment, Post
from tests.world import World


class Lazy:
    """Reads when the template is rendered, as a tired view would."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __str__(self) -> str:
        return str(Post.objects.visible_to(self.request.actor).count())  # type: ignore[attr-defined]


def lazy(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, engines["django"].from_string("posts: {{ lazy }}"), {"lazy": Lazy(request)})


def breaks(request: HttpRequest) -> HttpResponse:
    Post.objects.visible_to(request.actor).filter(kind="senior_poc_adviser").update(title_en="Changed")  # type: ignore[attr-defined]
    return HttpResponse(status=int(request.GET["status"]))


class Whose(APIView):
    def get(self, request: HttpRequest) -> Response:
        return Response({"rooms": Compartment.objects.count()})


urlpatterns = [
    path("lazy", lazy),
    path("breaks", breaks),
    path("hat", lambda request: HttpResponse(request.hat.title)),
    path("api/whose", Whose.as_view()),
    path("page", lazy),
    path("calendar/<str:secret>.ics", lambda request, secret: lazy(request)),
    path("account/login", lazy, name="account_login"),
]
here = override_settings(ROOT_URLCONF="tests.access.test_middleware")


@here
def test_a_lazily_rendered_page_is_rendered_within_the_walls(world: World) -> None:
    assert world.client("adviser").get("/lazy").content == b"posts: 12"


@here
def test_an_answer_of_500_and_above_changes_nothing(world: World) -> None:
    for status, changed in ((500, 0), (503, 0), (499, 1)):
        assert world.client("srsg").get(f"/breaks?status={status}").status_code == status
        assert world.query("SELECT count(*) FROM access_post WHERE title_en = 'Changed'") == [(changed,)]


@here
def test_a_hat_is_called_in_the_language_of_its_person(world: World) -> None:
    for language, title in (
        ("en", "Senior PoC Adviser"),
        ("fr", "Conseillère principale pour la protection des civils"),
    ):
        assert world.client("adviser", language=language).get("/hat").content.decode() == title


def token_for(world: World, who: str, opens: Opens = Opens.API) -> str:
    with world.acting(who) as actor:
        return make_token(actor=actor, label="sync", expires_on=today() + timedelta(days=1), opens=opens)[1]


def test_no_other_hat_will_do_for_a_token(world: World) -> None:
    hats = world.hats("dsrsg.hc")
    assert chosen([], "", strict=False) is None
    assert chosen(hats, str(hats[1].incumbency_id), strict=True) == hats[1]
    assert chosen(hats, "another", strict=False) == hats[0] and chosen(hats, "another", strict=True) is None


@here
def test_a_calendar_is_read_by_the_secret_in_its_address_and_by_no_token_of_the_api(world: World) -> None:
    client = world.client("adviser")
    client.logout()
    own, foreign = (token_for(world, "adviser", opens) for opens in (Opens.CALENDAR, Opens.API))
    assert client.get(f"/calendar/{own}.ics").content == b"posts: 12"
    assert client.get(f"/calendar/{foreign}.ics").status_code == 302


@here
def test_a_token_acts_under_its_hat_in_the_api_and_nowhere_else(world: World) -> None:
    headers = {"Authorization": f"Bearer {token_for(world, 'force.planner')}"}
    client = world.client("force.planner")
    client.logout()
    assert client.get("/api/whose", headers=headers).json() == {"rooms": 8}
    assert client.get("/page", headers=headers).status_code == 302


@here
@pytest.mark.parametrize("ending", ["revoked", "expired", "left", "closed"])
def test_a_token_that_ended_answers_like_one_that_never_was(world: World, ending: str) -> None:
    secret = token_for(world, "force.planner")
    hat = world.hat("force.planner")
    if ending == "revoked":
        with world.acting("force.planner") as actor:
            revoke_token(actor=actor, token_id=world.query("SELECT id FROM access_apitoken")[0][0])
    endings = {
        "expired": "UPDATE access_apitoken SET expires_on = '2020-01-01'",
        "left": f"UPDATE access_incumbency SET ends = starts WHERE id = '{hat.incumbency_id}'",
        "closed": "UPDATE accounts_user SET is_active = false WHERE username = 'force.planner'",
    }
    if ending in endings:
        world.query(endings[ending])
    client = world.client("adviser")
    client.logout()
    ended = client.get("/api/whose", headers={"Authorization": f"Bearer {secret}"})
    unknown = client.get("/api/whose", headers={"Authorization": "Bearer pocplan_nothing"})
    assert ended.status_code == unknown.status_code == 401
    assert ended.content == unknown.content


def test_a_token_lasts_a_year_at_most(world: World) -> None:
    with world.acting("adviser") as actor:
        for days in (-1, 367, 400):
            with pytest.raises(Refused):
                make_token(actor=actor, label="x", expires_on=today() + timedelta(days=days))
        for days in (0, 366):
            assert make_token(actor=actor, label="x", expires_on=today() + timedelta(days=days))[1]
