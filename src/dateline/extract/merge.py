"""Duplicates inside a story: one act told twice is one event with both pieces of evidence."""

from collections.abc import Mapping

import msgspec

from dateline.codebook.ontology import EventType
from dateline.types import Actor, Event

__all__ = ["merge_events"]


_EVERYONE_ACTS = frozenset({"CONSULT"})  # a telling may name only some of those who met


def merge_events(events: list[Event], types: Mapping[str, EventType]) -> list[Event]:
    """Return ``events`` with duplicates merged into the fuller telling; order of first mention is kept."""
    kept: list[Event] = []
    for event in events:
        twin = next((n for n, other in enumerate(kept) if _same_act(event, other, types[event.type])), None)
        if twin is None:
            kept.append(event)
        else:
            kept[twin] = _merged(kept[twin], event)
    return kept


def _parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    def codes(actors: tuple[Actor, ...]) -> frozenset[str]:
        return frozenset(actor.country or "/".join(actor.sectors[:1]) or actor.name for actor in actors)

    return codes(event.actors), codes(event.recipients)


def _same_act(one: Event, other: Event, kind: EventType) -> bool:
    if one.type != other.type or one.realis != other.realis or one.exportable != other.exportable:
        return False
    if (one.mode and other.mode and one.mode != other.mode) or kind.apart(one.mode, other.mode):
        return False
    if one.type in {"AGREE", "CONCEDE", "THREATEN", "REQUEST", "REJECT"} and not _content_overlaps(one, other):
        return False
    mine, theirs = _parties(one), _parties(other)
    actors = mine[0] == theirs[0] or (one.type in _EVERYONE_ACTS and (mine[0] <= theirs[0] or theirs[0] <= mine[0]))
    compatible = actors and (mine[1] == theirs[1] or not mine[1] or not theirs[1])
    return compatible and bool(mine[0]) and bool(theirs[0]) and _dates_meet(one, other)


def _content_overlaps(one: Event, other: Event) -> bool:
    """Promises and demands are told apart by what they are about."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return one.trigger.text.lower() == other.trigger.text.lower()
    shared = len(mine & theirs)
    return shared >= 2 or shared / min(len(mine), len(theirs)) >= 0.5


def _words(event: Event) -> set[str]:
    text = " ".join(span.text for span in event.content).lower()
    return {word.strip(".,'\"’”“") for word in text.split() if len(word) > 3}


def _soft(event: Event) -> bool:
    """A date that only says when it was reported gives way to any other."""
    return event.date.basis == "open" or event.date.basis.startswith(("inferred: told", "inferred: announced"))


def _dates_meet(one: Event, other: Event) -> bool:
    if _soft(one) or _soft(other) or not one.date.earliest or not other.date.earliest:
        return True
    return not ((one.date.latest or "9999") < other.date.earliest or (other.date.latest or "9999") < one.date.earliest)


def _merged(first: Event, second: Event) -> Event:
    """Keep the fuller telling's fields and both triggers as evidence."""

    def fullness(event: Event) -> tuple[int, bool, bool]:
        return len(event.actors) + len(event.recipients), event.mode is not None, event.date.basis != "open"

    best = second if fullness(second) > fullness(first) else first
    date = (
        first.date
        if first.date.basis.startswith("own time")
        else (second.date if second.date.basis.startswith("own time") or _soft(first) else best.date)
    )
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    mode = first.mode or second.mode
    contexts = tuple(dict.fromkeys((*first.contexts, *second.contexts)))
    return msgspec.structs.replace(
        best,
        id=first.id,
        evidence=evidence,
        date=date,
        mode=mode if best.mode is None else best.mode,
        recipients=best.recipients or first.recipients or second.recipients,
        contexts=contexts,
        historical=best.historical,
        statement=best.statement or first.statement or second.statement,
        confidence=max(first.confidence, second.confidence),
        why=msgspec.structs.replace(best.why, score=max(first.why.score, second.why.score)),
    )
