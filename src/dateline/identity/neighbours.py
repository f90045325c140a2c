"""Which stories stand next to each other: those of the same days that share rare words and are alike as a whole."""

import hashlib
from array import array
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.identity.shared import Shared
from dateline.identity.vectors import Rows, Vectors

__all__ = ["neighbours"]

WINDOW = 4  # days of a block of time; a story stands in the blocks of its day and of OPEN days before
OPEN = 3
WORDS = 24  # rare words of a story that serve as keys
CROWD, NEAR = 60, 12  # a key that more share is common: its stories are compared with the latest few alone
LOOKED = 24  # stories that share most keys, of which the likeness is counted
# So many stories next to a story at most, and so much alike at least: set on ECB+ dev, where recall of pairs was lost for
# want of comparing them, not by scores.
STORIES, ALIKE = 8, 0.12
_AT_ONCE = 512  # stories of which the pairs stand in memory
_HASHES = 1 << 18  # keys whose hash is remembered


def neighbours(days: Mapping[str, int | None], stories: Vectors) -> set[tuple[str, str]]:
    """Return pairs of story keys, each once and in order.

    Args:
        days: story key to the day of its publication (ordinal), None where unknown.
        stories: their likeness.
    """
    ordered = sorted(days, key=lambda key: (days[key] or 0, key))
    keys, ends = array("Q"), array("q")
    hashed = lru_cache(_HASHES)(_hash)
    for story in ordered:
        keys.extend(hashed(key) for key in _keys(story, days[story], stories))
        ends.append(len(keys))
    shared = Shared(np.array(keys, dtype=np.uint64), np.array(ends, dtype=np.int64), CROWD, NEAR)
    rows = stories.rows(ordered)  # in the order of their keys
    found: set[tuple[str, str]] = set()
    for first in range(0, len(ordered), _AT_ONCE):
        met = _most_shared(*shared.around(first, min(first + _AT_ONCE, len(ordered))), rows)
        alike = stories.alike(rows[met[1]], rows[met[0]])
        for one, other in zip(*_nearest(*met, alike, rows), strict=True):
            found.add((min(ordered[one], ordered[other]), max(ordered[one], ordered[other])))
    return found


def _keys(story: str, day: int | None, stories: Vectors) -> list[str]:
    windows = ["undated"] if day is None else [str(at) for at in range((day - OPEN) // WINDOW, day // WINDOW + 1)]
    return [f"{window}\x1f{term}" for term in stories.rare(story, WORDS) for window in windows]


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())


def _most_shared(ones: Rows, others: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """The pairs of each story with those it shares most keys with, ties by their keys."""
    pairs, shared = np.unique(ones << 32 | others, return_counts=True)
    ones, others = pairs >> 32, pairs & 0xFFFFFFFF
    order = np.lexsort((rows[others], -shared, ones))
    kept = order[_rank(ones[order]) < LOOKED]
    return ones[kept], others[kept]


def _nearest(ones: Rows, others: Rows, alike: NDArray[np.float64], rows: Rows) -> tuple[list[int], list[int]]:
    """Of the pairs of each story those most alike."""
    order = np.lexsort((rows[others], -alike, ones))
    kept = order[_rank(ones[order]) < STORIES]
    kept = kept[alike[kept] >= ALIKE]
    return ones[kept].tolist(), others[kept].tolist()


def _rank(sorted_: Rows) -> Rows:
    """The how manieth of its kind each is."""
    starts = np.flatnonzero(np.diff(sorted_, prepend=-1))
    return np.arange(len(sorted_)) - np.repeat(starts, np.diff(starts, append=len(sorted_)))
