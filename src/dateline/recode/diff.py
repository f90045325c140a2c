"""Two codings of one text, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from dateline.recode.sheet import Row, sheet
from dateline.types import Coding, Span

__all__ = ["FieldChange", "RowChange", "diff"]


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a row before and after; a list is compared whole."""

    field: str
    before: Any
    after: Any


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """A row that one coding has and the other has not, or has otherwise.

    ``span`` is the words the row stands on, with offsets into the document's text; ``cause`` is the rule that made the new
    row, the two rules if they differ, or why the new coder discarded what stood there ("" if it says nothing).
    """

    document: str
    layer: str
    change: Literal["added", "dropped", "changed"]
    span: Span
    before: str | None
    after: str | None
    fields: tuple[FieldChange, ...]
    cause: str


def diff(before: Coding, after: Coding) -> tuple[RowChange, ...]:
    """Return what ``after`` has otherwise than ``before``, two codings of the same text, by layer in the order of the text.

    Rows are the same row if they have one id; of the rest, those whose words overlap, the most alike first: an event whose
    type changed is one changed row.
    """
    old, new = sheet(before), sheet(after)
    return tuple(change for layer in old for change in _layer(layer, old[layer], new[layer], after))


def _layer(layer: str, old: Sequence[Row], new: Sequence[Row], after: Coding) -> Iterator[RowChange]:
    pairs = _pairs(old, new)
    partner = {one.id: other for one, other in pairs}
    matched = {other.id for _, other in pairs}
    found = []
    for row in old:
        other = partner.get(row.id)
        if other is None:
            found.append(_change(after, layer, row, None))
        elif fields := _fields(row.fields, other.fields):
            found.append(_change(after, layer, row, other, fields))
    found += [_change(after, layer, None, row) for row in new if row.id not in matched]
    yield from sorted(found, key=lambda one: (one.span.start, one.span.end, one.before or "", one.after or ""))


def _pairs(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row, Row]]:
    by_id = {row.id: row for row in new}
    pairs = [(row, by_id[row.id]) for row in old if row.id in by_id]
    taken = {row.id for row, _ in pairs}
    ranked = sorted(
        (
            (-_overlap(a.span, b.span), len(_fields(a.fields, b.fields)), a.id, b.id, a, b)
            for a in old
            if a.id not in taken
            for b in new
            if b.id not in taken and _overlap(a.span, b.span) > 0
        ),
        key=lambda entry: entry[:4],
    )
    used_old, used_new = set(taken), set(taken)
    for *_, a, b in ranked:
        if a.id not in used_old and b.id not in used_new:
            pairs.append((a, b))
            used_old.add(a.id)
            used_new.add(b.id)
    return pairs


def _overlap(one: Span, other: Span) -> float:
    """Shared characters as a part of all that either has."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(shared, 0) / max(max(one.end, other.end) - min(one.start, other.start), 1)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field=name, before=old.get(name), after=new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def _change(after: Coding, layer: str, old: Row | None, new: Row | None, fields: tuple[FieldChange, ...] = ()) -> RowChange:
    shown = new or old
    assert shown is not None
    if old is None:
        kind, cause = "added", shown.why.rule
    elif new is None:
        kind, cause = "dropped", _discarded(after, layer, old.span)
    else:
        kind = "changed"
        cause = new.why.rule if new.why.rule == old.why.rule else f"{old.why.rule} → {new.why.rule}"
    return RowChange(
        document=after.document.id,
        layer=layer,
        change=kind,  # type: ignore[arg-type]
        span=shown.span,
        before=old.id if old else None,
        after=new.id if new else None,
        fields=fields or _fields(old.fields if old else {}, new.fields if new else {}),
        cause=cause,
    )


def _discarded(after: Coding, layer: str, span: Span) -> str:
    reasons = (one.reason for one in after.discards if one.layer == layer and one.span and _overlap(one.span, span) > 0)
    return next(reasons, "")
