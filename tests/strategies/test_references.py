"""References in a text: true to the row while it is written, words once it left, and no way to another room's rows."""

import io
from typing import Any

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from picture.domain.hotspots import change_hotspot
from picture.models import Hotspot
from picture.queries.hotspots import hotspot_for
from pocplan.access.errors import Refused
from pocplan.access.ids import new_id
from strategies.documents.clean import clean, plain
from strategies.documents.export import export_docx
from strategies.documents.markup import running, to_html, to_text
from strategies.documents.paper import export_pdf
from strategies.documents.redline import redline, redline_html
from strategies.documents.references import signs_in
from strategies.domain.blocks import Typed, add_block, keep_lost_edit, save_block
from strategies.domain.clearances import ask_clearance
from strategies.domain.releases import release_version
from strategies.domain.rows import add_activity, withdraw_row
from strategies.domain.sections import withdraw_section
from strategies.domain.showing import prepare_companion_release
from strategies.domain.strategies import take_back
from strategies.models import Activity, Block, Strategy
from strategies.queries.assembly import document_of
from strategies.queries.companions import companion_document_of, companion_for, companion_sections_of
from strategies.queries.references import blocks_to_write, place_of_block
from strategies.queries.replies import requests_to
from strategies.queries.rows import rows_of
from strategies.queries.strategies import block_for, sections_of, strategy_for
from strategies.queries.versions import rendition_for, version_for
from tests.consultations.test_companions import begun
from tests.counting import queries
from tests.picture.stage import group, proposed
from tests.picture.test_hotspots import CAMPS, listed
from tests.strategies.test_life import ACTIVITY, draft, room_with_cluster  # noqa: F401
from tests.world import World

KEY = "0" * 8 + "-0000-4000-8000-" + "0" * 12
ABSENT = f"hotspot:{KEY}"


def cite(ref: str, words: str = "old words") -> str:
    return f'<cite data-ref="{ref}">{words}</cite>'


def written(world: World, strategy: Strategy, html: str, who: str = "adviser", **more: Any) -> Block:
    with world.acting(who) as actor:
        section = sections_of(actor, strategy_for(actor, strategy.pk))[0]
        return add_block(actor=actor, parent=section, typed=Typed(html, more.get("notes")))


def renamed(world: World, spot: Hotspot, **fields: Any) -> None:
    with world.acting("adviser") as actor:
        row = hotspot_for(actor, spot.pk)
        change_hotspot(actor=actor, hotspot=row, revision=row.revision, reason="It is.", **{**CAMPS, **fields})


def pages(world: World, strategy: Strategy, block: Block, who: str = "adviser") -> dict[str, str]:
    """The pages that show a block, as this person reads them."""
    client, key = world.client(who), [strategy.pk]
    found = {name: client.get(reverse(f"strategies:{name}", args=key)).content.decode() for name in ("detail", "print")}
    found["section"] = client.get(reverse("strategies:section", args=[block.section_id])).content.decode()
    return found


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (cite(ABSENT, "Camps"), cite(ABSENT, "Camps")),
        (f"<strong>{cite(ABSENT, 'Camps')}</strong>", f"<strong>{cite(ABSENT, 'Camps')}</strong>"),
        (f'<cite class="x" onclick="y" data-ref="{ABSENT}" href="javascript:z">Camps</cite>', cite(ABSENT, "Camps")),
        (cite("hotspot:1", "Camps"), "Camps"),
        (cite(f"person:{KEY}", "Camps"), "Camps"),
        (cite(f"{ABSENT}&quot;&gt;&lt;script&gt;", "Camps"), "Camps"),
        (cite(f"{ABSENT}\n", "Camps"), "Camps"),
        (cite(ABSENT.upper(), "Camps"), "Camps"),
        (cite(ABSENT, "<em>Camps</em>"), "<em>Camps</em>"),
        (cite(ABSENT, f"a{cite(ABSENT, 'b')}c"), f"a{cite(ABSENT, 'b')}c"),
        (cite(ABSENT, " ") + "them", "them"),
        ("<cite>Camps</cite>", "Camps"),
        (f'<a data-ref="{ABSENT}" href="/x">Camps</a>', '<a href="/x" rel="noreferrer noopener">Camps</a>'),
    ],
)
def test_a_reference_has_a_kind_a_key_and_bare_words_or_it_is_none(given: str, kept: str) -> None:
    html = clean(f"<p>At {given}.</p>")
    assert html == f"<p>At {kept}.</p>" and clean(html) == html
    assert plain(html) == running(html) == plain(f"<p>At {kept}.</p>")


