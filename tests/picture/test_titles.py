"""Titles of posts that records keep are told in the reader's language, from the reader's own directory alone."""

import pytest
from django.urls import reverse
from django.utils import translation

from picture.domain.efforts import add_effort
from pocplan.access.clock import today
from pocplan.access.models import Post
from pocplan.access.queries.titles import titled, titles_told
from tests.consultations.stage import drafted
from tests.counting import statements
from tests.picture.test_hotspots import listed
from tests.world import World

ENGLISH, FRENCH = "Civil Affairs Officer", "Spécialiste des affaires civiles"


@pytest.fixture
def effort_at(world: World) -> str:
    """Where a line of effort of civil affairs is shown."""
    world.query("UPDATE access_post SET title_fr = %s WHERE title_en = %s", [FRENCH, ENGLISH])
    spot = listed(world)
    with world.acting("civil.affairs") as actor:
        add_effort(actor=actor, hotspot=spot, component="civilian", what="Dialogue of elders", due_on=today())
    return f"/hotspots/{spot.pk}/"


@pytest.mark.parametrize(("language", "shown", "hidden"), [("en", ENGLISH, FRENCH), ("fr", FRENCH, ENGLISH)])
def test_an_owner_is_named_in_the_language_of_who_reads(
    world: World, effort_at: str, language: str, shown: str, hidden: str
) -> None:
    page = world.client("adviser", language=language).get(effort_at).content.decode()
    assert shown in page and hidden not in page


def test_a_changed_title_is_told_as_the_record_keeps_it(world: World, effort_at: str) -> None:
    world.query("UPDATE access_post SET title_en = 'Civil Affairs Lead' WHERE title_en = %s", [ENGLISH])
    assert ENGLISH in world.client("adviser", language="fr").get(effort_at).content.decode()


def test_a_title_of_two_french_names_is_told_as_it_is_kept(world: World, effort_at: str) -> None:
    with world.acting("adviser") as actor, translation.override("fr"):
        first = Post.objects.visible_to(actor).filter(owner_id=actor.owner_id).exclude(title_en=ENGLISH).first()
        assert first is not None and titles_told(actor)[ENGLISH] == FRENCH
    world.query("UPDATE access_post SET title_en = %s WHERE id = %s", [ENGLISH, str(first.pk)])
    with world.acting("adviser") as actor, translation.override("fr"):
        assert titled(ENGLISH, titles_told(actor)) == ENGLISH


def test_nobody_learns_the_titles_of_another_body(world: World, effort_at: str) -> None:
    with world.acting("cluster.lead") as actor, translation.override("fr"):
        told = titles_told(actor)
        own = Post.objects.visible_to(actor).filter(owner_id=actor.owner_id)
        assert told and set(told) == set(own.values_list("title_en", flat=True)) and ENGLISH not in told


def test_one_question_in_french_and_none_in_english(world: World) -> None:
    with world.acting("adviser") as actor:
        for language, asked in (("fr", 1), ("en", 0)):
            with translation.override(language), statements() as seen:
                titles_told(actor)
            assert len(seen) == asked


def test_the_line_of_a_strategy_and_the_week_name_posts_alike(world: World, effort_at: str) -> None:
    world.query("UPDATE access_post SET title_fr = 'Conseillère' WHERE title_en = 'Senior PoC Adviser'")
    begun = drafted(world)
    pages = [world.client("adviser", language="fr").get(reverse("strategies:detail", args=[begun.pk]))]
    pages.append(world.client("srsg", language="fr").get(reverse("leadership:rows", args=["changes"])))
    for page in pages:
        assert "Conseillère" in page.content.decode() and "Senior PoC Adviser" not in page.content.decode()
