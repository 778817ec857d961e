"""Signing keys and the seating table, written by the owner after each migration."""

import hashlib

from django.conf import settings
from django.db import connection, transaction

from pocplan.access.models import SeatRule, SigningKey
from pocplan.access.seating import rules

BLOCK = 64  # bytes in a block of SHA-256


def halves(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer half of an HMAC-SHA256 key (RFC 2104), as the database keeps them."""
    if len(key) > BLOCK:
        key = hashlib.sha256(key).digest()
    padded = key.ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)


def sign(key: bytes, message: str) -> str:
    """The signature that access.binding() checks, as hexadecimal text."""
    inner, outer = halves(key)
    return hashlib.sha256(outer + hashlib.sha256(inner + message.encode()).digest()).hexdigest()


def provision() -> None:
    """Write keys and rules. Runs as the owner; raises where another role tries."""
    with transaction.atomic():
        for login, key, may_be_system in _keys():
            inner, outer = halves(bytes.fromhex(key))
            SigningKey.objects.update_or_create(
                role=login, defaults={"inner": inner, "outer": outer, "may_be_system": may_be_system}
            )
        _write_rules()


def _keys() -> list[tuple[str, str, bool]]:
    prefix = settings.POCPLAN_DB_PREFIX
    web = [(f"{prefix}_{name}", settings.POCPLAN_SEAT_KEY_WEB, False) for name in ("app", "mission", "humanitarian")]
    work = [(f"{prefix}_{name}", settings.POCPLAN_SEAT_KEY_WORKER, True) for name in ("worker", "owner")]
    return web + work


def _write_rules() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_seatrule")
    SeatRule.objects.bulk_create(SeatRule(**rule._asdict()) for rule in rules())
