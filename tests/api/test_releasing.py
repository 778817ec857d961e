"""A release prepared through the API: chosen, proposed, consented to and released by its hash, as on the pages."""

from typing import Any

import pytest

from strategies.domain.inner import withdraw_inside
from strategies.domain.preparing import keep_choices
from strategies.domain.release import consent_to_all
from strategies.models import Comment, InnerComment, InnerText, Package, Preparation
from strategies.queries.inner import package_for
from strategies.queries.preparing import preparation_of
from tests.api.test_api import API, ask
from tests.consultations.stage import inside, opened
from tests.consultations.test_preparing import said
from tests.counting import queries
from tests.sweep.samples import NOBODYS
from tests.world import World

TOGETHER = {"words": "All of us say so.", "place": "", "quote": "", "suggestion": ""}


@pytest.fixture
def text(world: World) -> InnerText:
    opened(world)
    return inside(world)


def choice(rows: list[InnerComment], seen: int = 0, name: str = "named", **more: Any) -> dict[str, Any]:
    return {"seen": seen, "chosen": [{"comment": str(one.pk), "attribution": name} for one in rows], **more}


def consented(world: World, package: str) -> None:
    with world.acting("cluster.member") as actor:
        one = package_for(actor, package)  # type: ignore[arg-type]
        consent_to_all(actor=actor, package=one, digest=one.digest, given=True)


def test_a_release_goes_from_the_discussion_to_the_mission_by_its_hash_alone(world: World, text: InnerText) -> None:
    rows = said(world, text, 3)
    (listed,) = ask(world, "cluster.lead", "get", "/discussions/").json()["results"]
    assert (listed["id"], listed["title"]) == (str(text.pk), text.title) and "body" not in listed
    here = f"/discussions/{text.pk}"
    found = ask(world, "cluster.lead", "get", f"{here}/comments/").json()["results"]
    assert {one["id"] for one in found} == {str(one.pk) for one in rows}
    before = ask(world, "cluster.lead", "get", f"{here}/preparation/").json()
    assert (before["revision"], before["chosen"], before["comments"], before["changed_at"]) == (0, [], 3, None)
    sent = choice(rows[:2], together=TOGETHER)
    kept = ask(world, "cluster.lead", "put", f"{here}/preparation/", sent)
    again = ask(world, "cluster.colead", "put", f"{here}/preparation/", sent)
    assert kept.status_code == again.status_code == 200 and kept.json() == again.json()
    assert kept.json() == ask(world, "cluster.lead", "get", f"{here}/preparation/").json()
    assert (kept.json()["revision"], kept.json()["total"], kept.json()["under"]) == (1, 2, {"named": 2})
    made = ask(world, "cluster.lead", "post", f"{here}/packages/", {"seen": 1})
    package = made.json()
    assert made.status_code == 201 and (package["state"], package["comments"]) == ("prepared", 3)
    assert package["readers"] and [(one["given"], one["open"]) for one in package["consents"]] == [(0, 2)]
    assert ask(world, "cluster.lead", "get", f"{here}/preparation/").json()["chosen"] == []
    one = f"/packages/{package['id']}"
    words = ask(world, "cluster.lead", "get", f"{one}/comments/").json()["results"]
    assert {item["words"] for item in words} == {rows[0].words, rows[1].words, TOGETHER["words"]}
    confirmed = {"digest": package["digest"]}
    early = ask(world, "cluster.lead", "post", f"{one}/release/", confirmed)
    assert early.status_code == 400 and "Not yet consented" in early.json()["detail"]
    consented(world, package["id"])
    for body, code in (({}, 400), ({"digest": "x"}, 400), ({"digest": "0" * 64}, 409)):
        assert ask(world, "cluster.lead", "post", f"{one}/release/", body).status_code == code
    assert ask(world, "adviser", "get", f"/requests/{text.request_ref}/comments/").json()["count"] == 0
    out = ask(world, "cluster.lead", "post", f"{one}/release/", confirmed)
    assert out.status_code == 200 and out.json()["state"] == "released"
    assert out.json() == ask(world, "cluster.lead", "get", f"{one}/").json()
    assert ask(world, "cluster.lead", "post", f"{one}/release/", confirmed).status_code == 409
    assert ask(world, "adviser", "get", f"/requests/{text.request_ref}/comments/").json()["count"] == 3
    (row,) = ask(world, "cluster.lead", "get", f"{here}/packages/").json()["results"]
    assert (row["id"], row["state"]) == (package["id"], "released")