def test_a_reference_is_typed_and_typed_again_as_the_same() -> None:
    table = f"<table><tbody><tr><td>{cite(ABSENT)}</td></tr></tbody></table>"
    html = clean(f"<p>At {cite(ABSENT, 'a [b] *c*')} &amp; on.</p>{table}")
    again, _notes = to_html(to_text(html))
    assert clean(again) == clean(to_html(to_text(clean(again)))[0])
    assert clean(again).count(f'data-ref="{ABSENT}"') == 2 and "a [b] *c*</cite> &amp; on." in clean(again)
    assert clean(to_html(r"\[[A3]] stays")[0]) == "<p>[[A3]] stays</p>"
    assert plain(clean(to_html("[[a03]] stays")[0])) == "[[a03]] stays"


def test_the_redline_says_that_a_reference_leads_elsewhere() -> None:
    other = ABSENT.replace("0", "1")
    line = redline_html(f"<p>At {cite(ABSENT, 'Camps')} now.</p>", f"<p>At {cite(other, 'Camps')} now.</p>")
    assert line == f"<p>At <del>{cite(ABSENT, 'Camps')}</del><ins>{cite(other, 'Camps')}</ins> now.</p>"


def test_codes_become_references_that_follow_their_rows(world: World, draft: Strategy) -> None:  # noqa: F811
    spot, threat = listed(world), proposed(world, audience="mission", title="Raids <at> dusk")
    with world.acting("adviser") as actor:
        activity = add_activity(actor=actor, strategy=strategy_for(actor, draft.pk), fields=ACTIVITY)
    codes = f"[[A1]], [[t{threat.number}]] and [[H{spot.number}]]"
    html, notes = to_html(f"{codes}[^1]\n\n[^1]: See [[A1]].")
    block = written(world, draft, html, notes=notes)
    assert cite(f"activity:{activity.lineage}", ACTIVITY["title"]) in block.html and block.notes[0].count("<cite") == 1
    renamed(world, spot, place_said="Tuleni north gate")
    for page in pages(world, draft, block).values():
        assert "Tuleni north gate" in page and "Tuleni east camps" not in page and "Raids &lt;at&gt; dusk" in page
        assert "data-ref" not in page
    page = pages(world, draft, block)["detail"]
    assert f'<a class="ref" href="{reverse("hotspots:detail", args=[spot.pk])}">Tuleni north gate</a>' in page
    with world.acting("adviser") as actor:
        withdraw_row(actor=actor, row=rows_of(actor, Activity, draft).get(), version=1)
    page = pages(world, draft, block)["detail"]
    assert "taken out of the strategy" in page and "delisted" not in page
    typed_form = world.client("adviser").get(reverse("strategies:block", args=[block.pk])).content.decode()
    assert f"[Tuleni north gate](hotspot:{spot.pk})" in typed_form


