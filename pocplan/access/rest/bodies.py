"""What the API reads: JSON, of a size and a depth that cannot hold up the server."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Bodies(JSONParser):
    """Django's own limit does not hold for a body that is read as a stream."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """Raises ParseError, which is answered 400, for what is too large, too deep or no JSON."""
        asked = (parser_context or {})["request"]
        if int(asked.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
            raise ParseError(_("This is larger than %(limit)s MB. Send less at once.") % {"limit": limit})
        try:
            return super().parse(stream, media_type, dict(parser_context or {}))
        except RecursionError as error:
            raise ParseError(_("This is nested too deeply.")) from error
