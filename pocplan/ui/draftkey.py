"""The key for text that lies on a device and is not yet sent (leaks.md 55).

It is derived anew at each request and kept nowhere: not here, not on the device.
"""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings


def draft_key(user_id: UUID) -> bytes:
    """The key of one account. It outlives a change of password, so that nothing typed is lost by one."""
    return _derive(b"draft key", user_id)


def draft_mark(user_id: UUID) -> str:
    """What an account's ciphertexts are filed under on a shared device; says nothing of the account."""
    return _derive(b"draft mark", user_id)[:12].hex()


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _derive(purpose: bytes, user_id: UUID) -> bytes:
    root = hmac.new(settings.SECRET_KEY.encode(), b"pocplan " + purpose, hashlib.sha256).digest()
    return hmac.new(root, user_id.bytes, hashlib.sha256).digest()
