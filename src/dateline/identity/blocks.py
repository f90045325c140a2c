"""Which pairs of reports are compared at all: those that share a key, and those of one type in neighbouring stories.

A key is a time and a place, actor or rare word. Cost grows with the number of reports: a key that too many share is
passed over in favour of finer ones, and its members are compared with their neighbours only.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from dateline.identity.days import day_of, span_of
from dateline.identity.neighbours import neighbours
from dateline.identity.vectors import Vectors
from dateline.types import Report

__all__ = ["candidates"]

WINDOW = 4  # days of a block of time; a report stands in each block that its days touch
LONG = 45  # days: what lasts longer, or is dated to a year, is looked up by month of its first day alone
CROWD, NEAR = 40, 8
RARE = 6  # rare words of the evidence that serve as keys


def candidates(reports: Sequence[Report], evidence: Vectors, stories: Vectors) -> Iterator[tuple[int, int]]:
    """Yield each pair of positions in ``reports`` worth comparing once, smaller first.

    Args:
        reports: in their order.
        evidence: likeness of their sentences.
        stories: likeness of their stories.
    """
    beside = _beside(reports, stories)
    keys, ends = array("Q"), array("Q")
    for report in reports:
        keys.extend(sorted(_hashes(report, evidence)))
        ends.append(len(keys))
    found, sizes = np.unique(np.array(keys, dtype=np.uint64), return_counts=True)
    common = zip(found[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True)
    crowded = {key: size > CROWD for key, size in common}
    blocks: dict[int, list[int]] = {key: [] for key in crowded}
    start = 0
    for number, end in enumerate(ends):
        near: set[int] = set()
        for key in keys[start:end]:
            members = blocks.get(key)
            if members is not None:
                near.update(members)
                members.append(number)
                if crowded[key]:
                    del members[:-NEAR]
        start = end
        near.update(beside.get(number, ()))
        for one in sorted(near):
            yield one, number


def _beside(reports: Sequence[Report], stories: Vectors) -> dict[int, list[int]]:
    """Reports of one type in neighbouring stories, the smaller positions under the larger."""
    told: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, report in enumerate(reports):
        told[report.story][report.type].append(number)
    days = {report.story: day_of(report.published) for report in reports}
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in neighbours(days, stories):
        for kind in told[one].keys() & told[other].keys():
            for mine in told[one][kind]:
                for theirs in told[other][kind]:
                    found[max(mine, theirs)].append(min(mine, theirs))
    return found


def _hashes(report: Report, evidence: Vectors) -> set[int]:
    """The blocks of a report by 64 bits each: two that fall together by chance cost a comparison, no more."""
    keys = list(_keys(report, evidence))
    told = {"\x1f".join((window, *key)) for window in _windows(report) for key in keys}
    return {int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) for text in told}


def _windows(report: Report) -> list[str]:
    span = span_of(report)
    if span is None:
        return ["undated"]
    if span[1] - span[0] > LONG:
        return [f"long {span[0] // 30}"]
    return [str(day) for day in range((span[0] - 1) // WINDOW, (span[1] + 1) // WINDOW + 1)]


def _keys(report: Report, evidence: Vectors) -> Iterator[tuple[str, ...]]:
    parties = (*report.actors, *report.recipients)
    for entity in sorted({party.entity for party in parties if party.entity}):
        yield "entity", report.type, entity
    for country in sorted({party.country for party in parties if party.country}):
        yield "country", report.type, country
    if report.site:
        yield "place", report.site.country, report.site.name
        yield "land", report.type, report.site.country
    for term in evidence.rare(report.id, RARE):
        yield "word", term, "conflict" if report.quad.endswith("conflict") else "cooperation"
