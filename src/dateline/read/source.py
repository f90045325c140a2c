"""What readers give: documents, and rejections with a reason."""

from typing import NamedTuple

from dateline.errors import ReadError
from dateline.ids import digest
from dateline.types import Coding, Document, Failure

__all__ = ["LARGEST", "Item", "Rejected", "decode", "rejected"]

# One document is at most this many characters: the longest news items are far below; a longer one is no story
LARGEST = 2_000_000


class Rejected(NamedTuple):
    """An input that is no document: where it stood and why it was not taken."""

    where: str
    reason: str


Item = Document | Rejected


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
    """Return the coding that records a rejection, so that nothing is lost."""
    document = Document(text="", id=f"rejected-{digest(one.where, one.reason)}", title=one.where)
    return Coding(document=document, failures=(Failure(stage="read", error="ReadError", message=one.reason),))
