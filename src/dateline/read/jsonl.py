"""JSON lines: one document a line, with ``id, text`` and optionally the other fields of a document.

These are ``title, published, publisher, speaker, url, language``.
"""

from collections.abc import Iterator

import msgspec

from dateline.errors import ReadError
from dateline.read.clean import compose
from dateline.read.fields import document_of
from dateline.read.source import LARGEST, Item, Rejected, decode

__all__ = ["read_jsonl"]


class Line(msgspec.Struct):
    """A line of input; other keys are left alone."""

    text: str
    id: str | int = ""
    title: str | None = ""
    published: str | None = None
    publisher: str | None = ""
    speaker: str | None = ""
    url: str | None = ""
    language: str | None = "en"


_PEEK = 1 << 16  # bytes looked at to tell a binary file or UTF-16
_DECODER = msgspec.json.Decoder(Line)


def read_jsonl(raw: bytes, where: str) -> Iterator[Item]:
    """Yield a document a line; a line that is none is yielded as rejected, with its number and the fault."""
    if not raw.strip():
        raise ReadError(f"{where}: the file is empty")
    if b"\x00" in raw[:_PEEK]:
        raw = decode(raw, where).encode()
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield _read_line(line, f"{where}:{number}")


def _read_line(line: bytes, where: str) -> Item:
    if len(line) > LARGEST * 2:
        return Rejected(where, f"line of {len(line):,} bytes; a document has at most {LARGEST:,} characters", "too long")
    try:
        found = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Rejected(where, f"not a document: {error}; a line is a JSON object with at least 'id' and 'text'")
    return document_of(
        where,
        compose,
        text=found.text,
        id=str(found.id),
        title=found.title or "",
        published=found.published,
        publisher=found.publisher or "",
        speaker=found.speaker or "",
        url=found.url or "",
        language=found.language or "en",
    )
