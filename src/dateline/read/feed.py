"""RSS and Atom: one entry is one story, its content or, where there is none, its summary."""

import io
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.errors import ReadError
from dateline.read.clean import compose
from dateline.read.fields import document_of
from dateline.read.html import page_text
from dateline.read.published import day_of_stamp
from dateline.read.source import Item, Placed, Rejected
from dateline.read.words import load_markup

__all__ = ["read_feed"]

_ENDS = (b"</rss>", b"</feed>", b"</rdf:RDF>", b"</RDF>")
_PEEK = 1 << 16  # bytes in which a document type would stand


def read_feed(raw: bytes, where: str) -> Iterator[Item]:
    """Yield a document an entry; ReadError if this is no feed or feedparser is missing."""
    try:
        import feedparser
    except ImportError:
        raise ReadError(f"{where}: feeds need feedparser: pip install 'dateline[html]'") from None
    if not raw.strip():
        raise ReadError(f"{where}: the file is empty")
    if b"<!ENTITY" in raw[:_PEEK]:
        raise ReadError(f"{where}: the feed defines entities of its own, which no feed needs: taken for a bomb")
    try:
        parsed = feedparser.parse(io.BytesIO(raw), sanitize_html=True, resolve_relative_uris=False)
    except Exception as error:
        raise ReadError(f"{where}: the feed cannot be read: {type(error).__name__}: {str(error)[:200]}") from error
    if not parsed.entries:
        told = f" ({parsed.bozo_exception})" if parsed.get("bozo") else ""
        raise ReadError(f"{where}: no entry of a feed in it{told}")
    publisher = str(parsed.feed.get("title", ""))
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(entry, publisher, f"{where}:entry {number}")
    if parsed.get("bozo") and not raw.rstrip().endswith(_ENDS):
        yield Rejected(where, f"the feed is cut off: {parsed.get('bozo_exception')}", "unreadable")


def _entry(entry: Any, publisher: str, where: str) -> Item:
    whole = "\n\n".join(text for text in (_plain(one.get("value", "")) for one in entry.get("content", ())) if text)
    summary = _plain(entry.get("summary", ""))
    stamp = str(entry.get("published") or "")
    day = day_of_stamp(stamp)
    source = entry.get("source")
    item = document_of(
        where,
        compose,
        text=whole or summary,
        id=str(entry.get("id") or ""),
        title=_plain(entry.get("title", "")),
        published=day,
        publisher=str((source.get("title") if source else "") or publisher),
        url=str(entry.get("link") or ""),
    )
    if isinstance(item, Rejected):
        return item
    warnings = list(item.document.warnings)
    if not whole:
        warnings.append("the feed gives a summary only")
    if stamp and not day:
        warnings.append(f"the feed's date {stamp[:60]!r} is not readable")
    source = "metadata" if day else ""
    return Placed(where, msgspec.structs.replace(item.document, published_source=source, warnings=tuple(warnings)))


def _plain(markup: Any) -> str:
    """Return the text of a piece of HTML, a blank line where a block begins."""
    text, _ = page_text(str(markup).encode("utf-8", "replace"))
    if "<" not in text and "&" not in text:
        return text.strip()
    from lxml import etree, html

    try:
        tree = html.fragment_fromstring(text.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return re.sub(r"<[^<>]*>", " ", text).strip()
    blocks = load_markup().blocks
    parts: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if node.tag in blocks:
            parts.append("\n\n")
        if event == "start":
            parts.append(re.sub(r"\s+", " ", node.text or ""))
        elif node is not tree:
            parts.append(re.sub(r"\s+", " ", node.tail or ""))
    return re.sub(r" *\n[ \n]*\n *", "\n\n", "".join(parts)).strip()
