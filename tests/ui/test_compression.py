"""Pages come compressed; tags of the API come as they were set."""

import gzip

from tests.consultations.stage import drafted
from tests.world import World


def test_pages_are_compressed_and_nothing_else_is(world: World) -> None:
    strategy = drafted(world)
    client = world.client("adviser")
    asked = {"accept-encoding": "gzip"}
    page = client.get(f"/strategies/{strategy.pk}/", headers=asked)
    assert page["Content-Encoding"] == "gzip"
    assert "<main" in gzip.decompress(page.content).decode()
    lengths = {len(client.get("/", headers=asked).content) for _ in range(8)}
    assert len(lengths) > 1  # nobody learns from a length what is in it
    answer = client.get(f"/api/v1/strategies/{strategy.pk}/", headers=asked)
    assert "Content-Encoding" not in answer
