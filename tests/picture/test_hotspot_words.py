"""How days of a hotspot read."""

import pytest
from django.utils import translation

from picture.templatetags.hotspot_words import days_ago


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [(0, "today", "aujourd’hui"), (1, "1 day ago", "il y a 1 jour"), (40, "40 days ago", "il y a 40 jours")],
)
def test_how_long_ago_is_told_as_people_say_it(days: int, english: str, french: str) -> None:
    for language, words in (("en", english), ("fr", french)):
        with translation.override(language):
            assert days_ago(days) == words
