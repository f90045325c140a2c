"""Keys: one form for the many ways a name is written."""

import re

from anyascii import anyascii

__all__ = ["fold", "key_of", "slug"]

_DROP = re.compile(r"['’`ʿʾ]s\b|['’`ʿʾ.]")
_SPACE = re.compile(r"[\s\-–—_/]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case with the same length, so that offsets hold; curly apostrophes straight."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lowered.replace("’", "'")


def key_of(text: str) -> str:
    """Return the look-up key of a name: plain letters, lower case, no apostrophes, dots, dashes or article."""
    plain = text if text.isascii() else anyascii(text)
    plain = _SPACE.sub(" ", _DROP.sub("", plain.lower())).strip()
    return plain.removeprefix("the ")


def slug(text: str) -> str:
    """Return ``text`` as an id part."""
    return re.sub(r"[^a-z0-9]+", "-", key_of(text)).strip("-")
