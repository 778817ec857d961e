"""Among one's own: answers below what was said, attention drawn to it, and what is mine or still to be released."""

from typing import Any

import pytest
from django.urls import reverse

from pocplan.access.errors import Refused
from pocplan.access.ids import new_id
from pocplan.notices.models import Event
from strategies.domain.inner import answer_inside, comment_inside, withdraw_inside
from strategies.models import InnerComment, InnerText
from strategies.queries.inner import comments_on, packages_of, wordings_of
from strategies.queries.threads import among_own, threads
from tests.consultations.stage import inside, opened
from tests.world import World

FIRST, SECOND, THIRD = "The bridge is watched.", "Since when?", "Since the harvest."


@pytest.fixture
def text(world: World) -> InnerText:
    opened(world)
    return inside(world)


def told(world: World) -> list[tuple[Any, ...]]:
    rows = world.query("SELECT code, urgent, to_posts FROM notices_event WHERE code LIKE 'inner_%%' ORDER BY at, id")
    return [tuple(row) for row in rows]


def thread_of(world: World, text: InnerText) -> InnerComment:
    """A member speaks, the coordination answers, and the member answers that."""
    with world.acting("cluster.member") as actor:
        first = comment_inside(actor=actor, text=text, words=FIRST)
    with world.acting("cluster.lead") as actor:
        second = answer_inside(actor=actor, comment=first, words=SECOND)
    with world.acting("cluster.member") as actor:
        answer_inside(actor=actor, comment=second, words=THIRD)
    return first


def test_answers_stand_below_what_they_answer(world: World, text: InnerText) -> None:
    first = thread_of(world, text)
    with world.acting("cluster.member") as actor:
        (thread,) = threads(comments_on(actor, text))
        assert [one.words for one in thread.all] == [FIRST, SECOND, THIRD]
        withdraw_inside(actor=actor, comment=first)
        # What others said is not lost with the words that began it.
        assert [one.comment.words for one in threads(comments_on(actor, text))] == [SECOND, THIRD]
    with world.acting("cluster.lead") as actor, pytest.raises(Refused, match="taken back"):
        answer_inside(actor=actor, comment=InnerComment.objects.visible_to(actor).get(pk=first.pk), words="x")


def test_who_is_answered_and_who_is_named_is_told(world: World, text: InnerText) -> None:
    with world.acting("cluster.member") as actor:
        member = actor.post_id
        named = dict(among_own(actor, text))
    with world.acting("cluster.lead") as actor:
        lead = actor.post_id
    assert lead in named and member not in named
    with world.acting("cluster.member") as actor:
        said = comment_inside(actor=actor, text=text, words=FIRST, told=[lead])
    with world.acting("cluster.lead") as actor:
        answer_inside(actor=actor, comment=said, words=SECOND)
    assert told(world) == [("inner_mentioned", True, [str(lead)]), ("inner_answered", False, [str(member)])]
    with world.acting("adviser") as actor:
        stranger = actor.post_id
    with world.acting("cluster.member") as actor, pytest.raises(Refused, match="listed values"):
        comment_inside(actor=actor, text=text, words=FIRST, told=[stranger])
    with world.acting("adviser") as actor:
        assert not Event.objects.visible_to(actor).filter(code__startswith="inner_").exists()


def test_on_the_page_one_answers_names_and_narrows(world: World, text: InnerText) -> None:
    first = thread_of(world, text)
    with world.acting("observer") as actor:
        assert not InnerComment.objects.visible_to(actor).exists()
    lead, address = world.client("cluster.lead"), reverse("consultations:inner", args=[text.pk])
    lead.post(address, {"words": "The market is far."})
    page = lead.get(f"{address}?to={first.pk}").content.decode()
    assert "Answer this" in page and "Draw the attention of" in page and 'name="quote"' not in page
    with world.acting("cluster.member") as actor:
        member = str(actor.post_id)
    empty = lead.post(f"{address}?to={first.pk}", {"to": first.pk, "words": "", "told": [member]})
    assert empty.status_code == 400 and f'value="{member}" selected' in empty.content.decode()
    sent = lead.post(f"{address}?to={first.pk}", {"to": first.pk, "words": "We ask the Force.", "told": [member]})
    assert sent.status_code == 302 and told(world)[-1] == ("inner_mentioned", True, [member])
    mine = world.client("cluster.member").get(f"{address}?show=mine").content.decode()
    assert FIRST in mine and "We ask the Force." in mine and "The market is far." not in mine
    assert "The market is far." in lead.get(f"{address}?show=open").content.decode()
    for wrong in ("x", "00000000-0000-4000-8000-000000000000"):
        assert lead.get(f"{address}?to={wrong}").status_code == 404
    assert world.client("adviser").get(f"{address}?to={first.pk}").status_code == 404


def test_thousands_of_comments_can_still_be_released(world: World, text: InnerText) -> None:
    """A form that has a choice for each of them is sent whole."""
    with world.acting("cluster.member") as actor:
        one = comment_inside(actor=actor, text=text, words=FIRST)
        kept = {field.attname: getattr(one, field.attname) for field in InnerComment._meta.fields}
        rows = [InnerComment(**{**kept, "id": new_id(), "words": f"Words {number}"}) for number in range(1200)]
        InnerComment.objects.bulk_create(rows)
    choices = {f"c-{row.pk}": "" for row in rows}
    address = reverse("consultations:prepare_release", args=[text.pk])
    sent = world.client("cluster.lead").post(address, {**choices, f"c-{one.pk}": "named", "together": ""})
    assert sent.status_code == 302, sent.content.decode()[:500]
    with world.acting("cluster.lead") as actor:
        (package,) = packages_of(actor, text)
        assert [worded.wording.comment_id for worded in wordings_of(actor, package)] == [one.pk]


def test_a_passage_shows_its_latest_threads_and_leads_to_all_by_pages(world: World, text: InnerText) -> None:
    block = text.body["sections"][0]["blocks"][0]["key"]
    with world.acting("cluster.member") as actor:
        for number in range(59):
            comment_inside(actor=actor, text=text, words=f"Said {number:02}.", block=block)
        for number in range(5):
            comment_inside(actor=actor, text=text, words=f"Of all {number}.")
    with world.acting("cluster.member") as actor:
        comment_inside(actor=actor, text=text, words="Said at last.", block=block)
    client, address = world.client("cluster.member"), reverse("consultations:inner", args=[text.pk])
    first = client.get(address).content.decode()
    assert (first.count("Said "), first.count("Of all ")) == (3, 3)
    assert "57 earlier comments here" in first
    assert "2 earlier comments here" in first
    assert "Said at last." in first
    opened_here = client.get(address + f"?show=mine&at={block}").content.decode()
    assert opened_here.count("Said ") == 50 and f"page=2&amp;show=mine&amp;at={block}" in opened_here
    last = client.get(address + f"?at={block}&page=2").content.decode()
    assert last.count("Said ") == 10 and "57 earlier" not in last
    assert client.get(address + "?at=all").content.decode().count("Of all ") == 5
    french = world.client("cluster.member", language="fr").get(address).content.decode()
    assert "57 commentaires antérieurs ici" in french
