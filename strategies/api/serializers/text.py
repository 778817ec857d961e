"""Fields of the text that the API shows: an allow-list, the same as on the pages."""

from rest_framework import serializers

from strategies.enums.text import BlockKind, DocumentLanguage
from strategies.models import Block, Rendition, Section, Strategy, Version


class StrategyOut(serializers.ModelSerializer):
    class Meta:
        model = Strategy
        fields = (
            "id",
            "reference",
            "title",
            "mission_name",
            "scope_name",
            "language",
            "stage",
            "classification",
            "sensitivity",
            "approving_post_title",
            "effective_on",
            "review_on",
            "contact_unit",
            "version",
        )
        read_only_fields = fields


class StrategyIn(serializers.Serializer):
    title = serializers.CharField(max_length=200)
    language = serializers.ChoiceField(choices=DocumentLanguage.choices, default="en")


class SectionOut(serializers.ModelSerializer):
    class Meta:
        model = Section
        fields = ("id", "code", "title", "position", "state")
        read_only_fields = fields


class BlockOut(serializers.ModelSerializer):
    notes = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Block
        fields = ("id", "kind", "html", "notes", "position", "version")
        read_only_fields = fields


class BlockIn(serializers.Serializer):
    html = serializers.CharField(allow_blank=True, max_length=1_000_000, trim_whitespace=False)
    notes = serializers.ListField(child=serializers.CharField(max_length=20_000), required=False, max_length=500)


class NewBlockIn(BlockIn):
    kind = serializers.ChoiceField(choices=BlockKind.choices, default=BlockKind.PARAGRAPH)


class TextsApart(serializers.Serializer):
    """Somebody was first: both texts, so that nothing typed is lost."""

    detail = serializers.CharField()
    theirs = BlockOut()
    mine = serializers.CharField()


class VersionOut(serializers.ModelSerializer):
    class Meta:
        model = Version
        fields = ("id", "number", "title", "language", "digest", "state", "frozen_at", "approved_at", "in_force_on")
        read_only_fields = fields


class VersionWithText(serializers.ModelSerializer):
    body = serializers.JSONField(read_only=True)

    class Meta:
        model = Version
        fields = (*VersionOut.Meta.fields, "body")
        read_only_fields = fields


class RenditionOut(serializers.ModelSerializer):
    class Meta:
        model = Rendition
        fields = ("id", "number", "title", "language", "digest", "delivered_at")
        read_only_fields = fields


class RenditionWithText(serializers.ModelSerializer):
    header = serializers.JSONField(read_only=True)
    body = serializers.JSONField(read_only=True)

    class Meta:
        model = Rendition
        fields = (*RenditionOut.Meta.fields, "header", "body")
        read_only_fields = fields
