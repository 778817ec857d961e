"""HMAC-SHA256 from its two halves, as the database computes it without any extension (decisions.md 11)."""

import hashlib

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
