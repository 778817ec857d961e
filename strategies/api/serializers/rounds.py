"""Fields of the consultation that the API shows: an allow-list, the same as on the pages."""

from rest_framework import serializers

from strategies.enums.rounds import DispositionWord, PositionWord, RoundPurpose
from strategies.enums.text import DocumentLanguage
from strategies.models import Comment, Disposition, Invitation, Position, Request, Round


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


class AbsenceIn(serializers.Serializer):
    """No counterpart exists: whom one looked for, and who was asked instead."""

    name = serializers.CharField(max_length=200)
    asked_instead = serializers.CharField(max_length=2000)


class RoundIn(serializers.Serializer):
    """`invitees` are keys from the list of candidates; only a scoping round may leave the version out."""

    version = serializers.UUIDField(allow_null=True, default=None)
    invitees = serializers.ListField(child=serializers.CharField(max_length=80), max_length=200, default=list)
    absences = serializers.ListField(child=AbsenceIn(), max_length=50, default=list)
    purpose = serializers.ChoiceField(choices=RoundPurpose.choices, default=RoundPurpose.CONSULTATION)
    language = serializers.ChoiceField(choices=[("", "as the text"), *DocumentLanguage.choices], default="")
    window_days = serializers.IntegerField(default=10, min_value=0, max_value=1000)


class InvitationOut(serializers.ModelSerializer):
    class Meta:
        model = Invitation
        fields = ("id", "kind", "name", "asked_instead")
        read_only_fields = fields


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
