"""Choosing what leaves a discussion of thousands, a small page at a time, kept for all who prepare it."""

from typing import Any

import pytest
from django.urls import reverse

from pocplan.access.errors import Conflict, Refused
from pocplan.access.ids import new_id
from strategies.domain.inner import comment_inside, withdraw_inside
from strategies.domain.preparing import Many, keep_choices, many_of, propose_choices
from strategies.domain.release import consent_to_all, prepare_package, release_package
from strategies.models import Comment, InnerComment, InnerText, Package, Preparation
from strategies.queries.consents import packages_asking
from strategies.queries.preparing import chosen_in_all, preparation_of, said_by
from tests.consultations.stage import inside, opened
from tests.counting import statements
from tests.world import World

MEMBER = "Safran Relief"


@pytest.fixture
def text(world: World) -> InnerText:
    opened(world)
    return inside(world)


def said(world: World, text: InnerText, count: int, who: str = "cluster.member") -> list[InnerComment]:
    """As many comments by one member."""
    with world.acting(who) as actor:
        one = comment_inside(actor=actor, text=text, words="Words 0 of the market.")
        kept = {field.attname: getattr(one, field.attname) for field in InnerComment._meta.fields}
        more = [{**kept, "id": new_id(), "words": f"Words {number} of the market."} for number in range(1, count)]
        return [one, *InnerComment.objects.bulk_create(InnerComment(**row) for row in more)]


def address(text: InnerText, number: int = 1) -> str:
    return reverse("consultations:prepare_release", args=[text.pk]) + f"?page={number}"


def kept(world: World, text: InnerText, who: str = "cluster.lead") -> Preparation:
    with world.acting(who) as actor:
        return preparation_of(actor, text)


def shown(client: Any, text: InnerText, number: int = 1) -> list[str]:
    """The fields of the choices on one page."""
    return [field.name for _comment, field, _now in client.get(address(text, number)).context["form"].rows()]


def send(client: Any, text: InnerText, number: int, **sent: Any) -> Any:
    return client.post(address(text, number), {"seen": sent.pop("seen", 0), **sent})


def test_what_is_chosen_and_typed_on_a_page_is_kept_for_the_next(world: World, text: InnerText) -> None:
    said(world, text, 60)
    lead = world.client("cluster.lead")
    first, last = shown(lead, text), shown(lead, text, 3)
    assert (len(first), len(last)) == (25, 10) and len(lead.get(address(text)).content) < 60_000
    onward = send(lead, text, 1, do="next", **{**dict.fromkeys(first, ""), first[0]: "named"})
    assert onward.status_code == 302 and onward["Location"].endswith("?page=2")
    assert "Chosen so far: 1 of 60 comments" in lead.get(onward["Location"]).text
    typed = {"together": "All of us say so.", "together_place": "", "together_quote": "", "together_suggestion": ""}
    back = send(lead, text, 3, seen=1, do="previous", **{last[9]: "none"}, **typed)
    assert back["Location"].endswith("?page=2")
    assert "All of us say so." in lead.get(address(text, 3)).text
    assert "All of us say so." not in lead.get(address(text, 2)).text
    assert 'value="named" selected' in lead.get(address(text)).text
    assert send(lead, text, 2, seen=2, do="go", go="3")["Location"].endswith("?page=3")
    preview = send(lead, text, 2, seen=2)
    with world.acting("cluster.lead") as actor:
        package = Package.objects.visible_to(actor).get()
        words = [item["words"] for item in package.content["comments"]]
    assert preview["Location"].endswith(f"{package.pk}/")
    assert len(words) == 3 and words[-1] == "All of us say so."
    assert kept(world, text).chosen == kept(world, text).together == {}


def test_long_comments_are_begun_and_read_whole_one_at_a_time(world: World, text: InnerText) -> None:
    long = {"words": f"Begun. {'market ' * 1400}Ended.", "suggestion": f"{'Patrols ' * 1200}Last."}
    rows = said(world, text, 26)
    world.query("UPDATE strategies_innercomment SET words = %s, suggestion = %s", [long["words"], long["suggestion"]])
    lead = world.client("cluster.lead")
    page = lead.get(address(text))
    assert len(page.content) < 90_000 and page.text.count("Begun.") == page.text.count("Keep, and read the whole") == 25
    assert "Ended." not in page.text and "Last." not in page.text
    first, second = shown(lead, text)[:2]
    key = second.removeprefix("c-")
    opened = send(lead, text, 1, do=f"whole-{key}", **{first: "named", second: ""})
    assert opened["Location"] == f"{address(text)}&whole={key}#{second}"
    page = lead.get(opened["Location"])
    assert page.text.count("Ended.") == page.text.count("Last.") == 1 and f'id="{second}"' in page.text
    assert 'value="named" selected' in page.text and len(page.content) < 110_000
    late = send(lead, text, 1, do=f"whole-{key}", **{first: "none", second: "none"})  # what was chosen is kept first
    assert late.status_code == 409 and late.text.count("Ended.") == 1 and late.text.count("Kept now") == 2
    for do in ("whole-", "whole-x", f"whole-{new_id()}"):
        assert send(lead, text, 1, seen=1, do=do, **{first: "named"})["Location"] == address(text)
    world.query("UPDATE strategies_innercomment SET words = 'Short.', suggestion = '' WHERE id = %s", [str(rows[0].pk)])
    assert lead.get(address(text)).text.count("Keep, and read the whole") == 24


