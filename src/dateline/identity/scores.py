"""Scores of many pairs of reports at once: the same as :func:`~dateline.identity.features.compare` gives each.

Most features look at little of a report (who, which town, which days), of which there are few kinds: a score is asked for once
for two of them. Likeness is another for each pair, and is reckoned for all in arrays.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.identity.around import Around, Verdict
from dateline.identity.bars import BARS, REPEATED
from dateline.identity.facets import LOOKED_AT, Looks
from dateline.identity.features import (
    CONTENT,
    ENOUGH,
    FEATURES,
    SAME_SENTENCE,
    SAME_STORY,
    SPECIFIC,
    STORY,
    STORY_BELOW,
    UNTOLD,
    WORDS,
)
from dateline.identity.vectors import Rows
from dateline.types import Report

__all__ = ["Scores"]

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
_RULED_OUT = -1.0
_REMEMBERED = 100_000  # scores of a feature kept from one batch to the next
_TIE = 1e-3  # so near to half of the last digit, what is rounded is left to the language


class Scores:
    """What there is to know for scoring pairs of ``reports``, a number for each."""

    def __init__(self, reports: Sequence[Report], around: Around) -> None:
        self._around = around
        self._features = {
            one.name: _Facets(LOOKED_AT[one.name], _score_of(one.func), reports, around)
            for one in FEATURES
            if one.name in LOOKED_AT
        }
        self._bars = [_Facets(LOOKED_AT[one.name], _holds(one.func), reports, around) for one in BARS if one.name in LOOKED_AT]
        self._type = _numbers(report.type for report in reports)
        self._mode = _numbers(("", *(report.mode for report in reports)))[1:]  # 0: none
        self._fits = _fitting(reports, self._type, around)
        self._evidence = around.evidence.rows(report.id for report in reports)
        self._sentence = _numbers(report.sentence for report in reports)
        self._story = _numbers(report.story for report in reports)  # in their order: of two the greater is the newer one
        self._text = around.stories.rows(dict.fromkeys(report.story for report in reports))
        self._group = _numbers(around.group.get(report.story) for report in reports)
        self._copied = np.array([report.story in around.group for report in reports], dtype=np.bool_)
        self._trigger = _numbers(report.trigger for report in reports)
        self._speech = np.array([report.type in around.told for report in reports], dtype=np.bool_)

    def fitting(self, ones: Rows, others: Rows) -> tuple[Rows, Rows]:
        """Return the pairs whose types may be those of one occurrence."""
        fit = self._fits[self._type[ones], self._type[others]]
        return ones[fit], others[fit]

    def __call__(self, ones: Rows, others: Rows) -> Values:
        """Return the score of each of ``ones`` with the one of ``others`` at its place; of :meth:`fitting` pairs."""
        found = np.full(len(ones), _RULED_OUT)
        free = np.ones(len(ones), dtype=np.bool_)
        for bar in self._bars:
            free &= bar(ones, others) == 0
        left = np.flatnonzero(free)
        evidence = self._around.evidence.alike(self._evidence[ones[left]], self._evidence[others[left]])
        apart = ~self._acts(ones[left], others[left], evidence)
        left, evidence = left[apart], evidence[apart]
        found[left] = self._reckoned(ones[left], others[left], evidence)
        return found

    def _acts(self, ones: Rows, others: Rows, evidence: Values) -> Flags:
        """The bar that looks at likeness: one sentence that tells two acts."""
        modes = self._mode[ones], self._mode[others]
        differ = (self._type[ones] != self._type[others]) | ((modes[0] != modes[1]) & (modes[0] > 0) & (modes[1] > 0))
        differ &= self._trigger[ones] != self._trigger[others]
        same = self._story[ones] == self._story[others]
        together: Flags = differ & np.where(same, self._sentence[ones] == self._sentence[others], evidence >= REPEATED)
        return together

    def _reckoned(self, ones: Rows, others: Rows, evidence: Values) -> Values:
        scores = self._alike(ones, others, evidence)
        for name, facets in self._features.items():
            scores[name] = facets(ones, others)
        total, told = np.zeros(len(ones)), np.zeros(len(ones))
        specific = np.zeros(len(ones), dtype=np.int64)
        for feature in FEATURES:  # in this order, as one pair is reckoned
            score = _rounded(scores[feature.name], 4)
            specific += score >= SPECIFIC.get(feature.name, 2.0)
            total += score * feature.weight
            told += np.where(score == 0, 0.0, 0.0 if feature.name == "copy" else feature.weight)
        found = _rounded(np.minimum(1.0, total / (UNTOLD + (1 - UNTOLD) * told)), 6)
        return np.where((self._type[ones] != self._type[others]) & (specific < ENOUGH), _RULED_OUT, found)

    def _alike(self, ones: Rows, others: Rows, evidence: Values) -> dict[str, Values]:
        """The features that look at likeness."""
        mine, theirs = self._story[ones], self._story[others]
        same = mine == theirs
        copies = self._copied[ones] & (self._group[ones] == self._group[others]) & ~same
        copies &= (evidence >= SAME_SENTENCE) & (self._trigger[ones] == self._trigger[others])
        return {
            "words": WORDS.of(evidence),
            "content": np.where(self._speech[ones] & self._speech[others], CONTENT.of(evidence), 0.0),
            "story": np.where(same, SAME_STORY, self._stories(mine, theirs)),
            "copy": np.where(copies, 1.0, 0.0),
        }

    def _stories(self, mine: Rows, theirs: Rows) -> Values:
        """Reports of two stories ask again and again how alike these are."""
        pairs, where = np.unique(np.minimum(mine, theirs) << 32 | np.maximum(mine, theirs), return_inverse=True)
        alike = self._around.stories.alike(self._text[pairs >> 32], self._text[pairs & 0xFFFFFFFF])
        found: Values = np.where(alike < STORY.zero, STORY_BELOW.of(alike), STORY.of(alike))[where]
        return found


Asked = Callable[[Report, Report, Around], float]


def _score_of(func: Callable[[Report, Report, Around], Verdict]) -> Asked:
    return lambda one, other, around: func(one, other, around)[0]


def _holds(func: Callable[[Report, Report, Around], str]) -> Asked:
    return lambda one, other, around: 1.0 if func(one, other, around) else 0.0


class _Facets:
    """What is looked at of each report, by number, and the answers for two of them."""

    def __init__(self, looks: Looks, func: Asked, reports: Sequence[Report], around: Around) -> None:
        self._func, self._reports, self._around = func, reports, around
        known: dict[Hashable, int] = {}
        told = [looks(report, around) for report in reports]
        self._narrow = np.array([-1 if one is None else known.setdefault(one, len(known)) for one, _ in told], dtype=np.int64)
        self._wide = np.array([known.setdefault((None, one), len(known)) for _, one in told], dtype=np.int64)
        self._scores: dict[int, float] = {}

    def __call__(self, ones: Rows, others: Rows) -> Values:
        """Return the scores of pairs."""
        narrow = (self._narrow[ones] >= 0) & (self._narrow[others] >= 0)
        mine = np.where(narrow, self._narrow[ones], self._wide[ones])
        theirs = np.where(narrow, self._narrow[others], self._wide[others])
        kinds, first, where = np.unique(mine << 32 | theirs, return_index=True, return_inverse=True)
        if len(self._scores) > _REMEMBERED:
            self._scores.clear()
        found = [
            self._score(kind, one, other)
            for kind, one, other in zip(kinds.tolist(), ones[first].tolist(), others[first].tolist(), strict=True)
        ]
        return np.array(found)[where] if found else np.empty(0)

    def _score(self, kind: int, one: int, other: int) -> float:
        score = self._scores.get(kind)
        if score is None:
            score = self._func(self._reports[one], self._reports[other], self._around)
            self._scores[kind] = score
        return score


def _numbers(values: Iterable[Hashable]) -> Rows:
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)


def _fitting(reports: Sequence[Report], numbers: Rows, around: Around) -> NDArray[np.bool_]:
    """By the numbers of two types, whether an occurrence may be coded as both."""
    names = {number: report.type for number, report in zip(numbers.tolist(), reports, strict=True)}
    fits = np.eye(len(names), dtype=np.bool_)
    for one, mine in names.items():
        for other, theirs in names.items():
            fits[one, other] |= (min(mine, theirs), max(mine, theirs)) in around.types
    return fits


def _rounded(values: Values, digits: int) -> Values:
    """As ``round`` does it, which looks at the digits of what lies between two."""
    scaled = values * 10.0**digits
    found = np.rint(scaled) / 10.0**digits
    for at in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < _TIE).tolist():
        found[at] = round(float(values[at]), digits)
    return found
