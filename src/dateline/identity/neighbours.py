"""Which stories stand next to each other: those of the same days that share rare words and are alike as a whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from dateline.identity.vectors import Vectors

__all__ = ["neighbours"]

WINDOW = 4  # days of a block of time; a story stands in the blocks of its day and of OPEN days before
OPEN = 3
WORDS = 24  # rare words of a story that serve as keys
CROWD, NEAR = 60, 12  # a key that more share is common: its stories are compared with the latest few alone
LOOKED = 24  # stories that share most keys, of which the likeness is counted
# So many stories next to a story at most, and so much alike at least: set on ECB+ dev, where recall of pairs was lost for
# want of comparing them, not by scores.
STORIES, ALIKE = 8, 0.12


def neighbours(days: Mapping[str, int | None], stories: Vectors) -> set[tuple[str, str]]:
    """Return pairs of story keys, each once and in order.

    Args:
        days: story key to the day of its publication (ordinal), None where unknown.
        stories: their likeness.
    """
    ordered = sorted(days, key=lambda key: (days[key] or 0, key))
    keys = {story: _keys(story, days[story], stories) for story in ordered}
    sizes = Counter(key for found in keys.values() for key in found)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    blocks: dict[str, list[str]] = defaultdict(list)
    for story in ordered:
        for key in keys[story]:
            if sizes[key] == 1:
                continue
            for earlier in blocks[key]:
                shared[story][earlier] += 1
                shared[earlier][story] += 1
            blocks[key].append(story)
            if sizes[key] > CROWD:
                del blocks[key][:-NEAR]
    return {(min(one, other), max(one, other)) for one in ordered for other in _nearest(one, shared.pop(one, Counter()), stories)}


def _keys(story: str, day: int | None, stories: Vectors) -> list[str]:
    windows = ["undated"] if day is None else [str(at) for at in range((day - OPEN) // WINDOW, day // WINDOW + 1)]
    return [f"{window}\x1f{term}" for term in stories.rare(story, WORDS) for window in windows]


def _nearest(story: str, shared: Counter[str], stories: Vectors) -> Iterator[str]:
    most = sorted(shared, key=lambda other: (-shared[other], other))[:LOOKED]
    alike = sorted((-stories.likeness(*sorted((story, other))), other) for other in most)
    for negative, other in alike[:STORIES]:
        if -negative >= ALIKE:
            yield other
