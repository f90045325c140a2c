"""Which figure is part of which: "17 people, including three children" is 17, not 20."""

import re
from typing import NamedTuple

from dateline.resolve.amounts.counted import Count
from dateline.resolve.amounts.numbers import Figure, any_of
from dateline.resolve.amounts.words import QuantityWords
from dateline.types import Sentence

__all__ = ["Counted", "Part", "SubsetReader"]


class Counted(NamedTuple):
    """A figure and what it counts, None if nothing we know."""

    figure: Figure
    what: Count | None


class Part(NamedTuple):
    """The position of the whole among the figures of its sentence; ``before``: it stands in the sentence before."""

    whole: int
    before: bool = False


class SubsetReader:
    """Finds the figures of a sentence that are parts of others, by the marks of ``quantities.yaml``."""

    def __init__(self, words: QuantityWords) -> None:
        opens, of_it = any_of(words.subset_before), any_of(words.subset_after)
        self._opens = re.compile(rf"\b{opens}[\s,]*(?:\w+\s){{0,2}}$", re.IGNORECASE)
        self._of_it = re.compile(rf"^\s*(?:\w+\s+)?{of_it}\b", re.IGNORECASE)
        self._of_next = re.compile(rf"^\s*{any_of(words.subset_of_next)}\s(?:\w+\s)?$", re.IGNORECASE)

    def __call__(self, sent: Sentence, figures: list[Counted], before: list[Counted]) -> dict[int, Part]:
        """Return the parts by position in ``figures``; ``before`` holds the figures of the sentence before.

        A whole is a figure that counts something we know, and no part of another; a part is never larger than its whole.
        """
        text, found = sent.span.text, dict[int, Part]()
        for number, (figure, _) in enumerate(figures):
            whole = self._of_following(text, figures, number)
            if whole is None and (self._marked(text, figure) or _joined(sent, figures, number, found)):
                whole = next((n for n in range(number - 1, -1, -1) if n not in found and _fits(figure, figures[n])), None)
            if whole is not None:
                found[number] = Part(whole)
            elif not number and self._of_it.match(text[figure.end :]) and before and _fits(figure, before[-1]):
                found[number] = Part(len(before) - 1, before=True)
        return found

    def _marked(self, text: str, figure: Figure) -> bool:
        return bool(self._opens.search(text[: figure.start]) or self._of_it.match(text[figure.end :]))

    def _of_following(self, text: str, figures: list[Counted], number: int) -> int | None:
        """ "Three of the 17": the whole comes after its part."""
        if number + 1 == len(figures):
            return None
        (part, _), whole = figures[number], figures[number + 1]
        return number + 1 if self._of_next.match(text[part.end : whole.figure.start]) and _fits(part, whole) else None


def _joined(sent: Sentence, figures: list[Counted], number: int, found: dict[int, Part]) -> bool:
    """Whether the noun of a figure is coordinated with that of a part: "including three women and two children"."""
    if number - 1 not in found:
        return False
    first, second = (_noun(sent, figures[n].figure) for n in (number - 1, number))
    return sent.deps[second] == "conj" and sent.heads[second] == first


def _noun(sent: Sentence, figure: Figure) -> int:
    """The token that the number modifies, or the number itself."""
    at = sent.span.start + figure.number[0]
    token = next((n for n, (start, end) in enumerate(zip(sent.starts, sent.ends, strict=True)) if start <= at < end), 0)
    while sent.deps[token] in {"nummod", "compound", "amod"} and sent.heads[token] > token:
        token = sent.heads[token]
    return token


def _fits(part: Figure, whole: Counted) -> bool:
    """Money in money, heads in heads; a part is no larger than the whole."""
    most = whole.figure.interval[1]
    same = bool(part.currency) == bool(whole.figure.currency)
    return whole.what is not None and same and (most is None or part.interval[0] <= most)
