"""Reports of one event in different stories joined into one occurrence, with the reason of each merge.

Joining looks at all reports anew and depends on their set alone: in whatever order stories came, the same occurrences
come out. The id of an occurrence is made of its first report (earliest published, then smallest id).
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.identity.around import Around, load_confusions, pair_of
from dateline.identity.blocks import candidates
from dateline.identity.cluster import average_link
from dateline.identity.decisions import Standing
from dateline.identity.features import compare
from dateline.identity.values import values_of
from dateline.identity.vectors import Vectors
from dateline.ids import content_id
from dateline.types import CopyGroup, Merge, Occurrence, Report, Story

__all__ = ["JOIN", "join_reports"]

# Mean score of all pairs across two clusters from which they are one occurrence; set with the weights (features.py).
JOIN = 0.45

Scored = dict[tuple[str, str], float]


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
        for members, scored in _connected(len(self._reports), self._scores(), together):
            inside = set(members)
            clusters = average_link(
                [_name(number) for number in members],
                scored,
                JOIN,
                together=[(_name(one), _name(other)) for one, other in together if one in inside and other in inside],
                apart=[(_name(one), _name(other)) for one, other in apart if one in inside and other in inside],
            )
            for cluster in clusters:
                numbers = [int(name) for name in cluster]
                if any(self._reports[number].realis == "ACTUAL" for number in numbers):
                    yield self._occurrence(numbers, scored)

    def _decided(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        return [(self._names[one], self._names[other]) for one, other in pairs if one in self._names and other in self._names]

    def _scores(self) -> Iterator[tuple[int, int, float]]:
        for at, to in candidates(self._reports, self._around.evidence, self._around.stories):
            one, other = self._reports[at], self._reports[to]
            if one.type == other.type or pair_of(one, other) in self._around.types:
                yield at, to, compare(one, other, self._around)[0]

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
        pairs = [(scored[pair], self._reports[one].id) for one in earlier if (pair := (_name(one), _name(number))) in scored]
        score, best = max(pairs, default=(0.0, before[0]))
        reasons = compare(self._reports[self._names[best]], report, self._around)[1] if score > 0 else ()
        return Merge(one=best, other=report.id, score=score, reasons=reasons, by=by or "dateline")


def _name(number: int) -> str:
    return f"{number:09}"


def _connected(
    size: int, scored: Iterable[tuple[int, int, float]], together: Iterable[tuple[int, int]]
) -> Iterator[tuple[list[int], Scored]]:
    """Yield each set of reports that pairs of ``JOIN`` or more connect, and the scores of all pairs inside it."""
    head = array("I", range(size))

    def first(number: int) -> int:
        while head[number] != number:
            head[number] = head[head[number]]
            number = head[number]
        return number

    def connect(one: int, other: int) -> None:
        low, high = sorted((first(one), first(other)))
        head[high] = low

    ones, others, scores = array("I"), array("I"), array("d")
    for one, other, score in scored:
        ones.append(one)
        others.append(other)
        scores.append(score)
        if score >= JOIN:
            connect(one, other)
    for one, other in together:
        connect(one, other)
    sets: dict[int, list[int]] = {}
    for number in range(size):
        sets.setdefault(first(number), []).append(number)
    inside: dict[int, list[int]] = {}
    for at, (one, other) in enumerate(zip(ones, others, strict=True)):
        if first(one) == first(other):
            inside.setdefault(first(one), []).append(at)
    for leader, members in sets.items():
        yield members, {(_name(ones[at]), _name(others[at])): scores[at] for at in inside.pop(leader, ())}
