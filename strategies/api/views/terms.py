"""The terms that rooms keep of their own, by the same questions and verbs as the pages."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.rest.endpoints import Endpoint, documented, matched_version, tagged
from pocplan.access.rest.errors import Stale
from pocplan.access.rest.listing import Listing, lists, named
from strategies.api.serializers import terms as shapes
from strategies.domain.terms import OVERTAKEN, change_term, keep_term, kept_by, rooms_to_keep
from strategies.models import HouseTerm
from strategies.queries.terms import term_for, terms_listed


class Terms(Listing):
    """Those of every room that the hat reads; each says which room keeps it."""

    serializer_class = shapes.TermOut
    asks = shapes.TermsAsked

    @lists("List the terms that rooms keep of their own", shapes.TermsAsked, shapes.TermOut)
    def get(self, request: Request) -> Response:
        return self.paged(terms_listed(self.actor, get_language() or "en", self.said().get("find", "")))

    @documented("Keep a term in a room", shapes.TermOut, asks=shapes.NewTermIn, code=201)
    def post(self, request: Request) -> Response:
        said = self.asked(shapes.NewTermIn)
        room = named(rooms_to_keep(self.actor), said.pop("room", None))
        if room is None:
            raise Http404
        return _told(keep_term(actor=self.actor, room=room, **said), 201)


class OneTerm(Endpoint):
    """A term; changing it needs If-Match with the tag that was read."""

    serializer_class = shapes.TermOut

    @documented("Read a term that a room keeps", shapes.TermOut)
    def get(self, request: Request, term_id: UUID) -> Response:
        return _told(self.found(term_for, term_id))

    @documented("Say a term anew", shapes.TermOut, asks=shapes.TermIn, swaps=True)
    def put(self, request: Request, term_id: UUID) -> Response:
        term = self.found(kept_by, term_id)
        version, said = matched_version(request), self.asked(shapes.TermIn)
        if version != term.version:
            raise Stale(OVERTAKEN)
        change_term(actor=self.actor, term=term, version=version, **said)
        return _told(self.found(term_for, term_id))


def _told(term: HouseTerm, status: int = 200) -> Response:
    return tagged(Response(shapes.TermOut(term).data, status=status), term.version)
