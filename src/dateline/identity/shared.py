"""Which of many share a key, each with how many keys: in arrays, some thousand at a time."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Shared"]

Numbers = NDArray[np.int64]


class Shared:
    """Things in their order, each with its keys.

    Args:
        keys: of the first thing, of the second, and so on.
        ends: where the keys of each end.
        crowd: a key that more things have is common:
        near: with such a key each meets so many before and after it alone.
    """

    def __init__(self, keys: NDArray[np.uint64], ends: Numbers, crowd: int, near: int) -> None:
        self._ends = ends
        order = np.argsort(keys, kind="stable").astype(np.int32)
        self._who = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))[order]
        self._place = np.empty_like(order)
        self._place[order] = np.arange(len(order), dtype=np.int32)
        ordered = keys[order]
        starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
        sizes = np.diff(starts, append=len(ordered))
        self._back = np.arange(len(ordered), dtype=np.int32) - np.repeat(starts.astype(np.int32), sizes)
        self._ahead = np.repeat(sizes.astype(np.int32), sizes) - self._back - 1
        crowded = np.repeat(sizes > crowd, sizes)
        for side in (self._back, self._ahead):
            side[crowded] = np.minimum(side[crowded], near)

    def before(self, first: int, last: int) -> tuple[Numbers, Numbers]:
        """Return the things from ``first`` to ``last``, each as often as it meets one before it, and beside it that one."""
        places = self._places(first, last)
        return self._met(places, self._back[places], -1)

    def around(self, first: int, last: int) -> tuple[Numbers, Numbers]:
        """Return them with all that they meet, before or after."""
        places = self._places(first, last)
        back, ahead = self._met(places, self._back[places], -1), self._met(places, self._ahead[places], 1)
        return np.concatenate([back[0], ahead[0]]), np.concatenate([back[1], ahead[1]])

    def _places(self, first: int, last: int) -> NDArray[np.int32]:
        start = int(self._ends[first - 1]) if first else 0
        return self._place[start : int(self._ends[last - 1])]

    def _met(self, places: NDArray[np.int32], counts: NDArray[np.int32], way: int) -> tuple[Numbers, Numbers]:
        many = counts.astype(np.int64)
        steps = np.arange(1, int(many.sum()) + 1) - np.repeat(many.cumsum() - many, many)
        others = self._who[np.repeat(places, many) + way * steps]
        return np.repeat(self._who[places], many).astype(np.int64), others.astype(np.int64)
