"""HTML: one page is one story; trafilatura finds the body, the page's own metadata its date, title and publisher."""

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from dateline.errors import ReadError
from dateline.read.clean import compose
from dateline.read.fields import document_of
from dateline.read.published import day_of_stamp
from dateline.read.source import LARGEST, Item, Placed, Rejected, safe
from dateline.read.words import load_markup

__all__ = ["LARGEST_PAGE", "body_of", "page_text", "read_html", "read_page"]

# The largest page: news pages are under 2 MB with all their scripts
LARGEST_PAGE = 16 << 20
_FEWEST = 10  # words of a body; what is shorter on a page is a menu or a caption
_PEEK = 4096  # bytes of a page in which it must name its encoding
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What browsers read under these names
_AS_BROWSERS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
                "iso8859-1": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932", "windows-31j": "cp932"}  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "utf-7", "ucs")
_SILENT = logging.NullHandler()
_ATTRIBUTES = 500  # of a tag; the parser's time grows with their square, and no page for people has a tenth of it
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_DEEPEST = 40  # levels of JSON-LD that are looked into


class _Meta(NamedTuple):
    published: str | None
    title: str
    publisher: str
    url: str


def read_html(raw: bytes, where: str) -> Iterator[Item]:
    """Yield the story of one page, or why it has none; ReadError if trafilatura is missing."""
    if not raw.strip():
        raise ReadError(f"{where}: the file is empty")
    yield read_page(raw, where)


def read_page(raw: bytes, where: str, charset: str = "", url: str = "") -> Item:
    """Return the story of a page, or why it has none.

    Args:
        raw: the page as it was sent.
        where: what to call it in a rejection.
        charset: the encoding its sender named.
        url: its address, if known; else the page's own word for it.
    """
    if len(raw) > LARGEST_PAGE:
        return Rejected(where, f"a page of {len(raw):,} bytes; at most {LARGEST_PAGE:,}", "too long")
    text, warnings = page_text(raw, charset)
    if any(tag.group().count("=") > _ATTRIBUTES for tag in _TAG.finditer(text)):
        return Rejected(where, f"a tag of the page has more than {_ATTRIBUTES} attributes", "unreadable")
    try:
        tree = _parsed(text)
        meta = _meta(tree) if tree is not None else _Meta(None, "", "", "")
        body = body_of(text)
    except ReadError:
        raise
    except Exception as error:  # noqa: BLE001 - a page can be broken in any way, and must not end the run
        return Rejected(where, f"the page cannot be read: {type(error).__name__}: {str(error)[:200]}", "unreadable")
    if not body.strip():
        return Rejected(where, "the page has no article body", "unreadable")
    if len(body.split()) < _FEWEST:
        return Rejected(where, f"the page has a body of {len(body.split())} words only", "too short")
    item = document_of(
        where, compose, text=body, title=meta.title, published=meta.published, publisher=meta.publisher, url=url or meta.url
    )
    if isinstance(item, Rejected):
        return item
    document = msgspec.structs.replace(
        item.document, published_source="metadata" if meta.published else "", warnings=(*item.document.warnings, *warnings)
    )
    return Placed(where, document)


def page_text(raw: bytes, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """Return a page as text with what was doubtful: its mark, UTF-8 if it is that, what it says, else Windows-1252."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), ()
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        named = charset or _declared(raw)
    encoding = _AS_BROWSERS.get(named.lower(), named.lower())
    # A page whose name of an encoding can be read byte by byte is not in one of two bytes a character
    mistaken = encoding.startswith(_WIDE) and b"\x00" not in raw[:_PEEK]
    try:
        return raw.decode("utf-8" if mistaken else encoding or "cp1252"), ()
    except (LookupError, UnicodeDecodeError, UnicodeError):
        # a stray byte in a page that is otherwise UTF-8 must not turn all its quotes into noise
        text = raw.decode("utf-8", "replace")
        if text.count("\ufffd") * 20 > sum(byte > 127 for byte in raw):
            text = raw.decode("cp1252", "replace")
        return text, (f"the page is not in the encoding it names ({named or 'none'})",)


def body_of(page: str) -> str:
    """Return the article body of a page, "" if there is none; ReadError if trafilatura is missing."""
    try:
        import trafilatura
    except ImportError:
        raise ReadError("HTML needs trafilatura: pip install 'dateline[html]'") from None
    logging.getLogger("trafilatura").addHandler(_SILENT)  # what is wrong with a page is told in its record
    # Comments are not the outlet's words. Precision first: teasers of other stories would be coded as news of this one
    found = trafilatura.extract(page, include_comments=False, favor_precision=True)
    return found or trafilatura.extract(page, include_comments=False, favor_recall=True) or ""


def _declared(raw: bytes) -> str:
    match = _CHARSET.search(raw[:_PEEK])
    return match.group(1).decode("ascii", "replace") if match else ""


def _parsed(page: str) -> Any:
    try:
        from lxml import html
    except ImportError:
        raise ReadError("HTML needs lxml: pip install 'dateline[html]'") from None
    clean = safe(page).replace("\x00", "")
    return html.document_fromstring(clean.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")) if clean.strip() else None


def _meta(tree: Any) -> _Meta:
    names = load_markup()
    found: dict[str, str] = {}
    for one in tree.iter("meta"):
        content = (one.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (one.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content[: LARGEST // 2])
    for one in tree.iter("time"):
        if (one.get("itemprop") or "").lower() in names.published or one.get("pubdate") is not None:
            found.setdefault("pubdate", one.get("datetime") or "")
    days = (day_of_stamp(found[name]) for name in names.published if name in found)
    return _Meta(
        published=next((day for day in days if day), None) or _json_ld_day(tree),
        title=_first(found, names.title) or _heading(tree),
        publisher=_first(found, names.publisher)[:200],
        url=_canonical(tree) or _first(found, names.url),
    )


def _first(found: dict[str, str], names: list[str]) -> str:
    return next((" ".join(found[name].split()) for name in names if found.get(name)), "")


def _heading(tree: Any) -> str:
    """The one first-level heading; a page with several has its headline in none of them for sure."""
    headings = [" ".join(one.text_content().split()) for one in tree.iter("h1")]
    headings = [one for one in headings if one]
    if len(set(headings)) == 1:
        return headings[0]
    title = next(tree.iter("title"), None)
    return " ".join(title.text_content().split()) if title is not None else ""


def _canonical(tree: Any) -> str:
    for one in tree.iter("link"):
        if (one.get("rel") or "").lower() == "canonical" and (one.get("href") or "").lower().startswith(("http://", "https://")):
            return str(one.get("href")).strip()
    return ""


def _json_ld_day(tree: Any) -> str | None:
    """The day in the page's JSON-LD, of an article if one is typed so."""
    names = load_markup()
    best: tuple[int, str] | None = None
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = msgspec.json.decode((script.text or "").strip())
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        for node in _nodes(data):
            stamp = next((node[key] for key in names.json_ld_published if isinstance(node.get(key), str)), "")
            day = day_of_stamp(stamp) if stamp else None
            types = node.get("@type")
            typed = {str(one) for one in types} if isinstance(types, list) else {str(types)}
            rank = 0 if typed & names.json_ld_types else 1
            if day and (best is None or rank < best[0]):
                best = (rank, day)
    return best[1] if best else None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in ``data``, outer ones first."""
    level, depth = [data], 0
    while level and depth < _DEEPEST:
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                yield one
                below.extend(one.values())
            elif isinstance(one, list):
                below.extend(one)
        level, depth = below, depth + 1
