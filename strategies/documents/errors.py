"""What the text machinery refuses, with a sentence for the person who sent it."""

from pocplan.access.errors import Refused


class UnusableFile(Refused):
    """A file that is not read. The sentence says what is wrong with it and what to do."""


class UnusableText(Refused):
    """A text that is not taken as it is. The sentence names the place."""


class NotCanonical(ValueError):
    """A value that has no canonical form (a float, a lone surrogate, two keys that become one). A programming error."""
