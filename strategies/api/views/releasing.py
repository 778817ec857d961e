"""What a body says among its own, chosen, proposed and released, over the same verbs as the pages.

Whoever widens who reads is asked first: a choice is kept, made into a package that names its readers and its hash,
and released by that hash alone, once those whose words it holds have consented to it.
"""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.queries.rooms import who_can_see
from pocplan.access.rest.endpoints import Endpoint, documented
from strategies.api.serializers import releasing as shapes
from strategies.domain.preparing import TOGETHER, demand_as_read, prepare_choices, propose_choices
from strategies.domain.release import release_package
from strategies.models import InnerText, Package
from strategies.queries import inner as reads
from strategies.queries.consents import consents_to
from strategies.queries.preparing import chosen_in_all, chosen_of, preparation_of, standing
from strategies.queries.replies import request_for


class Discussions(Endpoint):
    """The texts that the actor's own bodies discuss."""

    serializer_class = shapes.DiscussionOut

    @documented("List own discussions", shapes.DiscussionOut, lists=True)
    def get(self, request: Request) -> Response:
        return self.paged(reads.texts_for(self.actor).defer("body"))


class SaidInside(Endpoint):
    """What members said in a discussion and did not take back."""

    serializer_class = shapes.InnerCommentOut

    @documented("List what was said in a discussion", shapes.InnerCommentOut, lists=True)
    def get(self, request: Request, text_id: UUID) -> Response:
        return self.paged(standing(self.actor, self.found(reads.text_for, text_id)))


class Preparing(Endpoint):
    """What is chosen so far of a discussion, one choice for all who prepare its release."""

    serializer_class = shapes.PreparationOut

    @documented("Read what is chosen for a release", shapes.PreparationOut)
    def get(self, request: Request, text_id: UUID) -> Response:
        return Response(self._kept(self.found(reads.text_for, text_id)))

    @documented("Choose what may leave; nothing is released by it", shapes.PreparationOut, asks=shapes.PreparationIn)
    def put(self, request: Request, text_id: UUID) -> Response:
        text, asked = self.found(reads.text_for, text_id), self.asked(shapes.PreparationIn)
        chosen = {one["comment"]: one["attribution"] for one in asked.pop("chosen")}
        prepare_choices(actor=self.actor, text=text, chosen=chosen, **asked)
        return Response(self._kept(text))

    def _kept(self, text: InnerText) -> dict[str, Any]:
        kept = preparation_of(self.actor, text)
        counts = chosen_in_all(self.actor, kept)
        chosen = [{"comment": key, "attribution": name} for key, name in chosen_of(self.actor, kept).items()]
        counted = {name: getattr(counts, name) for name in ("comments", "total", "under", "gone")}
        stamp = {name: getattr(kept, name) for name in ("revision", "changed_at", "changed_by_post_title")}
        together = {name: kept.together.get(name, "") for name in TOGETHER}
        return dict(shapes.PreparationOut({"chosen": chosen, "together": together, **counted, **stamp}).data)


class _OfPackages(Endpoint):
    def told(self, package: Package) -> dict[str, Any]:
        """A package with its counts. Raises 404 where the actor's body lost the room that it would go to."""
        asked = self.found(request_for, package.text.request_ref)
        return {
            **shapes.PackageRow(package).data,
            "comments": len(package.content["comments"]),
            "readers": who_can_see(self.actor, asked.compartment_id).organisations,
            "consents": shapes.ConsentsOut(consents_to(self.actor, package).rows, many=True).data,
        }


class Packages(_OfPackages):
    serializer_class = shapes.PackageRow

    @documented("List what was proposed of a discussion", shapes.PackageRow, lists=True)
    def get(self, request: Request, text_id: UUID) -> Response:
        text = self.found(reads.text_for, text_id)
        return self.paged(reads.packages_of(self.actor, text).defer("content"))

    @documented(
        "Propose exactly what is chosen, and ask members for consent", shapes.PackageOut, asks=shapes.SeenIn, code=201
    )
    def post(self, request: Request, text_id: UUID) -> Response:
        text, seen = self.found(reads.text_for, text_id), self.asked(shapes.SeenIn)["seen"]
        demand_as_read(self.actor, text, seen)
        package = propose_choices(actor=self.actor, text=text, seen=seen, choices={})
        return Response(self.told(package), status=201)


class OnePackage(_OfPackages):
    serializer_class = shapes.PackageOut

    @documented("Read what was proposed: how much, to whom, and who consented", shapes.PackageOut)
    def get(self, request: Request, package_id: UUID) -> Response:
        return Response(self.told(self.found(reads.package_for, package_id)))


class Packed(Endpoint):
    """The comments of a package, exactly as others would read them."""

    serializer_class = shapes.PackedOut

    @documented("List what others would read", shapes.PackedOut, lists=True)
    def get(self, request: Request, package_id: UUID) -> Response:
        content = self.found(reads.package_for, package_id).content["comments"]
        return self.get_paginated_response(shapes.PackedOut(self.paginate_queryset(content), many=True).data)


class ReleasePackage(_OfPackages):
    serializer_class = shapes.PackageOut

    @documented("Release exactly what has this hash", shapes.PackageOut, asks=shapes.ReleaseIn)
    def post(self, request: Request, package_id: UUID) -> Response:
        package = self.found(reads.package_for, package_id)
        release_package(actor=self.actor, package=package, **self.asked(shapes.ReleaseIn))
        return Response(self.told(self.found(reads.package_for, package_id)))
