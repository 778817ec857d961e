"""Who acts, as records keep it: the post and the person of that day."""

from dataclasses import dataclass
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.errors import NotSeated
from pocplan.access.models import Person, Post


@dataclass(frozen=True)
class Signature:
    """A post and its holder. The person's name never leaves the rooms of the own side."""

    post_id: UUID
    post_title: str
    person_id: UUID
    person_name: str

    def as_fields(self, prefix: str) -> dict[str, object]:
        """For the columns `<prefix>_post_id`, `_post_title`, `_person_id`, `_person_name`."""
        return {
            f"{prefix}_post_id": self.post_id,
            f"{prefix}_post_title": self.post_title,
            f"{prefix}_person_id": self.person_id,
            f"{prefix}_person_name": self.person_name,
        }


def signature(actor: Actor, language: str = "en") -> Signature:
    """The bound actor's post, titled in the document's language. Raises NotSeated for the system."""
    if actor.is_system:
        raise NotSeated("A person signs, in a post.")
    post = Post.objects.visible_to(actor).get(pk=actor.post_id)
    person = Person.objects.visible_to(actor).get(pk=actor.person_id)
    return Signature(post.pk, title_of(post, language), person.pk, person.name)


def title_of(post: Post, language: str) -> str:
    return post.title_fr if language.startswith("fr") else post.title_en


def post_in_own_directory(actor: Actor, post_id: UUID) -> Post | None:
    """A post of the actor's own owner that is not closed; hidden and absent are alike."""
    return Post.objects.visible_to(actor).filter(pk=post_id, owner_id=actor.owner_id, closed_on=None).first()


def posts_to_choose(actor: Actor) -> list[Post]:
    """The open posts of the actor's own owner, for the choices of forms."""
    return list(Post.objects.visible_to(actor).filter(owner_id=actor.owner_id, closed_on=None))
