"""What tests of notices do over and over."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from django.utils.translation import gettext_lazy as _

from pocplan.access.models import Post
from pocplan.access.queries.rooms import room_of
from pocplan.dev.browser import free_port
from pocplan.notices.domain.events import notify
from pocplan.notices.registry import register
from tests.world import World

CODE = "tests.something"
register(CODE, _("Something happened"), url="people:post", model=Post)


def tell_room(world: World, who: str, audience: str, **details: Any) -> None:
    """An event about the actor's own post, which everybody of that owner sees, in a room of the owner's."""
    with world.acting(who) as actor:
        room = room_of(actor, audience).pk
        assert actor.post_id
        notify(actor=actor, compartment_id=room, code=CODE, kind="post", subject_id=actor.post_id, **details)


class Moody:
    """A mail server that answers in the order of its moods, and after the last one as in it."""

    def __init__(self, *moods: str) -> None:
        self.moods = list(moods)
        self.host, self.port = "127.0.0.1", free_port()
        self.taken: list[Message] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mood = self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]
        if mood.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        if mood.endswith("dies"):
            server.transport.abort()
        return mood


@contextmanager
def mail_server(settings: Any, *moods: str) -> Iterator[Moody]:
    """This process sends its mail to a server of these moods, e.g. "451 later" and then "250 taken"."""
    server = Moody(*(moods or ("250 taken",)))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    controller = Controller(server, hostname=server.host, port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
