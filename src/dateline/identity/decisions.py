"""What people decided by hand: an append-only log of merges, splits and undone entries, and what stands of it."""

from collections.abc import Iterable
from itertools import combinations, product

import msgspec

from dateline.types import Decision

__all__ = ["Standing", "standing_of"]

Pair = tuple[str, str]


class Standing(msgspec.Struct, frozen=True):
    """Pairs of reports that a person put together (to who did it), and pairs kept apart."""

    together: dict[Pair, str] = msgspec.field(default_factory=dict)
    apart: dict[Pair, str] = msgspec.field(default_factory=dict)


def standing_of(log: Iterable[Decision]) -> Standing:
    """Return what stands of ``log``: entries undone later do not count; of two that clash the later one wins."""
    entries = sorted(log, key=lambda entry: entry.number)
    undone: set[int] = set()
    for entry in reversed(entries):  # from the end: an undo that was itself undone has no effect
        if entry.undoes is not None and entry.number not in undone:
            undone.add(entry.undoes)
    together: dict[Pair, str] = {}
    apart: dict[Pair, str] = {}
    for entry in entries:
        if entry.number in undone or entry.action == "undo":
            continue
        put, other = (together, apart) if entry.action == "merge" else (apart, together)
        pairs = combinations(entry.reports, 2) if entry.action == "merge" else product(entry.reports, entry.others)
        for one, two in pairs:
            if one != two:
                pair = (min(one, two), max(one, two))
                put[pair] = entry.by
                other.pop(pair, None)
    return Standing(together, apart)
