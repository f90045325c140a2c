"""Near-copies: one text that several publishers ran, cut, re-ordered, re-headed or updated.

Stories are taken in the order of their rank, each compared with the bases before it that :mod:`dateline.identity.bases` finds
most like it, so that cost grows with the number of stories, not of pairs. A pair is verified sentence by sentence: a shared
tail, shared background or a shared template is no copy.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from dateline.identity.align import Pair, align
from dateline.identity.bases import Bases, keys_in_common
from dateline.identity.text import Page, page_of
from dateline.ids import content_id
from dateline.types import CopyGroup, CopyLink, Reason, Story

__all__ = ["COPY_FEATURES", "CopyFeature", "copy_groups", "verify"]

# Pages kept while stories are compared: a page is some ten times its text, and stories compared stand near each other in time.
_PAGES = 1024
# From here on a pair is one text; set with the floors of the features on corpus/validation/copies.jsonl.
COPY = 0.62


class _Compared(NamedTuple):
    one: Page
    other: Page
    pairs: list[Pair]

    def facts(self, attribute: str) -> tuple[set[str], set[str]]:
        """Names or figures of the aligned sentences on both sides."""
        mine = {fact for pair in self.pairs for fact in getattr(self.one.lines[pair.one], attribute)}
        theirs = {fact for pair in self.pairs for fact in getattr(self.other.lines[pair.other], attribute)}
        return mine, theirs


class CopyFeature(NamedTuple):
    """A view on two aligned stories: its name, the function, its weight, and the least it must say."""

    name: str
    func: Callable[[_Compared], tuple[float, str]]
    weight: float
    least: float


def _containment(compared: _Compared) -> tuple[float, str]:
    """How much of the shorter story stands in the other, edited or not."""
    mine = sum(len(compared.one.lines[pair.one].words) * pair.score for pair in compared.pairs)
    theirs = sum(len(compared.other.lines[pair.other].words) * pair.score for pair in compared.pairs)
    shares = sorted((mine / max(1, compared.one.mass), theirs / max(1, compared.other.mass)))
    if len(compared.pairs) == 1 and shares[1] < 0.8:
        return 0.0, "one sentence shared"  # a quotation, not a copy
    return shares[1], f"{shares[1]:.0%} of the shorter, {shares[0]:.0%} of the longer"


def _lead(compared: _Compared) -> tuple[float, str]:
    """Whether the news itself is shared: the lead of each stands in the other, as it is or told anew.

    A lead told anew counts only where nearly all else is common: a follow-up repeats background under a new lead.
    """
    first = any(pair.one == 0 for pair in compared.pairs)
    second = any(pair.other == 0 for pair in compared.pairs)
    if first and second:
        return 1.0, "both leads shared"
    told = _retold(compared.one, compared.other) if not first else 1.0
    back = _retold(compared.other, compared.one) if not second else 1.0
    rest = _rest(compared)
    return rest * (1 + min(told, back)) / 2, f"lead told anew, {rest:.0%} of the rest common"


def _retold(one: Page, other: Page) -> float:
    """Share of the facts of the lead of ``one`` that stand in the first sentences of ``other``."""
    lead = one.lines[0]
    facts = lead.names | lead.figures
    there = set().union(*(line.names | line.figures | {line.text.split()[0]} for line in other.lines[:3]))
    return len(facts & there) / len(facts) if facts else 0.5


def _rest(compared: _Compared) -> float:
    """Share of the sentences below the leads that the other story has, the mean of both sides."""
    one = sum(pair.one > 0 for pair in compared.pairs) / max(1, len(compared.one.lines) - 1)
    other = sum(pair.other > 0 for pair in compared.pairs) / max(1, len(compared.other.lines) - 1)
    return (one + other) / 2


def _names(compared: _Compared) -> tuple[float, str]:
    """Whether the shared sentences name the same."""
    return _agreement(*compared.facts("names"))


def _exchanged(compared: _Compared) -> tuple[float, str]:
    """How many shared sentences do not put one name (a place, a person, a weekday) where the other has another.

    That is what a template filled with the facts of another event looks like; edits of a copy add or drop names.
    """
    named = against = 0
    for pair in compared.pairs:
        mine, theirs = compared.one.lines[pair.one].names, compared.other.lines[pair.other].names
        named += bool(mine and theirs)
        against += bool(mine - theirs) and bool(theirs - mine)
    return 1 - against / max(1, named), f"{against} of {named} sentences exchange a name"


def _figures(compared: _Compared) -> tuple[float, str]:
    """Whether figures agree: a toll may change, but not every figure."""
    return _agreement(*compared.facts("figures"))


def _agreement(mine: set[str], theirs: set[str]) -> tuple[float, str]:
    if not mine or not theirs:
        return 1.0, "none to compare"
    common = len(mine & theirs)
    return common / min(len(mine), len(theirs)), f"{common} of {min(len(mine), len(theirs))} shared"


COPY_FEATURES = (
    CopyFeature("containment", _containment, 0.4, 0.5),
    CopyFeature("lead", _lead, 0.25, 0.5),
    CopyFeature("names", _names, 0.15, 0.5),
    CopyFeature("exchanged", _exchanged, 0.15, 0.6),
    CopyFeature("figures", _figures, 0.05, 0.0),
)


def verify(one: Page, other: Page) -> tuple[float, tuple[Reason, ...]]:
    """Return the score of two stories being one text, and what each feature said; 0 if a feature rules it out."""
    if not one.lines or not other.lines:
        return 0.0, ()
    compared = _Compared(one, other, align(one, other))
    if not compared.pairs:
        return 0.0, ()
    reasons, ruled_out = [], False
    for feature in COPY_FEATURES:
        score, note = feature.func(compared)
        ruled_out |= score < feature.least
        reasons.append(Reason(feature=feature.name, score=round(score, 4), weight=feature.weight, note=note))
    total = sum(reason.score * reason.weight for reason in reasons)
    return (0.0 if ruled_out else round(total, 4)), tuple(reasons)


def copy_groups(stories: Iterable[Story]) -> list[CopyGroup]:
    """Return the groups of near-copies among ``stories``, in the order of their ids; lone stories are left out.

    The result depends on the set of stories alone, not on their order. Stories with the same text are one key.
    """
    listed = sorted({story.key: story for story in stories}.values(), key=_rank)
    page = lru_cache(_PAGES)(lambda number: page_of(listed[number].text, listed[number].title))
    shared, bases = keys_in_common(listed), Bases()
    copies: dict[int, list[tuple[int, CopyLink]]] = {}
    for number, story in enumerate(listed):
        links = []
        for base in bases.most_alike(shared[number]):
            score, reasons = verify(page(base), page(number))
            if score >= COPY:
                links.append((base, CopyLink(one=listed[base].key, other=story.key, score=score, reasons=reasons)))
        if links:  # a story goes to the base it is most like: a chain of likenesses makes no group
            base, link = max(links, key=lambda pair: (pair[1].score, -pair[0]))
            copies.setdefault(base, []).append((number, link))
        else:
            bases.add(number, shared[number])
    groups = []
    for base, found in copies.items():
        keys = (listed[base].key, *(listed[number].key for number, _ in found))
        groups.append(CopyGroup(id=content_id("cpy", keys[0]), members=keys, links=tuple(link for _, link in found)))
    return sorted(groups, key=lambda group: group.id)


def _rank(story: Story) -> tuple[bool, str, int, str]:
    """The base comes first: the earliest known date, then the longest text."""
    return not story.published, story.published, -len(story.text), story.key
