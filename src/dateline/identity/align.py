"""Which sentence of one story is which of another."""

from typing import NamedTuple

from dateline.identity.text import Line, Page

__all__ = ["Pair", "align"]

# Two sentences are one, edited, from this share of common words on (Dice): at 0.5 half the words were replaced.
EDITED = 0.5


class Pair(NamedTuple):
    """Sentence numbers in both pages and how much of their words is common (0 to 1)."""

    one: int
    other: int
    score: float


def _dice(one: Line, other: Line, shared: frozenset[str]) -> float:
    """The share of words two sentences have in common, counted as often as they stand (Dice)."""
    mine, theirs = one.bag, other.bag
    common = len(shared)
    if len(mine) < len(one.words) and len(theirs) < len(other.words):  # some words stand twice on both sides
        common = sum(min(mine[word], theirs[word]) for word in shared)
    return 2 * common / max(1, len(one.words) + len(other.words))


def _may_be(one: Line, other: Line, shared: int) -> bool:
    """Whether sentences with so many different words in common can be one: what spares counting most pairs."""
    again = min(len(one.words) - len(one.kinds), len(other.words) - len(other.kinds))
    enough = 2 * (shared + again) >= EDITED * (len(one.words) + len(other.words))
    return enough and shared * 4 >= min(len(one.kinds), len(other.kinds))


def align(one: Page, other: Page) -> list[Pair]:
    """Return pairs of sentences, each used once, the most alike first served; in the order of ``one``.

    A sentence stands alone if none of the other story shares half its words.
    """
    scored = []
    for number, line in enumerate(one.lines):
        for candidate, another in enumerate(other.lines):
            shared = line.kinds & another.kinds
            if shared and _may_be(line, another, len(shared)):
                score = _dice(line, another, shared)
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
