"""PLOVER JSON: one record a line with the field names of the codebook's chapter on formats."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dateline.types import Actor, Coding, Quantity
from dateline.write.rows import EventRow, event_rows, row_id

__all__ = ["plover_lines"]

_ENCODER = msgspec.json.Encoder(order="deterministic")
_QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
_SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}


def plover_lines(codings: Iterable[Coding], min_confidence: float = 0.0) -> Iterator[bytes]:
    """Yield exportable events as PLOVER JSON records."""
    for row in event_rows(codings, exportable_only=True, min_confidence=min_confidence):
        yield _ENCODER.encode(_record(row)) + b"\n"


def _record(row: EventRow) -> dict[str, Any]:
    coding, event, place = row
    document = coding.document
    record: dict[str, Any] = {
        "id": row_id(row),
        "date": event.date.earliest or event.date.latest or "",
        "actor": [_actor(actor) for actor in event.actors],
        "recipient": [_actor(actor) for actor in event.recipients],
        "event": [event.type],
        "mode": [event.mode] if event.mode else [],
        "context": list(event.contexts),
        "quad": _QUADS[event.quad],
        "scale": event.score,
        "cameo": event.cameo,
        "text": document.text[slice(*_around(document.text, event.trigger.start, event.trigger.end))],
        "textstart": event.trigger.start,
        "textend": event.trigger.end,
        "publisher": document.publisher,
        "pubdate": document.published or "",
        "url": document.url,
        "storyid": document.id,
        "coder": f"dateline {coding.run.version}" if coding.run else "dateline",
    }
    if event.date.latest and event.date.latest != event.date.earliest:
        record["enddate"] = event.date.latest
    if place is not None:
        record["location"] = {
            "name": place.name,
            "country": place.country,
            "lat": place.latitude,
            "lon": place.longitude,
            "geonameid": place.geonameid,
        }
    size = _size(coding.quantities, event.id)
    if size:
        record["size"] = size
    return record


def _actor(actor: Actor) -> dict[str, Any]:
    return {"name": actor.name, "country": actor.country, "sector": list(actor.sectors)}


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around the trigger, by its end marks; enough for a reader to check the record."""
    stops = [m.end() for m in re.finditer(r"[.!?]['\"”’)]*\s|\n+", text)]
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop >= end), default=len(text))
    return first, len(text[:last].rstrip())


def _size(quantities: Iterable[Quantity], event: str) -> dict[str, int]:
    return {_SIZES[q.kind]: int(q.low) for q in quantities if q.event == event and q.kind in _SIZES}
