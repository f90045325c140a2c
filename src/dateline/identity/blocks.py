"""Which pairs of reports are compared at all: those that share a key, and those of one type in neighbouring stories.

A key is a time and a place, actor or rare word. Cost grows with the number of reports: a key that too many share is
passed over in favour of finer ones, and its members are compared with their neighbours only.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.identity.days import day_of, span_of
from dateline.identity.neighbours import neighbours
from dateline.identity.shared import Shared
from dateline.identity.vectors import Rows, Vectors
from dateline.types import Report

__all__ = ["candidates"]

WINDOW = 4  # days of a block of time; a report stands in each block that its days touch
LONG = 45  # days: what lasts longer, or is dated to a year, is looked up by month of its first day alone
CROWD, NEAR = 40, 8
RARE = 6  # rare words of the evidence that serve as keys
_AT_ONCE = 4096  # reports of which the pairs stand in memory
_HASHES = 1 << 18  # keys whose hash is remembered
_ALL = (1 << 64) - 1


def candidates(reports: Sequence[Report], evidence: Vectors, stories: Vectors) -> Iterator[tuple[Rows, Rows]]:
    """Yield the pairs of positions in ``reports`` worth comparing, each once: the smaller ones, and the others beside them.

    Pairs are in order, by the greater one; those of some thousand reports come at once.

    Args:
        reports: in their order.
        evidence: likeness of their sentences.
        stories: likeness of their stories.
    """
    beside = _beside(reports, stories)
    shared = Shared(*_entries(reports, evidence), CROWD, NEAR)
    for first in range(0, len(reports), _AT_ONCE):
        last = min(first + _AT_ONCE, len(reports))
        others, ones = shared.before(first, last)
        start, end = beside.searchsorted((first << 32, last << 32))
        pairs = np.unique(np.concatenate([others << 32 | ones, beside[start:end]]))
        yield pairs & 0xFFFFFFFF, pairs >> 32


def _beside(reports: Sequence[Report], stories: Vectors) -> Rows:
    """Reports of one type in neighbouring stories: of a number the upper half is the larger position, the lower the smaller."""
    told: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, report in enumerate(reports):
        told[report.story][report.type].append(number)
    days = {report.story: day_of(report.published) for report in reports}
    found = array("q")
    for one, other in neighbours(days, stories):
        for kind in told[one].keys() & told[other].keys():
            found.extend(max(mine, theirs) << 32 | min(mine, theirs) for mine in told[one][kind] for theirs in told[other][kind])
    return np.sort(np.array(found, dtype=np.int64))


def _entries(reports: Sequence[Report], evidence: Vectors) -> tuple[NDArray[np.uint64], Rows]:
    """The blocks of each report by 64 bits each, and where those of each end; two that fall together cost a comparison."""
    hashed = lru_cache(_HASHES)(_hash)
    keys, ends = array("Q"), array("q")
    for report in reports:
        told = [hashed(key) for key in _keys(report, evidence)]
        for window in _windows(report):
            block = hashed((window,))
            keys.extend([(key + block) & _ALL for key in told])
        ends.append(len(keys))
    return np.array(keys, dtype=np.uint64), np.array(ends, dtype=np.int64)


def _hash(key: tuple[str, ...]) -> int:
    return int.from_bytes(hashlib.blake2b("\x1f".join(key).encode(), digest_size=8).digest())


def _windows(report: Report) -> list[str]:
    span = span_of(report)
    if span is None:
        return ["undated"]
    if span[1] - span[0] > LONG:
        return [f"long {span[0] // 30}"]
    return [str(day) for day in range((span[0] - 1) // WINDOW, (span[1] + 1) // WINDOW + 1)]


def _keys(report: Report, evidence: Vectors) -> Iterator[tuple[str, ...]]:
    parties = (*report.actors, *report.recipients)
    for entity in {party.entity for party in parties if party.entity}:
        yield "entity", report.type, entity
    for country in {party.country for party in parties if party.country}:
        yield "country", report.type, country
    if report.site:
        yield "place", report.site.country, report.site.name
        yield "land", report.type, report.site.country
    for term in evidence.rare(report.id, RARE):
        yield "word", term, "conflict" if report.quad.endswith("conflict") else "cooperation"
