"""The outbox: one message at a time, in a transaction that holds its row until the mail server said yes.

Killed between that yes and our commit, the row waits on and the same message goes out again under
the same Message-ID; nobody can be more exact (RFC 1047). Nothing is lost.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.core.mail import get_connection

from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as, as_account, as_system
from pocplan.access.clock import now
from pocplan.access.errors import Unbound
from pocplan.access.queries.errands import Errand, rooms_with
from pocplan.access.queries.hats import hats_of_bound_account
from pocplan.accounts.models import User
from pocplan.notices.enums import MailState
from pocplan.notices.letters import letter
from pocplan.notices.models import Mail
from pocplan.notices.queries.inbox import still_to_tell

log = logging.getLogger(__name__)
LONGEST_PAUSE = 6 * 60  # minutes between two attempts
ATTEMPTS = 30  # about five days, as mail servers do it themselves
REFUSALS = 3  # a server that says "never" three times means it
FAREWELL = 421  # the server closes the connection: that is about itself, not about the message


class ServerAway(Exception):
    """The mail server does not answer; whoever waits behind this message need not try as well."""


def send_waiting() -> int:
    """Send what is due in every room. Returns how many messages went out. Any number may run at once."""
    sent = 0
    post = get_connection()
    try:
        for room in rooms_with(Errand.MAIL):
            while (state := _send_one(room, post)) is not None:
                sent += state == MailState.SENT
    except ServerAway:
        log.warning("The mail server is away; messages wait.")
    finally:
        _hang_up(post)
    return sent


def _send_one(room: int, post: object) -> MailState | None:
    """The next message of a room: what became of it, or None where nothing is due. Raises ServerAway."""
    with as_system(room, purpose="mail") as actor:
        mail = _next_due(actor)
        if mail is None:
            return None
        away = _attempt(mail, post)
        _keep(actor, mail)
    if away:
        raise ServerAway
    return MailState(mail.state)


def _next_due(actor: Actor) -> Mail | None:
    rows = Mail.objects.visible_to(actor).filter(state=MailState.WAITING, send_after__lte=now())
    return rows.select_for_update(skip_locked=True).order_by("send_after", "id").first()


def _attempt(mail: Mail, post: object) -> bool:
    """Try once and note in `mail` what came of it. Returns whether the server is away."""
    user = User.objects.filter(pk=mail.user_id, is_active=True).first()
    subjects = _subjects_of(mail) if user and user.email else set()
    if user is None or not subjects:
        mail.state = MailState.CANCELLED
        return False
    mail.attempts += 1
    try:
        letter(mail, user, len(subjects), post).send()
    except smtplib.SMTPRecipientsRefused as error:
        return _postpone(mail, next(iter(error.recipients.values()))[0], post)
    except smtplib.SMTPResponseException as error:
        return _postpone(mail, error.smtp_code, post)
    except OSError:  # refused, cut off, too slow; smtplib's own errors are OSErrors too
        return _postpone(mail, None, post)
    mail.state, mail.answer = MailState.SENT, 250
    return False


def _subjects_of(mail: Mail) -> set[UUID]:
    """What the recipient would find, under each of the hats worn today, asked as the recipient."""
    found: set[UUID] = set()
    with as_account(mail.user_id):
        hats = [hat.incumbency_id for hat in hats_of_bound_account("en")]
    for hat in hats:
        try:
            with acting_as(hat) as reader:
                found |= still_to_tell(reader, mail.pk)
        except Unbound:  # ended between the two questions
            continue
    return found


def _postpone(mail: Mail, answer: int | None, post: object) -> bool:
    """Try again later, each time after a longer pause, or give up. Returns whether the server is away."""
    _hang_up(post)
    mail.answer = answer
    mail.refusals += answer is not None and answer >= 500
    pause = min(2 ** (mail.attempts - 1), LONGEST_PAUSE)
    mail.send_after = now() + timedelta(minutes=pause)
    if mail.refusals >= REFUSALS or mail.attempts >= ATTEMPTS:
        mail.state = MailState.DEAD
        log.error("Message %s is given up after %s attempts, last answer %s.", mail.pk, mail.attempts, answer)
    return answer is None or answer == FAREWELL


def _keep(actor: Actor, mail: Mail) -> None:
    ended = None if mail.state == MailState.WAITING else now()
    Mail.objects.visible_to(actor).filter(pk=mail.pk).update(
        state=mail.state,
        attempts=mail.attempts,
        refusals=mail.refusals,
        answer=mail.answer,
        send_after=mail.send_after,
        ended_at=ended,
    )


def _hang_up(post: object) -> None:
    """Close the connection, whatever state it is in."""
    close: Callable[[], None] = post.close  # type: ignore[attr-defined]
    try:
        close()
    except OSError:
        log.debug("The mail server had hung up first.")
