"""A round: who is asked, what is discussed inside, what is released, and what became of it."""

from demo.acts.hats import acting
from demo.texts.english import ANSWERS, COMMENTS
from pocplan.access.actor import Actor
from strategies.domain.closing import close_round
from strategies.domain.dispositions import dispose
from strategies.domain.force import clear_for_force
from strategies.domain.inner import bring_inside, comment_inside
from strategies.domain.positions import state_position
from strategies.domain.release import consent, prepare_package, release_package
from strategies.domain.rounds import clear_round, open_round, prepare_round
from strategies.enums.rounds import ForceWord, RoundPurpose
from strategies.models import InnerText, Package, Round, Strategy
from strategies.queries.force import force_clearance_of
from strategies.queries.inner import comments_on, wordings_of
from strategies.queries.replies import reply_of, requests_for, requests_to
from strategies.queries.rounds import candidates
from strategies.queries.strategies import strategy_for
from strategies.queries.versions import latest_version

EVERYBODY = (
    "Protection Cluster Orvane",
    "Child Protection",
    "Field Protection",
    "Humanitarian Country",
    "Country Team",
    "Corriden",
)


def scope(strategy: Strategy, *names: str) -> None:
    """A scoping round before drafting goes on; it waits for the delegate of the Chief of Staff."""
    with acting("adviser") as actor:
        strategy = strategy_for(actor, strategy.pk)
        invitees = _invitees(actor, *names)
        prepare_round(actor=actor, strategy=strategy, version=None, invitees=invitees, purpose=RoundPurpose.SCOPING)


def _invitees(actor: Actor, *names: str, observers: bool = False) -> list[str]:
    wanted = (one for one in candidates(actor) if observers or one.kind != "observer")
    return [one.key for one in wanted if any(name in one.name for name in names)]


def consult(strategy: Strategy, *names: str, observers: bool = False) -> Round:
    """A round on the latest frozen version with the bodies named."""
    with acting("adviser") as actor:
        strategy = strategy_for(actor, strategy.pk)
        version = latest_version(actor, strategy)
        assert version is not None
        invitees = _invitees(actor, *names, observers=observers)
        round_ = prepare_round(actor=actor, strategy=strategy, version=version, invitees=invitees)
    with acting("chief.of.staff") as actor:
        clear_round(actor=actor, round_=_round(actor, round_))
    with acting("force.commander") as actor:
        asked = force_clearance_of(actor, _round(actor, round_))
        if asked is not None:
            clear_for_force(actor=actor, clearance=asked, word=ForceWord.CLEARED)
    with acting("adviser") as actor:
        return open_round(actor=actor, round_=_round(actor, round_))


def _round(actor: Actor, round_: Round) -> Round:
    return Round.objects.visible_to(actor).select_related("strategy", "version").get(pk=round_.pk)


def discuss(title: str) -> InnerText:
    """The cluster talks among itself, on a copy of its own."""
    with acting("cluster.lead") as actor:
        text = bring_inside(actor=actor, request=requests_to(actor).get(title=title))
    speakers = ("cluster.member", "cluster.colead", "cluster.member")
    for who, (code, quote, words, suggestion) in zip(speakers, COMMENTS, strict=True):
        block = _block(text, code, quote)
        with acting(who) as actor:
            comment_inside(actor=actor, text=text, block=block, quote=quote, words=words, suggestion=suggestion)
    return text


def _block(text: InnerText, code: str, quote: str) -> str:
    blocks = (block for section in text.body["sections"] if section["code"] == code for block in section["blocks"])
    return next(str(block["key"]) for block in blocks if quote in block["html"])


def prepare(text: InnerText) -> Package:
    """What one member said, as words of a humanitarian organisation; its consent is asked."""
    with acting("cluster.lead") as actor:
        chosen = {one.pk: "humanitarian" for one in comments_on(actor, text) if one.organisation == "Safran Relief"}
        return prepare_package(actor=actor, text=text, chosen=chosen)


def release(text: InnerText) -> None:
    """The same, with the member's consent, to the mission."""
    package = prepare(text)
    with acting("cluster.member") as actor:
        for worded in wordings_of(actor, package):
            consent(actor=actor, wording=worded.wording, digest=package.digest, given=True)
    with acting("cluster.lead") as actor:
        release_package(actor=actor, package=package, digest=package.digest)


def state(who: str, title: str, word: str, reason: str = "") -> None:
    """The position of the body for which `who` answers."""
    with acting(who) as actor:
        state_position(actor=actor, request=requests_to(actor).get(title=title), word=word, reason=reason)


def answer(strategy: Strategy, title: str) -> None:
    """The objection and each comment get an answer with its reason; the round is closed."""
    with acting("adviser") as actor:
        for request in requests_for(actor).filter(title=title):
            reply = reply_of(actor, request)
            if reply.position is not None and reply.position.word == "objection":
                reason = "Patrols keep away from the school gate by day."
                dispose(actor=actor, subject=reply.position, word="partly", reason=reason)
            for one, (word, reason) in zip(reply.comments, ANSWERS, strict=False):
                dispose(actor=actor, subject=one.comment, word=word, reason=reason)
        rounds = Round.objects.visible_to(actor).select_related("strategy")
        close_round(actor=actor, round_=rounds.get(strategy=strategy, state="open"))
