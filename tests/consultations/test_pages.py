"""The pages of a consultation, as each side opens them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from strategies.domain.positions import state_position
from strategies.queries.replies import requests_to
from tests.consultations.stage import TEXT, TITLE, drafted, frozen, inside, opened, prepared, released, request_to
from tests.counting import queries
from tests.world import World


def post(client, url, **fields):  # type: ignore[no-untyped-def]
    return client.post(url, fields, follow=True)


def test_a_round_walks_through_its_pages(world: World) -> None:
    strategy = frozen(world)
    adviser, chief = world.client("adviser"), world.client("chief.of.staff")
    prepare = f"/consultations/strategies/{strategy.pk}/prepare/"
    cluster = f"{world.owner_id('Protection Cluster')}:cluster_lead"
    refused = post(adviser, prepare, invitees=[cluster], window_days="0", language="en")
    assert refused.status_code == 400
    assert "at least 5 working days" in refused.text
    assert f'value="{cluster}" id="id_invitees_' in refused.text
    board = post(adviser, prepare, invitees=[cluster], window_days="10", language="en")
    url = board.request["PATH_INFO"]
    assert "Not asked yet" in board.text
    assert world.client("cluster.lead").get(url).status_code == 404
    assert "You prepared this round" not in post(chief, f"{url}clear/").text
    preview = adviser.get(f"{url}open/")
    assert "Protection Cluster Orvane" in preview.text
    assert "Open" in post(adviser, f"{url}open/").text
    asked = request_to(world, "cluster.lead")
    page = world.client("cluster.lead").get(f"/consultations/requests/{asked.pk}/")
    assert TITLE in page.text


def test_the_cluster_answers_on_its_page(world: World) -> None:
    opened(world)
    client, asked = world.client("cluster.lead"), request_to(world, "cluster.lead")
    url = f"/consultations/requests/{asked.pk}/"
    refused = post(client, f"{url}position/", word="objection", reason="")
    assert refused.status_code == 400
    assert "Say why" in refused.text
    stated = post(client, f"{url}position/", word="concern", reason="Night patrols frighten people.")
    assert "Night patrols frighten people." in stated.text
    assert "Concern" in world.client("adviser").get(url).text


def test_a_discussion_and_its_release_on_pages(world: World) -> None:
    opened(world)
    lead, member, asked = (
        world.client("cluster.lead"),
        world.client("cluster.member"),
        request_to(world, "cluster.lead"),
    )
    discussion = post(lead, f"/consultations/requests/{asked.pk}/discuss/")
    url = discussion.request["PATH_INFO"]
    assert TEXT in discussion.text
    block = inside_block(world)
    said = post(member, url, block=block, quote="Besh Valley", words="People fear the checkpoint.")
    assert "People fear the checkpoint." in said.text
    field = world.query("SELECT id FROM strategies_innercomment")[0][0]
    preview = post(lead, f"{url}release/", **{f"c-{field}": "humanitarian"})
    package = preview.request["PATH_INFO"]
    assert "A humanitarian organisation" in preview.text
    digest = world.query("SELECT digest FROM strategies_package")[0][0]
    assert "Not yet consented" in post(lead, package, digest=digest).text
    wording = world.query("SELECT id FROM strategies_wording")[0][0]
    assert "Decide" in member.get("/consultations/").text
    post(member, f"/consultations/own/consents/{wording}/", digest=digest, given="yes")
    assert "Released" in post(lead, package, digest=digest).text
    seen = world.client("adviser").get(f"/consultations/requests/{asked.pk}/").text
    assert "People fear the checkpoint." in seen
    assert "Safran Relief" not in seen
    assert "Rosa Dimitrow" not in seen


def inside_block(world: World) -> str:
    return str(world.query("SELECT body->'sections'->0->'blocks'->0->>'key' FROM strategies_innertext")[0][0])


def test_the_mission_answers_and_the_cluster_says_whether_that_satisfies(world: World) -> None:
    opened(world)
    comment = released(world)
    adviser, lead = world.client("adviser"), world.client("cluster.lead")
    url = f"/consultations/answers/comment/{comment.pk}/"
    assert post(adviser, url, word="accepted", reason="").status_code == 400
    assert "We change the hours." in post(adviser, url, word="accepted", reason="We change the hours.").text
    answer = world.query("SELECT id FROM strategies_disposition")[0][0]
    judged = post(lead, f"/consultations/satisfied/{answer}/", satisfied="no", words="Still at night.")
    assert "does not satisfy" in judged.text


@pytest.mark.parametrize("who", ["adviser", "srsg", "force.planner", "admin", "aor.lead", "other.lead", "observer"])
def test_the_clusters_own_pages_do_not_exist_for_others(world: World, who: str) -> None:
    opened(world)
    text = inside(world)
    client = world.client(who)
    hidden = client.get(f"/consultations/own/{text.pk}/")
    absent = client.get("/consultations/own/00000000-0000-4000-8000-000000000000/")
    assert hidden.status_code == absent.status_code == 404


def test_the_certificate_says_who_was_asked_and_that_it_is_no_endorsement(world: World) -> None:
    round_ = opened(world)
    asked = request_to(world, "cluster.lead")
    with world.acting("cluster.lead") as actor:
        state_position(actor=actor, request=requests_to(actor).get(), word="objection", reason="It is not safe.")
    for who in ("cluster.lead", "adviser"):
        page = world.client(who).get(f"/consultations/requests/{asked.pk}/certificate/").text
        assert "Engagement is not endorsement" in page
        assert asked.rendition_digest in page
        assert "It is not safe." in page
        assert "Child Protection Area" not in page
    whole = world.client("adviser").get(f"/consultations/rounds/{round_.pk}/certificate/").text
    assert "Child Protection Area of Responsibility" in whole


@pytest.mark.parametrize("name", ["certificate.pdf", "letter.pdf"])
def test_the_pdf_is_tagged_named_without_a_title_and_the_same_twice(world: World, name: str) -> None:
    opened(world)
    released(world)
    asked = request_to(world, "cluster.lead")
    client = world.client("cluster.lead")
    first = client.get(f"/consultations/requests/{asked.pk}/{name}")
    second = client.get(f"/consultations/requests/{asked.pk}/{name}")
    assert first.content == second.content
    assert TITLE not in first["Content-Disposition"]
    reader = PdfReader(BytesIO(first.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "/Lang" in reader.trailer["/Root"]  # type: ignore[operator]
    assert "The road is not safe after dark." in "".join(page.extract_text() for page in reader.pages).replace(
        "\n", " "
    )


def test_lists_cost_the_same_with_one_row_and_with_three(world: World, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    opened(world)
    url = f"/consultations/requests/{request_to(world, 'cluster.lead').pk}/"
    adviser = world.client("adviser")
    counts = []
    for _ in range(2):
        counts.append(queries(adviser, url))
        text = world.query("SELECT id FROM strategies_innertext")
        if not text:
            released(world)
    assert counts[0] <= counts[1] <= counts[0] + 1


def test_a_draft_and_a_prepared_round_are_unknown_to_the_cluster(world: World) -> None:
    strategy = drafted(world)
    for path in (f"/strategies/{strategy.pk}/", f"/consultations/strategies/{strategy.pk}/"):
        assert world.client("cluster.lead").get(path).status_code == 404
    assert TITLE not in world.client("cluster.lead").get("/consultations/").text


def test_nothing_in_french_is_left_in_english_by_accident(world: World) -> None:
    prepared(world)
    assert world.client("adviser", language="fr").get("/consultations/").status_code == 200
