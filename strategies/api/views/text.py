"""Strategies, sections, blocks and versions, over the same verbs as the pages."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from pocplan.access.errors import Conflict
from pocplan.access.rest.endpoints import Endpoint, documented, matched_version, tagged
from strategies.api.serializers import text as shapes
from strategies.domain.blocks import Typed, add_block, keep_lost_edit, save_block
from strategies.domain.strategies import start_strategy
from strategies.models import Block
from strategies.queries import strategies as reads
from strategies.queries import versions as version_reads
from strategies.queries.references import blocks_to_write, place_of_block, place_of_text


class Strategies(Endpoint):
    """The strategies that the actor reads."""

    serializer_class = shapes.StrategyOut

    @documented("List strategies", shapes.StrategyOut, lists=True)
    def get(self, request: Request) -> Response:
        return self.paged(reads.strategies_for(self.actor))

    @documented("Start a strategy from the section template", shapes.StrategyOut, asks=shapes.StrategyIn, code=201)
    def post(self, request: Request) -> Response:
        strategy = start_strategy(actor=self.actor, **self.asked(shapes.StrategyIn))
        return Response(shapes.StrategyOut(strategy).data, status=201)


class OneStrategy(Endpoint):
    serializer_class = shapes.StrategyOut

    @documented("Read a strategy", shapes.StrategyOut)
    def get(self, request: Request, strategy_id: UUID) -> Response:
        return Response(shapes.StrategyOut(self.found(reads.strategy_for, strategy_id)).data)


class Sections(Endpoint):
    """The outline of a strategy."""

    serializer_class = shapes.SectionOut

    @documented("List the sections of a strategy", shapes.SectionOut, lists=True)
    def get(self, request: Request, strategy_id: UUID) -> Response:
        strategy = self.found(reads.strategy_for, strategy_id)
        return self.paged(reads.sections_of(self.actor, strategy))


class _OfBlocks(Endpoint):
    """References lead to rows where the reader may read them; of others the words are told."""

    def told(self, block: Block) -> dict[str, Any]:
        (one,) = blocks_to_write(self.actor, place_of_block(block), [block])
        return dict(shapes.BlockOut(one).data)


class Blocks(_OfBlocks):
    """The blocks of a section, in order."""

    serializer_class = shapes.BlockOut

    @documented("List the blocks of a section", shapes.BlockOut, lists=True)
    def get(self, request: Request, section_id: UUID) -> Response:
        section = self.found(reads.section_for, section_id)
        page = self.paginate_queryset(reads.blocks_of_section(self.actor, section)) or []
        blocks = blocks_to_write(self.actor, place_of_text(section.strategy), page)
        return self.get_paginated_response(shapes.BlockOut(blocks, many=True).data)

    @documented("Add a block at the end of a section", shapes.BlockOut, asks=shapes.NewBlockIn, code=201)
    def post(self, request: Request, section_id: UUID) -> Response:
        section = self.found(reads.section_for, section_id)
        asked = self.asked(shapes.NewBlockIn)
        typed = Typed(asked["html"], asked.get("notes"))
        block = add_block(actor=self.actor, parent=section, typed=typed, kind=asked["kind"])
        return tagged(Response(self.told(block), status=201), block.version)


class OneBlock(_OfBlocks):
    """A block; writing needs If-Match with the tag that was read."""

    serializer_class = shapes.BlockOut

    @documented("Read a block", shapes.BlockOut)
    def get(self, request: Request, block_id: UUID) -> Response:
        block = self.found(reads.block_for, block_id)
        return tagged(Response(self.told(block)), block.version)

    @documented("Write a block", shapes.BlockOut, asks=shapes.BlockIn, swaps=True)
    def put(self, request: Request, block_id: UUID) -> Response:
        block = self.found(reads.block_for, block_id)
        version, asked = matched_version(request), self.asked(shapes.BlockIn)
        typed = Typed(asked["html"], asked.get("notes"))
        try:
            block = save_block(actor=self.actor, block=block, version=version, typed=typed)
        except Conflict as sentence:
            return self._both(block_id, version, typed, str(sentence))
        return tagged(Response(self.told(block)), block.version)

    def _both(self, block_id: UUID, version: int, typed: Typed, sentence: str) -> Response:
        theirs = self.found(reads.block_for, block_id)
        keep_lost_edit(actor=self.actor, block=theirs, base_version=version, typed=typed)
        body = {"detail": sentence, "theirs": self.told(theirs), "mine": typed.html}
        return tagged(Response(body, status=412), theirs.version)


class Versions(Endpoint):
    """The frozen versions of a strategy, for whoever reads the strategy itself."""

    serializer_class = shapes.VersionOut

    @documented("List the versions of a strategy", shapes.VersionOut, lists=True)
    def get(self, request: Request, strategy_id: UUID) -> Response:
        strategy = self.found(reads.strategy_for, strategy_id)
        return self.paged(version_reads.versions_of(self.actor, strategy).defer("body"))


class OneVersion(Endpoint):
    serializer_class = shapes.VersionWithText

    @documented("Read a version with its text", shapes.VersionWithText)
    def get(self, request: Request, version_id: UUID) -> Response:
        return Response(shapes.VersionWithText(self.found(version_reads.version_for, version_id)).data)


class SharedTexts(Endpoint):
    """What was shared with the actor for consultation."""

    serializer_class = shapes.RenditionOut

    @documented("List shared texts", shapes.RenditionOut, lists=True)
    def get(self, request: Request) -> Response:
        return self.paged(version_reads.renditions_for(self.actor).defer("body", "header"))


class OneSharedText(Endpoint):
    serializer_class = shapes.RenditionWithText

    @documented("Read a shared text", shapes.RenditionWithText)
    def get(self, request: Request, rendition_id: UUID) -> Response:
        return Response(shapes.RenditionWithText(self.found(version_reads.rendition_for, rendition_id)).data)
