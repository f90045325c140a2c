"""One commitment told twice in a story, as in headline and lead, is one row."""

import msgspec

from dateline.types import Commitment

__all__ = ["merged"]

_SHORT, _SHARED = 3, 0.6


def merged(found: list[Commitment]) -> list[Commitment]:
    """Return ``found`` with retellings merged into the fuller one, in order of first mention."""
    kept: list[Commitment] = []
    for one in found:
        twin = next((n for n, other in enumerate(kept) if _same(one, other)), None)
        if twin is None:
            kept.append(one)
        else:
            kept[twin] = _fuller(kept[twin], one)
    return kept


def _same(one: Commitment, other: Commitment) -> bool:
    if (one.valence, one.polarity) != (other.valence, other.polarity) or _parties(one) != _parties(other):
        return False
    if one.sent == other.sent:
        return one.action.text == other.action.text
    mine, theirs = _words(one), _words(other)
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return shared >= _SHARED and not (
        one.deadline.latest and other.deadline.latest and one.deadline.latest != other.deadline.latest
    )


def _parties(one: Commitment) -> frozenset[str]:
    return frozenset(actor.country or actor.name for actor in one.committers)


def _words(one: Commitment) -> set[str]:
    return {word.strip(".,'\"’”“").lower() for word in one.action.text.split() if len(word) > _SHORT}


def _fuller(first: Commitment, second: Commitment) -> Commitment:
    """The more exact telling, with the evidence of both; the stronger cue counts."""
    best, other = (
        (second, first) if (second.specificity, second.strength) > (first.specificity, first.strength) else (first, second)
    )
    why = msgspec.structs.replace(best.why, evidence=tuple(dict.fromkeys((*best.why.evidence, *other.why.evidence))))
    return msgspec.structs.replace(
        best,
        id=first.id,
        event=best.event or other.event,
        strength=max(first.strength, second.strength),
        novelty="new" if "new" in {first.novelty, second.novelty} else best.novelty,
        condition=best.condition or other.condition,
        why=why,
    )
