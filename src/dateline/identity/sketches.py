"""Stories as numbers: the words of their sentences, 4 bytes each, so that all of an archive can be compared from memory."""

from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.identity.text import Page

__all__ = ["Facts", "Sketch", "Sketches", "Words"]

Numbers = NDArray[np.int32]
_HEADS = 3  # sentences of which the first word is kept as it stands: where a lead told anew would be


class Facts(NamedTuple):
    """Names (capitalised words that do not begin the sentence) and figures (words with a digit in front) of a sentence."""

    names: frozenset[int]
    figures: frozenset[int]


class Sketch(NamedTuple):
    """A story's sentences: the numbers of their words as they stand, where each ends, and the first words of the first few."""

    words: Numbers
    ends: Numbers
    heads: tuple[int, ...]

    @property
    def lengths(self) -> Numbers:
        """Words of each sentence."""
        found = self.ends.copy()
        found[1:] -= self.ends[:-1]
        return found


class Words:
    """Numbers for words, in the order in which they come, and what is known of each word."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.low: list[str] = []  # in lower case, by number
        self._lower, self._name, self._figure = array("i"), array("i"), array("b")
        self._tables: tuple[Numbers, Numbers, NDArray[np.bool_]] | None = None

    def number(self, word: str) -> int:
        """Return the number of ``word`` as it stands."""
        found = self._numbers.get(word)
        return self._add(word) if found is None else found

    def _add(self, word: str) -> int:
        lower = word.lower()
        bare = word.removesuffix("'s").removesuffix("’s")
        number = self._numbers[word] = len(self.low)
        self.low.append(lower)
        self._lower.append(number)
        self._name.append(number if word[:1].isupper() and len(word) > 1 else -1)
        self._figure.append(word[:1].isdigit())
        if lower != word:
            self._lower[number] = self.number(lower)
        if self._name[number] >= 0 and bare != word:
            self._name[number] = self.number(bare)
        return number

    def tables(self) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
        """Return by number: that of the word in lower case, that of the name it is (-1: none), whether it is a figure."""
        if self._tables is None or len(self._tables[0]) != len(self.low):
            lower, name = (np.array(column, dtype=np.int32) for column in (self._lower, self._name))
            self._tables = lower, name, np.array(self._figure, dtype=np.bool_)
        return self._tables


class Sketches:
    """The sketches of many stories, by the order in which they were added."""

    def __init__(self) -> None:
        self.vocabulary = Words()
        self._words, self._ends = array("i"), array("i")
        self._cuts = [(0, 0)]
        self._heads: list[tuple[int, ...]] = []

    def add(self, page: Page) -> list[list[str]]:
        """Take in a story and return the words of its sentences in lower case."""
        number, low = self.vocabulary.number, self.vocabulary.low
        length, told = 0, []
        for line in page.lines:
            numbers = [number(word) for word in line.words]
            told.append([low[one] for one in numbers])
            length += len(numbers)
            self._words.extend(numbers)
            self._ends.append(length)
        self._heads.append(tuple(number(line.text.split()[0]) for line in page.lines[:_HEADS]))
        self._cuts.append((len(self._words), len(self._ends)))
        return told

    def __getitem__(self, story: int) -> Sketch:
        (first, head), (last, tail) = self._cuts[story], self._cuts[story + 1]
        words, ends = np.array(self._words[first:last], dtype=np.int32), np.array(self._ends[head:tail], dtype=np.int32)
        return Sketch(words, ends, self._heads[story])

    def facts(self, story: int) -> list[Facts]:
        """Return the facts of each sentence of a story."""
        sketch = self[story]
        _, name_of, figure_of = self.vocabulary.tables()
        names = name_of[sketch.words]
        names[np.append(0, sketch.ends[:-1])[: len(sketch.ends)]] = -1  # a sentence begins with a capital anyway
        figures = np.where(figure_of[sketch.words], sketch.words, -1)
        told = zip(_by_line(names, sketch.ends), _by_line(figures, sketch.ends), strict=True)
        return [Facts(frozenset(line), frozenset(counted)) for line, counted in told]


def _by_line(numbers: Numbers, ends: Numbers) -> list[list[int]]:
    """The numbers of each line, those below 0 left out."""
    found: list[list[int]] = [[] for _ in ends]
    at = np.flatnonzero(numbers >= 0)
    for line, number in zip(ends.searchsorted(at, side="right").tolist(), numbers[at].tolist(), strict=True):
        found[line].append(number)
    return found
