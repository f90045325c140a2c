"""WARC archives of the web: each answer that is an HTML page is one story.

Other records (requests, pictures, error pages) are no documents.  The time of the crawl is never taken as published.
"""

import io
from collections.abc import Iterator
from typing import Any

from dateline.errors import ReadError
from dateline.read.html import LARGEST_PAGE, read_page
from dateline.read.source import Item, Rejected

__all__ = ["read_warc"]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FOUND = 200  # the status of a page that was there


def read_warc(raw: bytes, where: str) -> Iterator[Item]:
    """Yield the pages of an archive, plain or compressed record by record; ReadError if fastwarc is missing."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise ReadError(f"{where}: WARC needs fastwarc: pip install 'dateline[warc]'") from None
    if not raw.strip():
        raise ReadError(f"{where}: the file is empty")
    records = iter(ArchiveIterator(io.BytesIO(raw), record_types=WarcRecordType.response, auto_decode="all"))
    number = 0
    while True:
        try:
            record = next(records)
            number += 1
            item = _page(record, where)
        except StopIteration:
            break
        except ReadError:
            raise
        except Exception as error:  # noqa: BLE001 - the library has no errors of its own; what was read stays read
            yield Rejected(where, f"the archive is damaged after page {number}: {str(error)[:200]}", "unreadable")
            break
        if item is not None:
            yield item
    if not number:
        yield Rejected(where, "no answer of a web server in the archive", "empty")


def _page(record: Any, where: str) -> Item | None:
    if record.http_headers is None or record.http_headers.status_code != _FOUND:
        return None
    if (record.http_content_type or "text/html").lower() not in _PAGES:
        return None
    url = record.headers.get("WARC-Target-URI") or ""
    place = f"{where}!{url or record.record_id}"
    raw = record.reader.read(LARGEST_PAGE + 1)
    promised = record.content_length or 0
    if not raw.strip():
        return Rejected(place, "the page is empty" if promised <= 0 else "the page cannot be unpacked", "empty")
    return read_page(raw, place, record.http_charset or "", url)
