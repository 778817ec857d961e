"""Alerts: received without waiting, relayed, decided, answered or why not, the community told; nobody named."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from psycopg2.errors import CheckViolation

from picture.domain.alerts import answer_alert, leave_unanswered, receive_alert, relay_alert, tell_community
from picture.models import Alert
from picture.queries.alerts import alert_for, response_in, waiting_too_long
from pocplan.access.clock import now
from pocplan.access.errors import Conflict, Refused
from tests.picture.stage import group, public_id, room_of_kind
from tests.picture.test_hotspots import listed
from tests.strategies.test_query_counts import queries
from tests.world import World

ALERT = {"channel": "network", "urgency": "now", "what": "Armed men gather at the ford.", "place_said": "Dorrim"}


def received(world: World, who: str = "adviser", audience: str = "mission", **values: Any) -> Alert:
    with world.acting(who) as actor:
        return receive_alert(actor=actor, room=room_of_kind(actor, audience), **{**ALERT, **values})


def sent(client: Client, name: str, args: list[Any], values: dict[str, Any], status: int = 302) -> str:
    answer = client.post(reverse(f"alerts:{name}", args=args), values)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_an_alert_from_its_arrival_to_the_word_to_the_community(world: World) -> None:
    room = group(world)
    spot = listed(world, audience="shared")
    adviser, lead = world.client("adviser"), world.client("cluster.lead")
    query = f"?room={public_id(world, room)}"
    form = {**ALERT, "precision": "about", "hotspot": str(spot.pk)}
    address = reverse("alerts:new") + query
    kept = lead.post(address, {**form, "what": "Call the witness on +236 70 12 34 56, she saw it."})
    assert kept.status_code == 400 and "Dorrim" in kept.content.decode()
    assert lead.post(address, form).status_code == 302
    with world.acting("adviser") as actor:
        alert = Alert.objects.visible_to(actor).select_related("hotspot").get()
        assert alert.hotspot and alert.hotspot.alerted_on
    key = [alert.pk]
    listing = adviser.get(reverse("alerts:list") + query).content.decode()
    assert "Armed men gather at the ford." in listing and "it happens now" in listing
    sent(adviser, "step", [*key, "relay"], {"revision": 1, "relayed_to": "Joint operations centre"})
    assert sent(lead, "step", [*key, "decide"], {"revision": 1, "decision": "go"}, 409)
    sent(adviser, "step", [*key, "decide"], {"revision": 2, "decision": "go"})
    sent(adviser, "step", [*key, "answer"], {"revision": 3, "answered_by": "military"}, 400)
    early = (now() - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    answer = {"revision": 3, "answered_by": "military", "reason": "A patrol stayed the night."}
    assert "earlier than what came before" in sent(adviser, "step", [*key, "answer"], {**answer, "at": early}, 400)
    sent(adviser, "step", [*key, "answer"], answer)
    sent(lead, "step", [*key, "feedback"], {"revision": 4, "reason": "The elders were told in the village."})
    page = lead.get(reverse("alerts:detail", args=key)).content.decode()
    for said in ("A patrol stayed the night.", "Joint operations centre", "The elders were told", "0 minutes"):
        assert said in page
    assert "United Mission in Orvane" in page and "Senior PoC Adviser" not in page  # bodies across the wall, no posts
    assert "No alert stands here." in adviser.get(reverse("alerts:list") + query).content.decode()


def test_what_one_side_is_warned_of_the_other_does_not_read(shared_world: World) -> None:
    alert = received(shared_world)
    lead = shared_world.client("cluster.lead")
    for name, args in (("detail", [alert.pk]), ("step", [alert.pk, "relay"])):
        assert lead.get(reverse(f"alerts:{name}", args=args)).status_code == 404
    assert "Armed men gather" not in lead.get(reverse("alerts:list")).content.decode()


def test_an_alert_is_not_left_without_a_reason(shared_world: World) -> None:
    alert = received(shared_world)
    with shared_world.acting("adviser") as actor:
        alert = alert_for(actor, alert.pk)
        with pytest.raises(Refused):
            leave_unanswered(actor=actor, alert=alert, revision=1, because=" ")
        with pytest.raises(Refused, match="how it was answered"):
            tell_community(actor=actor, alert=alert, revision=1, reason="Told.")
        with pytest.raises(Refused, match="future"):
            relay_alert(actor=actor, alert=alert, revision=1, relayed_to="Force", at=now() + timedelta(hours=1))
        with pytest.raises(Conflict):
            relay_alert(actor=actor, alert=alert, revision=9, relayed_to="Force")
        leave_unanswered(actor=actor, alert=alert, revision=1, because="No road in the rains.")
        with pytest.raises(Refused, match="end"):
            answer_alert(actor=actor, alert=alert, revision=2, answered_by="police", reason="Late.")
    with pytest.raises(CheckViolation, match="unanswered_with_a_reason"):
        shared_world.query("UPDATE picture_alert SET because = '' WHERE id = %s", [str(alert.pk)])


def test_the_list_asks_as_often_for_many_as_for_one(shared_world: World) -> None:
    client = shared_world.client("force.planner")
    with shared_world.acting("adviser") as actor:
        room = room_of_kind(actor, "mission")
        address = f"{reverse('alerts:list')}?room={room.public_id}&state=all"
        receive_alert(actor=actor, room=room, **ALERT)
    client.get(address)
    few = queries(client, address)
    for _ in range(3):
        received(shared_world)
    assert queries(client, address) == few <= 28


def test_today_names_what_nobody_ended_in_time_and_the_room_says_how_long_it_takes(world: World) -> None:
    first = received(world, at=now() - timedelta(hours=3))
    received(world, urgency="days")
    with world.acting("adviser") as actor:
        assert [one.pk for one in waiting_too_long(actor)] == [first.pk]
        answer_alert(actor=actor, alert=first, revision=1, answered_by="community", reason="They moved to the camp.")
        assert not waiting_too_long(actor)
        said = response_in(actor, first.compartment_id)
    assert (said.received, said.answered, said.waiting, said.to_tell) == (2, 1, 1, None)
    assert said.to_end and timedelta(hours=2, minutes=59) < said.to_end < timedelta(hours=4)
    client = world.client("adviser")
    assert "Alerts that nobody ended in time" not in client.get("/").content.decode()
    received(world, at=now() - timedelta(hours=3))
    assert "Alerts that nobody ended in time" in client.get("/").content.decode()
