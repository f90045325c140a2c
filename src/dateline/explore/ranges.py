"""Steps along a range of days: closer, wider, earlier, later; the links under a chart of days."""

from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["Step", "steps"]


class Step(NamedTuple):
    """A link to another range; ``key`` does the same in the chart, "" if none does."""

    label: str
    key: str
    since: date | None
    until: date | None


def steps(since: date | None, until: date | None, first: date | None, last: date | None) -> list[Step]:
    """Return the steps from the range asked for (None: open), where there are events from ``first`` to ``last``."""
    start, end = since or first, until or last
    if start is None or end is None or start > end:
        return [Step("all days", "0", None, None)] if since or until else []
    days = (end - start).days + 1
    half, quarter = (days + 1) // 2, days // 4
    found = [Step("closer", "+", start + timedelta(quarter), end - timedelta(quarter))] if quarter else []
    if since or until:
        found += [
            Step("wider", "-", _moved(start, -half), _moved(end, half)),
            Step("earlier", "", _moved(start, -half), _moved(end, -half)),
            Step("later", "", _moved(start, half), _moved(end, half)),
            Step("all days", "0", None, None),
        ]
    return found


def _moved(day: date, days: int) -> date:
    """The day so many days away, the calendar's first or last if there is none."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
