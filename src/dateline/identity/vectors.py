"""Texts as weighted terms: words, pairs of words, names and figures, rare ones counting more."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from dateline.identity.text import words_of

__all__ = ["KINDS", "Vectors", "terms_of"]

Terms = dict[str, Counter[str]]
# How much each kind of term says about two texts telling the same; set on ECB+ dev over topics (bench/identity.py --topics).
KINDS = {"word": 0.4, "pair": 0.2, "name": 0.3, "figure": 0.1}
# A term that more texts than this have tells little, and comparing all who have it would cost the square of their number.
CROWD = 150
_ENDS = '.!?"”'


def terms_of(text: str) -> Terms:
    """Return the terms of ``text`` by kind; a name is a capitalised word that does not begin a sentence or line."""
    found: Terms = {kind: Counter() for kind in KINDS}
    for line in text.splitlines():
        words = words_of(line)
        low = [word.lower() for word in words]
        found["word"].update(low)
        found["pair"].update(" ".join(pair) for pair in pairwise(low))
        found["figure"].update(word for word in words if word[0].isdigit())
        found["name"].update(_names(line, words))
    return found


def _names(line: str, words: Sequence[str]) -> Iterable[str]:
    at = 0
    for word in words:
        start = line.index(word, at)
        before = line[:start].rstrip()
        at = start + len(word)
        if word[0].isupper() and len(word) > 1 and before and before[-1] not in _ENDS:
            yield word.removesuffix("'s").removesuffix("’s")


class Vectors:
    """Unit vectors of a batch of texts, one for each kind of term; rarity is counted in the batch.

    Args:
        texts: name of each text to the text.
        lone: whether terms of one text alone lengthen its vector. For sentences they must, or two that share one word
            are alike; in whole stories they are what each outlet adds, and say little against.
    """

    def __init__(self, texts: Mapping[str, str], *, lone: bool = False) -> None:
        terms = {name: terms_of(text) for name, text in sorted(texts.items())}
        self._spread = {kind: Counter(term for one in terms.values() for term in one[kind]) for kind in KINDS}
        self._vectors = {
            kind: {name: _unit(one[kind], self._spread[kind], len(terms), lone=lone) for name, one in terms.items()}
            for kind in KINDS
        }

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two texts of the batch are: 0 to 1, the weighted mean of the cosines."""
        return sum(weight * _cosine(self._vectors[kind][one], self._vectors[kind][other]) for kind, weight in KINDS.items())

    def rare(self, name: str, count: int) -> list[str]:
        """Return the ``count`` heaviest words and names of a text that some other text of the batch has too."""
        found = {
            f"{kind}:{term}": weight
            for kind in ("word", "name")
            for term, weight in self._vectors[kind][name].items()
            if self._spread[kind][term] > 1
        }
        return sorted(found, key=lambda term: (-found[term], term))[:count]

    def pairs(self) -> dict[tuple[str, str], float]:
        """Return the likeness of all pairs that share a term which at most ``CROWD`` texts have."""
        scores: dict[tuple[str, str], float] = {}
        for kind, weight in KINDS.items():
            holders: dict[str, list[str]] = {}
            for name, vector in self._vectors[kind].items():
                for term in vector:
                    holders.setdefault(term, []).append(name)
            for term, names in holders.items():
                if 1 < len(names) <= CROWD:
                    for one, other in combinations(names, 2):
                        gain = weight * self._vectors[kind][one][term] * self._vectors[kind][other][term]
                        scores[one, other] = scores.get((one, other), 0.0) + gain
        return scores


def _unit(terms: Counter[str], spread: Counter[str], size: int, *, lone: bool) -> dict[str, float]:
    """Log counts by rarity, of length 1; only terms that another text has can match, and are kept."""
    raw = {
        term: (1 + math.log(count)) * math.log((1 + size) / (1 + spread[term]))
        for term, count in sorted(terms.items())
        if lone or spread[term] > 1
    }
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {term: value / length for term, value in raw.items() if value > 0 and spread[term] > 1}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[term] for term, value in sorted(one.items()) if term in other)
