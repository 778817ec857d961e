"""What names or locates a victim, a witness or a source goes no further, by whatever door; all else only warns."""

import json

import pytest
from django.urls import reverse

from pocplan.access.errors import Refused
from pocplan.wording.domain.identifying import Identifies, Passage, demand_nobody_identified
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.companions import start_companion
from strategies.domain.dispositions import dispose
from strategies.domain.exports import request_export
from strategies.domain.positions import pause, state_position
from strategies.domain.release import prepare_package
from strategies.domain.releases import release_version
from strategies.domain.reviews import request_review
from strategies.domain.rounds import clear_round, open_round
from strategies.domain.showing import prepare_companion_release
from strategies.domain.strategies import start_strategy
from strategies.models import Clearance, Comment, InnerText, Package, Position, ReleaseRow, Round, Version
from strategies.queries.companions import companion_sections_of
from strategies.queries.replies import requests_to
from strategies.queries.rounds import candidates
from strategies.queries.strategies import sections_of
from strategies.queries.versions import latest_version
from tests.consultations.stage import TEXT, TITLE, inside, opened, prepared, released
from tests.world import World

NAMES = "The witness, named Amina Yusuf, can be reached on 0812 345 678."
NAMES_FR = "Le témoin, nommé Amina Youssouf, vit dans la case derrière l’école."
WARNS = "The mission is neutral and our NGO partners agree."


def frozen_version(world: World) -> Version:
    """A frozen version that names a witness in the first section, in an emphasised word and a table."""
    table = "<table><tr><td>Call the witness</td><td>+236 70 12 34 56</td></tr></table>"
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title=TITLE)
        first, second = sections_of(actor, strategy)[:2]
        for text in (f"<p>{WARNS}</p>", f"<p>{NAMES.replace('Amina', '<b>Ami</b>na')}</p>", table):
            add_block(actor=actor, parent=first, typed=Typed(text))
        add_block(actor=actor, parent=second, typed=Typed("<p>Text.</p>", [f"<p>{NAMES}</p>"]))
        ask_clearance(actor=actor, strategy=strategy, components=["police"])
    with world.acting("police.planner") as actor:
        give_clearance(actor=actor, clearance=Clearance.objects.visible_to(actor).get(), word="cleared")
    with world.acting("adviser") as actor:
        version = latest_version(actor, strategy)
        assert version is not None
        return version


def test_a_version_that_names_a_witness_leaves_by_no_door(world: World) -> None:
    version = frozen_version(world)
    with world.acting("adviser") as actor:
        invitees = [one.key for one in candidates(actor)][:1]
    client, address = world.client("adviser"), reverse("consultations:prepare", args=[version.strategy_id])
    typed = {"invitees": invitees, "window_days": "17", "language": "en", "absent_1": "No cluster", "instead_1": "OCHA"}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "paragraph 2: “witness, named Amina”" in page
    assert "paragraph 3: “+236 70 12 34 56”" in page
    assert "footnote of paragraph 1" in page and "neutral" not in page
    assert 'value="17"' in page and "OCHA" in page
    with world.acting("adviser") as actor:
        with pytest.raises(Identifies):
            release_version(actor=actor, version=version, room=version.compartment_id)
        with pytest.raises(Identifies):
            request_export(actor=actor, source=version, language="en")
        assert not Round.objects.visible_to(actor).exists() and not ReleaseRow.objects.visible_to(actor).exists()


def test_a_cleared_round_on_such_a_version_does_not_open(world: World) -> None:
    """As where the rules learned something after the round was prepared."""
    prepared_ = prepared(world)
    with world.acting("chief.of.staff") as actor:
        clear_round(actor=actor, round_=Round.objects.visible_to(actor).get(pk=prepared_.pk))
    named = json.dumps(NAMES)[1:-1]
    world.query("UPDATE strategies_version SET body = replace(body::text, %s, %s)::jsonb", [TEXT, named])
    with world.acting("adviser") as actor:
        round_ = Round.objects.visible_to(actor).select_related("strategy", "version").get(pk=prepared_.pk)
        with pytest.raises(Identifies, match="named Amina”; Section"):
            open_round(actor=actor, round_=round_)
        assert Round.objects.visible_to(actor).get(pk=round_.pk).state == "cleared"


