"""Plain text: one file is one story."""

from collections.abc import Iterator

from dateline.errors import ReadError
from dateline.read.clean import compose
from dateline.read.source import Item, Placed, decode

__all__ = ["read_text"]


def read_text(raw: bytes, where: str) -> Iterator[Item]:
    """Yield the story in ``raw``; ReadError if it is empty, binary or not UTF-8."""
    text = decode(raw, where)
    if not text.strip():
        raise ReadError(f"{where}: the file is empty")
    yield Placed(where, compose(text))
