"""Which sentence of one story is which of another."""

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
    fewer, more = (one.bag, other.bag) if len(one.bag) <= len(other.bag) else (other.bag, one.bag)
    common = sum(min(count, more.get(word, 0)) for word, count in fewer.items())
    return 2 * common / max(1, len(one.words) + len(other.words))


def align(one: Page, other: Page) -> list[Pair]:
    """Return pairs of sentences, each used once, the most alike first served; in the order of ``one``.

    A sentence stands alone if none of the other story shares half its words.
    """
    scored = []
    for number, line in enumerate(one.lines):
        hits: dict[int, int] = {}
        for word in line.bag:
            for candidate in other.where.get(word, ()):
                hits[candidate] = hits.get(candidate, 0) + 1
        for candidate, shared in hits.items():
            if shared * 4 >= min(len(line.bag), len(other.lines[candidate].bag)):
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