def test_many_are_chosen_at_once_and_none_under_a_wider_name_than_it_has(world: World, text: InnerText) -> None:
    said(world, text, 30)
    said(world, text, 2, "cluster.colead")
    lead = world.client("cluster.lead")
    fields = shown(lead, text)
    send(lead, text, 1, do="keep", **{fields[0]: "none"})
    page = {**dict.fromkeys(fields, ""), fields[0]: "none"}
    send(lead, text, 1, seen=1, do="many", which="page", name="named", **page)
    names = kept(world, text).chosen
    assert len(names) == 25 and names[fields[0].removeprefix("c-")] == "none"
    send(lead, text, 1, seen=2, do="many", which=f"by:{MEMBER}", name="humanitarian")
    with world.acting("cluster.lead") as actor:
        counts = chosen_in_all(actor, preparation_of(actor, text))
    assert (counts.total, counts.comments) == (30, 32)
    assert counts.under == {"none": 1, "named": 24, "humanitarian": 5}
    send(lead, text, 2, seen=3, do="many", which="all", name="none")
    assert len(kept(world, text).chosen) == 32
    send(lead, text, 1, seen=4, do="many", which="page", name="", **dict.fromkeys(fields, "named"))
    assert len(kept(world, text).chosen) == 7
    send(lead, text, 1, seen=5, do="many", which="all", name="")
    assert kept(world, text).chosen == {}
    wrong = send(lead, text, 1, seen=6, do="many", which="by:Nobody", name="none")
    assert wrong.status_code == 400 and kept(world, text).revision == 6


def test_who_was_first_is_named_and_nothing_typed_is_lost(world: World, text: InnerText) -> None:
    said(world, text, 2)
    lead, colead = world.client("cluster.lead"), world.client("cluster.colead")
    one, other = shown(lead, text)
    assert send(colead, text, 1, do="keep", **{one: "none", other: ""}).status_code == 302
    late = send(lead, text, 1, do="keep", **{one: "named", other: "cluster"})
    assert late.status_code == 409
    with world.acting("cluster.lead") as actor:
        assert preparation_of(actor, text).changed_by_person_name in late.text
    assert "changed what is chosen while this page was open" in late.text and 'name="seen" value="1"' in late.text
    assert late.text.count("Kept now") == 2 and 'value="cluster" selected' in late.text
    assert kept(world, text).chosen == {one.removeprefix("c-"): "none"}
    blind = send(lead, text, 1, **{one: "none", other: ""})  # nothing changed here, but what was not seen would leave
    assert blind.status_code == 409
    assert send(lead, text, 1, seen=1, do="keep", **{one: "named", other: "cluster"}).status_code == 302
    assert kept(world, text).revision == 2
    with world.acting("cluster.lead") as actor, pytest.raises(Conflict):
        keep_choices(actor=actor, text=text, seen=1, choices={}, together={"words": "Late."})


def test_only_the_coordination_chooses_and_only_names_that_exist(world: World, text: InnerText) -> None:
    (row,) = said(world, text, 1)
    for who, name in (("cluster.member", "named"), ("cluster.lead", "loudly")):
        with world.acting(who) as actor, pytest.raises(Refused):
            keep_choices(actor=actor, text=text, seen=0, choices={row.pk: name})
    member = world.client("cluster.member")
    assert send(member, text, 1, do="keep", **{f"c-{row.pk}": "named"}).status_code == 400
    for sent in ({"seen": "x"}, {"seen": -1}, {"seen": 10**12}, {f"c-{row.pk}": "loudly"}, {"go": "far"}):
        assert send(world.client("cluster.lead"), text, 1, do="keep", **sent).status_code == 400
    assert send(world.client("cluster.lead"), text, 1, do="keep", **{"c-x": "named"}).status_code == 302
    with world.acting("cluster.lead") as actor, pytest.raises(Refused) as refusal:
        keep_choices(actor=actor, text=text, seen=0, choices={}, together={"words": "nul\x00"})
    assert refusal.value.field == "together" and kept(world, text).revision == 0