def test_what_somebody_else_changed_is_told_and_nothing_is_kept(world: World, text: InnerText) -> None:
    rows = said(world, text, 3)
    path = f"/discussions/{text.pk}"
    with world.acting("cluster.colead") as actor:
        keep_choices(actor=actor, text=text, seen=0, choices={rows[0].pk: "none"})
    for method, where, body in (
        ("put", "preparation", choice(rows)), ("put", "preparation", choice(rows, 7)),
        ("post", "packages", {"seen": 0}),
    ):  # fmt: skip
        late = ask(world, "cluster.lead", method, f"{path}/{where}/", body)
        assert late.status_code == 409 and "changed since you read it" in late.json()["detail"]
    with world.acting("cluster.lead") as actor:
        assert preparation_of(actor, text).chosen == {str(rows[0].pk): "none"}
        assert not Package.objects.visible_to(actor).exists()
    less = ask(world, "cluster.lead", "put", f"{path}/preparation/", choice(rows[1:2], 1, "humanitarian"))
    assert less.json()["chosen"] == [{"comment": str(rows[1].pk), "attribution": "humanitarian"}]
    with world.acting("cluster.member") as actor:
        withdraw_inside(actor=actor, comment=rows[1])
    assert ask(world, "cluster.lead", "get", f"{path}/preparation/").json()["gone"] == 1
    assert ask(world, "cluster.lead", "post", f"{path}/packages/", {"seen": 2}).status_code == 400


def test_what_cannot_be_chosen_is_refused_with_its_field(world: World, text: InnerText) -> None:
    rows = said(world, text, 2)
    path = f"/discussions/{text.pk}/preparation/"
    for body, field in (
        (choice(rows, name="loudly"), "chosen"), (choice([*rows, rows[0]]), "chosen"), ({"chosen": []}, "seen"),
        (choice([InnerComment(pk=NOBODYS)]), "chosen"), (choice(rows, seen=-1), "seen"), ({"seen": 0}, "chosen"),
        (choice([], together={**TOGETHER, "words": "x" * 20_001}), "together"),
    ):  # fmt: skip
        refused = ask(world, "cluster.lead", "put", path, body)
        assert (refused.status_code, refused.json()["field"]) == (400, field), refused.text
    member = ask(world, "cluster.member", "put", path, choice(rows))
    assert member.status_code == 400 and "Your coordination prepares" in member.json()["detail"]
    assert ask(world, "cluster.member", "post", f"/discussions/{text.pk}/packages/", {"seen": 0}).status_code == 400
    with world.acting("cluster.lead") as actor:
        assert not Preparation.objects.visible_to(actor).exists()


def test_an_agency_has_no_cluster_to_speak_for(world: World, text: InnerText, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = said(world, text, 1)
    path = f"/discussions/{text.pk}/preparation/"
    monkeypatch.setattr("strategies.domain.preparing.OF_AGENCIES", ("cluster_coordinator",))
    refused = ask(world, "cluster.lead", "put", path, choice(rows, name="cluster"))
    assert (refused.status_code, refused.json()["field"]) == (400, "attribution")
    assert ask(world, "cluster.lead", "put", path, choice(rows, name="humanitarian")).status_code == 200


def test_no_other_side_finds_any_of_it(world: World, text: InnerText) -> None:
    rows = said(world, text, 1)
    ask(world, "cluster.lead", "put", f"/discussions/{text.pk}/preparation/", choice(rows))
    package = ask(world, "cluster.lead", "post", f"/discussions/{text.pk}/packages/", {"seen": 1}).json()
    body = {**choice(rows), "digest": package["digest"]}
    for who in ("adviser", "srsg", "force.planner", "observer", "aor.lead"):
        assert ask(world, who, "get", "/discussions/").json()["results"] == []
        for verb, path in (
            ("get", "/discussions/%s/comments/"), ("get", "/discussions/%s/preparation/"),
            ("put", "/discussions/%s/preparation/"), ("get", "/discussions/%s/packages/"),
            ("post", "/discussions/%s/packages/"), ("get", "/packages/%s/"), ("get", "/packages/%s/comments/"),
            ("post", "/packages/%s/release/"),
        ):  # fmt: skip
            real = package["id"] if path.startswith("/packages") else text.pk
            answers = [ask(world, who, verb, path % key, None if verb == "get" else body) for key in (real, NOBODYS)]
            assert [one.status_code for one in answers] == [404, 404], (who, path)
            assert answers[0].content == answers[1].content
    with world.acting("adviser") as actor:
        assert not Comment.objects.visible_to(actor).exists()


def test_it_costs_the_same_with_two_and_with_forty(world: World, text: InnerText) -> None:
    client, costs = world.client("cluster.lead"), []
    for count in (2, 40):
        rows = said(world, text, count)
        with world.acting("cluster.lead") as actor:
            seen = preparation_of(actor, text).revision
            keep_choices(actor=actor, text=text, seen=seen, choices={one.pk: "named" for one in rows})
        here = f"{API}/discussions/{text.pk}"
        costs.append([queries(client, f"{here}/{more}/") for more in ("comments", "preparation")])
        made = ask(world, "cluster.lead", "post", f"/discussions/{text.pk}/packages/", {"seen": seen + 1}).json()
        one = f"{API}/packages/{made['id']}"
        costs[-1] += [queries(client, address) for address in (f"{here}/packages/", f"{one}/", f"{one}/comments/")]
    assert costs[0] == costs[1]
