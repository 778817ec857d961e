"""Agencies of the country team: who keeps them, what each reads alone, and a round that asks one by itself."""

from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from pocplan.access.errors import Refused
from pocplan.access.models import Owner
from pocplan.access.queries.rooms import rooms
from pocplan.notices.domain.planning import plan_events
from strategies.domain.dispositions import dispose
from strategies.domain.inner import bring_inside, comment_inside
from strategies.domain.positions import say_satisfied, state_position
from strategies.domain.release import consent, prepare_package, release_package
from strategies.models import InnerComment, InnerText, Request, Round
from strategies.queries.certificates import certificate_of_round
from strategies.queries.inner import wordings_of
from strategies.queries.replies import reply_of, requests_to
from tests.access.test_exclusions import proposed
from tests.api.test_api import ask
from tests.consultations.stage import opened
from tests.world import World

WORDS = "Families without papers are turned back at the bridge."


def address_of(world: World, short: str, part: str = "") -> str:
    found = world.query(
        "SELECT a.id FROM clusters_agency a JOIN access_owner o ON o.id = a.owner_id WHERE o.short = %s", [short]
    )
    return f"/clusters/agencies/{found[0][0]}/{part}"


def test_an_agency_reads_its_own_rooms_and_what_everybody_reads(shared_world: World) -> None:
    for who, short in (("agency.rep", "Corriden"), ("agency.focal", "Corriden"), ("other.agency", "Larkspur")):
        with shared_world.acting(who) as actor:
            owners = {owner.pk: owner.short for owner in Owner.objects.all()}
            seats = {(owners.get(room.owner_id, ""), room.audience) for room in rooms(actor).values()}
        assert seats == {("", "commons"), (short, "agency"), (short, "directory")}
    key = shared_world.room("Corriden", "agency")
    assert 500_000_000 <= key < 1_000_000_000, "the second wall stands between it and the mission's login"


@pytest.mark.parametrize(
    ("who", "short", "kind"),
    [
        ("civil.affairs", "Corriden", "agency_focal_point"),
        ("agency.focal", "UNMOR", "section_officer"),
        ("other.agency", "Corriden", "agency_focal_point"),
    ],
)
def test_nobody_sits_in_an_agency_and_in_a_mission_or_in_two(
    still_world: World, who: str, short: str, kind: str
) -> None:
    with pytest.raises(Refused):
        proposed(still_world, who, short, kind)


def test_the_representative_confirms_who_is_appointed_in_the_agency(world: World) -> None:
    new = proposed(world, "cluster.member", "Corriden", "agency_focal_point")
    for who, answer in (("other.agency", 404), ("agency.focal", 404), ("agency.rep", 302)):
        sent = world.client(who).post(f"/people/appointments/{new.pk}/confirm/", {"confirmed": "on"})
        assert sent.status_code == answer, who


def test_everybody_reads_which_agencies_there_are_and_few_keep_them(world: World) -> None:
    for who in ("adviser", "cluster.lead", "observer", "other.agency", "admin"):
        client = world.client(who)
        assert "Corriden Refugee Agency" in client.get("/clusters/agencies/").text
        assert "people without a nationality" in client.get(address_of(world, "Corriden")).text
        keeps = 200 if who == "admin" else 404
        for part in ("edit/", "state/"):
            assert client.get(address_of(world, "Corriden", part)).status_code == keeps
        assert client.get("/clusters/agencies/new/").status_code == keeps
    assert world.client("other.adviser").get(address_of(world, "Corriden")).status_code == 404
    fields = {"works_on": "Asylum", "version": "1"}
    client = world.client("agency.rep")
    assert client.post(address_of(world, "Corriden", "edit/"), fields).status_code == 302
    assert client.post(address_of(world, "Corriden", "edit/"), fields).status_code == 409
    assert "Asylum" in world.client("adviser", language="fr").get(address_of(world, "Corriden")).text
    founded = world.client("admin").post(
        "/clusters/agencies/new/", {"name": "Teasel Health Agency", "short": "Teasel", "works_on": ""}, follow=True
    )
    assert "Teasel Health Agency" in founded.text and world.room("Teasel", "agency")


def test_the_list_asks_as_often_for_one_agency_as_for_many(world: World) -> None:
    client, admin = world.client("adviser"), world.client("admin")

    def count() -> int:
        with CaptureQueriesContext(connections["mission"]) as queries:
            assert client.get("/clusters/agencies/").status_code == 200
        return len(queries)

    before = count()
    for number in range(3):
        fields = {"name": f"Agency {number}", "short": f"A{number}", "works_on": ""}
        assert admin.post("/clusters/agencies/new/", fields).status_code == 302
    assert count() == before == 14


