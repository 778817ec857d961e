"""Prohibited places and a state that threatens stop a submission until they are answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from pocplan.access.clock import today
from pocplan.access.errors import Refused
from strategies.domain.guards import GUARDS
from strategies.domain.prohibitions import demand_prohibitions_answered
from strategies.domain.rows import add_activity, add_threat
from strategies.models import KeptWording, Strategy
from strategies.queries.assembly import document_of
from strategies.queries.strategies import strategy_for
from strategies.queries.wording import findings_of
from tests.strategies import test_life
from tests.strategies.test_life import ACTIVITY
from tests.world import World

draft = test_life.draft
GIVEN = {
    "reason": "No other roof in the floods.",
    "opinion": "Only while the school is closed.",
}


def answered(actor: Any, strategy: Strategy) -> None:
    demand_prohibitions_answered(actor, strategy, document_of(actor, strategy)["sections"])


def test_a_base_in_a_school_and_a_state_that_threatens_are_answered_first(world: World, draft: Strategy) -> None:
    strategy = draft
    with world.acting("adviser") as actor:
        base = {**ACTIVITY, "title": "Patrol base", "place": "Kova primary school", "lead_post_id": actor.post_id}
        add_activity(actor=actor, strategy=strategy, fields=base)
        add_threat(actor=actor, strategy=strategy, fields={"title": "Attacks", "risk": "attacks", "actor": "The army"})
        with pytest.raises(Refused, match=r"Prohibited.*Patrol base: Kova primary school.*exception"):
            answered(actor, strategy)
        found = {one.finding.rule: one for one in findings_of(actor, strategy, "en")}
    client, head = world.client("adviser"), world.client("srsg", "Head of Mission")
    one, day = found["facility"], today() + timedelta(days=30)
    keep = reverse("strategies:keep_words", args=[strategy.pk, one.spot.key, one.order])
    sent = {"rule": "facility", "words": one.finding.words, **GIVEN}
    assert "an act of their own" in client.post(keep, {**sent, "until": day}).content.decode()
    words = reverse("strategies:words", args=[strategy.pk])
    assert keep not in client.get(words).content.decode() and keep in head.get(words).content.decode()
    assert "To be gone by" in head.get(keep).content.decode()
    for missing in ({"until": ""}, {"until": "2020-01-01"}, {"opinion": ""}):
        refused = head.post(keep, {**sent, "until": day, **missing})
        assert refused.status_code == 400 and "No other roof in the floods." in refused.content.decode()
    assert head.post(keep, {**sent, "until": day}).status_code == 302
    page = client.get(reverse("strategies:words", args=[strategy.pk])).content.decode()
    assert "Exception decided by: Head of Mission" in page and "Only while the school is closed." in page
    one = found["state_threat"]
    with world.acting("adviser") as actor, pytest.raises(Refused, match="The state is named as a threat: The army"):
        answered(actor, strategy)
    keep = reverse("strategies:keep_words", args=[strategy.pk, one.spot.key, one.order])
    said = {"rule": "state_threat", "words": one.finding.words, "reason": "Section 4 says what is done."}
    assert client.post(keep, said).status_code == 302
    with world.acting("adviser") as actor:
        answered(actor, strategy)
        KeptWording.objects.visible_to(actor).filter(rule="facility").update(until=today() - timedelta(days=1))
        with pytest.raises(Refused, match="Prohibited"):
            answered(actor, strategy)
        with pytest.raises(Refused, match="Prohibited"):
            GUARDS["ready_to_submit"](actor, strategy_for(actor, strategy.pk))
