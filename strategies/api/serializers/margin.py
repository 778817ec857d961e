"""Fields of comments beside a draft that the API shows: an allow-list, the same as on the pages."""

from typing import Any

from rest_framework import serializers

from strategies.models import MarginComment
from strategies.queries.margin import CHANGED, GONE, STANDS

LONGEST = 100_000  # above what the domain takes, whose sentence says how much fits


class NamedPost(serializers.Serializer):
    post_id = serializers.UUIDField()
    title = serializers.CharField()


class SaidOut(serializers.ModelSerializer):
    """Words that were taken back are not told."""

    told = NamedPost(many=True, read_only=True)

    class Meta:
        model = MarginComment
        fields = ("id", "words", "told", "post_title", "at", "withdrawn_at")
        read_only_fields = fields

    def to_representation(self, row: MarginComment) -> dict[str, Any]:
        said = super().to_representation(row)
        return {**said, "words": "", "told": []} if row.withdrawn_at else said


class ThreadOut(serializers.Serializer):
    """A thread; `block` is the passage that it stands beside now, `standing` what became of its words.

    `carried`: it was said beside the strategy before, and was still open when this one began.
    """

    section = serializers.UUIDField(source="thread.comment.section_id")
    block = serializers.UUIDField(source="block.pk", default=None, allow_null=True)
    quote = serializers.CharField(source="thread.comment.anchor.quote", default="", allow_blank=True)
    passage = serializers.CharField(source="thread.comment.passage", allow_blank=True)
    standing = serializers.ChoiceField(choices=[STANDS, CHANGED, GONE])
    carried = serializers.BooleanField()
    comment = SaidOut(source="thread.comment")
    answers = SaidOut(source="thread.answers", many=True)
    settled_at = serializers.DateTimeField(source="thread.comment.settled_at", allow_null=True)
    settled_by_post_title = serializers.CharField(source="thread.comment.settled_by_post_title", allow_blank=True)


class AnswerIn(serializers.Serializer):
    """`told` are posts whose attention is drawn to it; they read the room of the draft."""

    words = serializers.CharField(max_length=LONGEST)
    told = serializers.ListField(child=serializers.UUIDField(), max_length=200, default=list)


class CommentIn(AnswerIn):
    """Without `block` it is about the whole section; `near` tells apart words that stand twice in a passage."""

    block = serializers.UUIDField(allow_null=True, default=None)
    quote = serializers.CharField(allow_blank=True, default="", max_length=LONGEST)
    near = serializers.IntegerField(min_value=0, max_value=10_000_000, default=0)


class SettledIn(serializers.Serializer):
    settled = serializers.BooleanField()
