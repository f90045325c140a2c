"""Average-link clustering over a sparse set of scored pairs; the outcome does not depend on the order of anything."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

__all__ = ["average_link"]

Node = TypeVar("Node", str, int)
# Means are rounded: the order in which sums were made must not decide between equal ones.
_DIGITS = 9
_LESS = 1e-8  # what is below the threshold by more than rounding may lift it needs no rounding


def average_link(
    nodes: Sequence[Node],
    scores: Mapping[tuple[Node, Node], float] | Iterable[tuple[Node, Node, float]],
    threshold: float,
    together: Iterable[tuple[Node, Node]] = (),
    apart: Iterable[tuple[Node, Node]] = (),
) -> list[tuple[Node, ...]]:
    """Return clusters of ``nodes``, members sorted, clusters in the order of their first member.

    Two clusters are joined while the mean score of all pairs across them reaches ``threshold``, the best pair of
    clusters first, ties by the names of their first members. A pair without a score counts as 0.

    Args:
        nodes: names or numbers, each once.
        scores: pairs in sorted order of their names to a score; or pairs with their score, each once.
        threshold: the least mean, above 0.
        together: pairs that are joined whatever their score.
        apart: pairs that never stand in one cluster; they win over ``together``.
    """
    told = ((one, other, score) for (one, other), score in scores.items()) if isinstance(scores, Mapping) else scores
    work = _Work(sorted(nodes), told, threshold, apart)
    for one, other in sorted((min(pair), max(pair)) for pair in together):
        work.force(one, other)
    heap = list(work.near())
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in work.members or other not in work.members or work.mean(one, other) != -negative:
            continue  # one of them was joined since
        work.join(one, other)
        for entry in work.near_to(one):
            heapq.heappush(heap, entry)
    return [tuple(sorted(work.members[name])) for name in sorted(work.members)]


class _Work(Generic[Node]):
    """Clusters under the name of their first member, with the sums of scores between them."""

    def __init__(
        self,
        nodes: Sequence[Node],
        scores: Iterable[tuple[Node, Node, float]],
        threshold: float,
        apart: Iterable[tuple[Node, Node]],
    ) -> None:
        self._threshold = threshold
        self.members: dict[Node, list[Node]] = {node: [node] for node in nodes}
        self._home: dict[Node, Node] = {node: node for node in nodes}
        self._sums: dict[Node, dict[Node, float]] = {node: {} for node in nodes}
        self._apart: dict[Node, set[Node]] = {}
        for one, other, score in scores:
            self._sums[one][other] = self._sums[other][one] = score
        for one, other in apart:
            if one in self.members and other in self.members:
                self._apart.setdefault(one, set()).add(other)
                self._apart.setdefault(other, set()).add(one)

    def mean(self, one: Node, other: Node) -> float:
        """Mean score between two clusters; below everything if they must stay apart."""
        if other in self._apart.get(one, ()):
            return -1.0
        return round(self._sums[one].get(other, 0.0) / (len(self.members[one]) * len(self.members[other])), _DIGITS)

    def near(self) -> Iterator[tuple[float, Node, Node]]:
        """Yield the pairs of clusters that may be joined: the mean below 0, the smaller name, the other."""
        for one in self.members:
            yield from (entry for entry in self.near_to(one) if entry[1] == one)

    def near_to(self, one: Node) -> Iterator[tuple[float, Node, Node]]:
        """Yield those of one cluster."""
        size, apart = len(self.members[one]), self._apart.get(one, ())
        for other, total in self._sums[one].items():
            mean = total / (size * len(self.members[other]))
            if mean < self._threshold - _LESS or other in apart:
                continue
            mean = round(mean, _DIGITS)
            if mean >= self._threshold:
                yield (-mean, one, other) if one < other else (-mean, other, one)

    def force(self, one: Node, other: Node) -> None:
        """Join the clusters of two nodes, unless they must stay apart."""
        if one in self._home and other in self._home:
            first, second = sorted((self._home[one], self._home[other]))
            if first != second and second not in self._apart.get(first, ()):
                self.join(first, second)

    def join(self, one: Node, other: Node) -> None:
        """Put ``other`` into ``one`` (the smaller name)."""
        for node in self.members[other]:
            self._home[node] = one
        self.members[one] += self.members.pop(other)
        mine = self._sums[one]
        for third, total in self._sums.pop(other).items():
            theirs = self._sums[third]
            del theirs[other]
            if third != one:
                mine[third] = theirs[one] = mine.get(third, 0.0) + total
        for third in self._apart.pop(other, ()):
            self._apart[third].discard(other)
            self._apart[third].add(one)
            self._apart.setdefault(one, set()).add(third)
