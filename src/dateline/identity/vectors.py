"""Texts as weighted terms: words, pairs of words, names and figures, rare ones counting more.

Terms are numbers in flat arrays: 12 bytes for each that a text shares with another, so that tens of thousands of stories fit.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.identity.text import pieces_of

__all__ = ["KINDS", "Vectors"]

Rows = NDArray[np.int64]

# How much each kind of term says about two texts telling the same; set on ECB+ dev over topics (bench/identity.py --topics).
KINDS = {"word": 0.4, "pair": 0.2, "name": 0.3, "figure": 0.1}
# A term that more texts than this have tells little, and comparing all who have it would cost the square of their number.
CROWD = 150
_ENDS = '.!?"”'
_ONE = 1 << 60  # sums are made of whole numbers of this unit: no order of summing, and no processor, shows
_SAME = 1e-11  # weights that differ by less may be one
_AT_ONCE = 256  # texts weighed at once
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
        kinds: dict[str, _Kind] = {}
        size = np.zeros(len(texts), dtype=np.int64)
        first = 0
        for name in KINDS:  # terms of all kinds are numbered through: one product of two texts serves them all
            kinds[name] = _Kind(counted[name], name, first, lone=lone)
            first += len(kinds[name].spread)
            size += kinds[name].sizes()
        # an empty text stands at the end for one that is not of the batch
        self._bounds = np.concatenate([[0], size.cumsum(), [size.sum()]]).astype(np.int64)
        self._terms = np.empty(int(size.sum()), dtype=np.uint32)
        self._weights = np.empty(int(size.sum()))
        filled = self._bounds[:-2].copy()
        for name in KINDS:
            kinds[name].fill(filled, self._terms, self._weights)
            del counted[name], kinds[name].counts
        self._starts = self._bounds.tolist()
        self._named = [kinds[name] for name in _RARE]
        self._known = np.zeros(first, dtype=np.bool_)
        self._weight = np.zeros(first)

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two texts are: 0 to 1, the weighted mean of the cosines; 0 if one is not of the batch."""
        mine, my = self._vector(one)
        theirs, their = self._vector(other)
        if not len(theirs):
            return 0.0
        at = theirs.searchsorted(mine)
        hits = (theirs.take(at, mode="clip") == mine).nonzero()[0]
        return float(_units(my[hits] * their[at[hits]]).sum() / _ONE)

    def rows(self, names: Iterable[str]) -> Rows:
        """Return the number of each text, as :meth:`alike` takes it."""
        return np.array([self._number.get(name, len(self._number)) for name in names], dtype=np.int64)

    def alike(self, ones: Rows, others: Rows) -> NDArray[np.float64]:
        """Return the likeness of each of ``ones`` with the one of ``others`` at its place; texts are given by number."""
        found = np.empty(len(ones))
        order = np.argsort(others, kind="stable")
        cuts = [*np.flatnonzero(np.diff(others[order], prepend=-1)).tolist(), len(order)]
        for start, end in pairwise(cuts):
            part = order[start:end]
            found[part] = self._beside(int(others[part[0]]), ones[part])
        return found

    def _beside(self, text: int, others: Rows) -> NDArray[np.float64]:
        """The likeness of ``text`` with each of ``others``."""
        mine = slice(self._starts[text], self._starts[text + 1])
        self._known[self._terms[mine]], self._weight[self._terms[mine]] = True, self._weights[mine]
        starts, ends = self._bounds[others], self._bounds[others + 1]
        theirs = np.concatenate([self._terms[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)])
        hits = self._known[theirs].nonzero()[0]
        after = np.cumsum(ends - starts)
        whose = after.searchsorted(hits, side="right")
        weights = self._weights[hits + (ends - after)[whose]]
        sums = np.append(0, _units(weights * self._weight[theirs[hits]]).cumsum())
        edges = hits.searchsorted(np.append(0, after))
        self._known[self._terms[mine]] = False
        alike: NDArray[np.float64] = (sums[edges[1:]] - sums[edges[:-1]]) / _ONE
        return alike

    def rare(self, name: str, count: int) -> list[str]:
        """Return the ``count`` heaviest words and names of a text that some other text of the batch has too."""
        numbers, weights = self._vector(name)
        found: list[tuple[float, str]] = []
        for its in self._named:
            low, high = numbers.searchsorted(np.array([its.first, its.first + len(its.spread)], dtype=np.uint32)).tolist()
            part = weights[low:high] / its.root
            if high - low > count:  # of a long text hundreds are not worth their words
                heavy = np.flatnonzero(part >= np.partition(part, -count)[-count] - _SAME)
            else:
                heavy = np.arange(high - low)
            for number, weight in zip(numbers[low:high][heavy].tolist(), part[heavy].tolist(), strict=True):
                found.append((-round(weight, 12), f"{its.name}:{its.term(number)}"))
        return [term for _, term in sorted(found)[:count]]

    def pairs(self) -> dict[tuple[str, str], float]:
        """Return the likeness of all pairs that share a term which at most ``CROWD`` texts have."""
        names = list(self._number)
        rows = np.repeat(np.arange(len(names)), np.diff(self._starts[:-1]))
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
        number = self._number.get(name, len(self._number))
        part = slice(self._starts[number], self._starts[number + 1])
        return self._terms[part], self._weights[part]


