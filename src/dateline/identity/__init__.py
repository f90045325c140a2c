"""Identity across stories: one text run by many (near-copies), one event told by many (occurrences).

Pure functions over records; :mod:`dateline.store.identity` keeps what they find, ``dateline join`` ties both together.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dateline.identity.changes import changes
from dateline.identity.copies import copy_groups
from dateline.identity.decisions import standing_of
from dateline.identity.occurrences import join_reports
from dateline.identity.reports import reports_of, story_of
from dateline.identity.stories import story_clusters
from dateline.types import Coding, CopyGroup, Decision, Occurrence, Report, Story

__all__ = ["Joined", "changes", "copy_groups", "join", "join_reports", "reports_of", "story_clusters", "story_of"]


class Joined(NamedTuple):
    """What a join found: near-copies, all reports, the occurrences they stand in."""

    groups: list[CopyGroup]
    reports: list[Report]
    occurrences: list[Occurrence]


def join(codings: Iterable[Coding], log: Iterable[Decision] = ()) -> Joined:
    """Return the near-copies and occurrences among ``codings``.

    The outcome depends on the set of codings and on ``log`` alone, not on their order: joining again, or in parts that
    came in another order, gives the same groups, occurrences and ids.

    Args:
        codings: one coding a document; those of the store, or of a coder.
        log: what people decided by hand.
    """
    stories: list[Story] = []
    reports: list[Report] = []
    for coding in codings:
        stories.append(story_of(coding))
        reports += reports_of(coding)
    groups = copy_groups(stories)
    return Joined(groups, reports, join_reports(reports, stories, groups, standing_of(log)))
