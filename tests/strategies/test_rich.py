"""The plain field and the formatted text over it: what is served, and that the two mean the same."""

import re
from hashlib import sha256
from pathlib import Path

from django.urls import reverse

from strategies.documents.clean import clean
from strategies.documents.markup import to_html
from strategies.domain.blocks import Typed, add_block
from strategies.domain.strategies import start_strategy
from strategies.queries.strategies import sections_of
from tests.world import World

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
# As the script writes it: one element on each line, then the notes with the signs of formatting as entities.
WRITTEN = (
    '<h3>A*b*</h3>\n<p>1. [x](y) <strong>_z_</strong> &lt;i&gt; |<sup data-note="1">1</sup></p>\n'
    "<ul><li>one<ol><li>deep</li></ol></li></ul>\n<table><tbody><tr><td>- a</td></tr></tbody></table>\n\n"
    "[^1]: &#42;not&#42; <em>so</em> &lt;i&gt;"
)


def test_what_is_served_of_others_is_what_was_looked_at() -> None:
    told = re.findall(r"\b[0-9a-f]{64}\b", (VENDOR / "README.md").read_text(encoding="utf-8"))
    assert told == [sha256((VENDOR / "prosemirror.js").read_bytes()).hexdigest()]


def test_the_server_reads_formatted_text_in_the_plain_field_as_it_stands() -> None:
    html, notes = to_html(WRITTEN)
    assert clean(html) == clean(WRITTEN.partition("\n\n")[0])
    assert notes == ["*not* <em>so</em> &lt;i&gt;"]


def test_the_formatted_text_lies_beside_the_plain_field_unless_it_is_not_wanted(world: World) -> None:
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title="Protection of civilians in Orvane")
        section = sections_of(actor, strategy)[0]
        block = add_block(actor=actor, parent=section, typed=Typed("<p>One<script>x</script></p>", ["Note"]))
    client, place = world.client("adviser"), reverse("strategies:block", args=[block.pk])
    page = client.get(place).content.decode()
    given = "<template data-rich-text><p>One</p><ol data-footnotes><li data-footnote>Note</li></ol></template>"
    assert given in page and 'data-rich="now"' in page and '<textarea name="text"' in page
    assert 'data-rich="focus"' in client.get(reverse("strategies:section", args=[section.pk])).content.decode()
    assert "data-rich" not in client.get(f"{place}?plain=1").content.decode()
    again = client.post(place, {"version": "1", "text": "Turned\u202e"})
    assert again.status_code == 400 and "data-rich=" not in again.content.decode()