def test_a_frozen_text_keeps_the_words_of_its_day_and_leads_nowhere(world: World, draft: Strategy) -> None:  # noqa: F811
    spot = listed(world)
    written(world, draft, f"<p>{cite(f'hotspot:{spot.pk}')}</p>")
    with world.acting("adviser") as actor:
        first = ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
        rendition = release_version(actor=actor, version=first, room=room_with_cluster(world, actor))
        take_back(actor=actor, strategy=strategy_for(actor, draft.pk))
    renamed(world, spot, place_said="Tuleni north gate")
    with world.acting("adviser") as actor:
        frozen = version_for(actor, first.pk)
        assert frozen.digest == first.digest and "Tuleni east camps" in str(frozen.body)
        now = document_of(actor, strategy_for(actor, draft.pk))
        assert "Tuleni north gate" in str(now["sections"])
        assert "cite" not in str(frozen.body) + str(now) and str(spot.pk) not in str(frozen.body) + str(now)
        word = docx.Document(io.BytesIO(export_docx(frozen.body)))
        assert "Tuleni east camps" in [line.text for line in word.paragraphs]
        paper = PdfReader(io.BytesIO(export_pdf(frozen.body, seed="one")))
        assert "Tuleni east camps" in "".join(page.extract_text() for page in paper.pages)
    changes = world.client("adviser").get(f"{reverse('strategies:redline', args=[draft.pk])}?from={first.pk}")
    assert "<del>east</del>" in changes.content.decode() and "<ins>north</ins>" in changes.content.decode()
    with world.acting("cluster.lead") as actor:
        text = str(rendition_for(actor, rendition.pk).body)
        assert "Tuleni east camps" in text and "data-ref" not in text and str(spot.pk) not in text
    page = world.client("cluster.lead").get(reverse("strategies:rendition", args=[rendition.pk])).content.decode()
    assert "Tuleni east camps" in page and "north gate" not in page and str(spot.pk) not in page


def test_what_lies_elsewhere_is_refused_and_what_is_not_seen_is_absent(world: World, draft: Strategy) -> None:  # noqa: F811
    group(world)
    shared, hidden, own = proposed(world), proposed(world, "force.planner", "force"), listed(world)
    with world.acting("adviser") as actor:
        section = sections_of(actor, draft)[0]

        def refused(html: str) -> str:
            with pytest.raises(Refused) as error:
                add_block(actor=actor, parent=section, typed=Typed(html))
            return str(error.value)

        assert "lies in another room than this text" in refused(cite(f"threat:{shared.pk}"))
        assert refused(cite(f"threat:{hidden.pk}")) == refused(cite(ABSENT)) == refused(cite(f"activity:{new_id()}"))
        assert "with the code T99" in refused(to_html("[[T99]]")[0])
        block = add_block(actor=actor, parent=section, typed=Typed(f"<p>{cite(f'hotspot:{own.pk}')}</p>"))
        mine = Typed(to_html(f"{cite(f'threat:{hidden.pk}', 'mine')} [[A9]]")[0])
        lost = keep_lost_edit(actor=actor, block=block, base_version=1, typed=mine)
        assert plain(lost.html) == "mine [[A9]]" and "cite" not in lost.html
        standing = save_block(actor=actor, block=block, version=1, typed=Typed(block.html + "<p>More.</p>"))
        assert f'data-ref="hotspot:{own.pk}"' in standing.html


def test_an_enclave_is_not_referred_to_nor_frozen(world: World, draft: Strategy) -> None:  # noqa: F811
    spot, enclave = listed(world), listed(world, place_said="Hesk enclave", is_enclave=True)
    with world.acting("adviser") as actor, pytest.raises(Refused, match="to be named with care"):
        add_block(actor=actor, parent=sections_of(actor, draft)[0], typed=Typed(cite(f"hotspot:{enclave.pk}")))
    block = written(world, draft, f"<p>{cite(f'hotspot:{spot.pk}')}</p>")
    renamed(world, spot, is_enclave=True)
    assert "an enclave by now" in pages(world, draft, block)["section"]
    with world.acting("adviser") as actor, pytest.raises(Refused, match="an enclave by now"):
        ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])
    with world.acting("adviser") as actor:  # in a section that was taken out it is in nobody's way
        withdraw_section(actor=actor, section=sections_of(actor, draft)[0])
        other = sections_of(actor, draft)[0]
        add_block(actor=actor, parent=other, typed=Typed("<p>Said.</p>"))
        ask_clearance(actor=actor, strategy=strategy_for(actor, draft.pk), components=["police"])


def test_a_cluster_shows_no_enclave_by_a_reference(world: World) -> None:
    companion = begun(world)
    spot = listed(world, "cluster.lead", "cluster")
    with world.acting("cluster.lead") as actor:
        here = companion_for(actor, companion.pk)
        section = companion_sections_of(actor, here)[0]
        add_block(actor=actor, parent=section, typed=Typed(f"<p>{cite(f'hotspot:{spot.pk}')}</p>"))
        row, fields = hotspot_for(actor, spot.pk), {**CAMPS, "is_enclave": True}
        change_hotspot(actor=actor, hotspot=row, revision=row.revision, reason="It is.", **fields)
        with pytest.raises(Refused, match="an enclave by now"):
            prepare_companion_release(actor=actor, companion=here, request=requests_to(actor).get())


