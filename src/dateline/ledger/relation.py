"""What a deed means for a promise."""

from typing import Literal, NamedTuple

from dateline.ledger.pair import Match, compatible, party_keys
from dateline.ledger.words import LedgerWords
from dateline.types import Deed, Relation, Told

__all__ = ["Judged", "other_figure", "relation_of"]

_COURSE: dict[str, Relation] = {
    "extended": "extends", "amended": "amends", "suspended": "amends", "replaced": "supersedes", "unmet": "lapses",
}  # fmt: skip


class Judged(NamedTuple):
    """A relation, whether it was told or concluded, and whether it may stand without a person's word."""

    relation: Relation
    inference: Literal["reported", "derived"]
    sure: bool


def relation_of(promise: Deed, told: Told, match: Match, words: LedgerWords) -> Judged | None:
    """Return what ``told`` means for ``promise``; None if it says nothing about its course."""
    deed = told.deed
    if deed.outcome in _COURSE:
        return Judged(_COURSE[deed.outcome], "reported", sure=True)
    if deed.outcome == "cancelled":
        return Judged("cancels", "reported", sure=match.values["committer"] > 0)
    if deed.outcome == "not_yet":
        return _not_yet(promise, told)
    negative = promise.polarity == "negative" or (deed.back is not None and deed.back.polarity == "negative")
    if deed.outcome == "undone":
        return None if negative else Judged("breaches", "reported", sure=True)
    against = negative or (deed.back is not None and deed.back.contrast)
    if against and party_keys(deed.actors) and not compatible(promise.actors, deed.actors, words):
        return None  # what somebody else does breaks no promise
    if negative:
        return Judged("breaches", "derived", sure=words.told_act(deed.content.acts))
    if against:
        return _against(promise, deed, words)
    return _done(promise, deed)


def _not_yet(promise: Deed, told: Told) -> Judged | None:
    """ "has yet to deliver": a breach once the deadline has passed, before it nothing; without one a person decides."""
    latest = promise.deadline.latest
    if latest is None:
        return Judged("breaches", "reported", sure=False)
    return Judged("breaches", "reported", sure=True) if told.published > latest else None


def _against(promise: Deed, deed: Deed, words: LedgerWords) -> Judged | None:
    """Another act set against the promise breaks it; the very act that was promised does not."""
    wanted = set(promise.content.acts) or set(words.bare_acts)
    if deed.outcome == "partial" and wanted & set(deed.content.acts):
        return Judged("partial", "derived", sure=True)
    if wanted & set(deed.content.acts):
        return None
    return Judged("breaches", "derived", sure=words.told_act(deed.content.acts))  # "but sounded unsure" breaks nothing


def _done(promise: Deed, deed: Deed) -> Judged:
    if deed.outcome == "progress":
        return Judged("progress", "reported", sure=True)
    if deed.complete:
        return Judged("fulfils", "reported", sure=True)
    if deed.outcome == "partial" or _less(promise, deed):
        return Judged("partial", "reported", sure=True)
    return Judged("fulfils", "reported", sure=True)


def _less(promise: Deed, deed: Deed) -> bool:
    """Whether the deed counts fewer of a thing than were promised."""
    wanted = _counts(promise.content.numbers)
    given = _counts(deed.content.numbers)
    return any(noun in wanted and number < wanted[noun] for noun, number in given.items())


def other_figure(earlier: Deed, later: Deed) -> bool:
    """Whether two promises count the same things otherwise: 40 pumps, 60 pumps."""
    first, second = _counts(earlier.content.numbers), _counts(later.content.numbers)
    return any(first[noun] != second[noun] for noun in first.keys() & second.keys())


def _counts(numbers: tuple[str, ...]) -> dict[str, float]:
    """The smallest number by noun: "six of the 18 howitzers" is about six."""
    found: dict[str, float] = {}
    for text in numbers:
        number, _, noun = text.partition(" ")
        found[noun] = min(float(number), found.get(noun, float(number)))
    return found
