"""Fields of the terms that rooms keep: what the pages show, under the same limits."""

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from pocplan.access.rest.listing import InRoom
from strategies.domain.terms import LIMITS, LONGEST_PHRASE, LONGEST_SOURCE, MOST_PHRASES
from strategies.models import HouseTerm

SAID = ("word_en", "told_en", "word_fr", "told_fr", "source", "seen_en", "seen_fr", "avoid_en", "avoid_fr", "replaces")


class Phrases(serializers.ListField):
    """The phrases of a field, kept one on each line."""

    child = serializers.CharField(max_length=LONGEST_PHRASE)

    def to_representation(self, data: Any) -> list[str]:
        return str(data).splitlines()

    def run_validation(self, data: Any = empty) -> Any:
        # Once they are counted; as one text they would be counted by their letters.
        return "\n".join(super().run_validation(data))


def _text(limit: int) -> serializers.CharField:
    return serializers.CharField(max_length=limit, allow_blank=True, default="")


def _phrases() -> Phrases:
    return Phrases(max_length=MOST_PHRASES, required=False)


class TermOut(InRoom):
    seen_en, seen_fr, avoid_en, avoid_fr = (Phrases(read_only=True) for _ in range(4))

    class Meta:
        model = HouseTerm
        fields = ("id", "room", *SAID, "version", "changed_at", "changed_by_post_title")
        read_only_fields = fields


class TermIn(serializers.Serializer):
    """The whole term: what is left out is emptied."""

    word_en, word_fr = _text(LIMITS["word"]), _text(LIMITS["word"])
    told_en, told_fr = _text(LIMITS["told"]), _text(LIMITS["told"])
    source = _text(LONGEST_SOURCE)  # type: ignore[assignment]
    seen_en, seen_fr, avoid_en, avoid_fr = (_phrases() for _ in range(4))
    replaces = serializers.CharField(
        max_length=40, allow_blank=True, default="", help_text="The key of a shipped term that it stands in place of."
    )


class NewTermIn(TermIn):
    room = serializers.UUIDField(
        required=False, help_text="One of the rooms whose words this hat keeps; the first unless one is named."
    )


class TermsAsked(serializers.Serializer):
    find = serializers.CharField(
        required=False, max_length=100, help_text="Words that it is called or met by; accents and cases do not matter."
    )
