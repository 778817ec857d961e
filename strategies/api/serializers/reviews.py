"""Fields of reviews that the API shows: an allow-list, the same as on the pages."""

from rest_framework import serializers

from pocplan.access.rest.listing import Shown
from strategies.enums.reviews import SAID_BY_PEOPLE, ReviewOutcome, RevisionBasis
from strategies.models import Review


class ReviewOut(Shown):
    class Meta:
        model = Review
        fields = (
            "id",
            "strategy_id",
            "cause",
            "due_on",
            "words",
            "opened_at",
            "opened_by",
            "state",
            "outcome",
            "reason",
            "basis",
            "basis_words",
            "round_id",
            "closed_at",
            "closed_by",
        )
        read_only_fields = fields


class ReviewIn(serializers.Serializer):
    """What no table knows of, said by a person; dates and records open their reviews by themselves."""

    cause = serializers.ChoiceField(choices=[(one.value, one.label) for one in SAID_BY_PEOPLE])
    words = serializers.CharField(max_length=20_000)


class OutcomeIn(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=ReviewOutcome.choices)
    reason = serializers.CharField(max_length=20_000)
    basis = serializers.ChoiceField(choices=RevisionBasis.choices, allow_blank=True, default="")
    basis_words = serializers.CharField(allow_blank=True, default="", max_length=20_000)
    next_on = serializers.DateField(allow_null=True, default=None)
