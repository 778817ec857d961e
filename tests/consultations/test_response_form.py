"""The response form on paper: titles, positions and room to write, and no word of the text."""

import io

from django.urls import reverse
from pypdf import PdfReader

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
