"""Which sentence of one story is which of another."""

from collections import Counter
from typing import NamedTuple

from dateline.identity.text import Line, Page

__all__ = ["Pair", "align", "likeness"]

# Two sentences are one, edited, from this share of common words on (Dice): at 0.5 half the words were replaced.
EDITED = 0.5


class Pair(NamedTuple):
    """Sentence numbers in both pages and how much of their words is common (0 to 1)."""

    one: int
    other: int
    score: float


def likeness(one: Line, other: Line) -> float:
    """Return the share of words two sentences have in common, counted as often as they stand (Dice)."""
    common = sum((Counter(one.words) & Counter(other.words)).values())
    return 2 * common / max(1, len(one.words) + len(other.words))


def align(one: Page, other: Page) -> list[Pair]:
    """Return pairs of sentences, each used once, the most alike first served; in the order of ``one``.

    A sentence stands alone if none of the other story shares half its words.
    """
    where: dict[str, set[int]] = {}
    for number, line in enumerate(other.lines):
        for word in set(line.words):
            where.setdefault(word, set()).add(number)
    scored = []
    for number, line in enumerate(one.lines):
        hits = Counter(n for word in set(line.words) for n in where.get(word, ()))
        for candidate, shared in sorted(hits.items()):
            if shared * 4 >= min(len(set(line.words)), len(set(other.lines[candidate].words))):
                score = likeness(line, other.lines[candidate])
                if score >= EDITED:
                    scored.append((-score, abs(number - candidate), number, candidate))
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    pairs = []
    for score, _, number, candidate in sorted(scored):
        if number not in taken_one and candidate not in taken_other:
            taken_one.add(number)
            taken_other.add(candidate)
            pairs.append(Pair(number, candidate, -score))
    return sorted(pairs)
