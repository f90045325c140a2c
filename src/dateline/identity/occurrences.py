"""Reports of one event in different stories joined into one occurrence, with the reason of each merge.

Joining looks at all reports anew and depends on their set alone: in whatever order stories came, the same occurrences
come out. The id of an occurrence is made of its first report (earliest published, then smallest id).
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.identity.around import Around, load_confusions
from dateline.identity.blocks import candidates
from dateline.identity.cluster import average_link
from dateline.identity.decisions import Standing
from dateline.identity.features import compare
from dateline.identity.scores import Scores
from dateline.identity.values import values_of
from dateline.identity.vectors import Rows, Vectors
from dateline.ids import content_id
from dateline.types import CopyGroup, Merge, Occurrence, Report, Story

__all__ = ["JOIN", "join_reports"]

# Mean score of all pairs across two clusters from which they are one occurrence; set with the weights (features.py).
JOIN = 0.45

Scored = dict[tuple[int, int], float]
_AT_ONCE = 1 << 16
Batch = tuple[Rows, Rows, NDArray[np.float64]]  # pairs of reports by number, and their scores


class _Pairs(NamedTuple):
    """Pairs of reports with their scores; as numbers they take a tenth of what they take as tuples."""

    ones: NDArray[np.int32]
    others: NDArray[np.int32]
    scores: NDArray[np.float64]

    def taken(self, which: Rows | slice) -> "_Pairs":
        """Return some of them."""
        return _Pairs(self.ones[which], self.others[which], self.scores[which])

    def told(self) -> Iterator[tuple[int, int, float]]:
        """Yield each pair and its score."""
        for first in range(0, len(self.ones), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            yield from zip(self.ones[part].tolist(), self.others[part].tolist(), self.scores[part].tolist(), strict=True)


def join_reports(
    reports: Iterable[Report], stories: Iterable[Story], groups: Iterable[CopyGroup], standing: Standing | None = None
) -> list[Occurrence]:
    """Return the occurrences that ``reports`` tell of, in the order of their ids; each report stands in one.

    Args:
        reports: what stories report; those denied alone are no occurrence and left out.
        stories: the stories of the reports, for likeness.
        groups: near-copies among the stories: they count as one independent report.
        standing: what people decided by hand; their word wins over scores.
    """
    listed = sorted({report.id: report for report in reports}.values(), key=_rank)
    group = {key: one.id for one in groups for key in one.members}
    made = _Joining(listed, _around(listed, stories, group), standing or Standing())
    return sorted(made.occurrences(), key=lambda one: one.id)


def _rank(report: Report) -> tuple[bool, str, str]:
    return not report.published, report.published, report.id


def _around(reports: Sequence[Report], stories: Iterable[Story], group: Mapping[str, str]) -> Around:
    table = load_confusions()
    told = {report.story for report in reports}
    return Around(
        evidence=Vectors({report.id: report.sentence for report in reports}, lone=True),
        stories=Vectors({story.key: story.text for story in stories if story.key in told}),
        group=group,
        types={(min(one.types), max(one.types)): one.score for one in table.pairs},
        mutual=table.mutual,
        told=table.told,
        sides={code: side for side, codes in table.sides.items() for code in codes},
    )


class _Joining:
    """Reports in their order, joined.

    Two clusters are joined only where some pair across them reaches ``JOIN`` or a person put it together: what such pairs
    connect is clustered apart from all else, and of the pairs compared only numbers are kept.
    """

    def __init__(self, reports: Sequence[Report], around: Around, standing: Standing) -> None:
        self._reports, self._around, self._standing = reports, around, standing
        self._names = {report.id: number for number, report in enumerate(reports)}

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield the occurrences; who only ever denied is none."""
        together, apart = self._decided(self._standing.together), self._decided(self._standing.apart)
        for members, pairs in _connected(len(self._reports), self._scores(), together):
            inside = set(members)
            clusters = average_link(
                members,
                pairs.told(),
                JOIN,
                together=[(one, other) for one, other in together if one in inside and other in inside],
                apart=[(one, other) for one, other in apart if one in inside and other in inside],
            )
            scored = _within(clusters, pairs)
            for numbers in clusters:
                if any(self._reports[number].realis == "ACTUAL" for number in numbers):
                    yield self._occurrence(numbers, scored)

    def _decided(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        return [(self._names[one], self._names[other]) for one, other in pairs if one in self._names and other in self._names]

    def _scores(self) -> Iterator[Batch]:
        scores = Scores(self._reports, self._around)
        for pairs in candidates(self._reports, self._around.evidence, self._around.stories):
            ones, others = scores.fitting(*pairs)
            yield ones, others, scores(ones, others)

    def _occurrence(self, numbers: Sequence[int], scored: Scored) -> Occurrence:
        members, group = [self._reports[number] for number in numbers], self._around.group
        values, disputed = values_of(members, group)
        return Occurrence(
            id=content_id("occ", members[0].id),
            reports=tuple(report.id for report in members),
            independent=len({group.get(report.story, report.story) for report in members}),
            merges=tuple(self._merge(number, numbers[:at], scored) for at, number in enumerate(numbers) if at),
            values=values,
            disputed=disputed,
        )

    def _merge(self, number: int, earlier: Sequence[int], scored: Scored) -> Merge:
        """The pair that speaks most for a report: a person's word, else the best score."""
        together, report = self._standing.together, self._reports[number]
        before = [self._reports[one].id for one in earlier]
        by = next((together[one, report.id] for one in before if (one, report.id) in together), None)
        by = by or next((together[report.id, one] for one in before if (report.id, one) in together), None)
        pairs = [(scored[pair], self._reports[one].id) for one in earlier if (pair := (one, number)) in scored]
        score, best = max(pairs, default=(0.0, before[0]))
        reasons = compare(self._reports[self._names[best]], report, self._around)[1] if score > 0 else ()
        return Merge(one=best, other=report.id, score=score, reasons=reasons, by=by or "dateline")


class _Sets:
    """Numbers that pairs connect, each set under its smallest."""

    def __init__(self, size: int) -> None:
        self._head = array("i", range(size))

    def connect(self, one: int, other: int) -> None:
        """Make one set of the sets of two numbers."""
        low, high = sorted((self._first(one), self._first(other)))
        self._head[high] = low

    def heads(self) -> Rows:
        """Return the smallest number of the set of each."""
        return np.array([self._first(number) for number in range(len(self._head))], dtype=np.int64)

    def _first(self, number: int) -> int:
        head = self._head
        while head[number] != number:
            head[number] = head[head[number]]
            number = head[number]
        return number


def _connected(size: int, scored: Iterable[Batch], together: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], _Pairs]]:
    """Yield each set of reports that pairs of ``JOIN`` or more connect, and the scores of all pairs inside it."""
    sets = _Sets(size)
    ones, others, scores = array("i"), array("i"), array("d")
    for mine, theirs, told in scored:
        ones.frombytes(mine.astype(np.int32).tobytes())
        others.frombytes(theirs.astype(np.int32).tobytes())
        scores.frombytes(told.tobytes())
        near = told >= JOIN
        for one, other in zip(mine[near].tolist(), theirs[near].tolist(), strict=True):
            sets.connect(one, other)
    for one, other in together:
        sets.connect(one, other)
    heads = sets.heads()
    pairs = _Pairs(np.frombuffer(ones, dtype=np.int32), np.frombuffer(others, dtype=np.int32), np.frombuffer(scores))
    inside = np.flatnonzero(heads[pairs.ones] == heads[pairs.others])
    inside = inside[np.argsort(heads[pairs.ones[inside]], kind="stable")]
    pairs = pairs.taken(inside)
    del ones, others, scores, inside
    members = np.argsort(heads, kind="stable")
    leaders, starts = np.unique(heads[members], return_index=True)
    cuts = heads[pairs.ones].searchsorted(leaders)
    sets_of, pairs_of = (pairwise([*column.tolist(), size]) for column, size in ((starts, size), (cuts, len(pairs.ones))))
    for (start, end), (first, last) in zip(sets_of, pairs_of, strict=True):
        yield members[start:end].tolist(), pairs.taken(slice(first, last))


def _within(clusters: Iterable[tuple[int, ...]], pairs: _Pairs) -> Scored:
    """The scores of pairs inside a cluster."""
    home = {number: cluster[0] for cluster in clusters for number in cluster}
    return {(one, other): score for one, other, score in pairs.told() if home[one] == home[other]}
