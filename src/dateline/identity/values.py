"""The values that reports of one occurrence give: side by side with their holders, never averaged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dateline.types import Held, Report

__all__ = ["values_of"]

# Fields of which one occurrence has one value: two values that cannot both be true are a dispute. The rest may be many.
_ONE = ("killed", "injured", "arrested", "participants", "date", "place", "realis")
_Value = tuple[str, str, float | None, float | None]
_Bag = dict[_Value, list[tuple[str, Report]]]


def values_of(reports: Sequence[Report], group: Mapping[str, str]) -> tuple[tuple[Held, ...], tuple[str, ...]]:
    """Return all values with holders, and the fields on which holders disagree.

    Args:
        reports: the reports of one occurrence.
        group: near-copy group of a story, where it has one; a group counts as one independent holder.
    """
    bag: _Bag = defaultdict(list)
    for report in reports:
        for value, holder in _told(report):
            bag[value].append((holder, report))
    held = tuple(
        Held(
            field=field,
            value=text,
            low=low,
            high=high,
            holders=tuple(sorted({holder for holder, _ in told if holder})),
            reports=tuple(sorted({report.id for _, report in told})),
            independent=len({group.get(report.story, report.story) for _, report in told}),
        )
        for (field, text, low, high), told in sorted(bag.items(), key=lambda pair: _order(pair[0]))
    )
    return held, tuple(field for field in _ONE if _disputed([one for one in held if one.field == field], reports))


def _order(value: _Value) -> tuple[str, float, float, str]:
    field, text, low, high = value
    return field, low if low is not None else -1.0, high if high is not None else float("inf"), text


def _told(report: Report) -> Iterator[tuple[_Value, str]]:
    for tally in report.tallies:
        bound = "" if tally.high == tally.low else f"..{'' if tally.high is None else format(tally.high, 'g')}"
        yield (tally.kind, f"{tally.low:g}{bound}", tally.low, tally.high), tally.holder
    if report.earliest and report.latest:
        text = report.earliest if report.earliest == report.latest else f"{report.earliest}..{report.latest}"
        yield ("date", text, None, None), report.holder
    if report.site:
        yield ("place", report.site.name, None, None), report.holder
    yield ("realis", report.realis, None, None), report.holder
    for role, parties in (("actor", report.actors), ("recipient", report.recipients)):
        for party in parties:
            yield (role, party.name, None, None), report.holder


def _disputed(held: Sequence[Held], reports: Iterable[Report]) -> bool:
    if not held:
        return False
    if held[0].field == "place":
        sites = [report.site for report in reports if report.site and report.site.precision in {"city", "site"}]
        return any(one.name != other.name for one, other in combinations(sites, 2))
    if held[0].field == "date":
        spans = [one.value.split("..") for one in held]
        return any(a[0] > b[-1] or b[0] > a[-1] for a, b in combinations(spans, 2))
    if held[0].field == "realis":
        return len(held) > 1
    return any(_apart(one, other) for one, other in combinations(held, 2))


def _apart(one: Held, other: Held) -> bool:
    """Whether two intervals have nothing in common; an open end reaches as far as it must."""
    first, last = (one.low, one.high), (other.low, other.high)
    starts = max(first[0] or 0.0, last[0] or 0.0)
    ends = min(first[1] if first[1] is not None else float("inf"), last[1] if last[1] is not None else float("inf"))
    return starts > ends
