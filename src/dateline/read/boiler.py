"""Lines that are no news: bylines, credits, newsletters, cookies.  What is taken out is told in ``removed``."""

import re

import msgspec

from dateline.read.words import Phrases
from dateline.types import Document

__all__ = ["Cleaner"]

_TOP = 6  # lines with words at the top of a story, among which a byline may stand
_LONGEST_LINE = 400  # characters; a longer line is text, whatever it begins with
_STUB = 120  # words; a longer text is no stub, even if it asks to subscribe
_GAP = re.compile(r"\n{3,}")


class Cleaner:
    """Takes out boilerplate by the patterns of the language."""

    def __init__(self, phrases: Phrases) -> None:
        self._lines = phrases.pattern("lines", re.IGNORECASE)
        self._top = phrases.pattern("top_lines")
        self._tail = phrases.pattern("tails")
        self._paywall = phrases.pattern("paywall", re.IGNORECASE)

    def clean(self, document: Document) -> Document:
        """Return the document without boilerplate; a document without any comes back as it is."""
        title = document.title if document.text.startswith(document.title) else ""
        kept, removed, seen = [], [], 0
        for line in document.text[len(title) :].split("\n"):
            bare = line.strip()
            seen += bool(bare)
            if bare and self._is_boilerplate(bare, top=seen <= _TOP):
                removed.append(bare)
                continue
            tail = self._tail.search(line) if line.rstrip().endswith(")") else None
            if tail is not None:
                removed.append(tail.group().strip())
                line = line[: tail.start()]  # noqa: PLW2901 - the line without its credit
            kept.append(line)
        if not removed:
            return document
        body = _GAP.sub("\n\n", "\n".join(kept)).strip()
        text = "\n\n".join(part for part in (title, body) if part)
        return msgspec.structs.replace(document, text=text, removed=(*document.removed, *removed))

    def paywall(self, text: str) -> str:
        """Return the phrase by which a short text says that the story is kept back, "" if it is a story."""
        if len(text.split(None, _STUB)) > _STUB:
            return ""
        found = self._paywall.search(text)
        return found.group() if found else ""

    def _is_boilerplate(self, line: str, *, top: bool) -> bool:
        if len(line) > _LONGEST_LINE:
            return False
        return bool(self._lines.fullmatch(line) or (top and self._top.fullmatch(line)))
