"""Overlapping spans over a text as flat pieces that do not overlap."""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Mark", "Piece", "pieces"]


class Mark(NamedTuple):
    """A span that a record marks, as half-open character offsets."""

    start: int
    end: int
    layer: str
    record: str


class Piece(NamedTuple):
    """A stretch of text that the same marks cover, the narrowest first; ``opens`` are records that begin here."""

    text: str
    layers: tuple[str, ...]
    records: tuple[str, ...]
    opens: tuple[str, ...]


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut ``text`` wherever a mark begins or ends; marks outside the text are cut to it, empty ones left out.

    The pieces joined give ``text`` again.  Each record opens once, where its first mark begins.
    """
    size = len(text)
    clipped = {Mark(max(0, mark.start), min(size, mark.end), mark.layer, mark.record) for mark in marks}
    kept = sorted(mark for mark in clipped if mark.start < mark.end)
    cuts = sorted({0, size, *(mark.start for mark in kept), *(mark.end for mark in kept)})
    found, open_now, coming, seen = [], list[Mark](), iter(kept), set[str]()
    following = next(coming, None)
    for start, end in zip(cuts, cuts[1:], strict=False):
        open_now = [mark for mark in open_now if mark.end > start]
        while following is not None and following.start <= start:
            open_now.append(following)
            following = next(coming, None)
        found.append(_piece(text[start:end], open_now, seen))
    return found


def _piece(text: str, covering: list[Mark], seen: set[str]) -> Piece:
    narrow = sorted(covering, key=lambda mark: (mark.end - mark.start, mark))
    records = tuple(dict.fromkeys(mark.record for mark in narrow))
    opens = tuple(record for record in records if record not in seen)
    seen.update(opens)
    return Piece(text, tuple(sorted({mark.layer for mark in narrow})), records, opens)
