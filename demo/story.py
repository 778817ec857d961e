"""The demo's strategies, each brought to its stage by the people of the cast, through the verbs alone."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from demo.texts import ANSWERS, COMMENTS, EAST, WEST_FR
from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as, as_account
from pocplan.access.clock import today
from pocplan.access.models import Post
from pocplan.access.queries.hats import hats_of_bound_account
from pocplan.accounts.models import User
from strategies.domain.approvals import approve, bring_into_force, submit
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.closing import close_round
from strategies.domain.dispositions import dispose
from strategies.domain.inner import bring_inside, comment_inside
from strategies.domain.positions import state_position
from strategies.domain.release import consent, prepare_package, release_package
from strategies.domain.rounds import clear_round, open_round, prepare_round
from strategies.domain.sections import mark_section
from strategies.domain.strategies import save_header, set_dates, set_distribution, start_strategy
from strategies.models import Clearance, InnerText, Round, Strategy
from strategies.queries.inner import comments_on, wordings_of
from strategies.queries.replies import reply_of, requests_for, requests_to
from strategies.queries.rounds import candidates
from strategies.queries.strategies import sections_of, strategy_for
from strategies.queries.versions import latest_version

STAGES = ("drafting", "clearance", "consultation", "discussion", "answers", "approval", "in_force")


@contextmanager
def acting(who: str) -> Iterator[Actor]:
    """One of the cast under the first hat."""
    with as_account(User.objects.get(username=who).pk):
        hat = hats_of_bound_account("en")[0]
    with acting_as(hat.incumbency_id, side=hat.side) as actor:
        yield actor


def tell(upto: str) -> None:
    """A strategy for each stage of life up to `upto`, oldest first."""
    for stage in STAGES[: STAGES.index(upto) + 1]:
        TELLERS[stage]()


def _write(title: str, texts: Mapping[str, str], language: str = "en") -> Strategy:
    with acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title=title, language=language)
        for section in sections_of(actor, strategy):
            if words := _words(texts, section.code):
                add_block(actor=actor, parent=section, typed=Typed(f"<p>{words}</p>"))
                mark_section(actor=actor, section=section, ready=True)
        return strategy


def _words(texts: Mapping[str, str], code: str) -> str:
    return next((words for key, words in texts.items() if code.startswith(key) or key in code), "")


def _header(strategy: Strategy) -> None:
    with acting("adviser") as actor:
        strategy = strategy_for(actor, strategy.pk)
        approver = Post.objects.visible_to(actor).get(kind="head_of_mission")
        fields = {name: getattr(strategy, name) for name in ("title", "reference", "classification", "sensitivity")}
        save_header(
            actor=actor,
            strategy=strategy,
            version=strategy.version,
            fields={**fields, "contact_unit": "PoC Unit", "approving_post_id": approver.pk},
        )
        set_distribution(
            actor=actor,
            strategy=strategy_for(actor, strategy.pk),
            entries=[("Head of Mission", "decision"), ("Heads of components", "action"), ("Sector East", "action")],
        )


def _clear(strategy: Strategy, components: tuple[str, ...] = ("police", "human_rights", "civil_affairs")) -> Strategy:
    with acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy_for(actor, strategy.pk), components=list(components))
    for who in ("police.planner", "human.rights", "civil.affairs"):
        with acting(who) as actor:
            for row in Clearance.objects.visible_to(actor).filter(version__strategy=strategy, word=""):
                if row.component.split("_")[0] in who:
                    give_clearance(actor=actor, clearance=row, word="cleared")
    return strategy


def _consult(strategy: Strategy, *names: str) -> Round:
    with acting("adviser") as actor:
        strategy = strategy_for(actor, strategy.pk)
        version = latest_version(actor, strategy)
        assert version is not None
        invitees = [
            one.key for one in candidates(actor) if one.kind != "observer" and any(name in one.name for name in names)
        ]
        round_ = prepare_round(actor=actor, strategy=strategy, version=version, invitees=invitees)
    with acting("chief.of.staff") as actor:
        clear_round(actor=actor, round_=_round(actor, round_))
    with acting("adviser") as actor:
        return open_round(actor=actor, round_=_round(actor, round_))


def _round(actor: Actor, round_: Round) -> Round:
    return Round.objects.visible_to(actor).select_related("strategy", "version").get(pk=round_.pk)


def _discuss(title: str) -> InnerText:
    with acting("cluster.lead") as actor:
        text = bring_inside(actor=actor, request=requests_to(actor).get(title=title))
    speakers = ("cluster.member", "cluster.colead", "cluster.member")
    for who, (code, quote, words, suggestion) in zip(speakers, COMMENTS, strict=True):
        block = _block(text, code)
        with acting(who) as actor:
            comment_inside(actor=actor, text=text, block=block, quote=quote, words=words, suggestion=suggestion)
    return text


def _block(text: InnerText, code: str) -> str:
    for section in text.body["sections"]:
        if code in section["code"] and section["blocks"]:
            return str(section["blocks"][0]["key"])
    return ""


def _release(text: InnerText) -> None:
    with acting("cluster.lead") as actor:
        chosen = {one.pk: "humanitarian" for one in comments_on(actor, text) if one.organisation == "Safran Relief"}
        package = prepare_package(actor=actor, text=text, chosen=chosen)
    with acting("cluster.member") as actor:
        for worded in wordings_of(actor, package):
            consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with acting("cluster.lead") as actor:
        release_package(actor=actor, package=package, digest=package.digest)


def _answer(strategy: Strategy, title: str) -> None:
    with acting("cluster.lead") as actor:
        asked = requests_to(actor).get(title=title)
        reason = "Night patrols at the school gate frighten children away."
        state_position(actor=actor, request=asked, word="objection", reason=reason)
    with acting("adviser") as actor:
        reply = reply_of(actor, requests_for(actor).get(title=title))
        assert reply.position is not None
        reason = "Patrols keep away from the school gate by day."
        dispose(actor=actor, subject=reply.position, word="partly", reason=reason)
        for one, (word, reason) in zip(reply.comments, ANSWERS, strict=True):
            dispose(actor=actor, subject=one.comment, word=word, reason=reason)
        rounds = Round.objects.visible_to(actor).select_related("strategy")
        close_round(actor=actor, round_=rounds.get(strategy=strategy, state="open"))


def _approve(strategy: Strategy) -> None:
    with acting("adviser") as actor:
        submit(actor=actor, strategy=strategy_for(actor, strategy.pk))
        day = today()
        set_dates(
            actor=actor,
            strategy=strategy_for(actor, strategy.pk),
            effective_on=day,
            review_on=day + timedelta(days=365),
        )


def _enter(strategy: Strategy) -> None:
    with acting("srsg") as actor:
        version = latest_version(actor, strategy)
        assert version is not None
        approve(actor=actor, version=version)
    with acting("adviser") as actor:
        bring_into_force(actor=actor, strategy=strategy_for(actor, strategy.pk))


def _drafting() -> None:
    _write("Protection des civils dans le secteur Ouest", WEST_FR, "fr")


def _clearance() -> None:
    strategy = _write("Protection of civilians around Tuleni markets", EAST)
    with acting("adviser") as actor:
        ask_clearance(actor=actor, strategy=strategy, components=["police", "human_rights", "civil_affairs"])


def _consultation() -> None:
    title = "Protection of civilians on the Dorrim road"
    _consult(_clear(_write(title, EAST)), "Protection Cluster Orvane", "Child Protection", "Humanitarian Country")


def _discussion() -> None:
    title = "Protection of civilians in the Besh Valley"
    _consult(_clear(_write(title, EAST)), "Protection Cluster Orvane", "Child Protection")
    _discuss(title)


def _answers() -> None:
    title = "Protection of civilians at Hesk Crossing"
    _consult(_clear(_write(title, EAST)), "Protection Cluster Orvane")
    _release(_discuss(title))


def _to_revision(title: str) -> Strategy:
    strategy = _write(title, EAST)
    _header(strategy)
    _consult(_clear(strategy), "Protection Cluster Orvane")
    _release(_discuss(title))
    _answer(strategy, title)
    return strategy


def _approval() -> None:
    _approve(_to_revision("Protection of civilians in Sector East, second edition"))


def _in_force() -> None:
    strategy = _to_revision("Protection of civilians in Sector East")
    _approve(strategy)
    _enter(strategy)


TELLERS: dict[str, Callable[[], Any]] = {
    "drafting": _drafting,
    "clearance": _clearance,
    "consultation": _consultation,
    "discussion": _discussion,
    "answers": _answers,
    "approval": _approval,
    "in_force": _in_force,
}
