"""What speaks for two reports being of one occurrence, and what against: a table of features, each with its reason."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.codebook.files import DATA, read_yaml
from dateline.identity.vectors import Vectors
from dateline.types import Party, Reason, Report, Site, Tally

__all__ = ["FEATURES", "Around", "Feature", "compare", "load_confusions", "pair_of", "span_of"]

Verdict = tuple[float, str]


class _Confusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    types: tuple[str, str]
    score: float


class Confusions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How compatible event types are (``data/identity/confusions.yaml``)."""

    pairs: tuple[_Confusion, ...]
    mutual: frozenset[str]
    told: frozenset[str]


def load_confusions(data: Path = DATA) -> Confusions:
    """Return the table of types that one occurrence may be coded as; CodebookError if it does not validate."""
    return read_yaml(data / "identity" / "confusions.yaml", Confusions)


class Around(NamedTuple):
    """What features look at beside the two reports: likeness of evidence and of stories, copies, compatible types."""

    evidence: Vectors
    stories: Vectors
    group: Mapping[str, str]
    types: Mapping[tuple[str, str], float]
    mutual: frozenset[str]
    told: frozenset[str]


class Feature(NamedTuple):
    """A feature: its name, the function (score in [-1, 1], 0 for no evidence, and a note), and its weight."""

    name: str
    func: Callable[[Report, Report, Around], Verdict]
    weight: float


# What is not told is no evidence against: the score is in part relative to the weight of what both tell.
UNTOLD = 0.6
# From these scores on a feature names something specific that both tell: a known person or body, one town, one day, one
# figure, mostly the same words. Without any, agreement in kind, country and season is what all news of a crisis shares.
SPECIFIC = {"actors": 1.0, "recipients": 1.0, "place": 0.9, "time": 1.0, "figures": 1.0, "words": 0.6, "copy": 1.0}
ANCHOR = 0.15


def compare(one: Report, other: Report, around: Around) -> tuple[float, tuple[Reason, ...]]:
    """Return the score of two reports being of one occurrence (1 at most) and what each feature said."""
    reasons = []
    for feature in FEATURES:
        score, note = feature.func(one, other, around)
        reasons.append(Reason(feature=feature.name, score=round(score, 4), weight=feature.weight, note=note))
    if not any(reason.score >= SPECIFIC.get(reason.feature, 2.0) for reason in reasons):
        reasons.append(Reason(feature="anchor", score=-1.0, weight=ANCHOR, note="nothing specific in common"))
    total = sum(reason.score * reason.weight for reason in reasons)
    told = sum(reason.weight for reason in reasons if reason.score and reason.feature != "copy")
    return round(min(1.0, total / (UNTOLD + (1 - UNTOLD) * told)), 6), tuple(reasons)


def pair_of(one: Report, other: Report) -> tuple[str, str]:
    """Return the types of two reports in sorted order."""
    return (min(one.type, other.type), max(one.type, other.type))


def _type(one: Report, other: Report, around: Around) -> Verdict:
    if one.type != other.type:
        return around.types[pair_of(one, other)], f"{one.type} beside {other.type}"
    if one.mode and other.mode and one.mode != other.mode:
        return 0.5, f"{one.type}, {one.mode} beside {other.mode}"
    return 1.0, one.type


def _actors(one: Report, other: Report, around: Around) -> Verdict:
    if {one.type, other.type} & around.mutual:
        return _parties(one.actors + one.recipients, other.actors + other.recipients)
    return _parties(one.actors, other.actors)


def _recipients(one: Report, other: Report, around: Around) -> Verdict:
    if {one.type, other.type} & around.mutual:
        return 0.0, "all are actors"
    return _parties(one.recipients, other.recipients)


_LAND = ("cty:", "geo:", "reg:")  # who acts for a country is told by country and sector, not by the country's id


