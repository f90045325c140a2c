"""Texts as weighted terms: words, pairs of words, names and figures, rare ones counting more.

Terms are numbers in flat arrays: 12 bytes for each that a text shares with another, so that tens of thousands of stories fit.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.identity.text import words_of

__all__ = ["KINDS", "Vectors"]

# How much each kind of term says about two texts telling the same; set on ECB+ dev over topics (bench/identity.py --topics).
KINDS = {"word": 0.4, "pair": 0.2, "name": 0.3, "figure": 0.1}
# A term that more texts than this have tells little, and comparing all who have it would cost the square of their number.
CROWD = 150
_ENDS = '.!?"”'
_REMEMBERED = 16_384  # pairs of texts: reports of two stories ask again and again how alike these are
_HALF = 32  # bits of a word's number in a pair


class Vectors:
    """Unit vectors of a batch of texts, one for each kind of term; rarity is counted in the batch.

    Args:
        texts: name of each text to the text.
        lone: whether terms of one text alone lengthen its vector. For sentences they must, or two that share one word
            are alike; in whole stories they are what each outlet adds, and say little against.
    """

    def __init__(self, texts: Mapping[str, str], *, lone: bool = False) -> None:
        self._number = {name: number for number, name in enumerate(sorted(texts))}
        counted = _counted(texts[name] for name in self._number)
        kinds: list[_Kind] = []
        first = 0
        for kind in KINDS:  # terms of all kinds are numbered through: one product of two texts serves them all
            kinds.append(_weighed(counted.pop(kind), len(texts), kind, first, lone=lone))
            first += kinds[-1].size
        rows = np.concatenate([kind.rows for kind in kinds])
        order = np.argsort(rows, kind="stable")
        self._terms = np.concatenate([kind.numbers for kind in kinds])[order]
        self._weights = np.concatenate([kind.weights for kind in kinds])[order]
        self._starts = np.searchsorted(rows[order], np.arange(len(texts) + 1)).tolist()
        self._named = [(name, kind) for kind, name in zip(kinds, KINDS, strict=True) if name in _RARE]
        self.likeness = lru_cache(_REMEMBERED)(self._likeness)

    def _likeness(self, one: str, other: str) -> float:
        """Return how alike two texts of the batch are: 0 to 1, the weighted mean of the cosines."""
        mine, my = self._vector(one)
        theirs, their = self._vector(other)
        if not len(theirs):
            return 0.0
        at = theirs.searchsorted(mine)
        hits = (theirs.take(at, mode="clip") == mine).nonzero()[0]
        return math.fsum((my[hits] * their[at[hits]]).tolist())  # exact: no order of summing shows

    def rare(self, name: str, count: int) -> list[str]:
        """Return the ``count`` heaviest words and names of a text that some other text of the batch has too."""
        numbers, weights = self._vector(name)
        found: dict[str, float] = {}
        for kind, its in self._named:
            low, high = numbers.searchsorted((its.first, its.first + its.size)).tolist()
            for number, weight in zip(numbers[low:high].tolist(), weights[low:high].tolist(), strict=True):
                found[f"{kind}:{its.terms[number - its.first]}"] = round(weight / math.sqrt(KINDS[kind]), 12)
        return sorted(found, key=lambda term: (-found[term], term))[:count]

    def pairs(self) -> dict[tuple[str, str], float]:
        """Return the likeness of all pairs that share a term which at most ``CROWD`` texts have."""
        names = list(self._number)
        rows = np.repeat(np.arange(len(names)), np.diff(self._starts))
        order = np.argsort(self._terms, kind="stable")
        cuts = np.flatnonzero(np.diff(self._terms[order])) + 1
        scores: dict[tuple[str, str], float] = {}
        for held, weights in zip(np.split(rows[order], cuts), np.split(self._weights[order], cuts), strict=True):
            if 1 < len(held) <= CROWD:
                for (one, mine), (other, theirs) in combinations(zip(held.tolist(), weights.tolist(), strict=True), 2):
                    pair = names[one], names[other]
                    scores[pair] = scores.get(pair, 0.0) + mine * theirs
        return scores

    def _vector(self, name: str) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
        number = self._number.get(name)
        if number is None:
            return self._terms[:0], self._weights[:0]
        part = slice(self._starts[number], self._starts[number + 1])
        return self._terms[part], self._weights[part]


_RARE = ("word", "name")


class _Counts:
    """How often each term of a kind stands in each text: flat columns, one row after the other."""

    def __init__(self) -> None:
        self.terms: Sequence[str] = ()  # by number, for the kinds of which the words themselves are asked for
        self.numbers, self.counts, self.lengths = array("Q"), array("I"), array("I")

    def add(self, numbers: Iterable[int]) -> None:
        found = sorted(Counter(numbers).items())
        self.numbers.extend(number for number, _ in found)
        self.counts.extend(count for _, count in found)
        self.lengths.append(len(found))


class _Kind(NamedTuple):
    """The terms of a kind that texts share, numbered from ``first``, and what each text has of them."""

    first: int
    terms: Sequence[str]
    size: int
    rows: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    weights: NDArray[np.float64]


def _counted(texts: Iterable[str]) -> dict[str, _Counts]:
    """A name is a capitalised word that does not begin a sentence or line; words of two lines are no pair."""
    counts = {kind: _Counts() for kind in KINDS}
    known: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for text in texts:
        found: dict[str, list[int]] = {kind: [] for kind in KINDS}
        for line in text.splitlines():
            words = words_of(line)
            low = [known["word"].setdefault(word.lower(), len(known["word"])) for word in words]
            found["word"] += low
            found["pair"] += [one << _HALF | other for one, other in pairwise(low)]
            found["figure"] += [known["figure"].setdefault(word, len(known["figure"])) for word in words if word[0].isdigit()]
            found["name"] += [known["name"].setdefault(name, len(known["name"])) for name in _names(line, words)]
        for kind, numbers in found.items():
            counts[kind].add(numbers)
    for kind in _RARE:
        counts[kind].terms = list(known[kind])
    return counts


def _names(line: str, words: Sequence[str]) -> Iterator[str]:
    at = 0
    for word in words:
        start = line.index(word, at)
        before = line[:start].rstrip()
        at = start + len(word)
        if word[0].isupper() and len(word) > 1 and before and before[-1] not in _ENDS:
            yield word.removesuffix("'s").removesuffix("’s")


def _weighed(counts: _Counts, size: int, kind: str, first: int, *, lone: bool) -> _Kind:
    """Log counts by rarity, of length 1 times the root of the kind's weight; terms of one text alone match nothing, and go."""
    numbers = np.frombuffer(counts.numbers, dtype=np.uint64) if counts.numbers else np.empty(0, np.uint64)
    told = np.frombuffer(counts.counts, dtype=np.uint32) if counts.counts else np.empty(0, np.uint32)
    lengths = np.array(counts.lengths, dtype=np.int64)
    terms, spread = np.unique(numbers, return_counts=True)
    terms, spread = terms[spread > 1], spread[spread > 1]
    at = np.minimum(terms.searchsorted(numbers), max(0, len(terms) - 1)).astype(np.uint32)
    shared = terms[at] == numbers if len(terms) else np.zeros(len(numbers), dtype=bool)
    # logarithms by the standard library, one for each count there is: those of arrays differ from processor to processor
    often = np.array([0.0, *(1 + math.log(count) for count in range(1, int(told.max(initial=0)) + 1))])
    rarity = np.array([math.log((1 + size) / (1 + texts)) for texts in range(int(spread.max(initial=1)) + 1)])
    raw = often[told] * (np.where(shared, rarity[spread[at]], rarity[1]) if len(terms) else rarity[1])
    squares = raw * raw if lone else np.where(shared, raw * raw, 0.0)
    cuts = np.cumsum(lengths)[:-1]
    length = np.array([math.sqrt(math.fsum(part.tolist())) for part in np.split(squares, cuts)] if size else [])
    rows = np.repeat(np.arange(size, dtype=np.uint32), lengths)
    kept = shared & (raw > 0)
    weights = raw[kept] / length[rows[kept]] * math.sqrt(KINDS[kind])
    words = [counts.terms[number] for number in terms.tolist()] if counts.terms else []
    return _Kind(first, words, len(terms), rows[kept], at[kept] + np.uint32(first), weights)
