"""Bringing a strategy to a stage of its consultation through the verbs, as people would."""

from typing import Any

from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.inner import bring_inside, comment_inside
from strategies.domain.release import consent, prepare_package, release_package
from strategies.domain.rounds import clear_round, open_round, prepare_round
from strategies.domain.strategies import start_strategy
from strategies.models import Clearance, Comment, InnerText, Request, Round, Strategy
from strategies.queries.inner import wordings_of
from strategies.queries.replies import requests_to
from strategies.queries.rounds import candidates
from strategies.queries.strategies import sections_of
from strategies.queries.versions import latest_version
from tests.world import World

TITLE = "Protection of civilians in Sector East"
TEXT = "Patrols stay on the Besh Valley road until the market closes."


def drafted(world: World) -> Strategy:
    """A strategy with one paragraph in each section."""
    with world.acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title=TITLE)
        for section in sections_of(actor, strategy):
            add_block(actor=actor, parent=section, typed=Typed(f"<p>{TEXT}</p>"))
        return strategy


def frozen(world: World) -> Strategy:
    """Frozen for internal clearance, and cleared by the component that was asked."""
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy, components=["police"])
    with world.acting("police.planner") as actor:
        for clearance in Clearance.objects.visible_to(actor):
            give_clearance(actor=actor, clearance=clearance, word="cleared")
    return strategy


def keys(actor: Any, *names: str) -> list[str]:
    """Keys of invitees: bodies by a part of their name; "observers" for those of the cluster."""
    return [one.key for one in candidates(actor) if one.kind != "observer" and any(n in one.name for n in names)]


def prepared(world: World, *names: str, days: int = 10) -> Round:
    strategy = frozen(world)
    with world.acting("adviser") as actor:
        version = latest_version(actor, strategy)
        assert version is not None
        invitees = keys(actor, *(names or ("Protection Cluster Orvane", "Child Protection")))
        return prepare_round(actor=actor, strategy=strategy, version=version, invitees=invitees, window_days=days)


def opened(world: World, *names: str) -> Round:
    round_ = prepared(world, *names)
    with world.acting("chief.of.staff") as actor:
        clear_round(actor=actor, round_=Round.objects.visible_to(actor).get(pk=round_.pk))
    with world.acting("adviser") as actor:
        return open_round(
            actor=actor, round_=Round.objects.visible_to(actor).select_related("strategy", "version").get(pk=round_.pk)
        )


def request_to(world: World, who: str) -> Request:
    with world.acting(who) as actor:
        return requests_to(actor).get()


def inside(world: World) -> InnerText:
    """The text of an open round, under discussion in the cluster."""
    with world.acting("cluster.lead") as actor:
        return bring_inside(actor=actor, request=requests_to(actor).get())


def released(world: World, words: str = "The road is not safe after dark.") -> Comment:
    """A member's words, consented to and released under its name."""
    text = inside(world)
    block = text.body["sections"][0]["blocks"][0]["key"]
    with world.acting("cluster.member") as actor:
        comment = comment_inside(actor=actor, text=text, block=block, quote="Besh Valley", words=words)
    with world.acting("cluster.lead") as actor:
        package = prepare_package(actor=actor, text=text, chosen={comment.pk: "named"})
    with world.acting("cluster.member") as actor:
        (worded,) = wordings_of(actor, package)
        consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with world.acting("cluster.lead") as actor:
        (comment_out,) = release_package(actor=actor, package=package, digest=package.digest)
        return comment_out
