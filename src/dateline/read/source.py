"""What readers give: documents, and rejections with a reason."""

import re
from typing import Literal, NamedTuple

from dateline.errors import ReadError
from dateline.ids import digest
from dateline.types import Coding, Document, Failure

__all__ = ["LARGEST", "Item", "Kind", "Placed", "Rejected", "decode", "rejected", "safe"]

# One document is at most this many characters: the longest news items are far below; a longer one is no story
LARGEST = 2_000_000
Kind = Literal["unreadable", "empty", "too short", "too long", "bad field", "duplicate id", "paywall", "boilerplate", "language"]
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Rejected(NamedTuple):
    """An input that is no document: where it stood, why it was not taken, and the kind of reason for counting."""

    where: str
    reason: str
    kind: Kind = "unreadable"


class Placed(NamedTuple):
    """A document and where it stood, for what is said about it later."""

    where: str
    document: Document


Item = Placed | Rejected


def safe(text: str) -> str:
    """Return ``text`` without halves of characters, which no file can hold."""
    return _SURROGATE.sub("\ufffd", text)


def decode(raw: bytes, where: str) -> str:
    """Return ``raw`` as text; ReadError names the place and the fix. UTF-8 with or without a mark, UTF-16 with one."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in raw:
        raise ReadError(f"{where}: a binary file, not text")
    else:
        encoding = "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{where}: not UTF-8 (byte {error.start}: {raw[error.start : error.start + 1]!r}); "
            f"convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8"
        ) from error


def rejected(one: Rejected) -> Coding:
    """Return the coding that records a rejection, so that nothing is lost; the failure's ``error`` is its kind."""
    where, reason = safe(one.where), safe(one.reason)
    document = Document(text="", id=f"rejected-{digest(where, reason)}", title=where)
    return Coding(document=document, failures=(Failure(stage="read", error=one.kind, message=reason),))
