"""Checks that all readers share: there is text of a possible length, and the date is a date."""

import re
from collections.abc import Callable
from datetime import date

from dateline.read.source import LARGEST, Item, Placed, Rejected
from dateline.types import Document

__all__ = ["document_of"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?")


def document_of(  # noqa: PLR0913 - the fields of a document
    where: str,
    make: Callable[..., Document],
    *,
    text: str,
    id: str = "",
    title: str = "",
    published: str | None = None,
    publisher: str = "",
    speaker: str = "",
    url: str = "",
    language: str = "en",
) -> Item:
    """Return the document, or why it is none."""
    if not text.strip():
        return Rejected(where, "the text is empty", "empty")
    if len(text) > LARGEST:
        return Rejected(where, f"the text has {len(text):,} characters; a document has at most {LARGEST:,}", "too long")
    if published is not None and published.strip() and not _is_date(published.strip()):
        return Rejected(where, f"published {published!r} is not an ISO date such as 2022-09-27", "bad field")
    document = make(
        text,
        title=title,
        id=id,
        published=(published or "").strip()[:10] or None,
        publisher=publisher,
        speaker=speaker,
        url=url,
        language=language,
    )
    return Placed(where, document)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
