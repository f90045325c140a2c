"""What speaks for two reports being of one occurrence, and what against: a table of features, each with its reason."""

import math
from collections.abc import Callable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.identity.around import Around, Verdict, pair_of
from dateline.identity.bars import BARS
from dateline.identity.days import gap_of, span_of
from dateline.identity.parties import alike
from dateline.types import Reason, Report, Site, Tally

__all__ = ["CONTENT", "ENOUGH", "FEATURES", "SAME_SENTENCE", "SAME_STORY", "SPECIFIC", "STORY", "STORY_BELOW", "UNTOLD",
           "WORDS", "Feature", "Scale", "compare"]  # fmt: skip


class Feature(NamedTuple):
    """A feature: its name, the function (score in [-1, 1], 0 for no evidence, and a note), and its weight."""

    name: str
    func: Callable[[Report, Report, Around], Verdict]
    weight: float


class Scale(NamedTuple):
    """A likeness as a score: 0 at ``zero``, 1 a ``span`` above it, never below ``least`` or above ``most``."""

    zero: float
    span: float
    least: float
    most: float

    def __call__(self, likeness: float) -> float:
        """Return the score of one likeness."""
        return max(self.least, min(self.most, (likeness - self.zero) / self.span))

    def of(self, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the scores of many."""
        return np.clip((likeness - self.zero) / self.span, self.least, self.most)


WORDS = Scale(0.07, 0.2, -0.5, 1.0)
CONTENT = Scale(0.15, 0.15, -1.0, 1.0)
STORY, STORY_BELOW = Scale(0.1, 0.2, 0.0, 0.8), Scale(0.1, 0.1, -1.0, 0.0)
SAME_STORY = -1.0
SAME_SENTENCE = 0.5  # likeness of evidence from which copies tell it in one sentence

# What is not told is no evidence against: the score is in part relative to the weight of what both tell.
UNTOLD = 0.6
# From these scores on a feature names something specific that both tell: a known person or body, one town, one day, one
# figure, mostly the same words. Reports of two types need two such: all news of a crisis shares kind, country and season.
SPECIFIC = {"actors": 1.0, "recipients": 1.0, "place": 0.9, "time": 1.0, "figures": 1.0, "words": 0.6}
ENOUGH = 2


def compare(one: Report, other: Report, around: Around) -> tuple[float, tuple[Reason, ...]]:
    """Return the score of two reports being of one occurrence (1 at most, -1 where a bar holds) and what each feature said."""
    for bar in BARS:
        note = bar.func(one, other, around)
        if note:
            return -1.0, (Reason(feature=bar.name, score=-1.0, weight=1.0, note=note),)
    reasons = []
    for feature in FEATURES:
        score, note = feature.func(one, other, around)
        reasons.append(_reason(feature.name, round(score, 4), feature.weight, note))
    if one.type != other.type and sum(reason.score >= SPECIFIC.get(reason.feature, 2.0) for reason in reasons) < ENOUGH:
        return -1.0, (*reasons, Reason(feature="types", score=-1.0, weight=1.0, note="two types, little specific in common"))
    total = sum(reason.score * reason.weight for reason in reasons)
    told = sum(reason.weight for reason in reasons if reason.score and reason.feature != "copy")
    return round(min(1.0, total / (UNTOLD + (1 - UNTOLD) * told)), 6), tuple(reasons)


@lru_cache(maxsize=65536)
def _reason(feature: str, score: float, weight: float, note: str) -> Reason:
    """One record for all merges of which the same is said: all stand in memory until they are written."""
    return Reason(feature=feature, score=score, weight=weight, note=note)


def _type(one: Report, other: Report, around: Around) -> Verdict:
    if one.type != other.type:
        return around.types[pair_of(one, other)], f"{one.type} beside {other.type}"
    if one.mode and other.mode and one.mode != other.mode:
        return 0.5, f"{one.type}, {one.mode} beside {other.mode}"
    return 1.0, one.type


def _actors(one: Report, other: Report, around: Around) -> Verdict:
    if {one.type, other.type} & around.mutual:
        return alike(one.actors + one.recipients, other.actors + other.recipients)
    return alike(one.actors, other.actors)


def _recipients(one: Report, other: Report, around: Around) -> Verdict:
    if {one.type, other.type} & around.mutual:
        return 0.0, "all are actors"
    return alike(one.recipients, other.recipients)


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


SEASON = 30  # days by which two spans differ: what is told of a season or a year sums up many events


def _time(one: Report, other: Report, _: Around) -> Verdict:
    mine, theirs = span_of(one), span_of(other)
    if mine is None or theirs is None:
        return 0.0, "no date"
    gap = gap_of(mine, theirs)
    if gap > 0:
        return max(-1.0, 0.3 - 0.35 * gap), f"{gap} days apart"  # one day off is a matter of clocks and datelines
    if mine == theirs and mine[0] == mine[1]:
        return 1.0, "same day"
    if abs((mine[1] - mine[0]) - (theirs[1] - theirs[0])) > SEASON:
        return -0.4, "a day beside a season"
    return (0.2 if "open" in {one.basis, other.basis} else 0.5), "days overlap"


def _figures(one: Report, other: Report, _: Around) -> Verdict:
    best: Verdict | None = None
    for mine, theirs in product(one.tallies, other.tallies):
        if mine.kind == theirs.kind:
            found = _tallies(mine, theirs)
            best = found if best is None or found[0] > best[0] else best
    return best or (0.0, "none to compare")


_TOLLS_APART = 0.2  # one figure from five times the other on: a raid beside a year of raids


def _tallies(mine: Tally, theirs: Tally) -> Verdict:
    low, high = sorted((mine.low, theirs.low))
    note = f"{mine.kind} {mine.words} beside {theirs.words}"
    if low == high:
        return 1.0, note
    ratio = low / high if high else 0.0
    return (0.5 if ratio >= 0.7 else 0.0 if ratio >= 0.4 else -0.6 if ratio >= _TOLLS_APART else -1.0), note


def _words(one: Report, other: Report, around: Around) -> Verdict:
    likeness = around.evidence.likeness(one.id, other.id)
    return WORDS(likeness), f"evidence {likeness:.2f} alike"


def _content(one: Report, other: Report, around: Around) -> Verdict:
    """Acts of speech are told apart by what was said; deeds may be worded in any way."""
    if one.type not in around.told or other.type not in around.told:
        return 0.0, "a deed"
    likeness = around.evidence.likeness(one.id, other.id)
    return CONTENT(likeness), f"content {likeness:.2f} alike"


def _story(one: Report, other: Report, around: Around) -> Verdict:
    if one.story == other.story:
        return SAME_STORY, "one story tells both"  # what one story tells apart is mostly not the same
    likeness = around.stories.likeness(one.story, other.story)
    return (STORY_BELOW if likeness < STORY.zero else STORY)(likeness), f"stories {likeness:.2f} alike"


def _copy(one: Report, other: Report, around: Around) -> Verdict:
    """Copies tell the same in the same sentence; in another sentence they tell something else."""
    mine, theirs = around.group.get(one.story), around.group.get(other.story)
    if mine is None or mine != theirs or one.story == other.story:
        return 0.0, "not copies"
    likeness = around.evidence.likeness(one.id, other.id)
    return (1.0 if likeness >= SAME_SENTENCE and one.trigger == other.trigger else 0.0), f"copies of one text, {mine}"


STEM = 3  # letters; and so many may differ at the end of the longer word: killed, killing, killings


def _trigger(one: Report, other: Report, _: Around) -> Verdict:
    mine, theirs = one.trigger.lower(), other.trigger.lower()
    stem = max(STEM, max(len(mine), len(theirs)) - STEM)
    if mine[:stem] == theirs[:stem]:
        return 1.0, f"{one.trigger} beside {other.trigger}"
    return -0.3, f"{one.trigger} beside {other.trigger}"


# Set on ECB+ dev (chains of events) and on 89 stories of Voice of America, read, with bench/identity.py's made-up days and
# look-alikes as guards: python bench/occurrences.py.
FEATURES = (
    Feature("type", _type, 0.18),
    Feature("actors", _actors, 0.14),
    Feature("recipients", _recipients, 0.12),
    Feature("place", _place, 0.22),
    Feature("time", _time, 0.28),
    Feature("figures", _figures, 0.3),
    Feature("words", _words, 0.18),
    Feature("content", _content, 0.16),
    Feature("story", _story, 0.08),
    Feature("copy", _copy, 0.32),
    Feature("trigger", _trigger, 0.14),
)
