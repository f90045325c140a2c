"""Headlines in Title Case, put into sentence case for the parser; the stored text stays as it is."""

import re
from collections.abc import Container

__all__ = ["truecased"]

_WORD = re.compile(r"[A-Za-z][\w'’.-]*")
# Share of capitalised words from which a line counts as set in title case; names alone stay well below.
_TITLE_CASE_SHARE = 0.75
_FEWEST_WORDS = 4


def truecased(headline: str, body: str, names: Container[str] = ()) -> str:
    """Return ``headline`` with the words lowered that are no names.

    A word is a name if the body writes it with a capital only, or never writes it and it is one of ``names``.
    The result has the same length, so offsets hold.  A headline in sentence case, or without a body, is left alone.
    """
    words = list(_WORD.finditer(headline))
    capitals = sum(word.group()[0].isupper() for word in words)
    if len(words) < _FEWEST_WORDS or capitals < _TITLE_CASE_SHARE * len(words) or not body:
        return headline
    seen = set(_WORD.findall(body))
    out = list(headline)
    for word in words[1:] if words[0].group() in seen else words:
        raw = word.group()
        plain = re.sub(r"['’]s$", "", raw)
        if raw[1:] != raw[1:].lower() or (plain.lower() not in seen and (plain in seen or plain in names)):
            continue
        if len(raw.lower()) == len(raw):
            out[word.start() : word.end()] = raw.lower()
    return "".join(out)
