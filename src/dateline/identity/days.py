"""When a report puts its event: days as ordinals."""

from datetime import date
from functools import lru_cache

from dateline.types import Report

__all__ = ["Span", "day_of", "gap_of", "span_of"]

Span = tuple[int, int]
OPEN = 3  # days before publication in which an event without a date is looked for: news is about what is new


@lru_cache(maxsize=65536)
def day_of(text: str) -> int | None:
    """Return the ordinal of an ISO date, None for anything else."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def span_of(report: Report) -> Span | None:
    """Return the first and last day (ordinals) on which the event may have been, None where nothing is known."""
    first, last = day_of(report.earliest), day_of(report.latest) or day_of(report.published)
    if last is None:
        return None if first is None else (first, first)
    if first is None:
        return last - OPEN, last
    return min(first, last), last


def gap_of(mine: Span, theirs: Span) -> int:
    """Return the days between two spans: 1 for neighbouring days, 0 or less where they overlap."""
    return max(mine[0], theirs[0]) - min(mine[1], theirs[1])
