"""Fields of what a body says among its own and prepares to release: an allow-list, the same as on the pages."""

from typing import Any

from rest_framework import serializers

from pocplan.access.rest.listing import Shown
from strategies.domain.preparing import TOGETHER
from strategies.enums.rounds import Attribution
from strategies.models import InnerComment, InnerText, Package

MOST = 10_000
LONGEST = 100_000  # above what the domain takes, whose sentence says how much fits


class DiscussionOut(Shown):
    class Meta:
        model = InnerText
        fields = ("id", "title", "asked_by", "language", "deadline", "opened_at")
        read_only_fields = fields


class InnerCommentOut(Shown):
    anchor = serializers.JSONField(read_only=True)

    class Meta:
        model = InnerComment
        fields = ("id", "anchor", "section_title", "words", "suggestion", "organisation", "post_title", "at")
        read_only_fields = fields


class ChosenOne(serializers.Serializer):
    """A comment that is to leave, and the name under which others read it."""

    comment = serializers.UUIDField()
    attribution = serializers.ChoiceField(choices=Attribution.choices)


class Together(serializers.Serializer):
    """What the coordination writes for all; `place` is the key of a section or passage that it speaks of."""

    words = serializers.CharField(allow_blank=True, default="", max_length=LONGEST)
    place = serializers.CharField(allow_blank=True, default="", max_length=80)
    quote = serializers.CharField(allow_blank=True, default="", max_length=LONGEST)
    suggestion = serializers.CharField(allow_blank=True, default="", max_length=LONGEST)


class PreparationOut(serializers.Serializer):
    """What is chosen so far, and how much of what; `gone` counts what was chosen and taken back since."""

    revision = serializers.IntegerField()
    chosen = ChosenOne(many=True)
    together = Together()
    comments = serializers.IntegerField(help_text="How many comments the discussion has.")
    total = serializers.IntegerField(help_text="How many of them are chosen.")
    under = serializers.DictField(child=serializers.IntegerField(), help_text="How many under which name.")
    gone = serializers.IntegerField()
    changed_at = serializers.DateTimeField(allow_null=True)
    changed_by_post_title = serializers.CharField(allow_blank=True)


class SeenIn(serializers.Serializer):
    """The revision that was read: where somebody changed the choice since, the answer is 409."""

    seen = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class PreparationIn(SeenIn):
    """The whole choice in place of the one before. What is not named stays among us."""

    chosen = serializers.ListField(child=ChosenOne(), max_length=MOST)
    together = Together(default=lambda: dict.fromkeys(TOGETHER, ""))

    def validate_chosen(self, chosen: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({one["comment"] for one in chosen}) < len(chosen):
            raise serializers.ValidationError("Name each comment once.")
        return chosen


class PackageRow(Shown):
    """What others would see, by its hash; its words are listed apart."""

    class Meta:
        model = Package
        fields: tuple[str, ...] = (
            *("id", "state", "digest", "prepared_at", "prepared_by_post_title"),
            *("released_at", "released_by_post_title"),
        )
        read_only_fields = fields


class ConsentsOut(serializers.Serializer):
    """How the members of one organisation decided on their words that leave under one name."""

    organisation = serializers.CharField()
    under = serializers.CharField()
    given = serializers.IntegerField()
    refused = serializers.IntegerField()
    open = serializers.IntegerField()


class PackageOut(PackageRow):
    """With how many comments become readable by whom, and whose consent is given."""

    comments = serializers.IntegerField()
    readers = serializers.ListField(child=serializers.CharField(), help_text="Who could read it that cannot now.")
    consents = ConsentsOut(many=True)

    class Meta(PackageRow.Meta):
        fields = (*PackageRow.Meta.fields, "comments", "readers", "consents")
        read_only_fields = fields


class PackedOut(serializers.Serializer):
    """One comment exactly as others would read it."""

    anchor = serializers.JSONField()
    section_title = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    suggestion = serializers.CharField(allow_blank=True)
    attribution = serializers.CharField()
    attributed_to = serializers.CharField()


class ReleaseIn(serializers.Serializer):
    """The hash of what was read. Without it nothing is released; for another one the answer is 409."""

    digest = serializers.CharField(min_length=64, max_length=64)
