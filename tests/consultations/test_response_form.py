"""The response form on paper: titles, positions and room to write, and no word of the text."""

import io
from uuid import UUID

from django.urls import reverse
from pypdf import PdfReader

from strategies.queries.rounds import round_for, rounds_for, shared_text_of
from strategies.queries.versions import version_for
from tests.consultations.stage import TEXT, opened
from tests.world import World


def test_the_form_has_every_section_and_position_and_stays_with_the_mission(world: World) -> None:
    round_ = opened(world)
    address = reverse("consultations:response_form", args=[round_.pk])
    board = world.client("adviser").get(reverse("consultations:round", args=[round_.pk])).content.decode()
    assert address in board
    answer = world.client("adviser").get(address)
    reader = PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Early warning and rapid response" in words
    assert "Abstains on principle" in words and "No response by the deadline" not in words
    assert TEXT not in words
    assert reader.metadata is not None and reader.metadata.title == "Response form"
    assert answer["Content-Disposition"] == 'attachment; filename="response.pdf"'
    assert world.client("cluster.lead").get(address).status_code == 404


def test_what_is_handed_out_says_nothing_of_what_was_not_shared(world: World) -> None:
    """A hash of the mission's own part, on paper, would let its reader try out what the shared text leaves out."""
    round_ = opened(world)
    with world.acting("adviser") as actor:
        text, version = shared_text_of(actor, round_for(actor, round_.pk)), version_for(actor, round_.version_id)
    assert text is not None and text.digest != version.digest
    for name in ("response_form", "round_certificate_pdf"):
        data = world.client("adviser").get(reverse(f"consultations:{name}", args=[round_.pk])).content
        words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        flat = "".join(words.split())
        assert text.digest in flat and version.digest not in flat and "version" not in words.lower(), name
        assert version.digest[:16].encode() not in data
    world.query("DELETE FROM strategies_invitation")
    page = world.client("adviser").get(reverse("consultations:round_certificate", args=[round_.pk])).content.decode()
    assert text.digest in page and version.digest not in page
    assert (
        world.client("adviser").get(reverse("consultations:response_form", args=[prepared_only(world)])).status_code
        == 404
    )


def prepared_only(world: World) -> UUID:
    """A round that nobody outside was shown yet."""
    world.query("UPDATE strategies_round SET consultation_id = NULL")
    with world.acting("adviser") as actor:
        return rounds_for(actor)[0].pk
