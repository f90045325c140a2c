"""Near-copies: one text that several publishers ran, cut, re-ordered, re-headed or updated.

Stories are taken in the order of their rank, each compared with the bases before it that :mod:`dateline.identity.bases` finds
most like it, so that cost grows with the number of stories, not of pairs. A pair is verified sentence by sentence: a shared
tail, shared background or a shared template is no copy.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from dateline.identity.align import Pair, Told, align
from dateline.identity.bases import Bases, in_common, keys_of
from dateline.identity.sketches import Facts, Sketch, Sketches
from dateline.identity.text import page_of
from dateline.ids import content_id
from dateline.types import CopyGroup, CopyLink, Reason, Story

__all__ = ["COPY_FEATURES", "CopyFeature", "copy_groups"]

# Stories kept ready while they are compared, some 15 KB each: those compared stand near each other in time, mostly.
_READY = 4096
# From here on a pair is one text; set with the floors of the features on corpus/validation/copies.jsonl.
COPY = 0.62


class _Side(NamedTuple):
    """A story that is compared: its words, and what makes its facts."""

    sketch: Sketch
    told: Callable[[], list[Facts]]

    @property
    def mass(self) -> int:
        """Words of all sentences."""
        return len(self.sketch.words)

    @property
    def lengths(self) -> list[int]:
        """Words of each sentence."""
        found: list[int] = self.sketch.lengths.tolist()
        return found


class _Compared(NamedTuple):
    one: _Side
    other: _Side
    pairs: list[Pair]

    def facts(self) -> Iterator[tuple[Facts, Facts]]:
        """Facts of the aligned sentences on both sides."""
        mine, theirs = self.one.told(), self.other.told()
        return ((mine[pair.one], theirs[pair.other]) for pair in self.pairs)


class CopyFeature(NamedTuple):
    """A view on two aligned stories: its name, the function, its weight, and the least it must say."""

    name: str
    func: Callable[[_Compared], tuple[float, str]]
    weight: float
    least: float


def _containment(compared: _Compared) -> tuple[float, str]:
    """How much of the shorter story stands in the other, edited or not."""
    one, other = compared.one.lengths, compared.other.lengths
    mine = sum(one[pair.one] * pair.score for pair in compared.pairs)
    theirs = sum(other[pair.other] * pair.score for pair in compared.pairs)
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


def _retold(one: _Side, other: _Side) -> float:
    """Share of the facts of the lead of ``one`` that stand in the first sentences of ``other``."""
    lead = one.told()[0]
    facts = lead.names | lead.figures
    there = set(other.sketch.heads).union(*(line.names | line.figures for line in other.told()[:3]))
    return len(facts & there) / len(facts) if facts else 0.5


def _rest(compared: _Compared) -> float:
    """Share of the sentences below the leads that the other story has, the mean of both sides."""
    one = sum(pair.one > 0 for pair in compared.pairs) / max(1, len(compared.one.lengths) - 1)
    other = sum(pair.other > 0 for pair in compared.pairs) / max(1, len(compared.other.lengths) - 1)
    return (one + other) / 2


def _names(compared: _Compared) -> tuple[float, str]:
    """Whether the shared sentences name the same."""
    return _agreement((one.names, other.names) for one, other in compared.facts())


def _exchanged(compared: _Compared) -> tuple[float, str]:
    """How many shared sentences do not put one name (a place, a person, a weekday) where the other has another.

    That is what a template filled with the facts of another event looks like; edits of a copy add or drop names.
    """
    named = against = 0
    for one, other in compared.facts():
        named += bool(one.names and other.names)
        against += bool(one.names - other.names) and bool(other.names - one.names)
    return 1 - against / max(1, named), f"{against} of {named} sentences exchange a name"


def _figures(compared: _Compared) -> tuple[float, str]:
    """Whether figures agree: a toll may change, but not every figure."""
    return _agreement((one.figures, other.figures) for one, other in compared.facts())


def _agreement(sides: Iterable[tuple[frozenset[int], frozenset[int]]]) -> tuple[float, str]:
    mine: set[int] = set()
    theirs: set[int] = set()
    for one, other in sides:
        mine |= one
        theirs |= other
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


def _verify(compared: _Compared) -> tuple[float, tuple[Reason, ...]]:
    """Return the score of two stories being one text, and what each feature said; 0 as soon as a feature rules it out."""
    if not compared.pairs:
        return 0.0, ()
    reasons = []
    for feature in COPY_FEATURES:
        score, note = feature.func(compared)
        if score < feature.least:
            return 0.0, ()
        reasons.append(Reason(feature=feature.name, score=round(score, 4), weight=feature.weight, note=note))
    return round(sum(reason.score * reason.weight for reason in reasons), 4), tuple(reasons)


def copy_groups(stories: Iterable[Story]) -> list[CopyGroup]:
    """Return the groups of near-copies among ``stories``, in the order of their ids; lone stories are left out.

    The result depends on the set of stories alone, not on their order. Stories with the same text are one key.
    """
    listed = sorted({story.key: story for story in stories}.values(), key=_rank)
    sketches, bases = Sketches(), Bases()
    shared = in_common([keys_of(sketches.add(page_of(story.text, story.title))) for story in listed])
    compare = _Comparing(sketches)
    copies: dict[int, list[tuple[int, CopyLink]]] = {}
    for number, story in enumerate(listed):
        links = []
        for base, (score, reasons) in compare(bases.most_alike(shared[number]), number):
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


class _Comparing:
    """Stories by number, compared with bases."""

    def __init__(self, sketches: Sketches) -> None:
        self._sketches = sketches
        lower, _, _ = sketches.vocabulary.tables()
        self._ready = lru_cache(_READY)(lambda story: Told.of(sketches[story], lower))
        self._facts = lru_cache(_READY)(sketches.facts)

    def __call__(self, bases: Sequence[int], story: int) -> Iterator[tuple[int, tuple[float, tuple[Reason, ...]]]]:
        """Yield each of ``bases`` with the score of ``story`` being a copy of it and the reasons."""
        if not bases:
            return
        ones, other = [self._side(base) for base in bases], self._side(story)
        aligned = align([self._ready(base) for base in bases], self._ready(story))
        for base, one, pairs in zip(bases, ones, aligned, strict=True):
            yield base, _verify(_Compared(one, other, pairs))

    def _side(self, story: int) -> _Side:
        return _Side(self._sketches[story], partial(self._facts, story))


def _rank(story: Story) -> tuple[bool, str, int, str]:
    """The base comes first: the earliest known date, then the longest text."""
    return not story.published, story.published, -len(story.text), story.key
