"""Who may do a verb to one row, inside a room: django-guardian, by direct foreign key, to groups made from posts.

A grant never widens reading: its row lies in the room of the row it speaks of, under row security.
"""

import hashlib
import hmac
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from guardian.core import ObjectPermissionChecker
from guardian.models import GroupObjectPermissionBase

from pocplan.access.actor import Actor
from pocplan.access.gate import GatedManager, GuardedModel


class GrantManager(GatedManager):
    """The gate, with the one question that guardian asks of a manager."""

    def is_generic(self) -> bool:
        return False


class Grant(GuardedModel, GroupObjectPermissionBase):
    """Base of the grant table of one kind of row; add `content_object = SameCompartmentKey(Kind)`."""

    objects: ClassVar[GrantManager] = GrantManager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "group", "permission", "content_object"], name="%(class)s_once"
            )
        ]


def give(*, actor: Actor, post_id: UUID, verb: str, row: GuardedModel, grants: type[Grant]) -> None:
    """Let whoever holds this post do `verb` to this row. Twice is the same as once."""
    permission = _permission(row, verb)
    group = _group(post_id)
    held = grants.objects.visible_to(actor).filter(group=group, permission=permission, content_object=row)
    if held.exists():
        return
    grants.objects.create(compartment_id=row.compartment_id, group=group, permission=permission, content_object=row)


def take(*, actor: Actor, post_id: UUID, verb: str, row: GuardedModel, grants: type[Grant]) -> None:
    """End a grant; it counts from the next question on."""
    grants.objects.visible_to(actor).filter(
        group=_group(post_id), permission=_permission(row, verb), content_object=row
    ).delete()


def holds(actor: Actor, verb: str, row: GuardedModel) -> bool:
    """Whether the actor's post was given this verb on this row; the system has no post."""
    group = Group.objects.filter(name=group_name(actor.post_id)).first()
    if group is None:
        return False
    checker = ObjectPermissionChecker(group)
    return bool(checker.has_perm(_codename(row, verb), row))


def held(actor: Actor, row: GuardedModel) -> set[str]:
    """All verbs that the actor's post was given on this row, for pages that offer several."""
    group = Group.objects.filter(name=group_name(actor.post_id)).first() if actor.post_id else None
    if group is None:
        return set()
    suffix = f"_{row._meta.model_name}"
    return {name.removesuffix(suffix) for name in ObjectPermissionChecker(group).get_perms(row)}


def _group(post_id: UUID) -> Group:
    return Group.objects.get_or_create(name=group_name(post_id))[0]


def group_name(post_id: UUID) -> str:
    """What the group of a post is called, for who knows the post and asks which grants are its."""
    # The table of groups is open, so a group's name must not lead to a post.
    return hmac.new(settings.SECRET_KEY.encode(), b"post" + post_id.bytes, hashlib.sha256).hexdigest()


def _codename(row: models.Model, verb: str) -> str:
    return f"{verb}_{row._meta.model_name}"


def _permission(row: Any, verb: str) -> Permission:
    meta = row._meta
    return Permission.objects.get(
        content_type__app_label=meta.app_label, content_type__model=meta.model_name, codename=_codename(row, verb)
    )