def test_the_list_offers_the_rows_of_the_room_and_no_others(world: World, draft: Strategy) -> None:  # noqa: F811
    group(world)
    listed(world, place_said="Marché d’Érika"), listed(world, place_said="Hesk enclave", is_enclave=True)
    proposed(world, title="Seen by both"), proposed(world, "force.planner", "force", title="Seen by the Force")
    with world.acting("adviser") as actor:
        for number in range(21):
            add_activity(actor=actor, strategy=draft, fields={**ACTIVITY, "title": f"Patrol {number}"})
    client, place = world.client("adviser"), reverse("strategies:references", args=[draft.pk])
    first, last = (client.get(place, {"as": "json", "page": at}).json() for at in (1, 2))
    assert len(first["rows"]) == 20 and first["next"] == 2 and first["count"] == 22 and last["next"] is None
    assert [one["name"] for one in last["rows"]] == ["Patrol 20", "Marché d’Érika"]
    assert client.get(place, {"as": "json", "q": "MARCHE erika"}).json()["rows"][0]["code"].startswith("H")
    page = client.get(place, {"q": "patrol", "page": 2}).content.decode()
    assert "[[A21]]" in page and "Seen by" not in page
    assert client.get(place, {"q": "(\x00[*" * 90, "page": "x"}).status_code == 200
    absent = reverse("strategies:references", args=[new_id()])
    for who in ("cluster.lead", "other.adviser"):
        assert world.client(who).get(place).status_code == world.client(who).get(absent).status_code == 404


def test_a_cluster_refers_to_its_own_rows_and_the_mission_reads_words(world: World) -> None:
    companion = begun(world)
    threat = proposed(world, "cluster.lead", "cluster", title="Taxes at the ford")
    ours = listed(world)
    place = reverse("consultations:companion_references", args=[companion.pk])
    lead = world.client("cluster.lead")
    assert [one["ref"] for one in lead.get(place, {"as": "json"}).json()["rows"]] == [f"threat:{threat.pk}"]
    assert world.client("adviser").get(place).status_code == 404
    section = lead.get(reverse("consultations:companion", args=[companion.pk])).content.decode()
    assert place in section
    with world.acting("cluster.lead") as actor:
        here = companion_sections_of(actor, companion_for(actor, companion.pk))[0]
        add_block(actor=actor, parent=here, typed=Typed(f"<p>{cite(f'threat:{threat.pk}')}</p>"))
        with pytest.raises(Refused, match="leads to nothing"):
            add_block(actor=actor, parent=here, typed=Typed(cite(f"hotspot:{ours.pk}")))
        leaving = str(companion_document_of(actor, companion))
        assert (
            "Taxes at the ford" in leaving
            and "cite" not in leaving
            and "signs" not in leaving
            and str(threat.pk) not in leaving
        )
    page = lead.get(reverse("consultations:companion", args=[companion.pk])).content.decode()
    assert f'<a class="ref" href="{reverse("threats:detail", args=[threat.pk])}">Taxes at the ford</a>' in page


def test_the_api_gives_the_key_to_whoever_reads_the_row_and_words_to_nobody_else(
    world: World,
    draft: Strategy,  # noqa: F811
) -> None:
    spot = listed(world)
    block = written(world, draft, f"<p>{cite(f'hotspot:{spot.pk}')}</p>")
    # As no verb would write it: a key that leads nowhere for whoever reads the text.
    force = proposed(world, "force.planner", "force")
    world.query(
        "UPDATE strategies_block SET html = html || %s WHERE id = %s RETURNING 1",
        [f"<p>{cite(f'threat:{force.pk}', 'said')}</p>", str(block.pk)],
    )
    told = world.client("adviser").get(f"/api/v1/blocks/{block.pk}/").json()["html"]
    assert told == f"<p>{cite(f'hotspot:{spot.pk}', CAMPS['place_said'])}</p><p>said</p>"
    for page in pages(world, draft, block).values():
        assert "said" in page and str(force.pk) not in page
    form = world.client("adviser").get(reverse("strategies:block", args=[block.pk])).content.decode()
    assert str(force.pk) not in form and str(spot.pk) in form


