"""Which sentence of one story is which of another."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.identity.sketches import Numbers, Sketch

__all__ = ["Pair", "Told", "align"]

# Two sentences are one, edited, from this share of common words on (Dice): at 0.5 half the words were replaced.
EDITED = 0.5
# Words of which each stands twice in both sentences must not make them one: of the different words a fourth is common.
DIFFERENT = 4
_BITS = 64


class Pair(NamedTuple):
    """Sentence numbers in both stories and how much of their words is common (0 to 1)."""

    one: int
    other: int
    score: float


class Told(NamedTuple):
    """The words of a story, each with its sentence; the second time a word stands in a sentence it counts as another word."""

    at: NDArray[np.int64]
    words: NDArray[np.int64]
    lines: int
    lengths: NDArray[np.int64]
    kinds: NDArray[np.int64]

    @classmethod
    def of(cls, sketch: Sketch, lower: Numbers) -> "Told":
        """Return a story made ready; ``lower`` gives by the number of a word that of the word in lower case."""
        lengths = sketch.lengths.astype(np.int64)
        lines = len(lengths)
        codes = np.repeat(np.arange(lines, dtype=np.int64), lengths) << 32 | lower[sketch.words]
        codes.sort()
        number = np.arange(len(codes))
        new = np.append(True, codes[1:] != codes[:-1])[: len(codes)]
        times = number - np.maximum.accumulate(np.where(new, number, 0))
        at = codes >> 32
        return cls(at, times << 32 | codes & 0xFFFFFFFF, lines, lengths, np.bincount(at[new], minlength=lines))


def align(ones: Sequence[Told], other: Told) -> list[list[Pair]]:
    """Return for each of ``ones`` its pairs of sentences with ``other``, each used once, the most alike first served.

    A sentence stands alone if none of the other story shares half its words. Pairs are in the order of the sentences of the one.
    """
    if not ones:
        return []
    grid = _Grid(other)
    offsets = np.cumsum([0, *(one.lines for one in ones)])
    lengths = np.concatenate([one.lengths for one in ones])
    kinds = np.concatenate([one.kinds for one in ones])
    shared, again = grid.common(np.concatenate([grid.marks(one) for one in ones]))
    both = lengths[:, None] + other.lengths
    near = 2 * (shared + again) >= EDITED * both
    near &= (shared > 0) & (DIFFERENT * shared >= np.minimum(kinds[:, None], other.kinds))
    rows, columns = np.nonzero(near)
    scores = 2 * (shared + again)[rows, columns] / np.maximum(1, both[rows, columns])
    cuts = np.searchsorted(rows, offsets).tolist()
    return [
        _served(rows[start:end] - first, columns[start:end], scores[start:end])
        for first, start, end in zip(offsets.tolist(), cuts, cuts[1:], strict=False)
    ]


def _served(ones: NDArray[np.int64], others: NDArray[np.int64], scores: NDArray[np.float64]) -> list[Pair]:
    order = np.lexsort((others, ones, np.abs(ones - others), -scores))
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    pairs = []
    for number, candidate, score in zip(ones[order].tolist(), others[order].tolist(), scores[order].tolist(), strict=True):
        if number not in taken_one and candidate not in taken_other:
            taken_one.add(number)
            taken_other.add(candidate)
            pairs.append(Pair(number, candidate, score))
    return sorted(pairs)


class _Grid:
    """The sentences of a story as rows of bits, one for each of its words; those that stand again in words of their own."""

    def __init__(self, told: Told) -> None:
        self._columns = np.unique(told.words)
        self._once = int(self._columns.searchsorted(1 << 32))
        self._first = max(1, -(-self._once // _BITS))
        self._width = self._first + -(-(len(self._columns) - self._once) // _BITS)
        self._rows = self.marks(told)

    def marks(self, told: Told) -> NDArray[np.uint64]:
        """Return the sentences of a story as rows of bits, words of the grid's story alone."""
        marked = np.zeros((told.lines, self._width * _BITS), dtype=np.bool_)
        if len(self._columns):
            at = np.minimum(self._columns.searchsorted(told.words), len(self._columns) - 1)
            known = self._columns[at] == told.words
            column = np.where(at < self._once, at, at - self._once + self._first * _BITS)
            marked[told.at[known], column[known]] = True
        return np.packbits(marked, axis=1).view(np.uint64)

    def common(self, rows: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how many words each of ``rows`` has in common with each sentence of the story, and how often again."""
        shared = np.zeros((2, len(rows), len(self._rows)), dtype=np.int64)
        for word in range(self._width):
            both = np.bitwise_count(rows[:, word, None] & self._rows[:, word])
            shared[int(word >= self._first)] += both
        return shared[0], shared[1]
