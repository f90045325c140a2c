"""Which stories before one may be the base it was made of: those with a min-hash band or a whole sentence in common.

What is kept and compared for one story does not grow with their number: a band or sentence keeps a few bases, a story is
compared with a few of the bases it meets.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
import rensa
from numpy.typing import NDArray

from dateline.identity.text import shingles

__all__ = ["CROWD", "MOST", "NEAR", "Bases", "Keys", "in_common", "keys_of"]

# 128 hashes in 42 bands of 3: stories that share 30 % of their runs meet with probability 0.68, 50 % with 0.996.
HASHES, ROWS, SEED = 128, 3, 20240515
BANDS = HASHES // ROWS
# Bases that a band or sentence keeps. What more of them share is boilerplate or a template; kept are the first in rank, which
# a text that all run comes from, and the latest: news is copied while it is new.
CROWD, NEAR = 12, 4
# Bases a story is compared with, those that share most with it. A copy shares more with its base than with anything else; only
# stories filled into one template meet more.
MOST = 8

Keys = NDArray[np.uint64]
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)  # odd: no bit is lost
_BAND = np.arange(BANDS, dtype=np.uint64) * np.uint64(0xD6E8FEB86659FD93)


class Bases:
    """The bases so far, by the keys they share with others; a base is a number, smaller for a better rank."""

    def __init__(self) -> None:
        self._by_key: dict[int, list[int]] = {}

    def add(self, number: int, keys: Sequence[int]) -> None:
        """Take in a base; numbers come in rising order."""
        for key in keys:
            kept = self._by_key.setdefault(key, [])
            if len(kept) == CROWD:
                del kept[NEAR]
            kept.append(number)

    def most_alike(self, keys: Sequence[int]) -> list[int]:
        """Return the bases with most ``keys`` in common, ties by rank; ``MOST`` at most."""
        shared = Counter(base for key in keys for base in self._by_key.get(key, ()))
        return sorted(shared, key=lambda base: (-shared[base], base))[:MOST]


def in_common(found: Sequence[Keys]) -> list[list[int]]:
    """Return for each story of its keys those that another story has too.

    Two keys may be the same by chance (64 bits): stories that meet so are compared in vain, no more.
    """
    everyone = np.sort(np.concatenate([np.empty(0, np.uint64), *found]))
    common = np.unique(everyone[1:][everyone[1:] == everyone[:-1]])
    if not len(common):
        return [[] for _ in found]
    return [keys[common.take(common.searchsorted(keys), mode="clip") == keys].tolist() for keys in found]


def keys_of(lines: Sequence[Sequence[str]]) -> Keys:
    """Return the keys of a story's bands and sentences; ``lines`` are the words of each sentence in lower case."""
    told = [hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest() for words in lines]
    keys = [np.frombuffer(b"".join(told), dtype="<u8").astype(np.uint64)]
    if runs := shingles(lines):
        hashed = rensa.RMinHash(num_perm=HASHES, seed=SEED)
        hashed.update(list(runs))  # the least of each hash: no order of them shows
        signature = np.array(hashed.digest()[: BANDS * ROWS], dtype=np.uint64).reshape(BANDS, ROWS)
        keys.append((signature * _MIX).sum(axis=1, dtype=np.uint64) + _BAND)
    return np.unique(np.concatenate(keys))
