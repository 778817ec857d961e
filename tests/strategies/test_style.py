"""The mission's style template: who keeps it, whose files begin with it, and what of a file is said to be left out."""

import io
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pocplan.access.errors import Conflict, Refused
from pocplan.access.models import Post
from strategies.documents.response_form import read_form
from strategies.documents.template import LARGEST_TEMPLATE
from strategies.domain.style import keep_style, room_to_style, take_away_style
from strategies.models import StyleTemplate, Version
from strategies.queries.rounds import round_for, shared_text_of
from strategies.queries.style import style_in_force, template_of
from tests.api.test_api import ask
from tests.consultations.stage import inside, opened
from tests.counting import queries
from tests.strategies.documents.templates import HEAD, SECRET, everything, hostile, house, saved
from tests.strategies.test_exports import asked, shared_text, taken
from tests.world import World

MISSION = ("adviser", "civil.affairs", "chief.of.staff", "srsg")
OTHERS = ("cluster.lead", "cluster.member", "other.adviser", "admin")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Any, settings: Any) -> None:
    settings.STATE_DIR = tmp_path


def file(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("looks.docx", data)


def kept(world: World, data: bytes = b"") -> StyleTemplate:
    with world.acting("adviser") as actor:
        return keep_style(actor=actor, upload=file(data or saved(house())))


def page(world: World, who: str, language: str = "en") -> Any:
    return world.client(who, language=language).get(reverse("strategies:style"))


def test_one_is_in_force_and_another_takes_its_place(world: World) -> None:
    first, second = kept(world), kept(world, hostile())
    rows = world.query(
        "SELECT id, withdrawn_at IS NULL, length(content) FROM strategies_styletemplate ORDER BY kept_at"
    )
    assert [(one, stands) for one, stands, _ in rows] == [(first.pk, False), (second.pk, True)]
    assert rows[0][2] == 0 and rows[1][2] == second.size
    with world.acting("adviser") as actor, pytest.raises(Conflict):
        take_away_style(actor=actor, style=first)
    with world.acting("adviser") as actor:
        take_away_style(actor=actor, style=second)
        assert style_in_force(actor) is None and template_of(actor) == b""
    acts = world.query("SELECT verb FROM journal_entry WHERE verb LIKE '%%_style' ORDER BY sequence")
    assert [act for (act,) in acts] == ["keep_style", "keep_style", "take_away_style"]


def test_the_page_takes_a_file_says_what_is_left_out_and_by_whom(world: World) -> None:
    client = world.client("adviser")
    answer = client.post(reverse("strategies:style"), {"file": file(hostile())}, follow=True)
    seen = answer.content.decode()
    assert answer.status_code == 200 and "The template is kept." in seen
    for words in ("INCLUDETEXT, DDEAUTO", "macros", "address of another template", "tracked changes", "PoC"):
        assert words.lower() in seen.lower(), words
    assert SECRET not in seen
    away = reverse("strategies:style_away")
    assert "Take the mission’s style template away?" in client.get(away).content.decode()
    row = world.query("SELECT id FROM strategies_styletemplate")[0][0]
    assert client.post(away, {"style": str(row)})["Location"] == reverse("strategies:style")
    assert "No template is kept" in page(world, "adviser").content.decode()
    assert client.get(away).status_code == 404


@pytest.mark.parametrize("wrong", [b"", b"PK\x03\x04", b"%PDF-1", b"x" * (LARGEST_TEMPLATE + 1)])
def test_what_is_no_template_changes_nothing(world: World, wrong: bytes) -> None:
    row = kept(world)
    answer = world.client("adviser").post(reverse("strategies:style"), {"file": file(wrong)})
    assert answer.status_code == 400 and "Put another in its place" in answer.content.decode()
    assert world.client("adviser").post(reverse("strategies:style")).status_code == 400
    for odd in ({}, {"style": "x"}, {"style": "5d1b7a52-1c51-4b0e-9d2b-0d6f2a0c77aa"}):
        assert world.client("adviser").post(reverse("strategies:style_away"), odd).status_code in (400, 409)
    with world.acting("adviser") as actor:
        found = style_in_force(actor)
        assert found is not None and found.pk == row.pk


@pytest.mark.parametrize("who", ["civil.affairs", "chief.of.staff", "srsg", "force.planner", "human.rights"])
def test_who_does_not_keep_the_mission_s_words_only_looks(world: World, who: str) -> None:
    row = kept(world)
    answer = page(world, who)
    assert answer.status_code == 200 and "Kept since" in answer.text and 'type="file"' not in answer.text
    client = world.client(who)
    assert client.post(reverse("strategies:style"), {"file": file(saved(house()))}).status_code == 404
    assert client.get(reverse("strategies:style_away")).status_code == 404
    with world.acting(who) as actor:
        assert room_to_style(actor) is None
        with pytest.raises(Refused):
            keep_style(actor=actor, upload=file(saved(house())))
        with pytest.raises(Refused):
            take_away_style(actor=actor, style=row)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_of_another_body_sees_it_or_that_there_is_one(world: World, who: str) -> None:
    before = page(world, who), world.client(who).get(reverse("strategies:files"))
    kept(world)
    after = page(world, who), world.client(who).get(reverse("strategies:files"))
    assert [one.status_code for one in before] == [one.status_code for one in after]
    assert all(HEAD not in one.text and "Kept since" not in one.text for one in after)
    with world.acting(who) as actor:
        assert template_of(actor) == b"" and not StyleTemplate.objects.visible_to(actor).exists()


def test_the_mission_s_files_begin_with_it_and_the_cluster_s_do_not(world: World) -> None:
    opened(world)
    with world.acting("adviser") as actor:
        version = Version.objects.visible_to(actor).get()
    plain = everything_of(
        taken(world, "cluster.lead", asked(world, "cluster.lead", shared_text(world, "cluster.lead")))
    )
    kept(world, hostile())
    ours = taken(world, "adviser", asked(world, "adviser", version))
    head = [line.text for line in ours.sections[0].header.paragraphs]
    assert "UNMOR" in head[0] and HEAD in head[1] and ours.styles["Heading 1"].font.name == "Georgia"
    theirs = taken(world, "cluster.lead", asked(world, "cluster.lead", shared_text(world, "cluster.lead")))
    assert theirs.styles["Heading 1"].font.name != "Georgia" and len(theirs.sections[0].header.paragraphs) == 1
    assert HEAD.encode() not in everything_of(theirs) and len(everything_of(theirs)) == len(plain)
    with world.acting("adviser") as actor:
        found = style_in_force(actor)
        assert found is not None
        take_away_style(actor=actor, style=found)
    again = taken(world, "adviser", asked(world, "adviser", version))
    assert len(again.sections[0].header.paragraphs) == 1


def test_the_form_that_the_mission_hands_out_has_its_looks_and_no_more(world: World) -> None:
    """For those who never log in: of the template it has what every file of the mission has."""
    round_ = opened(world)
    text = inside(world)
    mine, theirs = (
        (world.client("adviser"), reverse("consultations:round_form", args=[round_.pk])),
        (world.client("cluster.lead"), reverse("consultations:text_form", args=[text.pk])),
    )
    bare = [client.get(where).content for client, where in (mine, theirs)]
    kept(world, hostile())
    ours = docx.Document(io.BytesIO(mine[0].get(mine[1]).content))
    words = everything_of(ours)
    assert ours.styles["Heading 1"].font.name == "Georgia" and HEAD.encode() in words
    assert SECRET.encode() not in words and b"C:\\" not in words
    properties = ours.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert mine[0].get(mine[1]).content == mine[0].get(mine[1]).content != bare[0]
    assert theirs[0].get(theirs[1]).content == bare[1], "the cluster's own form is the house's"
    with world.acting("adviser") as actor:
        shared = shared_text_of(actor, round_for(actor, round_.pk))
        assert shared is not None
    filled = read_form(mine[0].get(mine[1]).content, shared.body, digest=shared.digest, language=shared.language)
    assert filled is not None and filled.lost == []


def everything_of(document: Any) -> bytes:
    return everything(saved(document))


def test_whoever_reads_the_room_looks_at_what_is_kept(world: World) -> None:
    where = reverse("strategies:style_file")
    assert world.client("adviser").get(where).status_code == 404
    kept(world, hostile())
    for who in MISSION:
        answer = world.client(who).get(where)
        assert answer["Content-Disposition"] == 'attachment; filename="template.docx"'
        looks = docx.Document(io.BytesIO(answer.content))
        assert looks.styles["Heading 1"].font.name == "Georgia" and SECRET.encode() not in everything_of(looks)
        assert where in page(world, who).text
    hidden = [world.client(who).get(where) for who in OTHERS]
    assert {one.status_code for one in hidden} == {404}


def test_programs_read_which_one_is_in_force(world: World) -> None:
    assert ask(world, "adviser", "get", "/style/").status_code == 404
    row = kept(world, hostile())
    told = ask(world, "civil.affairs", "get", "/style/").json()
    assert (told["id"], told["digest"], told["kept_by_post_title"]) == (str(row.pk), row.digest, row.kept_by_post_title)
    assert "content" not in told and told["left_out"] == row.said
    assert {ask(world, who, "get", "/style/").status_code for who in OTHERS} == {404}
    with world.acting("adviser") as actor:
        take_away_style(actor=actor, style=row)
    assert ask(world, "civil.affairs", "get", "/style/").status_code == 404


def test_looking_costs_the_same_with_and_without(world: World) -> None:
    counts = []
    for _turn in range(2):
        counts.append(queries(world.client("civil.affairs"), reverse("strategies:style")))
        kept(world)
    assert counts[0] == counts[1] <= 16


def test_it_speaks_french(world: World) -> None:
    kept(world, hostile())
    seen = page(world, "adviser", "fr").content.decode()
    with world.acting("adviser") as actor:
        title = Post.objects.visible_to(actor).get(pk=actor.post_id)
    assert title.title_fr in seen and title.title_en != title.title_fr
    for words in ("Modèle de mise en forme", "Ce qui a été écarté", "champs"):
        assert words.lower() in seen.lower()
