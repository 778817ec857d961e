"""Error pages. They work without a database and tell nothing of what was looked for."""

from django.views.defaults import bad_request, page_not_found, permission_denied, server_error

forbidden = permission_denied
not_found = page_not_found
broken = server_error

__all__ = ["bad_request", "broken", "forbidden", "not_found"]
