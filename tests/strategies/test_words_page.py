"""The page that checks a strategy's words: marks, reasons, better wordings, for who may read the text."""

import pytest
from django.urls import reverse

from pocplan.access.errors import Refused
from strategies.domain.blocks import Typed, add_block, save_block
from strategies.domain.keeping import keep_words
from strategies.domain.rows import add_activity, add_threat
from strategies.domain.strategies import start_strategy
from strategies.models import Block, KeptWording, Strategy
from strategies.queries.strategies import sections_of
from strategies.queries.wording import findings_of, kinds_of
from tests.strategies.test_life import ACTIVITY
from tests.world import World


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        text = "<p>The mission is <b>neutral</b> &amp; present. QIPs are not humanitarian assistance.</p>"
        typed = Typed(text, ["<p>Our NGO partners met.</p>"])
        add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=typed)
    return strategy


def test_words_are_marked_with_reason_and_better_wording(world: World, draft: Strategy) -> None:
    page = world.client("adviser").get(reverse("strategies:words", args=[draft.pk])).content.decode()
    assert "<mark>mission is neutral</mark> &amp; present" in page
    assert "<mark>Our NGO" in page
    assert "Neutrality is a humanitarian principle" in page
    assert "carries out its mandate impartially" in page
    assert page.count("<mark>") == 2


def test_the_reason_is_in_the_readers_language_and_the_wording_in_the_texts(world: World, draft: Strategy) -> None:
    client = world.client("adviser")
    page = client.get(reverse("strategies:words", args=[draft.pk]), headers={"accept-language": "fr"}).content.decode()
    assert "La neutralité est un principe humanitaire" in page
    assert "carries out its mandate impartially" in page


def test_who_cannot_read_the_text_finds_no_page(world: World, draft: Strategy) -> None:
    assert world.client("cluster.lead").get(reverse("strategies:words", args=[draft.pk])).status_code == 404


def test_the_whole_text_is_checked_at_once_and_may_be_narrowed(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        sections = list(sections_of(actor, draft))
        add_block(actor=actor, parent=sections[3], typed=Typed("<p>The force is neutral.</p>"))
    client, address = world.client("adviser"), reverse("strategies:words", args=[draft.pk])

    def marks(**query: str) -> int:
        return client.get(address, query).content.decode().count("<mark>")

    assert marks() == marks(section="no such section") == 3
    assert marks(section=str(sections[3].pk)) == 1 and marks(kind="our_partner") == 1 and marks(kind="qip") == 0


def test_words_are_kept_with_a_reason_until_they_change(world: World, draft: Strategy) -> None:
    client, address = world.client("adviser"), reverse("strategies:words", args=[draft.pk])
    with world.acting("adviser") as actor:
        block = Block.objects.visible_to(actor).filter(section__strategy=draft).get()
    keep = reverse("strategies:keep_words", args=[draft.pk, block.lineage, 1])
    assert keep in client.get(address).content.decode()
    sent = {"rule": "mission_neutral", "words": "mission is neutral", "reason": ""}
    assert "<mark>mission is neutral</mark>" in client.get(keep).content.decode()
    assert client.post(keep, sent).status_code == 400
    assert client.post(keep, {**sent, "words": "mission was neutral", "reason": "kept"}).status_code == 409
    assert client.post(keep, {**sent, "reason": "A quotation of the governor."}).status_code == 302
    with world.acting("force.planner") as actor:
        kept = KeptWording.objects.visible_to(actor).get()
        assert (kept.rule, kept.kept_by_post_title) == ("mission_neutral", "Senior PoC Adviser")
    page = world.client("police.planner").get(address).content.decode()
    assert "A quotation of the governor." in page and "Senior PoC Adviser" in page
    assert "<mark>mission is neutral" not in client.get(address, {"show": "open"}).content.decode()
    with world.acting("adviser") as actor:
        assert [(one.rule, one.open, one.kept) for one in kinds_of(findings_of(actor, draft, "en"))] == [
            ("mission_neutral", 0, 1),
            ("our_partner", 1, 0),
        ]
        changed = Typed("<p>The mission is strictly neutral.</p>")
        block = save_block(actor=actor, block=block, version=block.version, typed=changed)
        assert findings_of(actor, draft, "en")[0].is_open
        back = Typed("<p>Indeed, the mission is neutral.</p>")
        save_block(actor=actor, block=block, version=block.version, typed=back)
        assert not findings_of(actor, draft, "en")[0].is_open
    assert client.post(reverse("strategies:ask_words", args=[kept.pk])).status_code == 302
    assert client.post(reverse("strategies:ask_words", args=[kept.pk])).status_code == 404
    assert "A quotation" not in client.get(address).content.decode()


def test_rows_are_read_and_what_stops_a_release_is_kept_by_no_reason(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        block = add_block(
            actor=actor, parent=sections_of(actor, draft)[2], typed=Typed("<p>Call the witness: 0812 345 678.</p>")
        )
        activity = {**ACTIVITY, "title": "Patrol base", "place": "Kova primary school", "lead_post_id": actor.post_id}
        add_activity(actor=actor, strategy=draft, fields=activity)
        add_threat(actor=actor, strategy=draft, fields={"title": "Attacks", "risk": "attacks", "actor": "The army"})
        with pytest.raises(Refused, match="Take it out"):
            keep_words(
                actor=actor,
                strategy=draft,
                place=block.lineage,
                rule="identifies",
                words="Call the witness: 0812 345 678",
                reason="no",
            )
    page = world.client("adviser").get(reverse("strategies:words", args=[draft.pk])).content.decode()
    assert "Stops a release" in page
    assert "<mark>Patrol base: Kova primary school</mark>" in page and "row, Title" in page
    assert "The state named as a threat" in page and "row, From whom" in page
