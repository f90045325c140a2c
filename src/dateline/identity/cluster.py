"""Average-link clustering over a sparse set of scored pairs; the outcome does not depend on the order of anything."""

import heapq
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["average_link"]

Pair = tuple[str, str]


def average_link(
    nodes: Sequence[str],
    scores: Mapping[Pair, float],
    threshold: float,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """Return clusters of ``nodes``, members sorted, clusters in the order of their first member.

    Two clusters are joined while the mean score of all pairs across them reaches ``threshold``, the best pair of
    clusters first, ties by the names of their first members. A pair without a score counts as 0.

    Args:
        nodes: names, each once.
        scores: pairs in sorted order of their names to a score.
        threshold: the least mean, above 0.
        together: pairs that are joined whatever their score.
        apart: pairs that never stand in one cluster; they win over ``together``.
    """
    work = _Work(sorted(nodes), scores, apart)
    for one, other in sorted(tuple(sorted(pair)) for pair in together):
        work.force(one, other)
    heap = [(-mean, *pair) for pair, mean in work.means() if mean >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in work.members or other not in work.members or work.mean(one, other) != -negative:
            continue  # one of them was joined since
        for pair, mean in work.join(one, other):
            if mean >= threshold:
                heapq.heappush(heap, (-mean, *pair))
    return [tuple(sorted(work.members[name])) for name in sorted(work.members)]


class _Work:
    """Clusters under the name of their first member, with the sums of scores between them."""

    def __init__(self, nodes: Sequence[str], scores: Mapping[Pair, float], apart: Iterable[Pair]) -> None:
        self.members: dict[str, list[str]] = {node: [node] for node in nodes}
        self._home = {node: node for node in nodes}
        self._sums: dict[str, dict[str, float]] = {node: {} for node in nodes}
        self._apart: dict[str, set[str]] = {node: set() for node in nodes}
        for (one, other), score in sorted(scores.items()):
            self._sums[one][other] = self._sums[other][one] = score
        for one, other in apart:
            if one in self._apart and other in self._apart:
                self._apart[one].add(other)
                self._apart[other].add(one)

    def mean(self, one: str, other: str) -> float:
        """Mean score between two clusters; below everything if they must stay apart."""
        if other in self._apart[one]:
            return -1.0
        # rounded: the order in which sums were made must not decide between equal means
        return round(self._sums[one].get(other, 0.0) / (len(self.members[one]) * len(self.members[other])), 9)

    def means(self) -> list[tuple[Pair, float]]:
        return [((one, other), self.mean(one, other)) for one in self.members for other in sorted(self._sums[one]) if one < other]

    def force(self, one: str, other: str) -> None:
        """Join the clusters of two nodes, unless they must stay apart."""
        if one in self._home and other in self._home:
            first, second = sorted((self._home[one], self._home[other]))
            if first != second and second not in self._apart[first]:
                self.join(first, second)

    def join(self, one: str, other: str) -> list[tuple[Pair, float]]:
        """Put ``other`` into ``one`` (the smaller name) and return the means of the new cluster."""
        for node in self.members[other]:
            self._home[node] = one
        self.members[one] += self.members.pop(other)
        for third, total in self._sums.pop(other).items():
            del self._sums[third][other]
            if third != one:
                self._sums[one][third] = self._sums[third][one] = self._sums[one].get(third, 0.0) + total
        for third in self._apart.pop(other):
            self._apart[third].discard(other)
            self._apart[third].add(one)
            self._apart[one].add(third)
        return [((min(one, third), max(one, third)), self.mean(one, third)) for third in sorted(self._sums[one])]
