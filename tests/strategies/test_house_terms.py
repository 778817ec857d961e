"""Terms that rooms keep of their own: who keeps them, who is told them, and what the check asks because of them."""

from typing import Any

import pytest
from django.urls import reverse

from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Compartment
from pocplan.wording.engine import house
from strategies.domain.blocks import Typed, add_block
from strategies.domain.inner import comment_inside
from strategies.domain.release import prepare_package
from strategies.domain.releases import release_version
from strategies.domain.strategies import start_strategy
from strategies.domain.terms import change_term, keep_term, rooms_to_keep, take_out_term
from strategies.models import HouseTerm, Package, Strategy
from strategies.queries.strategies import sections_of, strategy_for
from strategies.queries.terms import term_for, terms_for
from strategies.queries.versions import versions_of
from tests.consultations.stage import inside, opened
from tests.counting import queries
from tests.strategies.test_life import room_with_cluster
from tests.sweep.walker import seen
from tests.ui.test_search import NOWHERE, looked
from tests.world import World

DESK = {
    "word_en": "protection desk",
    "told_en": "Where people of a site ask for help.",
    "word_fr": "guichet de protection",
    "told_fr": "Là où les habitants d’un site demandent de l’aide.",
    "seen_en": "protection desk*",
    "avoid_en": "complaint* (office|bureau)",
    "source": "Standing order 12",
}
TEXT = "<p>The complaints office of the QIP is open. A protection desk helps; see the protection desk.</p>"
LEAD = "cluster.lead"


def kept(world: World, who: str = "adviser", **values: str) -> HouseTerm:
    with world.acting(who) as actor:
        return keep_term(actor=actor, room=rooms_to_keep(actor)[0], **{**DESK, **values})


@pytest.fixture
def draft(world: World) -> Strategy:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        add_block(actor=actor, parent=sections_of(actor, strategy)[0], typed=Typed(TEXT))
    return strategy


def shared(world: World, draft: Strategy) -> str:
    """Where the cluster reads the same words."""
    from strategies.domain.clearances import ask_clearance

    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        version = versions_of(actor, draft)[0]
        text = release_version(actor=actor, version=version, room=room_with_cluster(world, actor))
    return reverse("strategies:rendition", args=[text.pk])


def read(world: World, who: str, address: str, **query: str) -> str:
    language = query.pop("language", "en")
    return world.client(who, language=language).get(address, query).content.decode()


@pytest.mark.parametrize("who", ["force.planner", "human.rights", "chief.of.staff", "cluster.member"])
def test_who_begins_no_texts_of_a_room_keeps_no_words_there(world: World, who: str) -> None:
    term = kept(world, LEAD if who == "cluster.member" else "adviser")
    with world.acting(who) as actor:
        assert rooms_to_keep(actor) == []
        room = Compartment.objects.get(pk=term.compartment_id)
        for act, values in (
            (keep_term, {"room": room, **DESK}),
            (change_term, {"term": term, "version": 1, **DESK}),
            (take_out_term, {"term": term, "version": 1}),
        ):
            with pytest.raises(Refused):
                act(actor=actor, **values)
    client = world.client(who)
    assert client.get(reverse("strategies:term", args=[term.pk])).status_code == 200
    for name, keys in (("term_new", []), ("term_change", [term.pk]), ("term_out", [term.pk])):
        assert client.get(reverse(f"strategies:{name}", args=keys)).status_code == 404


def test_each_keeps_words_in_rooms_of_its_own_body_alone(world: World) -> None:
    with world.acting(LEAD) as actor:
        assert [one.audience for one in rooms_to_keep(actor)] == ["cluster", "cluster_own", "cluster_lead"]
        rooms = {str(one.public_id) for one in rooms_to_keep(actor)}
    with world.acting("adviser") as actor:
        own = rooms_to_keep(actor)
        assert {one.audience for one in own} == {"mission"} and own[0].area_id is None
        assert not rooms & {str(one.public_id) for one in own}
    client = world.client("adviser")
    assert client.get(reverse("strategies:term_new"), {"room": rooms.pop()}).status_code == 404


