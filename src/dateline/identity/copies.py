"""Near-copies: one text that several publishers ran, cut, re-ordered, re-headed or updated.

Candidates come from min-hash bands over runs of three words and from whole sentences in common, so that cost grows with
the number of stories, not of pairs. Each candidate pair is then verified sentence by sentence: a shared tail, shared
background or a shared template is no copy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import rensa

from dateline.identity.align import Pair, align
from dateline.identity.text import Page, page_of, shingles
from dateline.ids import content_id
from dateline.types import CopyGroup, CopyLink, Reason, Story

__all__ = ["COPY_FEATURES", "CopyFeature", "copy_groups", "verify"]

# 128 hashes in 42 bands of 3: stories that share 30 % of their runs meet with probability 0.68, 50 % with 0.996.
HASHES, ROWS, SEED = 128, 3, 20240515
# A band or sentence shared by more stories than this is boilerplate, or a text that all of them run: each is compared
# with the first few in order of date, among which the base of the latter is, and with its neighbours.
CROWD, NEAR = 12, 4
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
    pages = [page_of(story.text, story.title) for story in listed]
    links: dict[int, list[tuple[int, CopyLink]]] = defaultdict(list)
    for one, other in sorted(_candidates(pages)):
        score, reasons = verify(pages[one], pages[other])
        if score >= COPY:
            link = CopyLink(one=listed[one].key, other=listed[other].key, score=score, reasons=reasons)
            links[other].append((one, link))
    groups = []
    for base, copies in sorted(_stars(len(listed), links).items()):
        keys = (listed[base].key, *(listed[number].key for number, _ in copies))
        groups.append(CopyGroup(id=content_id("cpy", keys[0]), members=keys, links=tuple(link for _, link in copies)))
    return sorted(groups, key=lambda group: group.id)


def _stars(count: int, links: Mapping[int, Sequence[tuple[int, CopyLink]]]) -> dict[int, list[tuple[int, CopyLink]]]:
    """Each story goes to the base it is most like, or becomes a base: a chain of likenesses makes no group."""
    bases: dict[int, list[tuple[int, CopyLink]]] = {}
    for number in range(count):
        found = [(base, link) for base, link in links.get(number, ()) if base in bases]
        if found:
            base, link = max(found, key=lambda pair: (pair[1].score, -pair[0]))
            bases[base].append((number, link))
        else:
            bases[number] = []
    return {base: copies for base, copies in bases.items() if copies}


def _rank(story: Story) -> tuple[bool, str, int, str]:
    """The base comes first: the earliest known date, then the longest text."""
    return not story.published, story.published, -len(story.text), story.key


def _candidates(pages: Sequence[Page]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band or a sentence; pages stand in the order of their rank."""
    buckets: dict[tuple[int, object], list[int]] = defaultdict(list)
    runs = [sorted(shingles(page)) for page in pages]
    for number, (page, found) in enumerate(zip(pages, runs, strict=True)):
        hashed = rensa.RMinHash(num_perm=HASHES, seed=SEED)
        hashed.update(found)
        signature = hashed.digest()
        if found:
            for band in range(HASHES // ROWS):
                buckets[band, tuple(signature[band * ROWS : (band + 1) * ROWS])].append(number)
        for line in {line.words for line in page.lines}:
            buckets[-1, line].append(number)
    seen: set[tuple[int, int]] = set()
    for members in buckets.values():
        if len(members) <= CROWD:
            seen.update(combinations(members, 2))
            continue
        for at, one in enumerate(members):
            seen.update((one, other) for other in members[at + 1 : at + 1 + NEAR])
            seen.update((base, one) for base in members[:NEAR] if base < one)
    return iter(seen)
