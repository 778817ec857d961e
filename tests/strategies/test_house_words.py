"""What the check asks of a text because of the terms of its own room."""

from django.urls import reverse

from strategies.domain.keeping import keep_words
from strategies.domain.terms import keep_term, rooms_to_keep
from strategies.models import Strategy
from strategies.queries.wording import findings_of, kinds_of
from tests.strategies.test_house_terms import DESK, LEAD, draft, kept, read
from tests.world import World

__all__ = ["draft"]


def test_the_check_marks_words_not_to_use_and_they_can_be_kept(world: World, draft: Strategy) -> None:
    kept(world, avoid_en="complaint* (office|bureau)\ndesk*", told_fr="Là où l’on demande de l’aide.")
    address = reverse("strategies:words", args=[draft.pk])
    page = read(world, "force.planner", address)
    assert page.count("<mark>") == 1 and "<mark>complaints office</mark>" in page  # not within the term itself
    assert "Term of our own" in page and "Where people of a site ask" in page and "protection desk</span>" in page
    french = read(world, "adviser", address, language="fr")
    assert "Là où l’on demande" in french and "Terme de notre glossaire" in french
    with world.acting("adviser") as actor:
        (found,) = findings_of(actor, draft, "en")
        words = {"rule": found.finding.rule, "words": found.finding.words, "reason": "The sign at the gate."}
        keep_words(actor=actor, strategy=draft, place=found.spot.key, **words)  # type: ignore[arg-type]
        assert [(one.rule, one.open, one.kept) for one in kinds_of(findings_of(actor, draft, "en"))] == [
            ("own_term", 0, 1)
        ]


def test_terms_of_another_room_ask_nothing_of_a_text(world: World, draft: Strategy) -> None:
    with world.acting("adviser") as actor:
        area = next(room for room in rooms_to_keep(actor) if room.area_id)
        keep_term(actor=actor, room=area, **DESK)
        assert findings_of(actor, draft, "en") == []
    kept(world, LEAD)
    assert "<mark>" not in read(world, "adviser", reverse("strategies:words", args=[draft.pk]))