def _units(products: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(products * _ONE).astype(np.int64)


_RARE = ("word", "name")


class _Counts:
    """How often each term of a kind stands in each text: flat columns, one row after the other."""

    def __init__(self, *, wide: bool) -> None:
        self.terms: Sequence[str] = ()  # by number, for the kinds of which the words themselves are asked for
        self.numbers, self.counts, self.lengths = array("Q" if wide else "I"), array("I"), array("I")

    def add(self, numbers: Iterable[int]) -> None:
        times = Counter(numbers)
        found = sorted(times)
        self.numbers.extend(found)
        self.counts.extend(map(times.__getitem__, found))
        self.lengths.append(len(found))


class _Words(dict[str, tuple[int, int, int]]):
    """Of a word as it stands the numbers in lower case, as a name and as a figure (-1: it is none)."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}

    def __missing__(self, word: str) -> tuple[int, int, int]:
        low = self._number("word", word.lower())
        named = word[0].isupper() and len(word) > 1
        name = self._number("name", word.removesuffix("'s").removesuffix("’s")) if named else -1
        found = self[word] = low, name, self._number("figure", word) if word[0].isdigit() else -1
        return found

    def _number(self, kind: str, term: str) -> int:
        known = self.known[kind]
        return known.setdefault(term, len(known))


def _counted(texts: Iterable[str]) -> dict[str, _Counts]:
    """A name is a capitalised word that does not begin a sentence or line; words of two lines are no pair."""
    counts = {kind: _Counts(wide=kind == "pair") for kind in KINDS}
    words = _Words()
    for text in texts:
        found: dict[str, list[int]] = {kind: [] for kind in KINDS}
        for line in text.splitlines():
            pieces = pieces_of(line)
            told = [words[word] for word in pieces[1::2]]
            low = [number for number, _, _ in told]
            found["word"] += low
            found["pair"] += [one << _HALF | other for one, other in pairwise(low)]
            found["figure"] += [figure for _, _, figure in told if figure >= 0]
            names = [(at, name) for at, (_, name, _) in enumerate(told) if name >= 0]
            found["name"] += [name for at, name in names if _inside(pieces[2 * at], at)]
        for kind, numbers in found.items():
            counts[kind].add(numbers)
    for kind in _RARE:
        counts[kind].terms = list(words.known[kind])
    return counts


def _inside(before: str, at: int) -> bool:
    """Whether the word at a place of a line, what stands between it and the word before given, goes on with a sentence."""
    bare = before.rstrip()
    return bare[-1] not in _ENDS if bare else at > 0


class _Kind:
    """The terms of a kind that texts share, numbered from ``first``, and what each text has of them.

    Log counts by rarity, of length 1 times the root of the kind's weight; terms of one text alone match nothing, and go.
    """

    def __init__(self, counts: _Counts, name: str, first: int, *, lone: bool) -> None:
        self.counts, self.name, self.first, self._lone = counts, name, first, lone
        self.root = math.sqrt(KINDS[name])
        self._terms = counts.terms
        everyone = np.array(counts.numbers)
        everyone.sort()
        starts = np.flatnonzero(np.append(True, everyone[1:] != everyone[:-1])[: len(everyone)])
        spread = np.diff(starts, append=len(everyone))
        self._numbers, self.spread = everyone[starts[spread > 1]], spread[spread > 1]
        # logarithms by the standard library, one for each count there is: those of arrays differ from processor to processor
        most = max(counts.counts, default=0)
        self._often = np.array([0.0, *(1 + math.log(count) for count in range(1, most + 1))])
        size = len(counts.lengths)
        self._rarity = np.array([math.log((1 + size) / (1 + texts)) for texts in range(int(self.spread.max(initial=1)) + 1)])

    def term(self, number: int) -> str:
        """Return the word of a term."""
        return self._terms[int(self._numbers[number - self.first])]

    def sizes(self) -> NDArray[np.int64]:
        """Return how many terms each text keeps."""
        found = [np.bincount(part.rows[part.kept], minlength=part.texts) for part in self._parts()]
        return np.concatenate([np.empty(0, np.int64), *found])

    def fill(self, filled: NDArray[np.int64], terms: NDArray[np.uint32], weights: NDArray[np.float64]) -> None:
        """Put terms and weights where each text has room for them from ``filled`` on, and move that on."""
        first = 0
        for part in self._parts():
            squares = part.raw * part.raw if self._lone else np.where(part.shared, part.raw * part.raw, 0.0)
            cuts = np.append(0, part.lengths.cumsum()).tolist()
            told = squares.tolist()
            length = np.array([math.sqrt(math.fsum(told[start:end])) for start, end in pairwise(cuts)])
            rows = part.rows[part.kept]
            sizes = np.bincount(rows, minlength=part.texts)
            into = filled[first : first + part.texts]
            places = np.arange(len(rows)) + (into - (sizes.cumsum() - sizes))[rows]
            terms[places] = part.at[part.kept] + self.first
            weights[places] = part.raw[part.kept] / length[rows] * self.root
            into += sizes
            first += part.texts

    def _parts(self) -> Iterator["_Part"]:
        """Some hundred texts at a time: what is worked out for a term is many times what is kept of it."""
        lengths = np.array(self.counts.lengths, dtype=np.int64)
        ends = np.append(0, lengths.cumsum()).tolist()
        for first in range(0, len(lengths), _AT_ONCE):
            last = min(first + _AT_ONCE, len(lengths))
            numbers = np.array(self.counts.numbers[ends[first] : ends[last]])
            told = np.array(self.counts.counts[ends[first] : ends[last]], dtype=np.int64)
            at = np.minimum(self._numbers.searchsorted(numbers), max(0, len(self._numbers) - 1))
            shared = self._numbers[at] == numbers if len(self._numbers) else np.zeros(len(numbers), dtype=np.bool_)
            rare = np.where(shared, self._rarity[self.spread[at]], self._rarity[1]) if len(self._numbers) else self._rarity[1]
            raw = self._often[told] * rare
            part = lengths[first:last]
            yield _Part(last - first, part, np.repeat(np.arange(last - first), part), at, raw, shared, shared & (raw > 0))


class _Part(NamedTuple):
    """Terms of some texts: of which text, where in the list of terms, how much they weigh, which are shared, which kept."""

    texts: int
    lengths: NDArray[np.int64]
    rows: NDArray[np.int64]
    at: NDArray[np.int64]
    raw: NDArray[np.float64]
    shared: NDArray[np.bool_]
    kept: NDArray[np.bool_]
