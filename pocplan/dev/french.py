"""What French typography asks of a message, whoever typed it: no line begins with a sign."""

import re

NO_BREAK = "\u00a0"
_BESIDE_A_SIGN = re.compile(r" (?=[:;?!»](?:[\s\u00a0)\]<.,…]|$))|(?<=«) ")


def spaced(text: str) -> str:
    """The same text with spaces that do not break before ; : ? ! » and after «."""
    return _BESIDE_A_SIGN.sub(NO_BREAK, text)