def test_nothing_that_is_said_across_names_anybody(world: World) -> None:
    opened(world)
    released(world)
    client = world.client("cluster.lead")
    with world.acting("cluster.lead") as actor:
        request = requests_to(actor).get()
        text = InnerText.objects.visible_to(actor).get(request_ref=request.pk)
        with pytest.raises(Identifies, match="Comment 1: “Amina Yusuf, 14 years old"):
            prepare_package(actor=actor, text=text, chosen={}, together=[{"words": "Amina Yusuf, 14 years old, fled."}])
        with pytest.raises(Identifies):
            state_position(actor=actor, request=request, word="concern", reason=NAMES_FR)
        with pytest.raises(Identifies):
            pause(actor=actor, request=request, reason=NAMES)
        with pytest.raises(Identifies):
            request_review(actor=actor, request=request, words=NAMES)
        state_position(actor=actor, request=request, word="concern", reason=WARNS)
        companion = start_companion(actor=actor, request=request, title="Ours")
        section = companion_sections_of(actor, companion)[0]
        add_block(actor=actor, parent=section, typed=Typed(f"<p>{NAMES}</p>"))
        with pytest.raises(Identifies, match=section.title):
            prepare_companion_release(actor=actor, companion=companion, request=request)
        assert Package.objects.visible_to(actor).filter(state="prepared").count() == 0
    answer = client.post(
        reverse("consultations:position", args=[request.pk]), {"word": "concern", "reason": NAMES}, follow=True
    )
    assert answer.status_code == 400 and "0812 345 678" in answer.content.decode()
    with world.acting("adviser") as actor:
        comment = Comment.objects.visible_to(actor).select_related("request").get()
        with pytest.raises(Identifies) as stopped:
            dispose(actor=actor, subject=comment, word="accepted", reason=NAMES)
        assert stopped.value.field == "reason"
        assert Position.objects.visible_to(actor).count() == 1


def test_the_check_is_offered_before_each_release_and_stays_on_its_side(world: World) -> None:
    round_ = opened(world)
    warned = WARNS.replace(" and", ", but")
    world.query("UPDATE strategies_version SET body = replace(body::text, %s, %s)::jsonb", [TEXT, warned])
    step = reverse("consultations:step", args=[round_.pk, "clear"])
    page = world.client("chief.of.staff").get(step).content.decode()
    assert "The mission called neutral" in page and "<mark>mission is neutral</mark>" in page
    assert reverse("strategies:words", args=[round_.strategy_id]) in page
    assert "10 people who read the strategy now" in page
    text = inside(world)
    with world.acting("cluster.lead") as actor:
        request = requests_to(actor).get()
        package = prepare_package(actor=actor, text=text, chosen={}, together=[{"words": WARNS}])
        companion = start_companion(actor=actor, request=request, title="Ours", language="fr")
        words = Typed("<p>La mission est neutre.</p>")
        add_block(actor=actor, parent=companion_sections_of(actor, companion)[0], typed=words)
        release = prepare_companion_release(actor=actor, companion=companion, request=request)
    addresses = [
        reverse("consultations:package", args=[package.pk]),
        reverse("consultations:companion", args=[companion.pk]),
        reverse("consultations:companion_release", args=[release.pk]),
    ]
    for address in addresses:
        page = world.client("cluster.lead").get(address).content.decode()
        assert "The mission called neutral" in page and "<mark>" in page
        assert ("3 people of our own" in page) == ("Readers" in page)
        assert world.client("adviser").get(address).status_code == 404


@pytest.mark.parametrize(("text", "language"), [(NAMES, "fr"), (NAMES_FR, "en"), ("+236 70 12 34 56", "ar")])
def test_a_text_is_read_by_the_rules_of_its_own_language(text: str, language: str) -> None:
    with pytest.raises(Identifies):
        demand_nobody_identified([Passage(text)], language)


@pytest.mark.parametrize("text", [WARNS, "", "The hotline of the cluster is +236 70 12 34 56.", "Names of victims."])
def test_everything_else_warns_and_stops_nothing(text: str) -> None:
    demand_nobody_identified([Passage(text, "here")], "en")


def test_no_more_than_five_places_are_told_and_the_rest_counted() -> None:
    with pytest.raises(Identifies, match="and 2 more") as stopped:
        demand_nobody_identified([Passage("Tel. 0812 345 678", str(number)) for number in range(7)], "en")
    assert isinstance(stopped.value, Refused) and len(stopped.value.places) == 7