def inside(world: World) -> tuple[UUID, UUID]:
    """The focal point says something in the agency's own discussion of a round's text."""
    with world.acting("agency.rep") as actor:
        text = bring_inside(actor=actor, request=requests_to(actor).get())
    with world.acting("agency.focal") as actor:
        comment = comment_inside(actor=actor, text=text, words=WORDS)
        assert comment.organisation == "Corriden Refugee Agency"
    return text.pk, comment.pk


def test_an_agency_is_asked_alone_discusses_alone_and_answers_in_its_own_name(world: World) -> None:
    round_ = opened(world, "Protection Cluster Orvane", "Corriden", "Larkspur")
    _only_the_asked_are_told(world)
    text, comment = inside(world)
    _nobody_else_reads(world, text, comment)
    _answered(world, text, comment)
    with world.acting("adviser") as actor:
        certificate = certificate_of_round(actor, Round.objects.visible_to(actor).get(pk=round_.pk))
        (line,) = [one for one in certificate.replies if one.request.organisation == "Corriden Refugee Agency"]
        assert (line.word, [one.comment.words for one in line.comments]) == ("concern", [WORDS])
    invited = ask(world, "adviser", "get", f"/rounds/{round_.pk}/invitations/").json()["results"]
    assert {one["kind"] for one in invited if "Agency" in one["name"]} == {"agency"} and len(invited) == 3
    assert ask(world, "other.agency", "get", f"/rounds/{round_.pk}/invitations/").status_code == 404
    offered = ask(world, "adviser", "get", "/rounds/candidates/").json()
    assert "agency" in {one["kind"] for one in offered}
    page = world.client("adviser").get(f"/consultations/rounds/{round_.pk}/").text
    assert "Corriden Refugee Agency" in page and "Larkspur Food Agency" in page


def _only_the_asked_are_told(world: World) -> None:
    plan_events()
    told = "SELECT u.username FROM notices_notice n JOIN accounts_user u ON u.id = n.user_id WHERE n.code = %s"
    names = {name for (name,) in world.query(told, ["position_requested"])}
    assert {"agency.rep", "agency.focal", "other.agency", "cluster.lead"} <= names and "adviser" not in names
    assert "Larkspur" not in world.client("agency.rep").get("/inbox/").text


def _nobody_else_reads(world: World, text: UUID, comment: UUID) -> None:
    for who in ("other.agency", "cluster.lead", "adviser", "chief.of.staff", "force.planner", "ocha", "admin"):
        with world.acting(who) as actor:
            assert not InnerComment.objects.visible_to(actor).filter(pk=comment).exists()
            assert not InnerText.objects.visible_to(actor).filter(pk=text).exists()
        client = world.client(who)
        assert client.get(f"/consultations/own/{text}/").status_code == 404
        for page in ("/", "/consultations/", "/notices/"):
            assert WORDS not in client.get(page).text
    assert WORDS in world.client("agency.focal").get(f"/consultations/own/{text}/").text


def _answered(world: World, text: UUID, said: UUID) -> None:
    with world.acting("agency.rep") as actor:
        package = prepare_package(
            actor=actor, text=InnerText.objects.visible_to(actor).get(pk=text), chosen={said: "named"}
        )
    with world.acting("agency.focal") as actor:
        (worded,) = wordings_of(actor, package)
        consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with world.acting("agency.rep") as actor:
        (released,) = release_package(actor=actor, package=package, digest=package.digest)
        request = requests_to(actor).get()
        state_position(actor=actor, request=request, word="concern", reason="It says nothing of the bridge.")
        assert released.attributed_to == "Corriden Refugee Agency"
    with world.acting("adviser") as actor:
        (one,) = reply_of(actor, Request.objects.visible_to(actor).get(pk=request.pk)).comments
        answer = dispose(actor=actor, subject=one.comment, word="accepted", reason="It is added to the section.")
    with world.acting("agency.rep") as actor:
        assert say_satisfied(actor=actor, disposition=answer, satisfied=True).satisfied
    for who in ("other.agency", "cluster.lead"):
        assert world.client(who).get(f"/consultations/requests/{request.pk}/").status_code == 404


def test_a_closed_agency_is_not_asked_and_sits_in_no_shared_room(world: World) -> None:
    opened(world, "Corriden")
    with world.acting("agency.rep") as actor:
        request = requests_to(actor).get()
    fields = {"state": "deactivated", "reason": "It leaves the country"}
    assert world.client("agency.rep").post(address_of(world, "Corriden", "state/"), fields).status_code == 302
    assert "It leaves the country" in world.client("adviser").get(address_of(world, "Corriden")).text
    with world.acting("agency.rep") as actor:
        assert not Request.objects.visible_to(actor).filter(pk=request.pk).exists()
    again = {"state": "active", "reason": "It is back"}
    assert world.client("agency.rep").post(address_of(world, "Corriden", "state/"), again).status_code != 302
    assert world.client("admin").post(address_of(world, "Corriden", "state/"), again).status_code == 302
