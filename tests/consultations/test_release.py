"""What leaves the cluster: previewed, consented to by hash, attributed as chosen, released exactly."""

import pytest

from pocplan.access.errors import Refused
from strategies.domain.inner import bring_inside, comment_inside, withdraw_inside
from strategies.domain.offsystem import record_off_system
from strategies.domain.release import consent, drop_package, prepare_package, release_package, withdraw_comment
from strategies.models import Comment, InnerComment, InnerText, Package
from strategies.queries.inner import consents_asked_of, packages_of, wordings_of
from strategies.queries.replies import reply_of, requests_to
from tests.consultations.stage import inside, opened, released
from tests.world import World

WORDS = "Our staff were stopped at the bridge."


def said(world: World, text: InnerText, who: str = "cluster.member") -> InnerComment:
    with world.acting(who) as actor:
        return comment_inside(actor=actor, text=text, words=WORDS)


def test_the_mission_finds_nothing_of_the_discussion(world: World) -> None:
    opened(world)
    said(world, inside(world))
    for who in ("adviser", "srsg", "force.planner", "admin", "aor.lead"):
        with world.acting(who) as actor:
            assert not InnerText.objects.visible_to(actor).exists()
            assert not InnerComment.objects.visible_to(actor).exists()
            assert not Package.objects.visible_to(actor).exists()


def test_words_leave_only_with_their_authors_consent(world: World) -> None:
    opened(world)
    text = inside(world)
    comment = said(world, text)
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={comment.pk: "humanitarian"})
        with pytest.raises(Refused, match="Safran Relief"):
            release_package(actor=actor, package=package, digest=package.digest)
        (worded,) = wordings_of(actor, package)
        with pytest.raises(Refused):
            consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with world.acting("cluster.member") as actor:
        assert [row.pk for row in consents_asked_of(actor)] == [worded.wording.pk]
        consent(actor=actor, wording=worded.wording, digest=package.digest, given=False)
        assert consents_asked_of(actor) == []
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        release_package(actor=actor, package=package, digest=package.digest)
    with world.acting("cluster.member") as actor:
        consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with world.acting("cluster.lead") as actor:
        release_package(actor=actor, package=package, digest=package.digest)
    with world.acting("adviser") as actor:
        (row,) = Comment.objects.visible_to(actor)
        assert (row.words, row.attributed_to) == (WORDS, "A humanitarian organisation")


@pytest.mark.parametrize(
    ("attribution", "shown"),
    [("named", "Safran Relief"), ("cluster", "Protection Cluster Orvane"), ("none", "No attribution")],
)
def test_the_attribution_is_the_one_that_was_chosen(world: World, attribution: str, shown: str) -> None:
    opened(world)
    text = inside(world)
    comment = said(world, text)
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={comment.pk: attribution})
    with world.acting("cluster.member") as actor:
        (worded,) = wordings_of(actor, package)
        consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with world.acting("cluster.lead") as actor:
        (row,) = release_package(actor=actor, package=package, digest=package.digest)
        assert row.attributed_to == shown
        assert row.words == package.content["comments"][0]["words"]


def test_a_hash_that_was_not_shown_releases_nothing(world: World) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={}, together=[{"words": "From all of us."}])
        with pytest.raises(Refused):
            release_package(actor=actor, package=package, digest="0" * 64)
        release_package(actor=actor, package=package, digest=package.digest)
        with pytest.raises(Refused):
            release_package(actor=actor, package=package_again(actor, text), digest=package.digest)
        assert Comment.objects.visible_to(actor).count() == 1


def package_again(actor, text: InnerText) -> Package:  # type: ignore[no-untyped-def]
    return packages_of(actor, text).select_related("text").get()


def test_words_taken_back_are_not_released(world: World) -> None:
    opened(world)
    text = inside(world)
    comment = said(world, text)
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        withdraw_inside(actor=actor, comment=comment)
    with world.acting("cluster.member") as actor:
        withdraw_inside(actor=actor, comment=comment)
    with world.acting("cluster.lead") as actor, pytest.raises(Refused):
        prepare_package(actor=actor, text=text, chosen={comment.pk: "named"})


def test_a_member_does_not_release(world: World) -> None:
    opened(world)
    text = inside(world)
    comment = said(world, text)
    with world.acting("cluster.member") as actor, pytest.raises(Refused):
        prepare_package(actor=actor, text=text, chosen={comment.pk: "named"})


def test_a_dropped_package_is_not_released(world: World) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={}, together=[{"words": "From all of us."}])
        drop_package(actor=actor, package=package)
        with pytest.raises(Refused):
            release_package(actor=actor, package=package_again(actor, text), digest=package.digest)


def test_a_released_comment_can_be_taken_back_by_its_body_alone(world: World) -> None:
    opened(world)
    comment = released(world)
    with world.acting("adviser") as actor, pytest.raises(Refused):
        withdraw_comment(actor=actor, comment=comment)
    with world.acting("cluster.lead") as actor:
        withdraw_comment(actor=actor, comment=comment)
        assert reply_of(actor, requests_to(actor).get()).comments == []


def test_a_passage_that_is_not_in_the_text_is_refused(world: World) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.member") as actor, pytest.raises(Refused) as refusal:
        comment_inside(actor=actor, text=text, block="00000000", words="x")
    assert refusal.value.field == "block"


@pytest.mark.parametrize("words", ["", "   ", "a" * 1_000_000, "nul\x00", "turn\u202earound"])
def test_what_cannot_be_a_comment_is_refused_with_a_sentence(world: World, words: str) -> None:
    opened(world)
    text = inside(world)
    with world.acting("cluster.member") as actor, pytest.raises(Refused) as refusal:
        comment_inside(actor=actor, text=text, words=words)
    assert refusal.value.field == "words"


def test_the_archive_survives_the_loss_of_shared_rooms(world: World) -> None:
    opened(world)
    text = inside(world)
    world.query("UPDATE access_owner SET state = 'deactivated' WHERE short = 'Protection Cluster'")
    with world.acting("cluster.lead") as actor:
        assert InnerText.objects.visible_to(actor).get().body == text.body
        assert not requests_to(actor).exists()


def test_who_was_consulted_off_system_appears_nowhere_across(world: World) -> None:
    opened(world)
    with world.acting("cluster.lead") as actor:
        asked = requests_to(actor).get()
        row = record_off_system(
            actor=actor, about=asked, organisation="Quiet Society", on=asked.opened_on, how="By phone", summary="Fear."
        )
    for who in ("adviser", "cluster.member", "srsg", "aor.lead", "observer"):
        with world.acting(who) as actor:
            assert not type(row).objects.visible_to(actor).exists()


def test_one_discussion_for_each_request(world: World) -> None:
    opened(world)
    inside(world)
    with world.acting("cluster.colead") as actor, pytest.raises(Refused, match="already"):
        bring_inside(actor=actor, request=requests_to(actor).get())
