"""A response form that was handed to the mission: looked at, recorded once among the mission's own, shown nowhere."""

import io
from collections.abc import Mapping
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pocplan.access.errors import Refused
from strategies.domain.handed_forms import read_handed, record_handed
from strategies.models import Comment, InnerComment, OffSystem, Position, Round
from strategies.queries.rounds import round_for, shared_text_of
from tests.consultations.stage import TEXT, opened, prepared
from tests.consultations.test_answered_form import filled, form
from tests.world import World

WORDS = "Which market?"


def blank(world: World, round_: Round) -> bytes:
    return world.client("adviser").get(reverse("consultations:round_form", args=[round_.pk])).content


def sent(world: World, round_: Round, content: bytes, who: str = "adviser") -> Any:
    file = SimpleUploadedFile("form.docx", content)
    return world.client(who).post(reverse("consultations:handed_form", args=[round_.pk]), {"file": file})


def answers(world: World, round_: Round, **more: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    with world.acting("adviser") as actor:
        text = shared_text_of(actor, round_for(actor, round_.pk))
        assert text is not None
        title = text.body["sections"][0]["title"]
    said = {"Organisation": ("Safran Relief",), "Objection": ("x",), "Day": ("20.11.2026",)}
    return {**said, f"1. {title}": (WORDS, "Besh Valley", "Better"), **more}


def kept(world: World, who: str) -> list[OffSystem]:
    with world.acting(who) as actor:
        return list(OffSystem.objects.visible_to(actor))


def fields(page: Any) -> dict[str, Any]:
    """What the page would send back unchanged."""
    return {**page.context["form"].initial, "handed": "1"}


def test_a_form_is_looked_at_and_recorded_once(world: World) -> None:
    round_ = opened(world)
    empty = blank(world, round_)
    assert TEXT not in str([line.text for line in docx.Document(io.BytesIO(empty)).paragraphs])
    page = sent(world, round_, filled(empty, answers(world, round_, Day=("soon",))))
    assert page.status_code == 200 and "Nothing is recorded yet" in page.text and not kept(world, "adviser")
    assert "This is no day that can be read" in page.text and "soon" in page.text
    seen = fields(page)
    assert seen["organisation"] == "Safran Relief" and seen["how"] == "Response form"
    for words in ("Position: Objection", WORDS, "On “Besh Valley”", "Suggested text: Better"):
        assert words in seen["summary"] and words in page.text
    place, client = reverse("consultations:round_off_system", args=[round_.pk]), world.client("adviser")
    for agreement in ("", "", "Letter 12", "Letter 13"):
        assert client.post(place, {**seen, "agreement": agreement}).status_code == 302
    (row,) = kept(world, "adviser")
    assert (row.organisation, row.agreement, row.note_id) == ("Safran Relief", "Letter 12", None)
    again = sent(world, round_, filled(empty, answers(world, round_)))
    assert "were recorded on" in again.text


def test_nobody_else_learns_of_it_and_nothing_is_entered_for_a_cluster(world: World) -> None:
    round_ = opened(world)
    form_sent = filled(blank(world, round_), answers(world, round_))
    with world.acting("adviser") as actor:
        here = round_for(actor, round_.pk)
        handed = read_handed(actor=actor, round_=here, upload=SimpleUploadedFile("f.docx", form_sent))
        record_handed(actor=actor, round_=here, organisation=handed.organisation, on=handed.on, summary=handed.summary)
        assert not Position.objects.visible_to(actor).exists() and not Comment.objects.visible_to(actor).exists()
    for who in ("cluster.lead", "cluster.member", "ocha"):
        assert kept(world, who) == []
        with world.acting(who) as actor:
            assert not InnerComment.objects.visible_to(actor).exists()
        for name in ("handed_form", "round_form", "round_off_system"):
            client, key = world.client(who), [round_.pk]
            answer = client.post if name == "handed_form" else client.get
            assert answer(reverse(f"consultations:{name}", args=key)).status_code == 404
    certificate = world.client("adviser").get(reverse("consultations:round_certificate", args=[round_.pk])).text
    assert WORDS not in certificate and "Safran Relief" not in certificate


def test_what_cannot_be_taken_in_is_refused_with_a_sentence(world: World) -> None:
    round_ = opened(world)
    empty = blank(world, round_)
    other = sent(world, round_, form())
    assert other.status_code == 400 and "belongs to another text or another version" in other.text
    plain = io.BytesIO()
    docx.Document().save(plain)
    for content, sentence in ((plain.getvalue(), "not the response form"), (b"x", "Word"), (b"", "empty")):
        answer = sent(world, round_, content)
        assert answer.status_code == 400 and sentence in answer.text
    assert sent(world, round_, empty + b"\0" * 2_200_000).status_code == 400
    with world.acting("civil.affairs") as actor, pytest.raises(Refused, match="Your post may not do this"):
        upload = SimpleUploadedFile("f.docx", empty)
        read_handed(actor=actor, round_=round_for(actor, round_.pk), upload=upload)
    named = "The witness Amina Diallo, +221 77 123 45 67, told us."
    page = sent(world, round_, filled(empty, answers(world, round_, **{"Anything else": (named,)})))
    place = reverse("consultations:round_off_system", args=[round_.pk])
    refused = world.client("adviser").post(place, fields(page))
    assert refused.status_code == 400 and "Amina Diallo" in refused.text and not kept(world, "adviser")


def test_a_round_that_was_never_opened_has_no_form(world: World) -> None:
    round_ = prepared(world)
    client = world.client("adviser")
    assert client.get(reverse("consultations:round_form", args=[round_.pk])).status_code == 404
    assert (
        "A response form was handed" not in client.get(reverse("consultations:round_off_system", args=[round_.pk])).text
    )
    assert sent(world, round_, form()).status_code == 400
