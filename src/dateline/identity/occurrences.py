"""Reports of one event in different stories joined into one occurrence, with the reason of each merge.

Joining looks at all reports anew and depends on their set alone: in whatever order stories came, the same occurrences
come out. The id of an occurrence is made of its first report (earliest published, then smallest id).
"""

from collections.abc import Iterable, Mapping, Sequence

from dateline.identity.blocks import candidates
from dateline.identity.cluster import average_link
from dateline.identity.decisions import Standing
from dateline.identity.features import Around, compare, load_confusions, pair_of
from dateline.identity.values import values_of
from dateline.identity.vectors import Vectors
from dateline.ids import content_id
from dateline.types import CopyGroup, Merge, Occurrence, Reason, Report, Story

__all__ = ["JOIN", "join_reports"]

# Mean score of all pairs across two clusters from which they are one occurrence; set on bench/identity.py.
JOIN = 0.28

Scored = dict[tuple[str, str], tuple[float, tuple[Reason, ...]]]


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
    names = {report.id: f"{number:09}" for number, report in enumerate(listed)}
    group = {key: one.id for one in groups for key in one.members}
    scored = _scores(listed, _around(listed, stories, group))
    standing = standing or Standing()
    clusters = average_link(
        sorted(names.values()),
        {(names[one], names[other]): score for (one, other), (score, _) in scored.items()},
        JOIN,
        together=[(names[one], names[other]) for one, other in standing.together if one in names and other in names],
        apart=[(names[one], names[other]) for one, other in standing.apart if one in names and other in names],
    )
    made = [[listed[int(name)] for name in cluster] for cluster in clusters]
    happened = [members for members in made if any(report.realis == "ACTUAL" for report in members)]
    return sorted((_occurrence(members, scored, group, standing) for members in happened), key=lambda one: one.id)


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
    )


def _scores(reports: Sequence[Report], around: Around) -> Scored:
    found: Scored = {}
    for at, to in candidates(reports, around.evidence):
        one, other = reports[at], reports[to]
        if one.type == other.type or pair_of(one, other) in around.types:
            score, reasons = compare(one, other, around)
            found[one.id, other.id] = score, (reasons if score > 0 else ())  # most pairs are none, and many
    return found


def _occurrence(members: Sequence[Report], scored: Scored, group: Mapping[str, str], standing: Standing) -> Occurrence:
    values, disputed = values_of(members, group)
    return Occurrence(
        id=content_id("occ", members[0].id),
        reports=tuple(report.id for report in members),
        independent=len({group.get(report.story, report.story) for report in members}),
        merges=tuple(_merges(members, scored, standing)),
        values=values,
        disputed=disputed,
    )


def _merges(members: Sequence[Report], scored: Scored, standing: Standing) -> Iterable[Merge]:
    """For each report but the first the pair that speaks most for it: a person's word, else the best score."""
    for at, report in enumerate(members[1:], 1):
        earlier = [one.id for one in members[:at]]
        by = next((standing.together[one, report.id] for one in earlier if (one, report.id) in standing.together), None)
        by = by or next((standing.together[report.id, one] for one in earlier if (report.id, one) in standing.together), None)
        pairs = [(scored[one, report.id][0], one) for one in earlier if (one, report.id) in scored]
        score, best = max(pairs, key=lambda pair: (pair[0], pair[1]), default=(0.0, earlier[0]))
        reasons = scored[best, report.id][1] if pairs else ()
        yield Merge(one=best, other=report.id, score=score, reasons=reasons, by=by or "dateline")
