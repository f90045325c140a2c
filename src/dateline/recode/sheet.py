"""A coding as comparable rows: the store's columns, with ids that point elsewhere replaced by what they point to."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from dateline.store.rows import rows_of
from dateline.types import Coding, Deed, Event, Span, Why

__all__ = ["LAYERS", "Row", "sheet"]

# Layer: its table in the store and the column of its own id
LAYERS = {
    "events": ("event_row", "event_id"),
    "statements": ("statement_row", "statement_id"),
    "commitments": ("commitment_row", "commitment_id"),
    "deeds": ("deed_row", "deed_id"),
    "quantities": ("quantity_row", "quantity_id"),
    "places": ("place_row", "place_id"),
    "wordings": ("wording_row", "wording_id"),
}
_KEYS = ("document_id", "digest", "run_id")
_WHOLE = "body"  # a record kept whole beside its columns; its fields are taken apart below
_OUTSIDE = frozenset({"id", "why", "span", "sent", "actors", "recipients"})
_POINTERS = ("statement_id", "event_id", "parent", "subset_of", "commitment", "event")


class Row(NamedTuple):
    """A row with the words it stands on and the reason it was made."""

    id: str
    span: Span
    why: Why
    fields: Mapping[str, Any]


def sheet(coding: Coding) -> dict[str, list[Row]]:
    """Return the rows of ``coding`` by layer, in the order of the text."""
    anchors = {record.id: (span, record.why) for record, span in _anchored(coding)}
    labels = dict(_labels(coding))
    more: dict[str, dict[str, Any]] = {event.id: _parties(event) for event in coding.events}
    more |= {deed.id: _deed(deed, labels) for deed in coding.deeds}
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, row in rows_of(coding, ""):
        tables.setdefault(table, []).append(row)
    made: dict[str, list[Row]] = {}
    for layer, (table, key) in LAYERS.items():
        rows = []
        for row in tables.get(table, ()):
            kept = {name: _pointed(name, value, labels) for name, value in row.items() if name not in {*_KEYS, key, _WHOLE}}
            rows.append(Row(row[key], *anchors[row[key]], kept | more.get(row[key], {})))
        made[layer] = sorted(rows, key=lambda one: (one.span.start, one.span.end, one.id))
    return made


def _pointed(name: str, value: Any, labels: Mapping[str, str]) -> Any:
    return labels.get(value, value) if name in _POINTERS and isinstance(value, str) else value


def _anchored(coding: Coding) -> Iterator[tuple[Any, Span]]:
    yield from ((event, event.trigger) for event in coding.events)
    yield from ((statement, statement.cue) for statement in coding.statements)
    yield from ((commitment, commitment.action.span) for commitment in coding.commitments)
    yield from ((deed, deed.span) for deed in coding.deeds)
    for layer in (coding.quantities, coding.places, coding.wordings):
        yield from ((one, one.span) for one in layer)


def _labels(coding: Coding) -> Iterator[tuple[str, str]]:
    """What an id points to, in words: ids hang on offsets and types, so that a small change would seem many."""
    for event in coding.events:
        yield event.id, f"{event.type} {event.trigger.text}"
    for statement in coding.statements:
        yield statement.id, " > ".join(link.name or "?" for link in statement.chain) + f" ({statement.cue.text})"
    for commitment in coding.commitments:
        yield commitment.id, commitment.action.text
    for quantity in coding.quantities:
        yield quantity.id, quantity.span.text


def _parties(one: Event | Deed) -> dict[str, list[str]]:
    return {
        role: [f"{actor.name} [{' '.join((actor.country or '-', *actor.sectors))}] {actor.span.text!r}" for actor in members]
        for role, members in (("actors", one.actors), ("recipients", one.recipients))
    }


def _deed(deed: Deed, labels: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a deed, which the store keeps whole."""
    plain = msgspec.to_builtins(deed)
    return {name: _pointed(name, value, labels) for name, value in plain.items() if name not in _OUTSIDE} | _parties(deed)
