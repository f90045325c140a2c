"""The ledger as a table: one promise a row, with its status on a day and the words that give it."""

from collections.abc import Iterable, Mapping, Sequence

from dateline.ledger.log import standing
from dateline.types import Entry, Interval, Promise, Record

__all__ = ["Row", "rows_on"]


class Row(Record, frozen=True, kw_only=True):
    """A promise as it stood on ``as_of``; ``evidence`` is the telling text, "" where nothing was told."""

    promise: str
    committers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    action: str
    made: Interval
    deadline: str
    strength: int
    origin: str
    status: str
    as_of: str
    evidence: str
    evidence_document: str
    holder: str
    inference: str
    document: str
    restated: int


def rows_on(
    promises: Sequence[Promise], log: Iterable[Entry], day: str | None, *, actor: str = "", due_before: str = "", status: str = ""
) -> list[Row]:
    """Return the promises known on ``day`` (None: all), soonest deadline first, those without one last.

    Args:
        promises: of the ledger; only first tellings are listed.
        log: of the ledger.
        day: ISO date.
        actor: only those that this country code or name is committed to.
        due_before: only those with a deadline on or before it (ISO date).
        status: only those of this status.
    """
    by_promise: dict[str, list[Entry]] = {}
    for entry in log:
        by_promise.setdefault(entry.promise, []).append(entry)
    retold: dict[str, int] = {}
    for one in promises:
        retold[one.thread] = retold.get(one.thread, 0) + (one.id != one.thread)
    rows = [_row(one, by_promise, day, retold) for one in promises if one.id == one.thread and _known(one, day)]
    kept = [row for row in rows if _wanted(row, actor, due_before, status)]
    return sorted(kept, key=lambda row: (row.deadline or "9999", row.made.earliest or "", row.promise))


def _known(one: Promise, day: str | None) -> bool:
    return day is None or one.told.published <= day


def _wanted(row: Row, actor: str, due_before: str, status: str) -> bool:
    if actor and actor not in row.committers:
        return False
    if due_before and not (row.deadline and row.deadline <= due_before):
        return False
    return not status or row.status == status


def _row(one: Promise, log: Mapping[str, list[Entry]], day: str | None, retold: Mapping[str, int]) -> Row:
    deed, found = one.told.deed, standing(log.get(one.id, ()), day)
    told = found.entry if found.entry is not None and found.entry.link is not None else None
    return Row(
        promise=one.id,
        committers=tuple(dict.fromkeys(actor.country or actor.name for actor in deed.actors)),
        beneficiaries=tuple(dict.fromkeys(actor.country or actor.name for actor in deed.recipients)),
        action=one.action,
        made=deed.date,
        deadline=found.deadline or "",
        strength=deed.strength,
        origin=one.origin,
        status=found.value,
        as_of=day or "",
        evidence=told.evidence.text if told else "",
        evidence_document=told.document if told else "",
        holder=told.holder if told else "",
        inference=told.inference if told else "",
        document=one.told.document,
        restated=retold.get(one.id, 0),
    )
