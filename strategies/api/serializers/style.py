"""Fields of the style template: what its page shows, without the file."""

from rest_framework import serializers

from pocplan.access.rest.listing import InRoom
from strategies.models import StyleTemplate


class StyleOut(InRoom):
    left_out = serializers.JSONField(source="said", help_text="What of the file was left out: kinds, with names.")

    class Meta:
        model = StyleTemplate
        fields = ("id", "room", "kept_at", "kept_by_post_title", "size", "digest", "left_out")
        read_only_fields = fields
