"""Words that are put together are in the language of who reads, not of who came first."""

import pytest
from django.utils import translation

from missions.web.forms.incidents import room_words
from picture.enums.ratings import RatingSide
from picture.web.forms.ratings import RateForm
from pocplan.access.enums import Audience
from pocplan.access.models import Area, Compartment, Post


@pytest.mark.parametrize(("language", "word"), [("en", "5 · almost certain"), ("fr", "5 · presque certaine")])
def test_a_scale_is_in_the_language_of_who_rates(language: str, word: str) -> None:
    with translation.override(language):
        assert word in str(RateForm(side=RatingSide.MILITARY)["likelihood"])


@pytest.mark.parametrize(("language", "title"), [("en", "Chief of Staff"), ("fr", "Chef de cabinet")])
def test_a_post_is_chosen_by_its_title_in_the_language_of_who_chooses(language: str, title: str) -> None:
    with translation.override(language):
        assert str(Post(title_en="Chief of Staff", title_fr="Chef de cabinet")) == title


@pytest.mark.parametrize(("language", "words"), [("en", "Mission: Sector West"), ("fr", "Mission\xa0: Sector West")])
def test_a_room_of_an_area_is_named_as_the_language_has_it(language: str, words: str) -> None:
    room = Compartment(audience=Audience.MISSION, area=Area(name="Sector West"))
    with translation.override(language):
        assert room_words(room) == words