@pytest.mark.parametrize(("wrong", "field"), [
    ({"word_en": "", "told_en": "", "word_fr": "", "told_fr": ""}, "word_en"),
    ({"told_en": ""}, "told_en"), ({"word_fr": ""}, "word_fr"), ({"word_en": "–"}, "word_en"),
    ({"word_en": "x" * 121}, "word_en"), ({"told_fr": "x" * 1001}, "told_fr"), ({"source": "x" * 201}, "source"),
    ({"seen_en": "(desk"}, "seen_en"), ({"avoid_en": "{name}"}, "avoid_en"), ({"avoid_fr": "[bureau]"}, "avoid_fr"),
    ({"seen_fr": "@list"}, "seen_fr"), ({"seen_en": "\n".join(f"desk {n}" for n in range(21))}, "seen_en"),
    ({"seen_en": "word " * 25}, "seen_en"), ({"seen_en": "desk\u202e"}, "seen_en"),
    ({"replaces": "nothing"}, "replaces"), ({"avoid_en": "a ~1 b ~1 c ~1 d ~1 e"}, "avoid_en"),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused_at_its_field_and_stays_typed(world: World, wrong: Any, field: str) -> None:
    with world.acting("adviser") as actor:
        with pytest.raises(Refused) as refused:
            keep_term(actor=actor, room=rooms_to_keep(actor)[0], **{**DESK, **wrong})
        assert refused.value.field == field and not terms_for(actor).exists()
    answer = world.client("adviser").post(reverse("strategies:term_new"), {**DESK, **wrong})
    assert (answer.status_code == 400 and "Standing order" in answer.content.decode()) or field == "source"


def test_who_was_first_is_not_overwritten(world: World) -> None:
    term, client = kept(world), world.client("adviser")
    address = reverse("strategies:term_change", args=[term.pk])
    first = client.post(address, {**DESK, "version": 1, "told_en": "The first."})
    second = client.post(address, {**DESK, "version": 1, "told_en": "The second."})
    assert (first.status_code, second.status_code) == (302, 409)
    assert "The first." in second.content.decode() and "The second." in second.content.decode()
    assert 'name="version" value="2"' in second.content.decode()
    with world.acting("adviser") as actor, pytest.raises(Conflict):
        take_out_term(actor=actor, term=term, version=1)
    out = reverse("strategies:term_out", args=[term.pk])
    assert "Take out “protection desk”?" in client.get(out).content.decode()
    assert client.post(out, {"version": 2}).status_code == 302
    assert client.post(out, {"version": 3}).status_code == 404
    assert client.get(reverse("strategies:term", args=[term.pk])).status_code == 404


def test_a_room_holds_so_many_terms_and_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(world)
    monkeypatch.setattr("strategies.domain.terms.MOST", 1)
    with pytest.raises(Refused, match="1 terms already"):
        kept(world)
    kept(world, LEAD)


def test_the_page_of_words_lists_what_the_reader_may_read_and_finds_without_accents(world: World) -> None:
    kept(world, word_fr="épée", told_fr="Une lame.")
    kept(world, LEAD, word_en="listening point")
    address = reverse("strategies:terms")
    mine, theirs = read(world, "force.planner", address), read(world, "cluster.member", address)
    assert "protection desk" in mine and "listening point" not in mine
    assert "listening point" in theirs and "protection desk" not in theirs
    assert "protection desk" in read(world, "adviser", address, find="epee")
    assert "neutralit" not in read(world, "adviser", address, find="epee")
    assert 'id="neutrality"' in read(world, "adviser", address, find="NEUTRALITE")
    assert "épée" in read(world, "adviser", address, language="fr") and "Tenu par" in read(
        world, "adviser", address, language="fr"
    )


def test_pages_cost_the_same_whatever_is_kept_on_either_side(world: World, draft: Strategy) -> None:
    pages = [reverse(f"strategies:{name}", args=[draft.pk]) for name in ("detail", "print", "words")]
    pages.append(reverse("strategies:terms"))
    client = world.client("adviser")
    kept(world, word_en="own")
    before, bare = [queries(client, one) for one in pages], [seen(client.get(one)) for one in pages]
    for number in range(3):
        kept(world, LEAD, word_en=f"complaints {number}", avoid_en="desk", replaces=["", "qip", "poc"][number])
    assert [queries(client, one) for one in pages] == before
    assert [seen(client.get(one)) for one in pages] == bare
    for number in range(3):
        kept(world, word_en=f"complaints {number}", avoid_en="desk", replaces=["", "qip", "poc"][number])
    assert [queries(client, one) for one in pages] == before
    assert [seen(client.get(one)) for one in pages] != bare


def test_a_text_leads_to_the_readers_own_terms_and_the_margin_tells_them_once(world: World, draft: Strategy) -> None:
    detail = reverse("strategies:detail", args=[draft.pk])
    plain, of_cluster = read(world, "adviser", detail), shared(world, draft)
    theirs = read(world, LEAD, of_cluster)
    term = kept(world)
    mine = read(world, "force.planner", detail)
    link = (
        f'<a class="term" href="{reverse("strategies:term", args=[term.pk])}" data-told="protection desk: Where people'
    )
    assert mine.count(link) == 1 and "protection desk: Where" not in plain
    margin = mine[mine.index("terms-met") :]
    assert margin.index("quick impact project") < margin.index("Where people of a site") and margin.count("<dt>") == 2
    assert "Là où les habitants" in read(world, "adviser", detail, language="fr")
    assert len(read(world, LEAD, of_cluster)) == len(theirs) and "quick impact project" in theirs
    own = kept(world, LEAD, told_en="Where the cluster listens.")
    assert str(own.pk) in read(world, LEAD, of_cluster) and str(term.pk) not in read(world, LEAD, of_cluster)
    assert str(own.pk) not in read(world, "adviser", detail)
    assert world.client("adviser").get(reverse("strategies:term", args=[own.pk])).status_code == 404


def test_a_term_takes_the_place_of_a_shipped_one_for_readers_of_its_room(world: World, draft: Strategy) -> None:
    client, address = world.client("adviser"), reverse("strategies:term_new")
    form = client.get(address, {"from": "qip"}).content.decode()
    assert 'value="quick impact project (QIP)"' in form and '<option value="qip" selected>' in form
    term = kept(world, word_en="quick impact project (QIP)", told_en="Of the mission.", seen_en="qip*", replaces="qip")
    with pytest.raises(Conflict, match="already"):
        kept(world, replaces="qip")
    assert client.post(f"{address}?from=qip", {**DESK, "replaces": "qip"}).status_code == 409
    assert client.get(address, {"from": "qip"})["Location"] == reverse("strategies:term_change", args=[term.pk])
    assert "says it otherwise" in read(world, "force.planner", reverse("strategies:terms"))
    assert "says it otherwise" not in read(world, LEAD, reverse("strategies:terms"))
    mine = read(world, "adviser", reverse("strategies:detail", args=[draft.pk]))
    assert "#qip" not in mine and f"{term.pk}/" in mine
    assert "#qip" in read(world, LEAD, shared(world, draft))


def test_a_word_that_is_not_translated_is_told_in_the_other_language(world: World) -> None:
    term = kept(world, word_fr="", told_fr="")
    assert "Where people of a site" in read(world, "adviser", reverse("strategies:term", args=[term.pk]), language="fr")


def test_phrases_are_read_once_while_they_stay_the_same(world: World, draft: Strategy) -> None:
    term, address = kept(world), reverse("strategies:detail", args=[draft.pk])

    def misses() -> int:
        read(world, "adviser", address)
        return house.phrases_of.cache_info().misses

    first = misses()
    assert misses() == first
    with world.acting("adviser") as actor:
        change_term(actor=actor, term=term_for(actor, term.pk), version=1, **{**DESK, "seen_en": "see"})
    assert misses() == first + 1
    assert ">see</a>" in read(world, "adviser", address)


@pytest.mark.parametrize("odd", ["\x00", "(", "\\", "%", "[a-", "œ", "x" * 5000, "' OR 1=1 --"])
def test_odd_things_looked_for_find_nothing_and_break_nothing(world: World, odd: str) -> None:
    kept(world, seen_en="")
    answer = world.client("adviser").get(reverse("strategies:terms"), {"find": odd})
    assert answer.status_code == (400 if odd == "\x00" or len(odd) > 100 else 200)


def test_a_term_is_found_in_both_languages_by_who_reads_its_room_alone(world: World) -> None:
    own = kept(world, word_fr="guichet d’accueil", told_fr="Là où l’on épèle son nom.", seen_en="listening booth")
    kept(world, LEAD, word_en="assembly of elders", told_en="Who decides.", seen_en="", word_fr="", told_fr="")
    for words in ("protection desk", "GUICHET d'accueil", "epele", "site help", "listening"):
        assert f"/strategies/terms/{own.pk}/" in looked(world, "force.planner", words), words
        for who in (LEAD, "cluster.member", "observer", "other.adviser"):
            assert NOWHERE in looked(world, who, words), (who, words)
            assert NOWHERE in looked(world, who, words, "terms"), (who, words)
    assert NOWHERE in looked(world, "adviser", "elders") and NOWHERE not in looked(world, LEAD, "elders", "terms")
    french = world.client("adviser", language="fr").get("/search/?words=desk").content.decode()
    assert "guichet d’accueil</a>" in french and "Nos propres termes" in french
    assert (
        world.client(LEAD, language="fr").get("/search/?words=elders").content.decode().count("assembly of elders") == 1
    )
    with world.acting("adviser") as actor:
        take_out_term(actor=actor, term=own, version=1)
    assert NOWHERE in looked(world, "adviser", "protection desk")


def test_what_a_release_would_say_leads_to_the_terms_of_who_reads_it(world: World) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.member") as actor:
        said = comment_inside(actor=actor, text=text, words="Ask the protection desk & the QIP.", suggestion="A desk.")
    with world.acting(LEAD) as actor:
        package = prepare_package(actor=actor, text=text, chosen={said.pk: "named"})
    page = reverse("consultations:package", args=[package.pk])
    bare, cost = read(world, LEAD, page), queries(world.client(LEAD), page)
    assert "#qip" in bare and "terms-met" in bare and "protection desk &amp; the" in bare
    kept(world, told_en="Of the mission.")
    assert len(read(world, LEAD, page)) == len(bare)
    own = kept(world, LEAD, told_en="Where the <b>cluster</b> listens.")
    shown = read(world, LEAD, page)
    assert (
        f'href="{reverse("strategies:term", args=[own.pk])}" data-told="protection desk: Where the &lt;b&gt;' in shown
    )
    assert "<b>cluster</b>" not in shown and shown.count("Where the &lt;b&gt;") == 2
    assert queries(world.client(LEAD), page) == cost
    assert "United Mission in Orvane; 3 people of our own" in shown
    assert world.client("adviser").get(page).status_code == 404
    with world.acting(LEAD) as actor:
        assert str(own.pk) not in str(Package.objects.visible_to(actor).get().content)


def test_before_a_release_the_rooms_own_terms_are_asked_after_and_nobody_elses(world: World) -> None:
    opened(world)
    text, words = inside(world), "The complaints office and the window stay with us."
    with world.acting("cluster.member") as actor:
        said = comment_inside(actor=actor, text=text, words=words, suggestion="Le guichet des plaintes reste ici.")
    with world.acting(LEAD) as actor:
        package = prepare_package(actor=actor, text=text, chosen={said.pk: "named"})
    page = reverse("consultations:package", args=[package.pk])
    kept(world, avoid_en="window*")
    assert "Nothing was found." in read(world, LEAD, page)
    cost = queries(world.client(LEAD), page)
    with world.acting(LEAD) as actor:
        room = next(one for one in rooms_to_keep(actor) if one.pk == text.compartment_id)
        keep_term(actor=actor, room=room, **{**DESK, "avoid_fr": "guichet* des plaintes"})
    shown = read(world, LEAD, page)
    assert "Nothing was found." not in shown and "complaints office</mark>" in shown
    assert "guichet des plaintes</mark>" in shown and "window</mark>" not in shown
    assert queries(world.client(LEAD), page) == cost
