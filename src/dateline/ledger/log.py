"""The status log: what is written of each promise, and what it amounts to on a day."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.ids import content_id
from dateline.ledger.ties import Tied
from dateline.ledger.words import LedgerWords
from dateline.types import Entry, Link, Promise

__all__ = ["Standing", "entries_of", "holding", "promises_of", "standing"]

_UNTOLD = "pending"  # turns overdue when the deadline passes; of what is partly done or begun there is evidence
_OVERDUE, _DISPUTED, _NOT_ASSESSABLE = "overdue_no_evidence", "disputed", "not_assessable"


class Standing(NamedTuple):
    """The status of a promise on a day, with the entry that gives it (None: silence) and the deadline that holds then."""

    value: str
    entry: Entry | None
    deadline: str | None


def promises_of(tied: Tied) -> list[Promise]:
    """Return the promises of ``tied`` by id."""
    return [
        Promise(
            id=name,
            thread=tied.threads[name],
            origin="retrospective" if told.deed.background else "reported",
            action=told.deed.why.note if told.deed.why.rule == "ledger:back-filled" else told.deed.span.text,
            told=told,
        )
        for name, told in sorted(tied.promises.items())
    ]


def holding(links: Iterable[Link], decisions: Mapping[str, bool]) -> list[Link]:
    """Return the links that count: automatic ones that nobody refused, and those a person accepted."""
    return [link for link in links if decisions.get(link.id, link.automatic)]


def entries_of(promises: Sequence[Promise], links: Iterable[Link], words: LedgerWords) -> list[Entry]:
    """Return the log: one entry a promise as it is made, one a link that holds.

    Args:
        promises: of the ledger.
        links: that hold (:func:`holding`).
        words: give the status of each relation.
    """
    found = [_made(one) for one in promises if one.id == one.thread]
    for link in links:
        value = words.status.get(link.outcome, words.status[link.relation])
        found.append(
            Entry(
                id=content_id("sta", link.promise, link.id, value),
                promise=link.promise,
                as_of=link.published or None,
                value=value,
                relation=link.relation,
                document=link.document,
                evidence=link.evidence,
                holder=link.holder,
                date=link.date,
                inference=link.inference,
                score=link.score,
                deadline_latest=link.deadline.latest if link.relation in {"extends", "amends"} else None,
                link=link.id,
                note=link.note,
            )
        )
    return sorted(found, key=_order)


def _made(promise: Promise) -> Entry:
    deed = promise.told.deed
    value = "pending" if deed.testable else _NOT_ASSESSABLE
    return Entry(
        id=content_id("sta", promise.id, value),
        promise=promise.id,
        as_of=promise.told.published or None,
        value=value,
        relation="",
        document=promise.told.document,
        evidence=deed.span,
        holder=deed.holder,
        date=deed.date.latest,
        inference="reported",
        score=deed.why.score,
        deadline_latest=deed.deadline.latest,
        link=None,
        note="known only from a later story" if promise.origin == "retrospective" else "",
    )


def _order(entry: Entry) -> tuple[str, str, bool, int, str]:
    return (entry.promise, entry.as_of or "", entry.link is not None, entry.evidence.start, entry.id)


def standing(log: Iterable[Entry], day: str | None) -> Standing:
    """Return the status of one promise on ``day`` (None: the last logged), from its log.

    Past its deadline a promise of whose keeping nothing was told is overdue_no_evidence: silence breaks no promise.
    Kept in one story and broken in another, told later by somebody else, it is disputed.
    """
    known = sorted((one for one in log if day is None or (one.as_of or "") <= day), key=_order)
    if not known:
        return Standing(_NOT_ASSESSABLE, None, None)
    deadline = next((one.deadline_latest for one in reversed(known) if one.deadline_latest), None)
    telling = [one for one in known if one.link is None or one.relation not in {"restates"}]
    last = telling[-1]
    if last.relation in {"extends", "amends"} and last.value == "pending":
        last = next((one for one in reversed(telling) if one.value in {"partly_fulfilled", "in_progress"}), last)
    if last.value == "breach_reported" and any(one.value == "fulfilled" and one.holder != last.holder for one in telling):
        return Standing(_DISPUTED, last, deadline)
    if last.value == _UNTOLD and day and deadline and deadline < day:
        return Standing(_OVERDUE, None if last.link is None else last, deadline)
    return Standing(last.value, last, deadline)