def test_many_references_cost_what_one_costs(world: World, draft: Strategy) -> None:  # noqa: F811
    def asked() -> int:
        return queries(world.client("adviser"), reverse("strategies:detail", args=[draft.pk]))

    bare = asked()
    spots = [listed(world, place_said=f"Place {number}") for number in range(3)]
    written(world, draft, f"<p>{cite(f'hotspot:{spots[0].pk}')}</p>")
    one = asked()
    written(world, draft, "".join(f"<p>{cite(f'hotspot:{spot.pk}')}</p>" for spot in spots))
    assert asked() == one == bare + 1


def test_a_block_that_is_read_to_write_on_names_its_rows_anew(world: World, draft: Strategy) -> None:  # noqa: F811
    spot = listed(world)
    block = written(world, draft, f"<p>{cite(f'hotspot:{spot.pk}')}</p>")
    renamed(world, spot, place_said="Tuleni north gate")
    with world.acting("adviser") as actor:
        here = block_for(actor, block.pk)
        (again,) = blocks_to_write(actor, place_of_block(here), [here])
        assert again.html == f"<p>{cite(f'hotspot:{spot.pk}', 'Tuleni north gate')}</p>"


def test_a_reference_moved_to_a_row_of_the_same_name_shows_between_versions_of_the_own_room_alone(
    world: World,
    draft: Strategy,  # noqa: F811
) -> None:
    here, there = listed(world), listed(world)
    block = written(world, draft, f"<p>At {cite(f'hotspot:{here.pk}')}.</p>")
    versions = []
    with world.acting("adviser") as actor:
        room = room_with_cluster(world, actor)
    for spot in (here, there, there):
        with world.acting("adviser") as actor:
            one = block_for(actor, block.pk)
            typed = Typed(f"<p>At {cite(f'hotspot:{spot.pk}')}.</p>")
            save_block(actor=actor, block=one, version=one.version, typed=typed)
            strategy = strategy_for(actor, draft.pk)
            versions.append(ask_clearance(actor=actor, strategy=strategy, components=["police"]))
            if spot == here:
                text = release_version(actor=actor, version=versions[-1], room=room)
            else:  # to its readers nothing changed, so they get no second one
                with pytest.raises(Refused, match="exactly this text"):
                    release_version(actor=actor, version=versions[-1], room=room)
            take_back(actor=actor, strategy=strategy_for(actor, draft.pk))
    first, second, third = versions
    assert first.digest != second.digest and second.pk == third.pk  # nothing changed the second time
    frozen = str(first.body) + str(second.body)
    assert "signs" in frozen and str(here.pk) not in frozen and str(there.pk) not in frozen
    said = "a reference leads to another row of the same name"
    place = reverse("strategies:redline", args=[draft.pk])
    shown = world.client("adviser").get(place, {"from": str(first.pk), "to": str(second.pk)}).content.decode()
    assert said in shown and "Paragraphs changed: 1" in shown
    assert said in world.client("adviser").get(place, {"from": str(first.pk)}).content.decode()
    assert said not in world.client("adviser").get(place, {"from": str(second.pk)}).content.decode()
    assert "signs" not in str(text.body)
    signs = first.body["sections"][0]["blocks"][-1].pop("signs")
    assert (
        len(signs) == 1 and not redline(first.body, second.body).sections[0].is_changed
    )  # frozen before there were any


def test_signs_are_equal_for_a_row_of_one_room_and_in_another_room_they_are_others() -> None:
    html, known = [f"<p>{cite(ABSENT)} {cite(ABSENT, 'other')}</p>", cite(ABSENT)], {ABSENT}
    one, other = signs_in(html, known, 1), signs_in(html, known, 2)
    assert len(one) == 3 and len({*one}) == 1 and not {*one} & {*other}
    assert signs_in(html, set(), 1) == [] and KEY not in str(one)
