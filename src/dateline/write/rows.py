"""Events as flat rows: what all the tabular formats are made of."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.types import Actor, Coding, Event, Place

__all__ = ["EventRow", "event_rows", "inert", "joined", "names", "pairs", "row_id"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class EventRow(NamedTuple):
    """An event with its coding and its place."""

    coding: Coding
    event: Event
    place: Place | None


def event_rows(codings: Iterable[Coding], *, exportable_only: bool, min_confidence: float = 0.0) -> Iterator[EventRow]:
    """Yield the events of ``codings``; with ``exportable_only`` just those the codebook codes."""
    for coding in codings:
        places = {place.id: place for place in coding.places}
        for event in coding.events:
            if (event.exportable or not exportable_only) and event.confidence >= min_confidence:
                yield EventRow(coding, event, places.get(event.place or ""))


def row_id(row: EventRow) -> str:
    """Return an id that no other event has: that of the event is unique in its document only."""
    return f"{row.coding.document.id}/{row.event.id}"


def joined(values: Iterable[str], separator: str = "; ") -> str:
    """Return ``values`` without repeats as one cell."""
    return separator.join(dict.fromkeys(value for value in values if value))


def names(actors: Iterable[Actor]) -> str:
    """Return the names of ``actors`` as one cell."""
    return joined(actor.name for actor in actors)


def pairs(event: Event) -> Iterator[tuple[Actor, Actor | None]]:
    """Yield who acts on whom as CAMEO has it, which knows pairs only; a meeting of several gives each ordered pair."""
    if event.recipients:
        yield from ((actor, other) for actor in event.actors for other in event.recipients)
    elif len(event.actors) > 1:
        yield from ((one, other) for one in event.actors for other in event.actors if one is not other)
    else:
        yield from ((actor, None) for actor in event.actors)


def inert(cell: str) -> str:
    """Return ``cell`` so that a spreadsheet shows it and does not run it; numbers stay numbers."""
    if cell.startswith(_FORMULA) and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
