"""Fields of the consultation that the API shows: an allow-list, the same as on the pages."""

from rest_framework import serializers

from strategies.enums.rounds import DispositionWord, PositionWord
from strategies.models import Comment, Disposition, Position, Request, Round


class RoundOut(serializers.ModelSerializer):
    class Meta:
        model = Round
        fields = (
            "id",
            "strategy_id",
            "version_id",
            "number",
            "purpose",
            "language",
            "window_days",
            "state",
            "opened_on",
        )
        read_only_fields = fields


class RoundIn(serializers.Serializer):
    """`invitees` are keys from the list of candidates."""

    version = serializers.UUIDField()
    invitees = serializers.ListField(child=serializers.CharField(max_length=80), max_length=200)
    window_days = serializers.IntegerField(default=10, min_value=0, max_value=1000)


class CandidateOut(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()


class RequestOut(serializers.ModelSerializer):
    class Meta:
        model = Request
        fields = ("id", "title", "asked_by", "organisation", "rendition_digest", "opened_on", "deadline", "closed_at")
        read_only_fields = fields


class PositionOut(serializers.ModelSerializer):
    class Meta:
        model = Position
        fields = ("id", "word", "reason", "attributed_to", "at")
        read_only_fields = fields


class PositionIn(serializers.Serializer):
    word = serializers.ChoiceField(choices=PositionWord.choices)
    reason = serializers.CharField(allow_blank=True, default="", max_length=100_000)


class CommentOut(serializers.ModelSerializer):
    anchor = serializers.JSONField(read_only=True)

    class Meta:
        model = Comment
        fields = ("id", "number", "anchor", "section_title", "words", "suggestion", "attributed_to", "at")
        read_only_fields = fields


class DispositionOut(serializers.ModelSerializer):
    class Meta:
        model = Disposition
        fields = ("id", "comment_id", "position_id", "word", "reason", "given_by", "at")
        read_only_fields = fields


class DispositionIn(serializers.Serializer):
    word = serializers.ChoiceField(choices=DispositionWord.choices)
    reason = serializers.CharField(max_length=100_000)
