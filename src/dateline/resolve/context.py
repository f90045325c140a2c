"""What a document says about itself that resolution leans on: its date and its countries."""

from collections import Counter

from dateline.know import KnowledgeBase
from dateline.types import Document

__all__ = ["document_countries"]

_MOST = 6  # countries kept: those further down are mentioned in passing


def document_countries(document: Document, base: KnowledgeBase) -> tuple[str, ...]:
    """Return the codes of the countries named in ``document``, the most frequent first, the earlier on a tie."""
    counts: Counter[str] = Counter()
    for hit in base.scan_story(document.text, document.published):
        entry = hit.entries[0]
        if entry.kind == "country" and len(entry.country) == len("USA"):
            counts[entry.country] += 1
    return tuple(code for code, _ in counts.most_common(_MOST))
