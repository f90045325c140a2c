"""Stories about one occurrence: which of a batch of stories tell of the same thing, by their words alone.

For texts without coded events, or before coding. Look-alikes (two earthquakes, two trials) are kept apart by names and
figures, which weigh beside words and pairs of words.
"""

from collections.abc import Mapping

from dateline.identity.cluster import average_link
from dateline.identity.vectors import Vectors

__all__ = ["story_clusters"]

# Mean likeness from which stories are one subject; set on ECB+ dev in batches of 8, 14 and all 27 topics (docs/identity.md).
ALIKE = 0.19


def story_clusters(texts: Mapping[str, str], threshold: float = ALIKE) -> list[tuple[str, ...]]:
    """Return clusters of the names of ``texts`` (name to text), members sorted; lone stories are clusters of one."""
    return average_link(sorted(texts), Vectors(texts).pairs(), threshold)