def _parties(mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> Verdict:
    if not mine or not theirs:
        return 0.0, "not told"
    known = [{party.entity for party in side if party.entity} for side in (mine, theirs)]
    countries = [{party.country for party in side if party.country} for side in (mine, theirs)]
    crossing = bool(countries[0] - countries[1]) and bool(countries[1] - countries[0])
    named = sorted(entity for entity in known[0] & known[1] if not entity.startswith(_LAND))
    if named and not crossing:
        return 1.0, ", ".join(named)
    sectors = [{sector for party in side for sector in party.sectors} for side in (mine, theirs)]
    alike = bool(sectors[0] & sectors[1])
    note = f"{'/'.join(sorted(countries[0] | sectors[0]))} beside {'/'.join(sorted(countries[1] | sectors[1]))}"
    if not countries[0] or not countries[1]:
        return (0.3 if alike else -0.4 if sectors[0] and sectors[1] else 0.0), note
    if not countries[0] & countries[1]:
        return -0.8, note
    if crossing:
        return -0.5, note
    score = 0.5 if countries[0] == countries[1] else 0.2
    if sectors[0] and sectors[1]:
        score += 0.2 if alike else -0.4
    persons = [{entity for entity in side if entity.startswith("per:")} for side in known]
    return (score - 0.5 if persons[0] and persons[1] else score), note


def _place(one: Report, other: Report, _: Around) -> Verdict:
    if one.site and other.site:
        return _sites(one.site, other.site)
    if one.lands and other.lands and not set(one.lands) & set(other.lands):
        return -0.8, f"{'/'.join(one.lands)} beside {'/'.join(other.lands)}"
    site, around = (one.site, other.around) if one.site else (other.site, one.around)
    if site is None:
        return _contexts(one, other)
    if site.name in around:
        return 0.4, f"{site.name}, which the other story names"
    return (-0.3 if around and site.precision != "country" else 0.0), f"{site.name}, which the other story does not name"


def _contexts(one: Report, other: Report) -> Verdict:
    """Neither says where: what else the stories name is all there is."""
    common = set(one.around) & set(other.around)
    if common:
        return 0.2, f"both stories name {min(common)}"
    return (-0.4, "the stories name other places") if one.around and other.around else (0.0, "no place")


_COARSE = frozenset({"country", "admin1", "region"})
_NEAR, _FAR = 15.0, 80.0  # kilometres: one town; another town


def _sites(one: Site, other: Site) -> Verdict:
    if one.name == other.name and one.country == other.country:
        return (0.4 if one.precision == "country" else 1.0), one.name
    note = f"{one.name} beside {other.name}"
    if one.country and other.country and one.country != other.country:
        return -1.0, note
    coarse = {one.precision, other.precision} & _COARSE
    if "country" in coarse:
        return 0.3, f"{note}: country"
    if one.admin1 and one.admin1 == other.admin1 and coarse:
        return 0.6, f"{note}: same division"
    apart = distance(one, other)
    if apart is None:
        return 0.0, f"{note}: distance unknown"
    if coarse:
        return (0.2 if apart < 3 * _FAR else -0.7), f"{note}: {apart:.0f} km, one is a division"
    return (0.9 if apart <= _NEAR else 0.0 if apart <= _FAR else -1.0), f"{note}: {apart:.0f} km"


def distance(one: Site, other: Site) -> float | None:
    """Return the distance of two sites in kilometres (great circle), None if one has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    a, b, c, d = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


OPEN = 3  # days before publication in which an event without a date is looked for: news is about what is new


@lru_cache(maxsize=65536)
def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def span_of(report: Report) -> tuple[int, int] | None:
    """Return the first and last day (ordinals) on which the event may have been, None where nothing is known."""
    first, last = _day(report.earliest), _day(report.latest) or _day(report.published)
    if last is None:
        return None if first is None else (first, first)
    if first is None:
        return last - OPEN, last
    return min(first, last), last


def _time(one: Report, other: Report, _: Around) -> Verdict:
    mine, theirs = span_of(one), span_of(other)
    if mine is None or theirs is None:
        return 0.0, "no date"
    gap = max(mine[0], theirs[0]) - min(mine[1], theirs[1])
    if gap > 0:
        return max(-1.0, 0.3 - 0.35 * gap), f"{gap} days apart"  # one day off is a matter of clocks and datelines
    if mine == theirs and mine[0] == mine[1]:
        return 1.0, "same day"
    return (0.2 if "open" in {one.basis, other.basis} else 0.5), "days overlap"


def _figures(one: Report, other: Report, _: Around) -> Verdict:
    best: Verdict | None = None
    for mine, theirs in product(one.tallies, other.tallies):
        if mine.kind == theirs.kind:
            found = _tallies(mine, theirs)
            best = found if best is None or found[0] > best[0] else best
    return best or (0.0, "none to compare")


def _tallies(mine: Tally, theirs: Tally) -> Verdict:
    low, high = sorted((mine.low, theirs.low))
    note = f"{mine.kind} {mine.words} beside {theirs.words}"
    if low == high:
        return 1.0, note
    ratio = low / high if high else 0.0
    return (0.5 if ratio >= 0.7 else 0.0 if ratio >= 0.4 else -0.6), note


def _words(one: Report, other: Report, around: Around) -> Verdict:
    likeness = around.evidence.likeness(one.id, other.id)
    return max(-0.5, min(1.0, (likeness - 0.07) / 0.2)), f"evidence {likeness:.2f} alike"


def _content(one: Report, other: Report, around: Around) -> Verdict:
    """Acts of speech are told apart by what was said; deeds may be worded in any way."""
    if one.type not in around.told or other.type not in around.told:
        return 0.0, "a deed"
    likeness = around.evidence.likeness(one.id, other.id)
    return max(-1.0, min(1.0, (likeness - 0.15) / 0.15)), f"content {likeness:.2f} alike"


def _story(one: Report, other: Report, around: Around) -> Verdict:
    if one.story == other.story:
        # what one story tells apart is mostly not the same, above all what was said
        return (-0.3 if one.quad.startswith("material") else -1.0), "one story tells both"
    likeness = around.stories.likeness(one.story, other.story)
    return max(-1.0, min(0.8, (likeness - 0.1) / (0.1 if likeness < 0.1 else 0.2))), f"stories {likeness:.2f} alike"


def _copy(one: Report, other: Report, around: Around) -> Verdict:
    """Copies tell the same in the same sentence; in another sentence they tell something else."""
    mine, theirs = around.group.get(one.story), around.group.get(other.story)
    if mine is None or mine != theirs or one.story == other.story:
        return 0.0, "not copies"
    likeness = around.evidence.likeness(one.id, other.id)
    return (1.0 if likeness >= 0.5 and one.trigger == other.trigger else 0.0), f"copies of one text, {mine}"


# Set on bench/identity.py (one made-up day) and held against look-alikes.
FEATURES = (
    Feature("type", _type, 0.16),
    Feature("actors", _actors, 0.14),
    Feature("recipients", _recipients, 0.12),
    Feature("place", _place, 0.2),
    Feature("time", _time, 0.1),
    Feature("figures", _figures, 0.05),
    Feature("words", _words, 0.12),
    Feature("content", _content, 0.15),
    Feature("story", _story, 0.15),
    Feature("copy", _copy, 0.3),
)