def test_words_taken_back_are_said_and_do_not_leave(world: World, text: InnerText) -> None:
    rows = said(world, text, 2)
    with world.acting("cluster.lead") as actor:
        keep_choices(actor=actor, text=text, seen=0, choices=dict.fromkeys((row.pk for row in rows), "none"))
    with world.acting("cluster.member") as actor:
        withdraw_inside(actor=actor, comment=rows[0])
    lead = world.client("cluster.lead")
    page = lead.get(address(text)).text
    assert "Chosen so far: 1 of 1 comments" in page and "1 comment that was chosen was taken back" in page
    with world.acting("cluster.lead") as actor:
        package = propose_choices(actor=actor, text=text, seen=1, choices={})
        assert [item["words"] for item in package.content["comments"]] == [rows[1].words]


def test_the_choice_is_nobody_elses(world: World, text: InnerText) -> None:
    (row,) = said(world, text, 1)
    before = {who: world.client(who).get("/consultations/").text for who in ("adviser", "srsg")}
    with world.acting("cluster.lead") as actor:
        keep_choices(actor=actor, text=text, seen=0, choices={row.pk: "named"}, together={"words": "All of us."})
    for who in ("adviser", "srsg", "force.planner", "admin", "aor.lead", "observer"):
        with world.acting(who) as actor:
            assert not Preparation.objects.visible_to(actor).exists()
        assert world.client(who).get(address(text)).status_code == 404
    assert len(before["adviser"]) == len(world.client("adviser").get("/consultations/").text)


def test_five_thousand_leave_in_one_transaction_at_the_cost_of_fifty(world: World, text: InnerText) -> None:
    costs = []
    for count in (50, 4950):
        said(world, text, count)
        with statements() as asked, world.acting("cluster.lead") as actor:
            many = many_of(actor, text, "", "cluster")
            seen = preparation_of(actor, text).revision
            kept = keep_choices(actor=actor, text=text, seen=seen, choices={}, many=many)
            package = propose_choices(actor=actor, text=text, seen=kept.revision, choices={})
        with statements() as consenting, world.acting("cluster.member") as actor:
            ((_wording, waiting),) = packages_asking(actor)
            consent_to_all(actor=actor, package=package, digest=package.digest, given=True)
            assert packages_asking(actor) == []
        with statements() as releasing, world.acting("cluster.lead") as actor:
            rows = release_package(actor=actor, package=package, digest=package.digest)
        assert waiting == len(rows)
        costs.append((len(asked), len(consenting), len(releasing)))
    assert costs[0] == costs[1]
    with world.acting("adviser") as actor:
        numbers = list(Comment.objects.visible_to(actor).values_list("number", flat=True))
        assert numbers == list(range(1, 5051))
    lead = world.client("cluster.lead")
    for page in (address(text, 7), reverse("consultations:package", args=[package.pk])):
        with statements() as asked:
            assert len(lead.get(page).content) < 120_000
        assert len(asked) < 40


def test_a_member_says_yes_to_all_of_its_words_on_the_page(world: World, text: InnerText) -> None:
    mine = said(world, text, 30)
    theirs = said(world, text, 1, "cluster.colead")
    with world.acting("cluster.lead") as actor:
        chosen = dict.fromkeys((row.pk for row in (*mine, *theirs)), "humanitarian")
        assert set(said_by(actor, text, MEMBER)) == {row.pk for row in mine}
        package = prepare_package(actor=actor, text=text, chosen=chosen)
    where, client = reverse("consultations:package", args=[package.pk]), world.client("cluster.member")
    assert "30 comments of yours; 30 not decided yet." in client.get(where).text
    assert "30 comments of yours" in client.get("/consultations/").text
    assert client.post(where, {"digest": "0" * 64, "given": "yes"}).status_code == 409
    assert client.post(where, {"digest": package.digest, "given": "yes"}).status_code == 302
    page = client.get(where).text
    assert "30 of 31 consented to" in page and "0 not decided yet" in page
    lead = world.client("cluster.lead").get(where).text
    assert "31 comments become readable by others who cannot read them now" in lead
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        consent_to_all(actor=actor, package=package, digest=package.digest, given=True)


def test_a_list_of_many_takes_only_what_stands(world: World, text: InnerText) -> None:
    (row,) = said(world, text, 1)
    with world.acting("cluster.lead") as actor:
        kept = keep_choices(actor=actor, text=text, seen=0, choices={}, many=Many([row.pk, new_id()], "none"))
        package = propose_choices(actor=actor, text=text, seen=kept.revision, choices={})
        assert len(package.content["comments"]) == 1
